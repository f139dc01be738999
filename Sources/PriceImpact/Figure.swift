public import Decimals
public import Procurement

/// A price drop with its definition: baseline, weighting, population, and what it rests on.
public struct Figure: Sendable, Identifiable {
    /// Whose prices.
    public var population: PopulationKind
    /// Against what.
    public var baseline: Baseline
    /// How weighted.
    public var statistic: Statistic
    /// The drop as an exact fraction; a rise is negative.
    public var value: Ratio
    /// Winning bids that have the baseline.
    public var bids: Int
    /// Lots with at least one of them.
    public var lots: Int
    /// Winning bids that lack the baseline.
    public var bidsWithoutBaseline: Int
    /// Lots with winners of which none has the baseline.
    public var lotsWithoutBaseline: Int
    /// The bids that reach a maximum.
    public var items: [Item]

    /// A winning bid by name.
    public struct Item: Sendable, Hashable {
        /// The lot.
        public var lot: Lot.ID
        /// The winner's name.
        public var bidder: String
    }

    /// An identifier that says what the figure is: `published/ceiling/mean-over-lots`.
    public var id: String { "\(population.rawValue)/\(baseline.rawValue)/\(statistic.rawValue)" }
}

/// Σ agreed quantity × (baseline − price) over what has both, in yuan.
public struct Savings: Sendable {
    /// Against what.
    public var baseline: Baseline
    /// The whole.
    public var total: Ratio
    /// By lot, in the order of the round's document.
    public var byLot: [(lot: Lot.ID, savings: Ratio)]
    /// By region, in the order of the round's document.
    public var byRegion: [(region: String, savings: Ratio)]
    /// Supplied volumes that lack the baseline.
    public var linesWithoutBaseline: Int
}
