public import Decimals

/// A condition that a bid meets or fails.
///
/// What is not known does not hold.
public indirect enum Condition: Sendable, Hashable {
    /// Meets every one.
    case all([Condition])
    /// Meets at least one.
    case any([Condition])
    /// Fails it.
    case not(Condition)
    /// A single comparison.
    case test(Test)
    /// The bid is in a population that an earlier stage named.
    case member(Population)
    /// A fact of the product, or else of the firm, is the text.
    case fact(String, is: String)
    /// The product is the originator's or reference preparation (原研, 参比制剂).
    case originator
    /// The firm is foreign.
    case foreign
    /// People recorded for the stage that the bid is excluded or withdrawn.
    case recorded
    /// The firm is barred from the round by a violation in another round (违规名单).
    case barred
    /// A condition with a name of its own, which reasons cite.
    case labelled(String, Condition)

    /// The conditions that this one is made of.
    public var parts: [Condition] {
        switch self {
        case .all(let parts), .any(let parts): parts
        case .not(let part), .labelled(_, let part): [part]
        case .test, .member, .fact, .originator, .foreign, .recorded, .barred: []
        }
    }

    /// The comparisons in it.
    public var tests: [Test] {
        if case .test(let test) = self { return [test] }
        return parts.flatMap(\.tests)
    }

    /// Whether it asks what people recorded.
    public var asksRecord: Bool { self == .recorded || parts.contains { $0.asksRecord } }
}

/// A single comparison of a bid's measure with a bound.
public struct Test: Sendable, Hashable {
    /// How the measure must stand to the bound.
    public enum Relation: String, Sendable, CaseIterable {
        case atMost = "at-most"
        case atLeast = "at-least"
        case below
        case above

        /// Whether a left value in that order to the right one passes.
        public func holds(_ left: Ratio, _ right: Surd) -> Bool {
            if let right = right.rationalValue { return holds(left, right) }
            let left = Surd(left)
            return switch self {
            case .atMost: left <= right
            case .atLeast: left >= right
            case .below: left < right
            case .above: left > right
            }
        }

        /// Whether a left value in that order to the right one passes.
        public func holds(_ left: Ratio, _ right: Ratio) -> Bool {
            switch self {
            case .atMost: left <= right
            case .atLeast: left >= right
            case .below: left < right
            case .above: left > right
            }
        }
    }

    /// What a measure is compared with.
    public enum Bound: Sendable, Hashable {
        /// The ceiling of the bid's own specification.
        case ceiling
        /// A constant: yuan, a fraction for cuts, points for scores.
        case constant(FixedDecimal)
        /// A factor times a value computed for the bid's competition.
        case reference(ReferenceValue, factor: FixedDecimal)
        /// A factor times a fact of the bid or its firm.
        case fact(String, factor: FixedDecimal)
        /// A factor times the bidder's own price before the round.
        case previousPrice(factor: FixedDecimal)
        /// A factor times the lowest price of the bidder's own product in other rounds, borrowed under a name.
        case ownBorrowed(String, factor: FixedDecimal)
    }

    /// What is measured.
    public var measure: Measure
    /// How it must stand.
    public var relation: Relation
    /// To what.
    public var bound: Bound

    /// Creates a test.
    public init(measure: Measure, relation: Relation, bound: Bound) {
        self.measure = measure
        self.relation = relation
        self.bound = bound
    }

    /// Whether it compares with the ceiling.
    public var needsCeiling: Bool { bound == .ceiling || measure == .cutFromCeiling }
}
