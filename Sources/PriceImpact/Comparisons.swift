import Decimals
import Procurement
import Ranking
import Synchronization

/// Every winning price and supplied volume beside every baseline that it has, computed once; figures are made of these
/// and nothing else.
final class Comparisons: Sendable {
    /// The baselines that at least one winner has, each with what is compared with it, in the order in which they are
    /// shown.
    let columns: [BaselineColumn]
    /// Quantity × price of each supply line; nil without a supplier.
    let values: [Ratio?]
    /// The lists that a price ratio is stated against.
    let internationalLists: Set<PriceList.ID>
    /// The lots that have winners, in the order of the round's document.
    let lots: [Lot.ID]
    /// The position of each award's lot among them.
    let lotOfAward: [Int]
    /// The position of each supply line's lot among them.
    let lotOfLine: [Int]
    /// The months of agreement of each of them; nil where they are not known.
    let months: [Int?]
    /// The groups that have winners: all of them, the kinds, then regions, lots and bidders.
    let groups: [WinnerGroup]
    /// What belongs to each of them.
    let members: [GroupMembers]
    /// The position of the group of each lot.
    let groupsOfLots: [Int]
    /// What the supply lines of each group are worth, yuan.
    let groupValues: [Ratio]
    /// What finds baselines.
    let reference: PriceReference
    /// Made when the first one is asked for: not all that is written asks for a group by its name.
    private let positions = Mutex<[WinnerGroup: Int]?>(nil)

    init(_ dossier: Dossier, _ awards: [Award], _ supply: Supply) {
        internationalLists = Set(dossier.priceLists.filter { $0.kind == .international }.map(\.id))
        let index = MemberIndex(dossier.round, awards, supply)
        let reference = PriceReference(dossier, index.lots)
        self.reference = reference
        lots = index.lots.map(\.id)
        lotOfAward = index.lotOfAward
        lotOfLine = index.lotOfLine
        groups = index.groups
        members = index.members
        groupsOfLots = index.groupsOfLots
        var winners = Array(repeating: 0, count: index.lots.count)
        for lot in index.lotOfAward { winners[lot] += 1 }
        months = zip(index.lots, winners).map { dossier.termMonths(of: $0, winners: $1) }
        let values = supply.lines.map(\.value)
        self.values = values
        groupValues = index.members.map { Comparisons.value($0.lines, values) }
        var columns: [BaselineColumn] = []
        for baseline in Baseline.builtIn + dossier.priceLists.map({ Baseline.list($0.id) })
        where reference.isDistinct(baseline, among: awards, in: index.lotOfAward) {
            if let column = BaselineColumn(baseline, reference, awards, supply, values, groupValues, index) {
                columns.append(column)
            }
        }
        self.columns = columns
    }

    /// The baselines that at least one winner has.
    var baselines: [Baseline] { columns.map(\.baseline) }

    /// What is compared with a baseline; nil where no winner has it.
    func column(_ baseline: Baseline) -> BaselineColumn? { columns.first { $0.baseline == baseline } }

    /// Whether a baseline is an international reference price.
    func isInternational(_ baseline: Baseline) -> Bool {
        if case .list(let id) = baseline { internationalLists.contains(id) } else { false }
    }

    /// The position of a group that has winners.
    ///
    /// A month is about all of them.
    func position(of group: WinnerGroup) -> Int? {
        switch group {
        case .month, .all: 0
        // These stand before the others.
        case .originator, .generic, .domestic, .foreign:
            groups.prefix(1 + WinnerGroup.kinds.count).firstIndex(of: group)
        case .region, .lot, .bidder:
            positions.withLock { positions in
                let known =
                    positions
                    ?? Dictionary(groups.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
                positions = known
                return known[group]
            }
        }
    }

    /// What belongs to a group; nothing where there is no such winner.
    func members(of group: WinnerGroup) -> GroupMembers { position(of: group).map { members[$0] } ?? GroupMembers() }

    /// What is saved on a supply line; nil without a supplier or the baseline.
    func saved(_ line: Int, _ column: BaselineColumn) -> Ratio? {
        guard let market = column.markets[line], let value = values[line] else { return nil }
        return market - value
    }

    /// What supply lines are worth, yuan.
    static func value(_ lines: ArraySlice<Int>, _ values: [Ratio?]) -> Ratio {
        var sum = Ratio.Sum()
        for line in lines { if let value = values[line] { sum.add(value) } }
        return sum.total
    }
}

/// What supply lines that have a baseline are worth at it and at their price.
struct SavingsTally: Sendable {
    /// Σ quantity × baseline, yuan.
    var market: Ratio
    /// Σ quantity × price, yuan.
    var value: Ratio
    /// How many they are.
    var lines: Int

    /// Σ quantity × (baseline − price), yuan.
    var saved: Ratio { market - value }

    init(sumOf parts: [SavingsTally]) {
        market = Ratio.sum(parts.map(\.market))
        value = Ratio.sum(parts.map(\.value))
        lines = parts.reduce(0) { $0 + $1.lines }
    }

    /// - Parameter whole: what all of the lines are worth at their price.
    init(of lines: ArraySlice<Int>, markets: [Ratio?], values: [Ratio?], whole: Ratio) {
        var market = Ratio.Sum()
        var known = 0
        for line in lines {
            guard values[line] != nil, let own = markets[line] else { continue }
            market.add(own)
            known += 1
        }
        self.market = market.total
        self.lines = known
        // Mostly all of them have the baseline.
        value =
            known == lines.count
            ? whole : Comparisons.value(lines.filter { markets[$0] != nil }[...], values)
    }
}

/// Winning prices and supplied volumes beside one baseline.
struct BaselineColumn: Sendable {
    /// Which.
    let baseline: Baseline
    /// 1 − price ÷ baseline of each award; of one with several published prices the mean of their drops.
    let drops: [Ratio?]
    /// The baseline of each offer of the supply, yuan for the smallest unit.
    let units: [Ratio?]
    /// 1 − price ÷ baseline of each offer.
    let offerDrops: [Ratio?]
    /// Quantity × baseline of each supply line, yuan; nil without a supplier or the baseline.
    let markets: [Ratio?]
    /// What the supply lines of each group that have the baseline are worth.
    let tallies: [SavingsTally]

    /// Nil where no winner has the baseline.
    ///
    /// - Parameters:
    ///   - values: quantity × price of each supply line.
    ///   - groupValues: what the supply lines of each group are worth.
    init?(
        _ baseline: Baseline, _ reference: PriceReference, _ awards: [Award], _ supply: Supply, _ values: [Ratio?],
        _ groupValues: [Ratio], _ index: MemberIndex
    ) {
        let drops = Portions.each(awards.count) { award in
            reference.comparison(of: awards[award].prices, in: index.lotOfAward[award], against: baseline)?.drop
        }
        guard drops.contains(where: { $0 != nil }) else { return nil }
        var units: [Ratio?] = Array(repeating: nil, count: supply.offers)
        var offerDrops: [Ratio?] = Array(repeating: nil, count: supply.offers)
        var isKnown = Array(repeating: false, count: supply.offers)
        var markets: [Ratio?] = []
        markets.reserveCapacity(supply.lines.count)
        // Lines are large values: only what is asked for is read of each.
        for position in supply.lines.indices {
            guard let offer = supply.lines[position].supplier?.offer else {
                markets.append(nil)
                continue
            }
            if !isKnown[offer] {
                isKnown[offer] = true
                let line = supply.lines[position]
                if let supplier = line.supplier,
                    let unit = reference.unitPrice(line, supplier, in: index.lotOfLine[position], of: baseline)
                {
                    units[offer] = unit
                    offerDrops[offer] = .one - supplier.unitPrice / unit
                }
            }
            markets.append(units[offer].map { supply.lines[position].quantity * $0 })
        }
        self.baseline = baseline
        self.drops = drops
        self.units = units
        self.offerDrops = offerDrops
        self.markets = markets
        tallies = zip(index.members, groupValues).map { members, value in
            SavingsTally(of: members.lines, markets: markets, values: values, whole: value)
        }
    }
}

extension BaselineColumn {
    /// Σ weight × drop over supply lines that have the baseline, for each offer, and the sum of the weights.
    ///
    /// Of each offer the drop is the same everywhere.
    func weightedDrops(
        of lines: ArraySlice<Int>, in supply: Supply, by weight: (Int) -> Ratio?
    ) -> (products: [Ratio], weight: Ratio) {
        var weights = Array(repeating: Ratio.Sum(), count: units.count)
        var whole = Ratio.Sum()
        for line in lines where markets[line] != nil {
            guard let offer = supply.lines[line].supplier?.offer, let weight = weight(line) else { continue }
            weights[offer].add(weight)
            whole.add(weight)
        }
        let products = zip(weights, offerDrops).compactMap { weight, drop in
            // In lowest terms the baseline mostly falls out, and denominators stay small.
            drop.map { (weight.total * $0).reduced() }
        }
        return (products, whole.total)
    }
}

/// A winning price beside what it is compared with.
struct PriceComparison: Sendable {
    /// 1 − price ÷ baseline; of a winner with several published prices the mean of their drops.
    var drop: Ratio
    /// Yuan, in the presentation in which they are compared; nil for several prices.
    var price: Ratio?
    /// Yuan, in the same presentation; nil for several prices.
    var baseline: Ratio?

    init(_ price: Ratio, against baseline: Ratio) {
        drop = .one - price / baseline
        self.price = price
        self.baseline = baseline
    }

    /// The mean of several; the only one where there is one.
    init?(meanOf parts: [PriceComparison]) {
        guard let mean = Ratio.mean(parts.map(\.drop)) else { return nil }
        drop = mean
        if parts.count == 1 { (price, baseline) = (parts[0].price, parts[0].baseline) }
    }
}
