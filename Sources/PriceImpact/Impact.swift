public import Decimals
public import Procurement
public import Ranking

/// What a set of winners did to prices.
public struct Impact: Sendable {
    /// Whose prices.
    public var population: PopulationKind
    /// The winners.
    public var awards: [Award]
    /// Who delivers what, where, how much.
    public var supply: Supply
    /// Every figure that the data has, by baseline and statistic.
    public var figures: [Figure]
    /// Projected savings by baseline.
    public var savings: [Savings]
    /// The drop of each award by baseline, in the order of `awards`.
    public var drops: [Baseline: [Ratio?]]
    /// Supplied value by confidence, yuan.
    public var valueByConfidence: [Confidence: Ratio]

    /// The figure of that definition.
    public func figure(_ baseline: Baseline, _ statistic: Statistic) -> Figure? {
        figures.first { $0.baseline == baseline && $0.statistic == statistic }
    }

    /// The savings against that baseline.
    public func savings(against baseline: Baseline) -> Savings? { savings.first { $0.baseline == baseline } }

    /// The agreed quantity and value of each award, in the order of `awards`.
    public func suppliesByAward() -> [(quantity: Ratio, value: Ratio)] {
        var lines: [[SupplyLine]] = Array(repeating: [], count: awards.count)
        for line in supply.lines { if let supplier = line.supplier { lines[supplier.award].append(line) } }
        return lines.map { (Ratio.sum($0.map(\.quantity)), Ratio.sum($0.compactMap(\.value))) }
    }
}

extension Impact {
    /// Computes every figure of a set of winners.
    public init(_ dossier: Dossier, _ population: PopulationKind, _ awards: [Award]) {
        let reference = PriceReference(dossier)
        self.population = population
        self.awards = awards
        supply = dossier.supply(of: awards)
        figures = []
        savings = []
        drops = [:]
        valueByConfidence = [:]
        for line in supply.lines {
            guard let supplier = line.supplier, let value = line.value else { continue }
            let marks = [line.confidence, awards[supplier.award].confidence].compactMap { $0 }
            if let least = marks.min() {
                valueByConfidence[least, default: .zero] = (valueByConfidence[least] ?? .zero) + value
            }
        }
        for baseline in Baseline.allCases where reference.isDistinct(baseline, among: awards) {
            let drops = awards.map { reference.drop(of: $0, against: baseline) }
            guard drops.contains(where: { $0 != nil }) else { continue }
            self.drops[baseline] = drops
            let weighted = Impact.savings(baseline, supply, awards, dossier.round, reference)
            savings.append(weighted.savings)
            figures += Impact.figures(population, baseline, awards, drops, volumeWeighted: weighted.drop)
        }
    }

    private static func figures(
        _ population: PopulationKind, _ baseline: Baseline, _ awards: [Award], _ drops: [Ratio?], volumeWeighted: Ratio?
    ) -> [Figure] {
        var byLot: [Lot.ID: [Ratio]] = [:]
        var all: [Ratio] = []
        for case (let award, let drop?) in zip(awards, drops) {
            byLot[award.lot, default: []].append(drop)
            all.append(drop)
        }
        let lotMeans = byLot.keys.sorted().compactMap { byLot[$0].flatMap { Ratio.mean($0) } }
        let largest = all.max()
        let items = zip(awards, drops).filter { $0.1 != nil && $0.1 == largest }
            .map { Figure.Item(lot: $0.0.lot, bidder: $0.0.bidder.name) }
        let lots = Set(awards.map(\.lot)).count
        func figure(_ statistic: Statistic, _ value: Ratio?, _ items: [Figure.Item] = []) -> Figure? {
            value.map {
                Figure(
                    population: population, baseline: baseline, statistic: statistic, value: $0, bids: all.count,
                    lots: byLot.count, bidsWithoutBaseline: awards.count - all.count,
                    lotsWithoutBaseline: lots - byLot.count, items: items)
            }
        }
        return [
            figure(.meanOverBids, Ratio.mean(all)), figure(.meanOverLots, Ratio.mean(lotMeans)),
            figure(.volumeWeighted, volumeWeighted), figure(.maximum, largest, items),
        ].compactMap { $0 }
    }

    private static func savings(
        _ baseline: Baseline, _ supply: Supply, _ awards: [Award], _ round: Round, _ reference: PriceReference
    ) -> (savings: Savings, drop: Ratio?) {
        var byLot: [Lot.ID: [Ratio]] = [:]
        var byRegion: [String: [Ratio]] = [:]
        var paid: [Ratio] = []
        var before: [Ratio] = []
        var missing = 0
        for line in supply.lines {
            guard let supplier = line.supplier else { continue }
            let award = awards[supplier.award]
            guard let unit = reference.unitPrice(line, supplier, award, of: baseline) else {
                missing += 1
                continue
            }
            let saved = line.quantity * (unit - supplier.unitPrice)
            byLot[line.lot, default: []].append(saved)
            byRegion[line.region, default: []].append(saved)
            paid.append(line.quantity * supplier.unitPrice)
            before.append(line.quantity * unit)
        }
        let lots = round.lots.compactMap { lot in byLot[lot.id].map { (lot: lot.id, savings: Ratio.sum($0)) } }
        let regions = round.regions.compactMap { region in
            byRegion[region].map { (region: region, savings: Ratio.sum($0)) }
        }
        let (spent, base) = (Ratio.sum(paid), Ratio.sum(before))
        let savings = Savings(
            baseline: baseline, total: base - spent, byLot: lots, byRegion: regions, linesWithoutBaseline: missing)
        return (savings, base.isZero ? nil : .one - spent / base)
    }
}
