/// How far a fact can be trusted.
public enum Confidence: String, Sendable, CaseIterable, Comparable {
    /// Two independent sources agree, or an official text says so.
    case high
    /// One decent source.
    case medium
    /// Recollection, inference, or a garbled source.
    case low

    /// Orders by trust, the least trusted first.
    public static func < (left: Confidence, right: Confidence) -> Bool { left.order < right.order }

    private var order: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }
}

/// Where a rule comes from.
public enum Basis: String, Sendable, CaseIterable {
    /// The authority's own document, or a text that quotes it.
    case document
    /// Fitted to published outcomes.
    case reconstruction
    /// Remembered, not checked against a page.
    case recollection
}

/// Where a fact comes from and how far it can be trusted.
public struct Provenance: Sendable, Hashable {
    /// A notice's address, or words that name the source.
    public var source: String?
    /// How far the fact can be trusted, when that is known.
    public var confidence: Confidence?
    /// What a reader should know about the fact.
    public var note: String?

    /// Creates a provenance; everything may be unknown.
    public init(source: String? = nil, confidence: Confidence? = nil, note: String? = nil) {
        self.source = source
        self.confidence = confidence
        self.note = note
    }
}
