import Decimals
public import Procurement

/// The tables that a round is converted from; the columns are those of `docs/formats.md`.
public struct TableFiles: Sendable {
    /// Every bid, winning and losing.
    public var bids: String?
    /// Volumes by region, lot and specification.
    public var volumes: String
    /// Dosage class, reference specification, tier and term of each lot.
    public var lots: String?
    /// The official list of winners.
    public var winners: String?
    /// Published headline figures.
    public var headlines: String?
    /// The winners' own prices before the round, for a round without bids.
    public var previousPrices: String?

    /// Names the tables.
    public init(
        bids: String? = nil, volumes: String, lots: String? = nil, winners: String? = nil, headlines: String? = nil,
        previousPrices: String? = nil
    ) {
        self.bids = bids
        self.volumes = volumes
        self.lots = lots
        self.winners = winners
        self.headlines = headlines
        self.previousPrices = previousPrices
    }
}

/// A round made from tables.
public struct ConvertedRound: Sendable {
    /// What is tendered.
    public var round: Round
    /// What was reported.
    public var demand: Demand
    /// One for each bidder.
    public var submissions: [Submission]
    /// What the authority published.
    public var published: PublishedResult
    /// What the converter adapted, assumed or could not use; rows of other rounds are no finding.
    public var findings: [Finding]

    /// Whether something makes the documents unfit to be written.
    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// Makes a round's documents from spreadsheets saved as CSV.
///
/// Names and specifications are matched by what they mean: folded names, parsed contents, product, pack and price.
/// What had to be adapted or assumed is a finding; nothing is dropped without one.
public struct TableConversion {
    let id: Round.ID
    let aliases: Set<String>
    var findings: [Finding] = []
    var round: Round
    var demand: Demand
    var submissions: [Bidder.ID: Submission] = [:]
    var published: PublishedResult
    var lotIndex: [String: Int] = [:]
    /// Rows of winning bids, for the official list to be matched with.
    var winningRows: [WinningRow] = []

    /// A winning bid of the table of bids.
    struct WinningRow {
        let row: CSVTable.Row
        let lot: Lot.ID
        let specification: Specification.ID
        let bidder: Bidder
        let price: FixedDecimal
        /// The folded name that the official list gives the winner; nil while no row of it was matched.
        var listedAs: String?
    }

    private init(id: Round.ID, aliases: [String]) {
        self.id = id
        self.aliases = Set((aliases + [id]).map(Name.folded))
        round = Round(id: id)
        demand = Demand(round: id, kind: .base)
        published = PublishedResult(round: id)
    }

    /// Converts the rows of round `id`.
    ///
    /// - Parameters:
    ///   - rulebook: the round's rulebook; its title and aliases name the round in tables of headlines.
    ///   - files: the tables.
    public static func convert(_ id: Round.ID, rulebook: Rulebook, files: TableFiles) -> ConvertedRound {
        var conversion = TableConversion(id: id, aliases: rulebook.aliases)
        conversion.round.title = rulebook.title
        conversion.readVolumes(files.volumes)
        let bids =
            files.bids.flatMap {
                conversion.rows($0, required: TableConversion.bidColumns, naming: ["lot", "specification"])
            } ?? []
        conversion.readBidLots(bids)
        conversion.readLots(files.lots)
        conversion.readBids(bids)
        conversion.settleReferences(hasLotTable: files.lots != nil)
        let winners =
            files.winners.flatMap {
                conversion.rows(
                    $0, required: TableConversion.winnerColumns, naming: ["product", "specification", "winner"])
            } ?? []
        conversion.readWinners(winners, hasTable: files.winners != nil)
        if let path = files.previousPrices { conversion.readPreviousPrices(path) }
        if let path = files.headlines { conversion.readHeadlines(path) }
        conversion.round.regions += conversion.missingRegions()
        if conversion.round.lots.isEmpty {
            conversion.report(
                .error, .unknownLot, "no table has a row of round '\(id)'",
                remedy: "mend --round, or name other tables",
                at: SourceLocation(file: files.volumes))
        }
        // A cell that several steps read is reported once.
        var seen: Set<Finding> = []
        let findings = conversion.findings.filter { seen.insert($0).inserted }
        return ConvertedRound(
            round: conversion.round, demand: conversion.demand,
            submissions: conversion.submissions.values.sorted { $0.bidder.id < $1.bidder.id },
            published: conversion.published, findings: findings.sorted())
    }

    // MARK: - Helpers

    mutating func report(
        _ severity: Finding.Severity, _ code: FindingCode, _ message: String, remedy: String? = nil,
        at location: SourceLocation
    ) {
        findings.append(Finding(severity, code, message, remedy: remedy, at: location))
    }

    /// The rows of this round; those that leave a cell of `naming` blank are reported and left out.
    mutating func rows(_ path: String, required: [String], naming: [String] = []) -> [CSVTable.Row] {
        let table = CSVTable(path: path, required: ["round"] + required, &findings)
        var kept: [CSVTable.Row] = []
        for row in table?.rows ?? [] where isThisRound(row["round"]) {
            let blank = naming.filter { row[$0].isEmpty }
            if let column = blank.first {
                report(.error, .valueBlank, "column '\(column)' is blank", remedy: "fill it in", at: row.location)
                continue
            }
            if let scalar = row.invisibleCharacter {
                report(
                    .error, .notAnAllowedValue,
                    "a cell holds the invisible character U+\(String(scalar.value, radix: 16, uppercase: true))",
                    remedy: "remove it: it changes how the text is shown", at: row.location)
            }
            kept.append(row)
        }
        if kept.isEmpty, let table, !table.rows.isEmpty {
            let names = Set(table.rows.map { $0["round"] }).sorted().prefix(5)
            report(
                .warning, .roundNotInTable, "the table has no row of round '\(id)'",
                remedy: "its rows name: \(names.joined(separator: ", ")); "
                    + "an <alias> in the rulebook makes a name this round's",
                at: SourceLocation(file: path))
        }
        return kept
    }

    /// Whether a cell names this round: by its identifier, by an alias, or by either and more words.
    func isThisRound(_ written: String) -> Bool {
        aliases.contains(Name.folded(written)) || written.hasPrefix(id + " ")
    }

    /// An exact number; a malformed cell is reported.
    mutating func number(_ row: CSVTable.Row, _ column: String) -> FixedDecimal? {
        let written = row[column]
        if written.isEmpty { return nil }
        do throws(DecimalSyntaxError) {
            return try FixedDecimal.parse(written)
        } catch {
            report(.error, .notANumber, "column '\(column)' is '\(written)': \(error)", at: row.location)
            return nil
        }
    }

    /// A number above zero; zero and less are reported.
    mutating func price(_ row: CSVTable.Row, _ column: String) -> FixedDecimal? {
        guard let value = number(row, column) else { return nil }
        if value.isNegative || value.isZero {
            report(
                .error, .priceNotPositive, "column '\(column)' is '\(value)', a price must be more than 0",
                at: row.location)
            return nil
        }
        return value
    }

    mutating func confidence(_ row: CSVTable.Row) -> Confidence? {
        let written = row["confidence"]
        let confidence = Confidence(rawValue: written)
        if confidence == nil, !written.isEmpty {
            report(
                .warning, .notAnAllowedValue, "confidence '\(written)' is taken as not known",
                remedy: "write high, medium or low", at: row.location)
        }
        return confidence
    }

    func note(_ row: CSVTable.Row) -> String? { row["note"].isEmpty ? nil : row["note"] }

    /// The lot's specification that a text means; a new one when none has its content.
    mutating func specification(_ written: String, inLot index: Int, at place: SourceLocation) -> Specification.ID {
        let lot = round.lots[index]
        let folded = Name.folded(written).lowercased()
        if let same = lot.specifications.first(where: { Name.folded($0.id).lowercased() == folded }) { return same.id }
        let content = Content(reading: written)
        if let content {
            let equal = lot.specifications.filter { $0.content?.describesSameStrength(as: content) == true }
            if equal.count == 1 {
                report(
                    .note, .nameAdapted, "specification '\(written)' of lot '\(lot.id)' is taken as '\(equal[0].id)'",
                    at: place)
                return equal[0].id
            }
        } else {
            report(
                .warning, .specificationUnread,
                "specification '\(written)' of lot '\(lot.id)' has no amount that can be read",
                remedy: "state its <content> in round.xml if it has to be converted", at: place)
        }
        round.lots[index].specifications.append(Specification(id: written, content: content))
        return written
    }

    private func missingRegions() -> [String] {
        var known = Set(round.regions)
        return published.winners.flatMap(\.regions).filter { known.insert($0).inserted }
    }
}
