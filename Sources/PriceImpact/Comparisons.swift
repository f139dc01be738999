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
    /// The lots by the length of their agreements, shorter ones first.
    let terms: [Term]
    /// The groups that have winners: all of them, the kinds, then regions, lots and bidders.
    let groups: [WinnerGroup]
    /// What belongs to each of them.
    let members: [GroupMembers]
    /// What the supply lines of each group are worth, yuan.
    let groupValues: [Ratio]
    /// What is delivered of each offer.
    let offers: [OfferTotal]
    /// What finds baselines.
    private let reference: PriceReference
    /// The positions in the round of the lots that have winners.
    private let lotsInRound: [Int]
    /// Made when the first one is asked for: not all that is written asks for a group by its name.
    private let positions = Mutex<[WinnerGroup: Int]?>(nil)

    init(_ dossier: Dossier, _ awards: [Award], _ supply: Supply, _ reference: PriceReference) {
        internationalLists = Set(dossier.priceLists.filter { $0.kind == .international }.map(\.id))
        let index = MemberIndex(dossier, awards, supply)
        self.reference = reference
        lots = index.lots.map { dossier.round.lots[$0].id }
        lotsInRound = index.lots
        lotOfAward = index.lotOfAward
        lotOfLine = index.lotOfLine
        groups = index.groups
        members = index.members
        var winners = Array(repeating: 0, count: index.lots.count)
        for lot in index.lotOfAward { winners[lot] += 1 }
        let months = zip(index.lots, winners).map { dossier.termMonths(of: dossier.round.lots[$0], winners: $1) }
        self.months = months
        let values = supply.lines.map(\.value)
        let offers = Portions.each(index.linesOfOffer.count) { OfferTotal(of: index.linesOfOffer[$0], supply) }
        self.values = values
        self.offers = offers
        groupValues = Portions.each(index.members.count) { group in
            index.members[group].sum(ofLine: { values[$0] }, ofOffer: { offers[$0].value })
        }
        let groupValues = groupValues
        let terms = Dictionary(grouping: months.indices, by: { months[$0] }).sorted { $0.key ?? 0 < $1.key ?? 0 }
            .map { term in
                let groups = term.value.map { index.groupsOfLots[$0] }
                return Term(
                    months: term.key, groups: groups,
                    lines: groups.reduce(0) { $0 + index.members[$1].lines.count },
                    value: Ratio.sum(groups.map { groupValues[$0] }))
            }
        self.terms = terms
        let lotOfAward = index.lotOfAward.map { index.lots[$0] }
        let baselines = Baseline.builtIn + dossier.priceLists.map { Baseline.list($0.id) }
        let drops = DropColumns(of: awards, in: lotOfAward, against: baselines, reference)
        var columns: [BaselineColumn] = []
        for (baseline, drops) in zip(baselines, drops.columns) {
            guard let drops else { continue }
            let units = Portions.each(offers.count) { offer -> Ratio? in
                guard let line = offers[offer].line.map({ supply.lines[$0] }), let supplier = line.supplier else {
                    return nil
                }
                return reference.unitPrice(line, supplier, in: lotOfAward[supplier.award], of: baseline)
            }
            columns.append(
                BaselineColumn(baseline, drops, units, supply, values, offers, groupValues, index.members, terms))
        }
        self.columns = columns
    }

    /// A winning price beside its baseline; nil where the award lacks it.
    func comparison(of award: Award, at position: Int, against baseline: Baseline) -> PriceComparison? {
        reference.comparison(of: award.prices, in: lotsInRound[lotOfAward[position]], against: baseline)
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
}

extension GroupMembers {
    /// The sum over the group of what stands for each supply line, offer by offer where it has whole offers.
    ///
    /// - Parameters:
    ///   - ofLine: nil where a line adds nothing.
    ///   - ofOffer: the same summed over the lines of an offer; nil where they add nothing.
    func sum(ofLine: (Int) -> Ratio?, ofOffer: (Int) -> Ratio?) -> Ratio {
        var sum = Ratio.Sum()
        if let offers {
            for offer in offers { if let part = ofOffer(offer) { sum.add(part) } }
        } else {
            for line in lines { if let part = ofLine(line) { sum.add(part) } }
        }
        return sum.total
    }
}

/// The drops of awards against several baselines.
///
/// Awards and their lots lie all over the memory: a portion of them is held against one baseline after the other while
/// it is at hand.
private struct DropColumns: Sendable {
    /// 1 − price ÷ baseline of each award, for each baseline; nil where no award has it, or it says nothing that no
    /// other one says.
    private(set) var columns: [[Ratio?]?]

    init(of awards: [Award], in lots: [Int], against baselines: [Baseline], _ reference: PriceReference) {
        @Sendable func drops(_ range: Range<Int>, _ baseline: Baseline) -> [Ratio?] {
            range.map { reference.comparison(of: awards[$0].prices, in: lots[$0], against: baseline)?.drop }
        }
        let portions = Portions.map(awards.count) { range in
            let columns = baselines.map { baseline in
                range.contains { reference.isDistinct(baseline, for: awards[$0].prices, in: lots[$0]) }
                    ? drops(range, baseline) : nil
            }
            return (range: range, columns: columns)
        }
        columns = baselines.enumerated().map { column, baseline in
            guard portions.contains(where: { $0.columns[column] != nil }) else { return nil }
            // Of awards of which it says nothing new it is asked where it does of others.
            let whole = portions.flatMap { $0.columns[column] ?? drops($0.range, baseline) }
            return whole.contains { $0 != nil } ? whole : nil
        }
    }
}

/// What is delivered of one offer: its price and its baselines are the same everywhere.
struct OfferTotal: Sendable {
    /// The first of its supply lines; nil where there is none.
    let line: Int?
    /// How many they are.
    let lines: Int
    /// What they deliver in smallest units.
    let quantity: Ratio
    /// Yuan for the smallest unit.
    let unitPrice: Ratio
    /// Quantity × price, yuan.
    let value: Ratio

    init(of lines: ArraySlice<Int>, _ supply: Supply) {
        var quantity = Ratio.Sum()
        for line in lines { quantity.add(supply.lines[line].quantity) }
        line = lines.first
        self.lines = lines.count
        self.quantity = quantity.total
        unitPrice = lines.first.flatMap { supply.lines[$0].supplier?.unitPrice } ?? .zero
        value = self.quantity * unitPrice
    }
}

/// What supply lines that have a baseline are worth at it and at their price.
struct SavingsTally: Sendable {
    /// Σ quantity × baseline, yuan.
    let market: Ratio
    /// Σ quantity × (baseline − price), yuan.
    let saved: Ratio
    /// How many they are.
    let lines: Int

    init(market: Ratio, saved: Ratio, lines: Int) {
        self.market = market
        self.saved = saved
        self.lines = lines
    }

    init(sumOf parts: [SavingsTally]) {
        market = Ratio.sum(parts.map(\.market))
        saved = Ratio.sum(parts.map(\.saved))
        lines = parts.reduce(0) { $0 + $1.lines }
    }
}

/// The lots whose agreements have the same number of months, and what is delivered of them.
struct Term: Sendable {
    /// How many months; nil for lots of which that is not known.
    let months: Int?
    /// The positions of the lots' groups.
    let groups: [Int]
    /// How many supply lines they have.
    let lines: Int
    /// What the lines are worth, yuan.
    let value: Ratio
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
    /// Quantity × baseline of each offer, yuan; nil without the baseline.
    let offerMarkets: [Ratio?]
    /// What the supply lines of each group that have the baseline are worth.
    let tallies: [SavingsTally]
    /// The same of the lots of each term.
    let termTallies: [SavingsTally]

    /// - Parameters:
    ///   - values: quantity × price of each supply line.
    ///   - groupValues: what the supply lines of each group are worth.
    init(
        _ baseline: Baseline, _ drops: [Ratio?], _ units: [Ratio?], _ supply: Supply, _ values: [Ratio?],
        _ offers: [OfferTotal], _ groupValues: [Ratio], _ groups: [GroupMembers], _ terms: [Term]
    ) {
        // Lines are large values: only what is asked for is read of each.
        let markets = supply.lines.indices.map { line -> Ratio? in
            guard let offer = supply.lines[line].supplier?.offer, let unit = units[offer] else { return nil }
            return supply.lines[line].quantity * unit
        }
        let offerMarkets = zip(offers, units).map { offer, unit in unit.map { offer.quantity * $0 } }
        let known = zip(offers, units).map { $1 == nil ? 0 : $0.lines }
        self.baseline = baseline
        self.drops = drops
        self.units = units
        self.markets = markets
        self.offerMarkets = offerMarkets
        offerDrops = zip(offers, units).map { offer, unit in unit.map { .one - offer.unitPrice / $0 } }
        let tallies = Portions.each(groups.count) { group in
            let members = groups[group]
            let lines = members.offers?.reduce(0) { $0 + known[$1] } ?? members.lines.count { markets[$0] != nil }
            // Mostly all of them have the baseline.
            let value =
                lines == members.lines.count
                ? groupValues[group]
                : members.sum(
                    ofLine: { markets[$0] == nil ? nil : values[$0] },
                    ofOffer: { offerMarkets[$0] == nil ? nil : offers[$0].value })
            let market = members.sum(ofLine: { markets[$0] }, ofOffer: { offerMarkets[$0] })
            return SavingsTally(market: market, saved: market - value, lines: lines)
        }
        self.tallies = tallies
        termTallies = terms.map { SavingsTally(sumOf: $0.groups.map { tallies[$0] }) }
    }
}

extension BaselineColumn {
    /// Quantity × drop of what a group delivers and has the baseline, and the sum of the quantities.
    func weightedDrops(
        of members: GroupMembers, _ comparisons: Comparisons, in supply: Supply
    ) -> (products: [Ratio], weight: Ratio) {
        var products: [Ratio] = []
        var whole = Ratio.Sum()
        func add(_ quantity: Ratio, ofOffer offer: Int) {
            guard let drop = offerDrops[offer] else { return }
            products.append(quantity * drop)
            whole.add(quantity)
        }
        if let offers = members.offers {
            for offer in offers { add(comparisons.offers[offer].quantity, ofOffer: offer) }
        } else {
            for line in members.lines {
                if let offer = supply.lines[line].supplier?.offer { add(supply.lines[line].quantity, ofOffer: offer) }
            }
        }
        return (products, whole.total)
    }

    /// The savings of all that is delivered by another way: what each offer is worth at the baseline × its drop.
    func savingsByDrops(_ offers: [OfferTotal]) -> Ratio {
        var sum = Ratio.Sum()
        for (offer, (market, drop)) in zip(offers, zip(offerMarkets, offerDrops)) {
            guard let market, let drop else { continue }
            let product = market * drop
            // The same number has smaller terms where it is computed as a difference.
            let saved = market - offer.value
            sum.add(product == saved ? saved : product)
        }
        return sum.total
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
