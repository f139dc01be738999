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
        (byLot, byRegion, byBidder, lotsWithoutTerm) = ([], [], [], [])
        for (group, (members, tally)) in zip(comparisons.groups, zip(comparisons.members, column.tallies))
        where tally.lines > 0 {
            switch group {
            case .lot(let lot): byLot.append((lot, tally.saved))
            case .region(let region): byRegion.append((region, tally.saved))
            case .bidder:
                // All awards of the group are the bidder's.
                if let award = members.awards.last { byBidder.append((impact.awards[award].bidder, tally.saved)) }
            case .all, .originator, .generic, .domestic, .foreign, .month: break
            }
        }
        for group in comparisons.withoutTerm.groups where column.tallies[group].lines > 0 {
            if case .lot(let lot) = comparisons.groups[group] { lotsWithoutTerm.append(lot) }
        }
        byMonth = []
        for (term, tally) in zip(comparisons.terms, column.termTallies) where tally.lines > 0 {
            let saved = tally.saved / Ratio(12)
            while byMonth.count < term.months { byMonth.append(saved) }
        }
        let weighted = column.savingsByDrops(comparisons.offers)
        identity = Identity(
            marketValue: whole.market, drop: whole.market.isZero ? .zero : weighted / whole.market,
            holds: weighted == total)
        payers = dossier.payment.flatMap { Payers($0, column, impact) }
    }
}
