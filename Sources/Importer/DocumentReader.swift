import Procurement

/// A document as read, with the places that later checks speak of.
enum ImportedDocument {
    case round(Round, lots: [Lot.ID: SourceLocation])
    case rulebook(Rulebook)
    case demand(Demand, DemandPlaces)
    case submission(Submission, SubmissionPlaces)
    case record(Record, RecordDocument.Places)
    case published(PublishedResult, winners: [SourceLocation])

    var kind: DocumentKind {
        switch self {
        case .round: .round
        case .rulebook: .rulebook
        case .demand: .demand
        case .submission: .submission
        case .record: .record
        case .published: .published
        }
    }
}

/// Where the lines of a demand document stand.
struct DemandPlaces {
    let elements: ElementPlaces
    let ordinal: (Int) -> Int

    /// Where a kept line stands.
    func line(_ index: Int) -> SourceLocation { elements.location(ordinal(index)) }
}

/// Where the parts of a submission stand.
struct SubmissionPlaces: Sendable {
    let kept: SubmissionDocument.Places
    let path: String
    let name: String
    let limits: ImportLimits

    var root: SourceLocation { kept.root }

    /// The places of the elements of that name; they are looked for when the first one is asked for.
    func elements(_ element: String) -> ElementPlaces {
        ElementPlaces(path: path, shownAs: name, elements: [element], limits: limits)
    }
}

/// Reads any of our documents; the namespace of the root element decides which.
final class DocumentReader {
    private var validators: [DocumentKind: SchemaValidator] = [:]
    private let validatesSchema: Bool
    private let limits: ImportLimits
    private let names = SubmissionDocument.Names()

    /// Creates a reader; it is not shared between threads.
    ///
    /// - Parameters:
    ///   - validatesSchema: whether the documents are held against their XSDs too.
    ///   - limits: how much a document may hold.
    init(validatesSchema: Bool, limits: ImportLimits = ImportLimits()) {
        self.validatesSchema = validatesSchema
        self.limits = limits
    }

    /// Findings after which a file's content is not known.
    private static let unreadable: Set<FindingCode> = [
        .notWellFormed, .forbiddenConstruct, .unknownDocument, .fileUnreadable, .limitExceeded,
    ]

    /// What reading one file gave.
    struct Result {
        var document: ImportedDocument?
        var findings: [Finding]
        /// Whether the file could be read to its end as XML.
        var isWellFormed: Bool
    }

    /// Reads the file at `path`.
    ///
    /// - Parameter expected: the kinds that may stand here; nil for any.
    func read(path: String, shownAs name: String, expecting expected: DocumentKind? = nil) -> Result {
        let diagnostics = Diagnostics()
        var kind: DocumentKind?
        var handler: (any TagHandler)?
        let driver = XMLDriver(name: name, diagnostics: diagnostics, limits: limits) { root in
            kind = self.kind(of: root, expecting: expected, diagnostics)
            switch kind {
            case .demand: handler = DemandDocument.Handler(diagnostics)
            case .submission: handler = SubmissionDocument.Handler(diagnostics, self.names)
            case nil: handler = nil
            default: handler = ElementBuilder()
            }
            return handler
        }
        do throws(InputProblem) {
            let file = try InputFile(path: path, shownAs: name)
            var problem: Finding?
            driver.parse { buffer in
                let count = file.read(into: buffer)
                if count < 0 {
                    problem = Finding(
                        .error, .fileUnreadable, "the file could not be read to its end",
                        at: SourceLocation(file: name))
                }
                return count
            }
            if let problem { diagnostics.report(problem) }
        } catch {
            return Result(document: nil, findings: [error.finding], isWellFormed: false)
        }
        let isWellFormed = !diagnostics.findings.contains { Self.unreadable.contains($0.code) }
        guard isWellFormed, let kind else {
            return Result(document: nil, findings: diagnostics.findings, isWellFormed: isWellFormed)
        }
        let document = document(kind, from: handler, path: path, name: name, diagnostics)
        let findings = diagnostics.findings + schemaFindings(kind, path: path, name: name, beside: diagnostics.findings)
        return Result(document: document, findings: findings, isWellFormed: true)
    }

    private func document(
        _ kind: DocumentKind, from handler: (any TagHandler)?, path: String, name: String, _ diagnostics: Diagnostics
    ) -> ImportedDocument? {
        switch handler {
        case let handler as DemandDocument.Handler:
            let elements = ElementPlaces(path: path, shownAs: name, elements: ["line", "unknown"], limits: limits)
            let places = DemandPlaces(elements: elements, ordinal: handler.ordinal(ofRow:))
            return handler.demand.map { .demand($0, places) }
        case let handler as SubmissionDocument.Handler:
            guard let submission = handler.submission, let kept = handler.places else { return nil }
            return .submission(submission, SubmissionPlaces(kept: kept, path: path, name: name, limits: limits))
        case let builder as ElementBuilder:
            return builder.root.flatMap { interpret($0, kind, diagnostics) }
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

    private func interpret(_ root: Element, _ kind: DocumentKind, _ diagnostics: Diagnostics) -> ImportedDocument? {
        switch kind {
        case .round:
            return RoundDocument.read(root, diagnostics).map { round in
                var places: [Lot.ID: SourceLocation] = [:]
                for child in root.children where child.tag.name == "lot" {
                    if let id = child.tag.attributes.first(where: { $0.name == "id" })?.value {
                        places[id] = child.tag.location
                    }
                }
                return .round(round, lots: places)
            }
        case .rulebook: return RulebookDocument.read(root, diagnostics).map { .rulebook($0) }
        case .record: return RecordDocument.read(root, diagnostics).map { .record($0.0, $0.1) }
        case .published: return PublishedDocument.read(root, diagnostics).map { .published($0.0, winners: $0.1) }
        case .demand, .submission: return nil
        }
    }

    /// What the schema has against the document, but for lines about which the reader has already spoken.
    private func schemaFindings(
        _ kind: DocumentKind, path: String, name: String, beside own: [Finding]
    ) -> [Finding] {
        guard validatesSchema else { return [] }
        if validators[kind] == nil { validators[kind] = SchemaValidator(text: kind.schema) }
        guard let validator = validators[kind] else {
            return [Finding(.error, .schemaViolation, "the built-in schema '\(kind.rawValue)' can't be compiled")]
        }
        let spoken = Set(own.compactMap { $0.location?.line })
        return validator.findings(path: path, shownAs: name).filter { !spoken.contains($0.location?.line ?? 0) }
    }
}
