import Digests
import Procurement

/// A document as read, with the places that later checks speak of.
enum ImportedDocument {
    case round(Round, lots: LotPlaces)
    case rulebook(Rulebook)
    case demand(Demand, DemandPlaces)
    case submission(Submission, SubmissionPlaces)
    case record(Record, RecordDocument.Places)
    case references(Round.ID, BorrowedFacts, ReferencesDocument.Places)
    case published(PublishedResult, PublishedDocument.Places)
    case baselines(PriceLists, lists: [SourceLocation])
    case payment(Payment, PaymentDocument.Places)

    var kind: DocumentKind {
        switch self {
        case .round: .round
        case .rulebook: .rulebook
        case .demand: .demand
        case .submission: .submission
        case .record: .record
        case .references: .references
        case .published: .published
        case .baselines: .baselines
        case .payment: .payment
        }
    }
}

/// Where the lines and institutions of a demand document stand.
struct DemandPlaces {
    private let lines: ElementPlaces
    private let institutions: ElementPlaces
    private let ordinal: (Int) -> Int

    init(path: String, shownAs name: String, limits: ImportLimits, ordinal: @escaping (Int) -> Int) {
        // The lines of groups stand a level deeper.
        lines = ElementPlaces(
            path: path, shownAs: name, elements: ["line", "unknown"], depths: 2...3, limits: limits)
        institutions = ElementPlaces(
            path: path, shownAs: name, elements: ["institution"], depths: 2...2, limits: limits)
        self.ordinal = ordinal
    }

    /// Where a kept line stands, or the first line of a total.
    func line(_ index: Int) -> SourceLocation { lines.location(ordinal(index)) }

    /// Where an institution is listed, in a document whose list is sound.
    func institution(_ index: Int) -> SourceLocation { institutions.location(index) }
}

/// Where the parts of a submission stand.
struct SubmissionPlaces: Sendable {
    let kept: SubmissionDocument.Places
    let path: String
    let name: String
    let limits: ImportLimits
    /// The kind of UBL document, and what its lines offer; nil in our own format.
    var ubl: UBLDocumentKind?
    var offered: OfferedItems?

    var root: SourceLocation { kept.root }

    /// The places of the file's bids; they are looked for when the first one is asked for.
    var bids: ElementPlaces { elements(ubl?.line ?? "bid", depth: ubl?.lineDepth ?? 2) }
    /// The places of the file's declined bids.
    var declined: ElementPlaces { elements("declined", depth: 2) }

    private func elements(_ element: String, depth: Int) -> ElementPlaces {
        ElementPlaces(path: path, shownAs: name, elements: [element], depths: depth...depth, limits: limits)
    }
}

/// Reads any of our documents; the namespace of the root element decides which.
final class DocumentReader {
    private var validators: [DocumentKind: SchemaValidator] = [:]
    private let validatesSchema: Bool
    private let limits: ImportLimits
    private let digests: Bool
    private let names = SubmissionDocument.Names()
    private var idleContext: XMLContext?
    /// Attributes that are set to another value before a document is understood.
    private let settings: [RulebookSetting]

    /// Creates a reader; it is not shared between threads.
    ///
    /// - Parameters:
    ///   - validatesSchema: whether the documents are held against their XSDs too.
    ///   - limits: how much a document may hold.
    ///   - digests: whether each file's SHA-256 is taken while it is read.
    ///   - settings: attributes that are set to another value before a document is understood.
    init(
        validatesSchema: Bool, limits: ImportLimits = ImportLimits(), digests: Bool = false,
        settings: [RulebookSetting] = []
    ) {
        self.validatesSchema = validatesSchema
        self.limits = limits
        self.digests = digests
        self.settings = settings
    }

    /// What reading one file gave.
    struct Result {
        /// What kind of file it is; nil when it could not be read so far.
        var format: DocumentFormat?
        var document: ImportedDocument?
        var findings: [Finding]
        /// Whether the file could be read to its end as XML.
        var isWellFormed: Bool
        /// The digest of its bytes, where it was asked for and they could be read.
        var digest: FileDigest?
    }

    /// Reads the file at `path`.
    ///
    /// - Parameters:
    ///   - expected: the kinds that may stand here; nil for any.
    ///   - onGroup: who is handed the groups of a demand document, one at a time.
    func read(
        path: String, shownAs name: String, expecting expected: DocumentKind? = nil,
        onGroup: ((DemandGroup) -> Void)? = nil
    ) -> Result {
        let diagnostics = Diagnostics(limits: limits)
        var format: DocumentFormat?
        var handler: TagHandler?
        var expectedBytes = 0
        let driver = XMLDriver(name: name, diagnostics: diagnostics, limits: limits, schema: validator(for:)) { root in
            format = Self.format(of: root)
            handler = self.handler(for: root, expecting: expected, of: expectedBytes, onGroup, diagnostics)
            return handler
        }
        var digest: FileDigest?
        do throws(InputProblem) {
            let file = try InputFile(path: path, shownAs: name)
            expectedBytes = file.expectedBytes
            // Whoever is handed a group may have another document read in between.
            let context = idleContext ?? XMLContext()
            idleContext = nil
            let running = digests ? RunningDigest() : nil
            let isRead = driver.parse(file, with: context, observing: running.map { running in running.take })
            if let context, context.isFresh { idleContext = context }
            // What is not well-formed is not parsed to its end; it is an input all the same.
            if let running, isRead { digest = running.finish(file, name) }
        } catch {
            return Result(format: format, document: nil, findings: [error.finding], isWellFormed: false)
        }
        if let version = (handler as? UBLHandler)?.version, case .ubl(let name, _)? = format {
            format = .ubl(name: name, version: version)
        }
        let isWellFormed = !diagnostics.isUnreadable
        guard isWellFormed, let format else {
            return Result(
                format: format, document: nil, findings: diagnostics.findings, isWellFormed: isWellFormed,
                digest: digest)
        }
        let document = document(format, from: handler, path: path, name: name, diagnostics)
        // The schema is not heard on lines of which the reader has spoken.
        let spoken = Set(diagnostics.findings.compactMap { $0.location?.line })
        for finding in driver.schemaFindings where !spoken.contains(finding.location?.line ?? 0) {
            diagnostics.report(finding)
        }
        return Result(
            format: format, document: document, findings: diagnostics.findings, isWellFormed: true, digest: digest)
    }

    /// Who reads the document; when it is none that may stand here, only what is dangerous in it is looked for.
    private func handler(
        for root: Tag, expecting expected: DocumentKind?, of bytes: Int, _ onGroup: ((DemandGroup) -> Void)?,
        _ diagnostics: Diagnostics
    ) -> TagHandler {
        if expected == nil || expected == .submission,
            let ubl = UBLDocumentKind.kind(rootElement: root.name, namespace: root.namespace)
        {
            return UBLHandler(ubl, diagnostics, expectedBytes: bytes)
        }
        switch kind(of: root, expecting: expected, diagnostics) {
        case .demand?: return DemandDocument.Handler(diagnostics, expectedBytes: bytes, onGroup: onGroup)
        case .submission?: return SubmissionDocument.Handler(diagnostics, names, expectedBytes: bytes)
        case .round?: return RoundDocument.Handler(limits: limits)
        case nil: return TextSieve(diagnostics)
        default: return ElementBuilder()
        }
    }

    private static func format(of root: Tag) -> DocumentFormat {
        if let kind = DocumentKind.kind(rootElement: root.name, namespace: root.namespace) { return .native(kind) }
        if let ubl = UBLDocumentKind.kind(rootElement: root.name, namespace: root.namespace) {
            return .ubl(name: ubl.rawValue, version: nil)
        }
        return .foreign(root: root.name, namespace: root.namespace)
    }

    private func document(
        _ format: DocumentFormat, from handler: TagHandler?, path: String, name: String,
        _ diagnostics: Diagnostics
    ) -> ImportedDocument? {
        switch handler {
        case let handler as DemandDocument.Handler:
            let places = DemandPlaces(path: path, shownAs: name, limits: limits, ordinal: handler.ordinal(ofRow:))
            return handler.demand.map { .demand($0, places) }
        case let handler as SubmissionDocument.Handler:
            guard let submission = handler.submission, let kept = handler.places else { return nil }
            return .submission(submission, SubmissionPlaces(kept: kept, path: path, name: name, limits: limits))
        case let handler as UBLHandler:
            guard let result = handler.result else { return nil }
            let places = SubmissionPlaces(
                kept: result.places, path: path, name: name, limits: limits, ubl: handler.kind, offered: result.items)
            return .submission(result.submission, places)
        case let handler as RoundDocument.Handler: return handler.document(diagnostics)
        case let builder as ElementBuilder:
            guard case .native(let kind) = format else { return nil }
            return builder.finish().flatMap { interpret(changed($0, diagnostics), kind, diagnostics) }
        default: return nil
        }
    }

    private func kind(of root: Tag, expecting expected: DocumentKind?, _ diagnostics: Diagnostics) -> DocumentKind? {
        let found = DocumentKind.kind(rootElement: root.name, namespace: root.namespace)
        if let found, expected == nil || expected == found { return found }
        let wanted = expected.map { "<\($0.rootElement) xmlns=\"\($0.namespace)\">" } ?? "one of our documents"
        let namespace = root.namespace.isEmpty ? "without a namespace" : "in namespace '\(root.namespace)'"
        diagnostics.error(
            .unknownDocument, "the root element is <\(root.name)> \(namespace)", remedy: "expected \(wanted)",
            at: root.location)
        return nil
    }

    /// The document with the settings applied, one after the other.
    private func changed(_ root: Element, _ diagnostics: Diagnostics) -> Element {
        settings.reduce(root) { root, setting in
            if let changed = setting.applied(to: root) { return changed }
            diagnostics.error(
                .elementMissing, "no element fits the path '\(setting.path)'",
                remedy: "write it as gate/at-most[1]@factor: a stage's id, elements below it, an attribute",
                at: root.tag.location)
            return root
        }
    }

    private func interpret(_ root: Element, _ kind: DocumentKind, _ diagnostics: Diagnostics) -> ImportedDocument? {
        diagnostics.checkLeaves(root, kind)
        switch kind {
        case .rulebook: return RulebookDocument.read(root, diagnostics).map { .rulebook($0) }
        case .record: return RecordDocument.read(root, diagnostics).map { .record($0.0, $0.1) }
        case .references: return ReferencesDocument.read(root, diagnostics).map { .references($0.round, $0.1, $0.2) }
        case .published: return PublishedDocument.read(root, diagnostics).map { .published($0.0, $0.1) }
        case .baselines: return BaselinesDocument.read(root, diagnostics).map { .baselines($0.0, lists: $0.1) }
        case .payment: return PaymentDocument.read(root, diagnostics).map { .payment($0.0, $0.1) }
        case .round, .demand, .submission: return nil
        }
    }

    /// The compiled schema of a document that is held against one.
    private func validator(for root: Tag) -> SchemaValidator? {
        guard validatesSchema, let kind = DocumentKind.kind(rootElement: root.name, namespace: root.namespace) else {
            return nil
        }
        if let known = validators[kind] { return known }
        guard let validator = SchemaValidator(text: kind.schema) else {
            preconditionFailure("the built-in schema '\(kind.rawValue)' can't be compiled")
        }
        validators[kind] = validator
        return validator
    }
}

/// The SHA-256 of a file, taken of the very bytes that the parser gets.
private final class RunningDigest {
    private var digest: Digest? = Digest()
    private var bytes = 0

    func take(_ piece: UnsafeRawBufferPointer) {
        digest?.feed(piece)
        bytes += piece.count
    }

    /// The digest, with what the parser left unread; nil when that can't be read.
    func finish(_ file: borrowing InputFile, _ name: String) -> FileDigest? {
        var count = 1
        while count > 0 {
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            count = chunk.withUnsafeMutableBytes { buffer in
                let count = InputFile.read(file.descriptor, into: buffer)
                if count > 0 { take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
                return count
            }
        }
        guard count == 0, let digest = digest.take() else { return nil }
        return FileDigest(name: name, bytes: bytes, sha256: digest.text())
    }
}
