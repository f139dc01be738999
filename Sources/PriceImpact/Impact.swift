public import Decimals
public import Procurement
public import Ranking

/// What a set of winners did to prices.
public struct Impact: Sendable {
    /// Who named the winners.
    public var population: PopulationKind
    /// The winners.
    public var awards: [Award]
    /// Who delivers what, where, how much.
    public var supply: Supply
    /// The baselines that at least one winner has, in the order in which they are shown.
    public var baselines: [Baseline]
    /// The figures of all winners and of each kind of product and firm, by baseline and statistic.
    public var figures: [Figure]
    /// Projected savings by baseline.
    public var savings: [Savings]
    /// The drop of each award by baseline, in the order of `awards`.
    public var drops: [Baseline: [Ratio?]]
    /// Supplied value by confidence, yuan.
    public var valueByConfidence: [Confidence: Ratio]
    /// The comparisons that every figure is made of.
    let comparisons: Comparisons

    /// The figure of that definition over all winners.
    public func figure(_ baseline: Baseline, _ statistic: Statistic) -> Figure? {
        figures.first { $0.baseline == baseline && $0.statistic == statistic && $0.group == .all }
    }

    /// The savings against that baseline.
    public func savings(against baseline: Baseline) -> Savings? { savings.first { $0.baseline == baseline } }

    /// The savings against the baseline that gives the least, and against the one that gives the most; nil where
    /// fewer than two baselines give any. International reference prices are left out: nobody would have paid them here.
    public var savingsInterval: (low: Savings, high: Savings)? {
        let domestic = savings.filter { !comparisons.isInternational($0.baseline) }
        guard domestic.count > 1, let low = domestic.min(by: { $0.total < $1.total }),
            let high = domestic.max(by: { $0.total < $1.total })
        else { return nil }
        return (low, high)
    }

    /// The winners that lack a baseline, in the order of `awards`.
    public func awardsWithout(_ baseline: Baseline) -> [Award] {
        zip(awards, drops[baseline] ?? []).filter { $0.1 == nil }.map(\.0)
    }

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
        self.population = population
        self.awards = awards
        supply = dossier.supply(of: awards)
        comparisons = Comparisons(dossier, awards, supply)
        baselines = comparisons.baselines
        drops = comparisons.bids.mapValues { $0.map { $0?.drop } }
        valueByConfidence = [:]
        figures = []
        savings = []
        for line in supply.lines {
            guard let value = line.value, let confidence = confidence(of: line) else { continue }
            valueByConfidence[confidence, default: .zero] = (valueByConfidence[confidence] ?? .zero) + value
        }
        figures = ([.all] + WinnerGroup.kinds).flatMap { figures(of: $0) }
        savings = baselines.compactMap { Savings($0, of: self, dossier) }
    }

    /// The figures that are tabulated for a group: all statistics for all winners, the main ones for a part of them.
    public func figures(of group: WinnerGroup) -> [Figure] {
        let statistics: [Statistic] =
            switch group {
            case .all: Statistic.allCases.filter { $0.unit != .yuan }
            case .originator, .generic, .domestic, .foreign:
                [.meanOverBids, .medianOverBids, .minimum, .maximum, .meanOverLots, .volumeWeighted]
            case .bidder, .region, .lot: [.meanOverBids, .volumeWeighted]
            case .month: []
            }
        return baselines.flatMap { baseline in
            statistics.compactMap { figure(FigureID(population, group, baseline, $0)) }
        }
    }

    /// The amounts in yuan that are tabulated for a group: value, and savings against each baseline.
    public func amounts(of group: WinnerGroup) -> [Figure] {
        let value = figure(FigureID(population, group, nil, .value))
        let statistics: [Statistic] = group == .all ? [.marketValue, .savings] : [.savings]
        return [value].compactMap { $0 }
            + baselines.flatMap { baseline in
                statistics.compactMap { figure(FigureID(population, group, baseline, $0)) }
            }
    }

    /// The bidders, regions and lots of the winners, for the tables that go down to them.
    public var parts: [WinnerGroup] { comparisons.parts }
}
