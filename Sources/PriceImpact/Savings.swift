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
    init?(_ baseline: Baseline, of impact: Impact, _ dossier: Dossier) {
        func figure(_ group: WinnerGroup, _ statistic: Statistic) -> Figure? {
            impact.figure(FigureID(impact.population, group, baseline, statistic))
        }
        func amount(_ group: WinnerGroup) -> Ratio? { figure(group, .savings)?.value }
        guard let whole = figure(.all, .savings), let market = figure(.all, .marketValue)?.value else { return nil }
        self.baseline = baseline
        total = whole.value
        linesWithoutBaseline = whole.linesWithoutBaseline
        byLot = dossier.round.lots.compactMap { lot in amount(.lot(lot.id)).map { (lot: lot.id, savings: $0) } }
        byRegion = dossier.round.regions.compactMap { region in
            amount(.region(region)).map { (region: region, savings: $0) }
        }
        var bidders: [Bidder.ID: Bidder] = [:]
        for award in impact.awards { bidders[award.bidder.id] = award.bidder }
        byBidder = bidders.values.sorted { $0.id < $1.id }.compactMap { bidder in
            amount(.bidder(bidder.id)).map { (bidder: bidder, savings: $0) }
        }
        let months = impact.comparisons.months
        lotsWithoutTerm = byLot.map(\.lot).filter { months[$0] == nil }
        let last = byLot.compactMap { months[$0.lot] }.max() ?? 0
        let lots = byLot
        byMonth = (0..<last).map { month in
            Ratio.sum(lots.filter { (months[$0.lot] ?? 0) > month }.map(\.savings)) / Ratio(12)
        }
        let drop = figure(.all, .volumeWeighted)?.value ?? .zero
        identity = Identity(marketValue: market, drop: drop, holds: market * drop == total)
        payers = dossier.payment.flatMap { Payers($0, baseline, impact) }
    }
}
