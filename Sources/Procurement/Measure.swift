/// What is measured of a bid.
public enum Measure: Sendable, Hashable {
    /// The price per smallest unit of the bid's own specification.
    case unitPrice
    /// The price converted to the reference specification.
    case comparablePrice
    /// 1 − price ÷ ceiling, both of the bid's own specification.
    case cutFromCeiling
    /// A number that the product's or the firm's facts hold.
    case fact(String)
    /// The volume that institutions reported for the bidder's own product, converted to the reference specification.
    case ownDemand
    /// The part of a population's reported volume that belongs to bids with more than this one.
    case demandAhead(Population)
    /// The part of a population's reported volume that belongs to this bid and to those with as much or more.
    case demandThrough(Population)
    /// Points of an earlier stage.
    case score(String)
    /// Comparable price ÷ an earlier reference value.
    case priceRatio(to: String)
    /// The number of bids of the competition in a population: a fact of the competition, not of the bid.
    case count(Population)

    /// The word that documents use.
    public var word: String {
        switch self {
        case .unitPrice: "unit-price"
        case .comparablePrice: "comparable-price"
        case .cutFromCeiling: "cut-from-ceiling"
        case .fact: "fact"
        case .ownDemand: "own-demand"
        case .demandAhead: "demand-ahead"
        case .demandThrough: "demand-through"
        case .score: "score"
        case .priceRatio: "price-ratio"
        case .count: "count"
        }
    }

    /// Every word.
    public static let words = [
        "unit-price", "comparable-price", "cut-from-ceiling", "fact", "own-demand", "demand-ahead", "demand-through",
        "score", "price-ratio", "count",
    ]

    /// The population that it asks for.
    public var population: Population? {
        switch self {
        case .demandAhead(let population), .demandThrough(let population), .count(let population): population
        case .unitPrice, .comparablePrice, .cutFromCeiling, .fact, .ownDemand, .score, .priceRatio: nil
        }
    }
}
