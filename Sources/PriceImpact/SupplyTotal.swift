public import Decimals
public import Procurement
import Ranking

/// What is delivered in all, to a region, in a lot or by a winner: its value, what it saves, and how far both can be
/// trusted.
public struct SupplyTotal: Sendable {
    /// All of it, or a region's, a lot's or a winner's.
    public var group: WinnerGroup
    /// Σ agreed quantity × price, yuan.
    public var value: Ratio
    /// The value by the lesser confidence of volume and winner, yuan; what has none of either is in no part.
    public var valueByConfidence: [Confidence: Ratio]
    /// How many lots the value lacks something of: a volume that is not known, a supplier that is not known, or a share.
    public var lotsLacking: Int
    /// What it saves, by baseline.
    public var savings: [Baseline: Saved]

    /// Savings against a baseline.
    public struct Saved: Sendable {
        /// Σ agreed quantity × (baseline − price) over what has the baseline, yuan; nil where nothing has it.
        public var amount: Ratio?
        /// How many lots there are of which some delivered volume lacks the baseline.
        public var lotsWithoutBaseline: Int
    }

    /// The part of the value that rests on data of a confidence; nil without value.
    public func share(of confidence: Confidence) -> Ratio? {
        value.isZero ? nil : (valueByConfidence[confidence] ?? .zero) / value
    }
}

extension Impact {
    /// Adds up what is delivered, in all and by region, lot and winner; nothing without demand.
    ///
    /// - Parameter dossier: with its corrections applied.
    func makeTotals(_ dossier: Dossier) -> [SupplyTotal] {
        guard !supply.lines.isEmpty || dossier.demand != nil else { return [] }
        let lacking = lotsLacking(dossier)
        return zip(comparisons.groups, comparisons.members).enumerated().compactMap { position, group in
            let (group, lines) = (group.0, group.1.lines)
            if WinnerGroup.kinds.contains(group) { return nil }
            let savings = comparisons.columns.map { column in
                let tally = column.tallies[position]
                let lacking = tally.lines == lines.count ? [] : lines.filter { comparisons.unit($0, column) == nil }
                return (
                    column.baseline,
                    SupplyTotal.Saved(
                        amount: tally.lines == 0 ? nil : tally.saved,
                        lotsWithoutBaseline: Set(lacking.map { comparisons.lotOfLine[$0] }).count)
                )
            }
            return SupplyTotal(
                group: group, value: comparisons.groupValues[position],
                valueByConfidence: valueByConfidence(ofGroupAt: position),
                lotsLacking: lacking[group]?.count ?? 0,
                savings: Dictionary(savings, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// What each supply line saves against a baseline, in their order; nil without a supplier or the baseline.
    public func savedByLine(against baseline: Baseline) -> [Ratio?] {
        comparisons.column(baseline).map { column in supply.lines.indices.map { comparisons.saved($0, column) } } ?? []
    }

    /// The lots of which something is not known, by whom and what it concerns.
    ///
    /// A reported volume that is not known concerns the winner that supplies the region.
    private func lotsLacking(_ dossier: Dossier) -> [WinnerGroup: Set<Lot.ID>] {
        var result: [WinnerGroup: Set<Lot.ID>] = [:]
        func lacks(_ lot: Lot.ID, _ region: String, _ bidder: Bidder.ID?) {
            for group in [.all, .region(region), .lot(lot)] + [bidder.map(WinnerGroup.bidder)].compactMap({ $0 }) {
                result[group, default: []].insert(lot)
            }
        }
        lazy var suppliers: [Lot.ID: [String: Bidder.ID]] = {
            var suppliers: [Lot.ID: [String: Bidder.ID]] = [:]
            for award in awards {
                for region in award.regions { suppliers[award.lot, default: [:]][region] = award.bidder.id }
            }
            return suppliers
        }()
        let won = Set(awards.map(\.lot))
        let withoutShare = Set(supply.lotsWithoutShare)
        let demand = dossier.demand?.lines ?? DemandTable()
        // What is asked of a lot is asked once for all its lines.
        let lots = demand.lots.values.map { (isWon: won.contains($0), lacksShare: withoutShare.contains($0)) }
        for (position, row) in demand.rows.enumerated()
        where lots[Int(row.lot)].isWon && (row.quantity == nil || lots[Int(row.lot)].lacksShare) {
            let line = demand[position]
            lacks(line.lot, line.region, suppliers[line.lot]?[line.region])
        }
        for line in supply.lines where line.supplier == nil { lacks(line.lot, line.region, nil) }
        return result
    }
}
