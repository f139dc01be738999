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
    /// Supplied value by confidence, yuan.
    public var valueByConfidence: [Confidence: Ratio]
    /// What is delivered in all, then by region, lot and winner, in the order of `parts`; empty without demand.
    public private(set) var totals: [SupplyTotal]
    /// The confidence of each supply line, the lesser of volume and winner.
    private let confidences: [Confidence?]
    /// The comparisons that every figure is made of.
    let comparisons: Comparisons

    /// The lots that have winners, in the order of the round's document.
    public var lots: [Lot.ID] { comparisons.lots }

    /// The drop of each award against a baseline, in the order of `awards`; empty where no winner has it.
    public func drops(against baseline: Baseline) -> [Ratio?] { comparisons.column(baseline)?.drops ?? [] }

    /// The figure of that definition over all winners.
    public func figure(_ baseline: Baseline, _ statistic: Statistic) -> Figure? {
        figures.first { $0.baseline == baseline && $0.statistic == statistic && $0.group == .all }
    }

    /// The savings against that baseline.
    public func savings(against baseline: Baseline) -> Savings? { savings.first { $0.baseline == baseline } }

    /// The least and the most savings that any baseline gives; nil where fewer than two give any.
    ///
    /// International reference prices are left out: nobody would have paid them here.
    public var savingsInterval: (low: Savings, high: Savings)? {
        let domestic = savings.filter { !comparisons.isInternational($0.baseline) }
        guard domestic.count > 1, let low = domestic.min(by: { $0.total < $1.total }),
            let high = domestic.max(by: { $0.total < $1.total })
        else { return nil }
        return (low, high)
    }

    /// The positions of the winners that lack a baseline.
    public func awardsWithout(_ baseline: Baseline) -> [Int] {
        let drops = drops(against: baseline)
        return drops.indices.filter { drops[$0] == nil }
    }

    /// The agreed quantity and value of each award, in the order of `awards`.
    public func suppliesByAward() -> [(quantity: Ratio, value: Ratio)] {
        var sums = Array(repeating: (quantity: Ratio.Sum(), value: Ratio.Sum()), count: awards.count)
        for offer in comparisons.offers {
            guard let award = offer.line.flatMap({ supply.lines[$0].supplier?.award }) else { continue }
            sums[award].quantity.add(offer.quantity)
            sums[award].value.add(offer.value)
        }
        return sums.map { ($0.quantity.total, $0.value.total) }
    }
}

extension Impact {
    /// Computes every figure of a set of winners.
    public init(_ dossier: Dossier, _ population: PopulationKind, _ awards: [Award]) {
        self.init(dossier, population, awards, PriceReference(dossier))
    }

    /// - Parameter reference: that of the dossier.
    init(_ dossier: Dossier, _ population: PopulationKind, _ awards: [Award], _ reference: PriceReference) {
        self.population = population
        self.awards = awards
        supply = dossier.supply(of: awards)
        comparisons = Comparisons(dossier, awards, supply, reference)
        baselines = comparisons.baselines
        let (lines, names) = (supply.lines, supply.names)
        // Lines are large values: only what is asked for is read of each.
        confidences = lines.indices.map { line in
            guard let supplier = lines[line].supplier else { return nil }
            let (own, winner) = (names.confidence(lines[line].place), awards[supplier.award].confidence)
            guard let own, let winner else { return own ?? winner }
            return min(own, winner)
        }
        valueByConfidence = [:]
        totals = []
        figures = []
        savings = []
        valueByConfidence = valueByConfidence(ofGroupAt: 0)
        let tabulated = self
        // Nearly all of the work are two parts of the first group: what is taken from its bids, and the rest.
        let columns = comparisons.columns
        let tables = ([.all] + WinnerGroup.kinds).flatMap { group in
            columns.flatMap { column in
                [group.tabulated.filter { $0.scope == .bids }, group.tabulated.filter { $0.scope != .bids }].map {
                    (group: group, column: column, statistics: $0)
                }
            }
        }
        figures = Portions.each(tables.count, portion: 1) { table in
            tabulated.figures(of: tables[table].group, tables[table].column, tables[table].statistics)
        }.flatMap { $0 }
        savings = comparisons.columns.compactMap { Savings($0, of: self, dossier) }
        totals = makeTotals(dossier)
    }

    /// A figure by its definition; nil when nothing that it asks for is known.
    public func figure(_ id: FigureID) -> Figure? {
        guard id.population == population, let position = comparisons.position(of: id.group) else { return nil }
        var column: BaselineColumn?
        if let baseline = id.baseline {
            guard let own = comparisons.column(baseline) else { return nil }
            column = own
        }
        var figures = GroupFigures(id.group, at: position, column, of: self)
        return figures.figure(id.statistic)
    }

    /// What the supply lines of a group are worth by the lesser confidence of volume and winner, yuan.
    func valueByConfidence(ofGroupAt position: Int) -> [Confidence: Ratio] {
        let lines = comparisons.members[position].lines
        guard let first = lines.first else { return [:] }
        // Mostly one confidence goes for all of them.
        if lines.allSatisfy({ confidences[$0] == confidences[first] }) {
            return confidences[first].map { [$0: comparisons.groupValues[position]] } ?? [:]
        }
        return Dictionary(
            Confidence.allCases.compactMap { confidence in
                let own = lines.filter { confidences[$0] == confidence }
                return own.isEmpty ? nil : (confidence, Ratio.sum(own.compactMap { supply.lines[$0].value }))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The figures of some statistics against a baseline, for all winners or a kind of them.
    private func figures(of group: WinnerGroup, _ column: BaselineColumn, _ statistics: [Statistic]) -> [Figure] {
        guard let position = comparisons.position(of: group) else { return [] }
        var figures: [Figure] = []
        var own = GroupFigures(group, at: position, column, of: self)
        own.add(statistics, to: &figures)
        return figures
    }

    /// The amounts in yuan that are tabulated for all winners: value, and market value and savings against each
    /// baseline.
    public var amounts: [Figure] {
        if comparisons.members[0].lines.isEmpty { return [] }
        var figures: [Figure] = []
        var value = GroupFigures(.all, at: 0, nil, of: self)
        value.add([.value], to: &figures)
        for column in comparisons.columns {
            var own = GroupFigures(.all, at: 0, column, of: self)
            own.add([.marketValue, .savings], to: &figures)
        }
        return figures
    }

    /// The figures that are tabulated for a part of the winners, or for a month: the main statistics against each
    /// baseline, then the value, and the savings against each baseline.
    public func figures(ofPart group: WinnerGroup) -> [Figure] {
        guard let position = comparisons.position(of: group) else { return [] }
        var figures: [Figure] = []
        var savings: [Figure] = []
        figures.reserveCapacity(comparisons.columns.count * (group.tabulated.count + 1) + 1)
        savings.reserveCapacity(comparisons.columns.count)
        for column in comparisons.columns {
            var own = GroupFigures(group, at: position, column, of: self)
            own.add(group.tabulated, to: &figures)
            own.add([.savings], to: &savings)
        }
        if comparisons.members[position].lines.isEmpty { return figures }
        var value = GroupFigures(group, at: position, nil, of: self)
        value.add([.value], to: &figures)
        return figures + savings
    }

    /// The bidders, regions and lots of the winners, for the tables that go down to them.
    public var parts: [WinnerGroup] {
        comparisons.groups.filter { group in
            switch group {
            case .region, .lot, .bidder: true
            case .all, .originator, .generic, .domestic, .foreign, .month: false
            }
        }
    }
}

extension WinnerGroup {
    /// The statistics of drops that are tabulated for it against each baseline.
    fileprivate var tabulated: [Statistic] {
        switch self {
        case .all: Statistic.allCases.filter { $0.unit != .yuan }
        case .originator, .generic, .domestic, .foreign:
            [.meanOverBids, .medianOverBids, .minimum, .maximum, .meanOverLots, .volumeWeighted]
        case .bidder, .region, .lot: [.meanOverBids, .volumeWeighted]
        case .month: []
        }
    }
}
