public import Decimals

/// A price that the bids of a lot are compared with: a statistic over a population, or made of others (锚点价).
///
/// Statistics are of comparable prices. The value of a population without bids is not defined, and no comparison with
/// it holds.
public indirect enum ReferenceValue: Sendable, Hashable {
    /// The lowest price.
    case lowest(Population)
    /// The highest price.
    case highest(Population)
    /// The plain mean.
    case mean(Population)
    /// The mean plus a multiple of the standard deviation; a negative multiple lies below the mean.
    case deviation(Population, multiple: FixedDecimal, kind: DeviationKind)
    /// A published price.
    case constant(FixedDecimal)
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
        /// √(Σ(x − mean)² ÷ (n − 1)); of a single price it is 0.
        case sample
    }
}
