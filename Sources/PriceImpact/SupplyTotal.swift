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
    /// The lots that the value lacks something of: a volume that is not known, a supplier that is not known, or a share.
    public var lotsLacking: Set<Lot.ID>
    /// What it saves, by baseline.
    public var savings: [Baseline: Saved]

    /// Savings against a baseline.
    public struct Saved: Sendable {
        /// Σ agreed quantity × (baseline − price) over what has the baseline, yuan; nil where nothing has it.
        public var amount: Ratio?
        /// The lots of which some delivered volume lacks the baseline.
        public var lotsWithoutBaseline: Set<Lot.ID>
    }

    /// The part of the value that rests on data of a confidence; nil without value.
    public func share(of confidence: Confidence) -> Ratio? {
        value.isZero ? nil : (valueByConfidence[confidence] ?? .zero) / value
    }
}

extension Impact {
    /// The totals: of everything, then by region, lot and winner, in the order of `parts`.
    ///
    /// - Parameter dossier: with its corrections applied.
    public func supplyTotals(_ dossier: Dossier) -> [SupplyTotal] {
        let lacking = lotsLacking(dossier)
        return ([.all] + parts).map { group in
            let lines = comparisons.lines(of: group)
            var byConfidence: [Confidence: [Ratio]] = [:]
            for index in lines {
                if let confidence = confidence(of: supply.lines[index]), let value = comparisons.values[index] {
                    byConfidence[confidence, default: []].append(value)
                }
            }
            let savings = baselines.map { baseline in
                let compared = comparisons.lines[baseline] ?? []
                let saved = lines.compactMap { compared[$0]?.saved }
                return (
                    baseline,
                    SupplyTotal.Saved(
                        amount: saved.isEmpty ? nil : Ratio.sum(saved),
                        lotsWithoutBaseline: Set(lines.filter { compared[$0] == nil }.map { supply.lines[$0].lot }))
                )
            }
            return SupplyTotal(
                group: group, value: Ratio.sum(lines.compactMap { comparisons.values[$0] }),
                valueByConfidence: byConfidence.mapValues { Ratio.sum($0) }, lotsLacking: lacking[group] ?? [],
                savings: Dictionary(savings, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// What each supply line saves against a baseline, in their order; nil without a supplier or the baseline.
    public func savedByLine(against baseline: Baseline) -> [Ratio?] {
        (comparisons.lines[baseline] ?? []).map { $0?.saved }
    }

    /// The lesser confidence of a delivered volume and its winner; nil when neither has one.
    func confidence(of line: SupplyLine) -> Confidence? {
        line.supplier.flatMap { [line.confidence, awards[$0.award].confidence].compactMap { $0 }.min() }
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
        var suppliers: [Lot.ID: [String: Bidder.ID]] = [:]
        for award in awards {
            for region in award.regions { suppliers[award.lot, default: [:]][region] = award.bidder.id }
        }
        let won = Set(awards.map(\.lot))
        let withoutShare = Set(supply.lotsWithoutShare)
        for line in dossier.demand?.lines ?? DemandTable()
        where won.contains(line.lot) && (line.quantity == nil || withoutShare.contains(line.lot)) {
            lacks(line.lot, line.region, suppliers[line.lot]?[line.region])
        }
        for line in supply.lines where line.supplier == nil { lacks(line.lot, line.region, nil) }
        return result
    }
}
