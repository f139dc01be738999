public import Decimals
public import Procurement
import Ranking

/// Σ agreed quantity × (baseline − price) over what has both, in yuan for the agreed year.
public struct Savings: Sendable {
    /// Against what.
    public var baseline: Baseline
    /// The whole.
    public var total: Ratio
    /// By lot, in the order of the round's document.
    public var byLot: [(lot: Lot.ID, savings: Ratio)]
    /// By region, in the order of the round's document.
    public var byRegion: [(region: String, savings: Ratio)]
    /// By winner, in the order of their identifiers.
    public var byBidder: [(bidder: Bidder, savings: Ratio)]
    /// By month of the term, the first month first: a twelfth of the agreed year of every lot that still runs.
    public var byMonth: [Ratio]
    /// Lots whose term is not known; they are in no month.
    public var lotsWithoutTerm: [Lot.ID]
    /// Supplied volumes that lack the baseline.
    public var linesWithoutBaseline: Int
    /// The same savings by another way: value at the baseline × the drop weighted by it.
    public var identity: Identity
    /// Who saves it, where `payment.xml` states ratios.
    public var payers: Payers?

    /// Savings = market value × drop weighted by value, checked exactly.
    public struct Identity: Sendable {
        /// Σ agreed quantity × baseline, yuan.
        public var marketValue: Ratio
        /// The drop weighted by quantity × baseline, as a fraction.
        public var drop: Ratio
        /// Whether their product is the savings, exactly.
        public var holds: Bool
    }
}

extension Savings {
    /// Nil where no supplied volume has the baseline.
    init?(_ column: BaselineColumn, of impact: Impact, _ dossier: Dossier) {
        let comparisons = impact.comparisons
        let whole = column.tallies[0]
        guard whole.lines > 0 else { return nil }
        baseline = column.baseline
        total = whole.saved
        linesWithoutBaseline = comparisons.members[0].lines.count - whole.lines
        var bidders: [Bidder.ID: Bidder] = [:]
        for award in impact.awards { bidders[award.bidder.id] = award.bidder }
        (byLot, byRegion, byBidder) = ([], [], [])
        for (group, tally) in zip(comparisons.groups, column.tallies) where tally.lines > 0 {
            switch group {
            case .lot(let lot): byLot.append((lot, tally.saved))
            case .region(let region): byRegion.append((region, tally.saved))
            case .bidder(let id): if let bidder = bidders[id] { byBidder.append((bidder, tally.saved)) }
            case .all, .originator, .generic, .domestic, .foreign, .month: break
            }
        }
        let known = Dictionary(zip(comparisons.lots, comparisons.months), uniquingKeysWith: { first, _ in first })
        let months = byLot.map { known[$0.lot] ?? nil }
        lotsWithoutTerm = zip(byLot, months).filter { $0.1 == nil }.map(\.0.lot)
        let saved = byLot.map(\.savings)
        byMonth = (0..<(months.compactMap { $0 }.max() ?? 0)).map { month in
            Ratio.sum(zip(saved, months).filter { ($0.1 ?? 0) > month }.map(\.0)) / Ratio(12)
        }
        // The other way to the savings: each drop times what is supplied at its baseline.
        let drops = column.weightedDrops(of: comparisons.members[0].lines, in: impact.supply) { column.markets[$0] }
        let weighted = Ratio.sum(drops.products)
        identity = Identity(
            marketValue: whole.market, drop: whole.market.isZero ? .zero : weighted / whole.market,
            holds: weighted == total)
        payers = dossier.payment.flatMap { Payers($0, column, impact) }
    }
}
