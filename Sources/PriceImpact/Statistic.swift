/// How single drops, ratios or amounts become one figure.
///
/// Quartiles lie between the ordered values by linear interpolation at (n − 1) × q (`docs/definitions.md`).
public enum Statistic: String, Sendable, CaseIterable {
    // Each winning bid once.
    /// The plain mean over winning bids that have the baseline.
    case meanOverBids = "mean-over-bids"
    /// The median over them.
    case medianOverBids = "median-over-bids"
    /// The lower quartile over them.
    case lowerQuartileOverBids = "lower-quartile-over-bids"
    /// The upper quartile over them.
    case upperQuartileOverBids = "upper-quartile-over-bids"
    /// The smallest drop of a winning bid.
    case minimum
    /// The largest drop of a winning bid.
    case maximum

    // Each lot once: the plain mean over its winning bids that have the baseline.
    /// The plain mean over lots.
    case meanOverLots = "mean-over-lots"
    /// The median over lots.
    case medianOverLots = "median-over-lots"
    /// The lower quartile over lots.
    case lowerQuartileOverLots = "lower-quartile-over-lots"
    /// The upper quartile over lots.
    case upperQuartileOverLots = "upper-quartile-over-lots"
    /// The smallest lot.
    case minimumOverLots = "minimum-over-lots"
    /// The largest lot.
    case maximumOverLots = "maximum-over-lots"

    // By what is delivered.
    /// Each drop weighted by quantity × baseline: 1 − Σ quantity × price ÷ Σ quantity × baseline.
    case volumeWeighted = "volume-weighted"
    /// Each drop weighted by its quantity in smallest units.
    case quantityWeighted = "quantity-weighted"

    // Price ÷ reference price, as the WHO/HAI method has it: the median of a lot's winning bids, then over lots.
    /// The median over lots.
    case medianPriceRatio = "median-price-ratio"
    /// The lower quartile over lots.
    case lowerQuartilePriceRatio = "lower-quartile-price-ratio"
    /// The upper quartile over lots.
    case upperQuartilePriceRatio = "upper-quartile-price-ratio"
    /// The smallest lot.
    case minimumPriceRatio = "minimum-price-ratio"
    /// The largest lot.
    case maximumPriceRatio = "maximum-price-ratio"

    // Yuan.
    /// Σ quantity × price.
    case value
    /// Σ quantity × baseline over what has one.
    case marketValue = "market-value"
    /// Σ quantity × (baseline − price) over what has both.
    case savings

    /// What a statistic is of.
    public enum Unit: String, Sendable {
        /// A drop as a fraction.
        case fraction
        /// A price as a multiple of a reference price.
        case ratio
        /// An amount in yuan.
        case yuan
    }

    /// What it is made from.
    enum Scope: Sendable {
        case bids, lots, lotRatios, deliveries
    }

    /// What it is of.
    public var unit: Unit {
        switch self {
        case .value, .marketValue, .savings: .yuan
        default: scope == .lotRatios ? .ratio : .fraction
        }
    }

    /// What it is made from.
    var scope: Scope {
        switch self {
        case .meanOverBids, .medianOverBids, .lowerQuartileOverBids, .upperQuartileOverBids, .minimum, .maximum: .bids
        case .meanOverLots, .medianOverLots, .lowerQuartileOverLots, .upperQuartileOverLots, .minimumOverLots,
            .maximumOverLots:
            .lots
        case .medianPriceRatio, .lowerQuartilePriceRatio, .upperQuartilePriceRatio, .minimumPriceRatio,
            .maximumPriceRatio:
            .lotRatios
        case .volumeWeighted, .quantityWeighted, .value, .marketValue, .savings: .deliveries
        }
    }

    /// The middle, and what lies around it.
    enum Position: Sendable { case mean, lowerQuartile, median, upperQuartile, minimum, maximum }

    /// Which position among equals it takes; nil for sums.
    var position: Position? {
        switch self {
        case .meanOverBids, .meanOverLots: .mean
        case .medianOverBids, .medianOverLots, .medianPriceRatio: .median
        case .lowerQuartileOverBids, .lowerQuartileOverLots, .lowerQuartilePriceRatio: .lowerQuartile
        case .upperQuartileOverBids, .upperQuartileOverLots, .upperQuartilePriceRatio: .upperQuartile
        case .minimum, .minimumOverLots, .minimumPriceRatio: .minimum
        case .maximum, .maximumOverLots, .maximumPriceRatio: .maximum
        case .volumeWeighted, .quantityWeighted, .value, .marketValue, .savings: nil
        }
    }
}
