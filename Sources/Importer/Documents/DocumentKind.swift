/// The kinds of document that a round's folder holds; the root element's namespace tells which one a file is.
public enum DocumentKind: String, Sendable, CaseIterable {
    case round
    case rulebook
    case demand
    case submission
    case record
    case references
    case published
    case baselines
    case payment

    /// The XML namespace, with the version of the format.
    public var namespace: String { "urn:vbp:\(rawValue):1" }

    /// The name of the root element.
    public var rootElement: String { rawValue }

    /// The XML schema: one self-contained document.
    public var schema: String {
        switch self {
        case .round: Schemas.round
        case .rulebook: Schemas.rulebook
        case .demand: Schemas.demand
        case .submission: Schemas.submission
        case .record: Schemas.record
        case .references: Schemas.references
        case .published: Schemas.published
        case .baselines: Schemas.baselines
        case .payment: Schemas.payment
        }
    }

    /// The kind of a root element; nil when it is none of ours.
    static func kind(rootElement name: String, namespace: String) -> DocumentKind? {
        guard let kind = byNamespace[namespace], kind.rootElement == name else { return nil }
        return kind
    }

    private static let byNamespace = Dictionary(uniqueKeysWithValues: allCases.map { ($0.namespace, $0) })
}
