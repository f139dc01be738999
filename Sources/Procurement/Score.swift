public import Decimals

/// Points that a bid gets for its price and for facts (综合评审).
public struct Score: Sendable, Hashable {
    /// The parts, whose points are added.
    public var parts: [Part]
    /// The most points in all; nil for no limit.
    public var limit: FixedDecimal?
    /// How the sum is rounded; nil for no rounding.
    public var rounding: NamedRounding?

    /// Points for one thing.
    public struct Part: Sendable, Hashable {
        /// What the part is called.
        public var name: String
        /// What is measured.
        public var measure: Measure
        /// How a measure becomes points.
        public var formula: Formula
        /// What the points count; 1 unless said otherwise.
        public var weight: FixedDecimal

        /// Creates a part.
        public init(name: String, measure: Measure, formula: Formula, weight: FixedDecimal = .one) {
            self.name = name
            self.measure = measure
            self.formula = formula
            self.weight = weight
        }
    }

    /// How a measure becomes points.
    ///
    /// A measure that is not known gives none.
    public enum Formula: Sendable, Hashable {
        /// points × lowest ÷ measure where the lowest is best, points × measure ÷ highest where the highest is.
        case relative(points: FixedDecimal, highestIsBest: Bool, among: Population)
        /// From `low` points at `from` to `high` points at `to`, and no further on either side.
        case linear(from: FixedDecimal, to: FixedDecimal, low: FixedDecimal, high: FixedDecimal)
        /// The points of the highest step that the measure reaches; none below the first.
        case steps([Step])
    }

    /// A step of a table.
    public struct Step: Sendable, Hashable {
        /// The measure that reaches it.
        public var atLeast: FixedDecimal
        /// Its points.
        public var points: FixedDecimal

        /// Creates a step.
        public init(atLeast: FixedDecimal, points: FixedDecimal) {
            self.atLeast = atLeast
            self.points = points
        }
    }

    /// Creates a score.
    public init(parts: [Part], limit: FixedDecimal? = nil, rounding: NamedRounding? = nil) {
        self.parts = parts
        self.limit = limit
        self.rounding = rounding
    }
}
