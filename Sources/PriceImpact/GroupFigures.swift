import Decimals
import Procurement
import Ranking

/// A group of winners beside one baseline: what each figure of them is taken from, computed once for all of them.
struct GroupFigures {
    private let population: PopulationKind
    private let comparisons: Comparisons
    private let group: WinnerGroup
    private let position: Int
    private let members: GroupMembers
    /// Nil for what is compared with nothing.
    private let column: BaselineColumn?

    /// - Parameter position: the group's position among those that have winners.
    init(_ group: WinnerGroup, at position: Int, _ column: BaselineColumn?, of impact: Impact) {
        self.group = group
        self.position = position
        comparisons = impact.comparisons
        members = comparisons.members[position]
        self.column = column
        population = impact.population
    }

    /// The figure of a statistic; nil when nothing that it asks for is known.
    mutating func figure(_ statistic: Statistic) -> Figure? {
        // Months have amounts only.
        if statistic.unit != .yuan, !group.isOfYears { return nil }
        return switch statistic.scope {
        case .bids: bidFigure(statistic)
        case .lots: lotFigure(statistic)
        case .lotRatios: ratioFigure(statistic)
        case .deliveries: deliveryFigure(statistic)
        }
    }

    /// Adds the figures of some statistics, as far as they are known.
    mutating func add(_ statistics: [Statistic], to figures: inout [Figure]) {
        for statistic in statistics { if let figure = figure(statistic) { figures.append(figure) } }
    }

    // MARK: - Bids

    /// The awards that have the baseline, in order, and their drops.
    private lazy var bids: (awards: [Int], drops: [Ratio]) = {
        var bids: (awards: [Int], drops: [Ratio]) = ([], [])
        guard let column else { return bids }
        bids.awards.reserveCapacity(members.awards.count)
        bids.drops.reserveCapacity(members.awards.count)
        for award in members.awards {
            guard let drop = column.drops[award] else { continue }
            bids.awards.append(award)
            bids.drops.append(drop)
        }
        return bids
    }()

    private lazy var bidDistribution = Distribution(bids.drops)

    private mutating func bidFigure(_ statistic: Statistic) -> Figure? {
        let bids = bids
        guard let position = statistic.position else { return nil }
        if position == .mean { return Ratio.Mean(bids.drops).map { figure(statistic, .mean($0)) } }
        guard let value = bidDistribution?.value(at: position) else { return nil }
        guard position == .minimum || position == .maximum else { return figure(statistic, .exact(value)) }
        let items = zip(bids.awards, bids.drops).filter { $0.1 == value }.map { award, _ in
            Figure.Item(lot: comparisons.awards[award].lot, bidder: comparisons.awards[award].bidder.name)
        }
        return figure(statistic, .exact(value), items: items)
    }

    // MARK: - Lots

    /// The drops of the winners that have the baseline, lot by lot, in the order of the lots, and which of them are a
    /// lot's.
    private lazy var byLot: (drops: [Ratio], lots: [(lot: Int, range: Range<Int>)]) = {
        var (lotOfBid, drops) = (bids.awards.map { comparisons.lotOfAward[$0] }, bids.drops)
        if zip(lotOfBid, lotOfBid.dropFirst()).contains(where: { $0 > $1 }) {
            // Winners that stand elsewhere than those of their lot; those of a lot stay in their order.
            let order = lotOfBid.indices.sorted { (lotOfBid[$0], $0) < (lotOfBid[$1], $1) }
            (lotOfBid, drops) = (order.map { lotOfBid[$0] }, order.map { drops[$0] })
        }
        var lots: [(lot: Int, range: Range<Int>)] = []
        for (position, lot) in lotOfBid.enumerated() {
            if let last = lots.last, last.lot == lot {
                lots[lots.count - 1].range = last.range.lowerBound..<position + 1
            } else {
                lots.append((lot, position..<position + 1))
            }
        }
        return (drops, lots)
    }()

    private lazy var lotMeans: [Ratio] = {
        let (drops, lots) = byLot
        return Portions.each(lots.count) { lot in
            let range = lots[lot].range
            return range.count == 1 ? drops[range.lowerBound] : Ratio.sum(Array(drops[range])) / Ratio(range.count)
        }
    }()

    private lazy var lotDistribution = Distribution(lotMeans)

    private mutating func lotFigure(_ statistic: Statistic) -> Figure? {
        guard let position = statistic.position else { return nil }
        if position == .mean { return meanOverLots().map { figure(statistic, .mean($0)) } }
        guard let value = lotDistribution?.value(at: position) else { return nil }
        return figure(statistic, .exact(value), items: items(position, value, lotMeans))
    }

    /// The mean of the lots' means, as one of the drops: a mean of a lot has long terms, a part of a drop short ones.
    private mutating func meanOverLots() -> Ratio.Mean? {
        var parts = byLot.drops
        for (_, range) in byLot.lots where range.count > 1 {
            for position in range { parts[position] = parts[position] / Ratio(range.count) }
        }
        return Ratio.Mean(weighted: parts, weight: Ratio(byLot.lots.count))
    }

    private lazy var lotRatios: [Ratio] = byLot.lots.map { _, range in
        Distribution(byLot.drops[range].map { .one - $0 })?.quartile(2) ?? .zero
    }

    private mutating func ratioFigure(_ statistic: Statistic) -> Figure? {
        guard let column, comparisons.isInternational(column.baseline), let position = statistic.position,
            let value = Distribution(lotRatios)?.value(at: position)
        else { return nil }
        return figure(statistic, .exact(value), items: items(position, value, lotRatios))
    }

    /// The lots that reach a minimum or a maximum.
    private mutating func items(_ position: Statistic.Position, _ value: Ratio, _ amounts: [Ratio]) -> [Figure.Item] {
        guard position == .minimum || position == .maximum else { return [] }
        return zip(byLot.lots, amounts).filter { $0.1 == value }.map { lot, _ in
            Figure.Item(lot: comparisons.lots[lot.lot], bidder: nil)
        }
    }

    // MARK: - Deliveries

    /// The position of the term that a month is in, nil after the last one.
    private lazy var term: Int? = {
        guard case .month(let month) = group else { return nil }
        return comparisons.terms.firstIndex { month <= $0.months }
    }()

    /// How many lines enter, where they have the baseline.
    private lazy var entering: Int =
        group.isOfYears ? members.lines.count : term.map { comparisons.terms[$0].lines } ?? 0

    private lazy var tally: SavingsTally? = column.flatMap { column in
        group.isOfYears ? column.tallies[position] : term.map { column.termTallies[$0] }
    }

    private mutating func deliveryFigure(_ statistic: Statistic) -> Figure? {
        let lacking = group.isOfYears ? 0 : comparisons.withoutTerm.lines
        if statistic == .value {
            guard entering > 0 else { return nil }
            let value = term.map { comparisons.terms[$0].value } ?? comparisons.groupValues[position]
            return amount(statistic, value, missing: lacking)
        }
        guard let column, let tally, tally.lines > 0 else { return nil }
        let missing = lacking + entering - tally.lines
        switch statistic {
        case .marketValue: return amount(statistic, tally.market, missing: missing)
        case .savings: return amount(statistic, tally.saved, missing: missing)
        case .volumeWeighted:
            guard !tally.market.isZero else { return nil }
            return figure(statistic, .exact(tally.saved / tally.market), missing: missing)
        default:
            let drops = column.weightedDrops(of: members, comparisons)
            return Ratio.Mean(weighted: drops.products, weight: drops.weight).map {
                figure(statistic, .mean($0), missing: missing)
            }
        }
    }

    /// An amount in yuan for the agreed year, or a twelfth of it.
    private mutating func amount(_ statistic: Statistic, _ value: Ratio, missing: Int) -> Figure {
        figure(statistic, .exact(group.isOfYears ? value : value / Ratio(12)), missing: missing)
    }

    // MARK: - Counts

    /// How many bids and lots have the baseline, or for what is compared with nothing, how many there are.
    private lazy var counts: (bids: Int, lots: Int) = {
        guard let column else { return (members.awards.count, members.lots) }
        let bids = members.awards.count { column.drops[$0] != nil }
        // Mostly all of them have the baseline.
        if bids == members.awards.count { return (bids, members.lots) }
        return (bids, byLot.lots.count)
    }()

    private mutating func figure(
        _ statistic: Statistic, _ amount: Figure.Amount, missing: Int = 0, items: [Figure.Item] = []
    ) -> Figure {
        Figure(
            definition: FigureID(population, group, column?.baseline, statistic), amount: amount,
            bids: counts.bids, lots: counts.lots, bidsWithoutBaseline: members.awards.count - counts.bids,
            lotsWithoutBaseline: members.lots - counts.lots, linesWithoutBaseline: missing, items: items,
            notes: statistic.scope == .deliveries ? notes(statistic) : [])
    }

    /// What has to be read with the volumes that enter.
    private mutating func notes(_ statistic: Statistic) -> [String] {
        guard comparisons.hasNotes else { return [] }
        var notes: Set<String> = []
        let entering =
            term.map { comparisons.terms[$0].groups.flatMap { comparisons.members[$0].lines }[...] } ?? members.lines
        for line in entering {
            if statistic != .value, column.flatMap({ comparisons.unit(line, $0) }) == nil { continue }
            if let note = comparisons.lines[line].regionNote { notes.insert(note) }
        }
        return notes.sorted()
    }
}

extension WinnerGroup {
    /// Whether amounts are of an agreed year, and not of one month.
    fileprivate var isOfYears: Bool { if case .month = self { false } else { true } }
}
