public import Decimals

/// A number that the bids of a competition are compared with: a statistic over a population, or made of others (锚点价).
///
/// Statistics are of comparable prices unless another measure is named. The value of a population without bids is not
/// defined, and no comparison with it holds.
public indirect enum ReferenceValue: Sendable, Hashable {
    /// The lowest.
    case lowest(Sample)
    /// The highest.
    case highest(Sample)
    /// The plain mean.
    case mean(Sample)
    /// The mean plus a multiple of the standard deviation; a negative multiple lies below the mean.
    case deviation(Sample, multiple: FixedDecimal, kind: DeviationKind)
    /// A published number, the same for every lot.
    case constant(FixedDecimal)
    /// A number that the round's document publishes for the lot under a name, for its reference specification.
    case published(String)
    /// The lowest price of the lot in other rounds, borrowed under a name, converted to the reference specification.
    case borrowed(String)
    /// The reserve price of the stage, which people keep sealed until they reveal it.
    case sealed
    /// The value of an earlier `<reference>`.
    case named(Stage.ID)
    /// A multiple of another value.
    case multiple(FixedDecimal, ReferenceValue)
    /// The largest of several values that are defined.
    case largest([ReferenceValue])
    /// The smallest of several values that are defined.
    case smallest([ReferenceValue])

    /// Which standard deviation is meant.
    public enum DeviationKind: String, Sendable, CaseIterable {
        /// √(Σ(x − mean)² ÷ n).
        case population
        /// √(Σ(x − mean)² ÷ (n − 1)); of a single number it is 0.
        case sample
    }

    /// Whose numbers a statistic is over.
    public struct Sample: Sendable, Hashable, ExpressibleByStringLiteral {
        /// Which bids.
        public var population: Population
        /// Which number of theirs.
        public var measure: Measure
        /// Of which competition.
        public var scope: Scope

        /// Creates a sample.
        public init(_ population: Population, of measure: Measure = .comparablePrice, scope: Scope = .competition) {
            self.population = population
            self.measure = measure
            self.scope = scope
        }

        /// The comparable prices of a population in the bid's own competition.
        public init(stringLiteral population: String) { self.init(population) }
    }

    /// The values that this one is made of.
    public var parts: [ReferenceValue] {
        switch self {
        case .multiple(_, let part): [part]
        case .largest(let parts), .smallest(let parts): parts
        case .lowest, .highest, .mean, .deviation, .constant, .published, .borrowed, .sealed, .named: []
        }
    }

    /// Whose numbers it is a statistic of; nil for other values.
    public var sample: Sample? {
        switch self {
        case .lowest(let sample), .highest(let sample), .mean(let sample), .deviation(let sample, _, _): sample
        case .constant, .published, .borrowed, .sealed, .named, .multiple, .largest, .smallest: nil
        }
    }
}
