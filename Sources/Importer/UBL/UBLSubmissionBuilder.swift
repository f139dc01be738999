import Decimals
import Procurement

/// Builds a submission from what means something in a UBL document.
final class UBLSubmissionBuilder {
    /// What a document offers.
    struct Result {
        var submission: Submission
        var places: SubmissionDocument.Places
        var items: OfferedItems
    }

    let kind: UBLDocumentKind
    let diagnostics: Diagnostics
    private(set) var version: String?
    /// What has no meaning here.
    var ignored = IgnoredElements()

    var root = SourceLocation(file: "")
    private var identifier: String?
    private var round: Round.ID?
    private var issueDate: String?
    private var issueTime: String?
    private var statedLines: Int?
    private var parties = 0
    private var partyPlace: SourceLocation?
    private var bidderIdentifier: String?
    private var bidderScheme: String?
    private var bidderName: String?
    private var legalName: String?
    /// Whether the document is refused as a whole.
    private var isRefused = false

    var lot: String?
    var isVariant = false
    private var projectPlace: SourceLocation?
    var totals = UBLTotals()

    var line: UBLLine?
    var lines = 0
    var pricedLines = 0
    var bids: [Bid] = []
    /// The ordinal of each bid's line, where lines were left out.
    var ordinals: [Int]?
    var items = OfferedItems()

    /// - Parameter expectedBytes: the file's size, so that room for its bids is made once.
    init(_ kind: UBLDocumentKind, _ diagnostics: Diagnostics, expectedBytes: Int) {
        self.kind = kind
        self.diagnostics = diagnostics
        // A line has rarely less than 700 bytes; memory that is not written to is not used.
        let room = min(expectedBytes, 1 << 30) / 700
        bids.reserveCapacity(room)
        items.makeRoom(for: room)
    }

    /// What the document offers; nil when it is refused as a whole.
    var result: Result? {
        guard !isRefused, let round, let bidderIdentifier, let name = bidderName ?? legalName else { return nil }
        let bidder = Bidder(id: bidderIdentifier, name: name, scheme: bidderScheme)
        return Result(
            submission: Submission(
                round: round, bidder: bidder, submitted: submitted.instant, reference: identifier, bids: bids),
            places: SubmissionDocument.Places(root: root, bidOrdinals: ordinals), items: items)
    }

    private var submitted: UBLTime { UBLTime(date: issueDate ?? "", time: issueTime) }

    // MARK: - Events

    func begin(at place: SourceLocation) { root = place }

    /// An element begins that holds elements, or that is not read at all.
    func open(_ field: UBLField, at place: SourceLocation) {
        switch field {
        case .party:
            parties += 1
            if parties == 1 { partyPlace = place }
            if parties == 2 { refuseConsortium(at: place) }
        case .project:
            lot = nil
            isVariant = false
            projectPlace = place
            totals = UBLTotals()
        case .total: totals.place = place
        case .line: line = UBLLine(at: place)
        case .price: line?.prices += 1
        case .alternative:
            diagnostics.error(
                .variantOffered, "the line offers an alternative beside what it offers",
                remedy: "offer one thing a line; the line makes no bid", at: place)
            line?.isFaulty = true
        default: break
        }
    }

    /// An element ends that holds elements.
    func close(_ field: UBLField) {
        switch field {
        case .line: closeLine()
        case .property:
            if let name = line?.propertyName, line?.takeProperty() == false, let place = line?.place {
                ignored.count("AdditionalItemProperty: \(name)", at: place)
            }
        case .project: totals.check(diagnostics)
        default: break
        }
    }

    /// The text of an element, with its currency, unit or scheme.
    func take(_ field: UBLField, _ text: String, _ attribute: String?) {
        guard !text.isEmpty, isVisible(text) else { return }
        switch field {
        case .version: version = text
        case .identifier: identifier = text
        case .round: takeRound(text)
        case .issueDate: issueDate = text
        case .issueTime: issueTime = text
        case .lineCount: statedLines = Int(text)
        case .partyIdentifier: takeBidder(text, scheme: attribute)
        case .partyName: if parties == 1, bidderName == nil { bidderName = text }
        case .legalName: if parties == 1, legalName == nil { legalName = text }
        case .lot: lot = text
        case .variant: refuseVariant("the tender is the variant '\(text)'")
        case .variantsAllowed: if text == "true" || text == "1" { refuseVariant("the tender states variants") }
        case .totalOfLines: totals.ofLines = number(text, attribute, "LineExtensionAmount", at: totals.place)
        case .totalPayable: totals.payable = number(text, attribute, "PayableAmount", at: totals.place)
        case .totalWithTax: totals.isTaxed = true
        default: takeForLine(field, text, attribute)
        }
    }

    /// Text between elements, where none belongs.
    func reportStray(_ text: String) {
        let place = line?.place ?? root
        let tag = Tag(
            name: kind.rawValue, namespace: "", attributes: [], file: place.file,
            place: Place(line: place.line, column: place.column))
        diagnostics.unexpectedText(text, in: tag)
    }

    // MARK: - The head

    private func takeRound(_ text: String) {
        if let round, round != text {
            diagnostics.error(
                .duplicate, "the document is for round '\(round)' and for round '\(text)'",
                remedy: "send a document a round", at: line?.place ?? root)
            isRefused = true
        }
        round = text
    }

    private func takeBidder(_ text: String, scheme: String?) {
        guard parties == 1 else { return }
        // Of several identifiers the unified social credit code counts, else the first.
        let isBetter = CreditCode.isNamed(by: scheme) && !CreditCode.isNamed(by: bidderScheme)
        guard bidderIdentifier == nil || isBetter else { return }
        bidderIdentifier = text
        bidderScheme = scheme
    }

    private func refuseConsortium(at place: SourceLocation) {
        diagnostics.error(
            .consortium, "the document names a second bidder; a consortium cannot bid",
            remedy: "one firm bids; name the others as SubcontractorParty", at: place)
        isRefused = true
    }

    private func refuseVariant(_ words: String) {
        guard !isVariant else { return }
        isVariant = true
        diagnostics.error(
            .variantOffered, "\(words); variants are not compared",
            remedy: "offer what was tendered; the lines of this part make no bids", at: projectPlace ?? root)
    }

    /// The document has ended.
    func end() {
        if kind == .quotation { totals.check(diagnostics) }
        func demand(_ isThere: Bool, _ words: String, _ remedy: String, at place: SourceLocation? = nil) {
            guard !isThere else { return }
            diagnostics.error(.elementMissing, words, remedy: remedy, at: place ?? root)
            isRefused = true
        }
        demand(round != nil, "the document does not say for which round it is", "add \(kind.round)")
        demand(parties > 0, "the document does not say who bids", "add \(kind.party)")
        if parties > 0 {
            demand(
                bidderIdentifier != nil, "the bidder has no identifier",
                "add \(kind.party)/PartyIdentification/ID", at: partyPlace)
            demand(
                bidderName ?? legalName != nil, "the bidder has no name", "add \(kind.party)/PartyName/Name",
                at: partyPlace)
        }
        checkTime()
        if let bidderIdentifier {
            diagnostics.check(identifier: bidderIdentifier, scheme: bidderScheme, at: partyPlace ?? root)
        }
        if pricedLines == 0, !isVariant { refuseWithoutPrices() }
        ignored.report(to: diagnostics)
        if let statedLines, statedLines != lines {
            diagnostics.report(
                Finding(
                    .warning, .totalInconsistent, "LineCountNumeric is \(statedLines) and there are \(lines) lines",
                    remedy: "make sure that nothing was lost on the way", at: root))
        }
    }

    private func refuseWithoutPrices() {
        isRefused = true
        let found =
            lines == 0 ? "the document has no \(kind.line)" : "no \(kind.line) of the document has a price"
        diagnostics.error(
            .pricesUnstructured,
            "\(found), so there are no prices to compare (Peppol's tender T005 is such a document)",
            remedy: "send the price list as \(kind.line)s with PriceAmount and BaseQuantity, or as a submission of our "
                + "own format (vbp schema submission)", at: root)
    }

    private func checkTime() {
        guard issueDate != nil || issueTime != nil else {
            return diagnostics.report(
                Finding(
                    .warning, .timeIncomplete, "the document does not say when it was issued",
                    remedy: "add IssueDate and IssueTime; it is not known whether it is in time", at: root))
        }
        switch submitted.problem {
        case nil: break
        case .unreadable(let text)?:
            diagnostics.error(
                .notAnAllowedValue, "the time of issue '\(text)' is not a date and time",
                remedy: "write IssueDate as 2020-01-17 and IssueTime as 10:00:00+08:00", at: root)
            isRefused = true
        case .noTime?:
            diagnostics.report(
                Finding(
                    .warning, .timeIncomplete, "the document has an IssueDate and no IssueTime",
                    remedy: "add IssueTime; it is not known whether it is in time", at: root))
        case .noZone?:
            diagnostics.report(
                Finding(
                    .warning, .timeIncomplete,
                    "the time of issue states no time zone; it is taken as \(UBLTime.usualZone)",
                    remedy: "write IssueTime with its zone, as 10:00:00+08:00", at: root))
        }
    }

    // MARK: - Values

    func warn(_ code: FindingCode, _ message: String, _ remedy: String, at place: SourceLocation) {
        diagnostics.report(Finding(.warning, code, message, remedy: remedy, at: place))
    }

    func number(
        _ text: String, _ attribute: String?, _ name: String, at place: SourceLocation?
    ) -> UBLLine.Amount? {
        do throws(DecimalSyntaxError) {
            return UBLLine.Amount(number: try FixedDecimal.parse(text), unit: attribute)
        } catch {
            line?.isFaulty = true
            diagnostics.error(.notANumber, "\(name) is '\(text)': \(error)", at: place ?? root)
            return nil
        }
    }

    /// Whether a text holds no character that hides or reorders it; one that does is reported.
    private func isVisible(_ text: String) -> Bool {
        guard let scalar = Invisible.first(in: text) else { return true }
        diagnostics.reportInvisible(scalar, in: "a text of the document", at: line?.place ?? root)
        if line == nil { isRefused = true } else { line?.isFaulty = true }
        return false
    }
}
