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
    /// The winners.
    let awards: [Award]
    /// The supply lines.
    let lines: [SupplyLine]
    /// The position of each one's offer; −1 without a supplier.
    let offerOfLine: [Int]
    /// Whether some of them have to be read with a note.
    let hasNotes: Bool
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
    /// The lots that still run in each part of the agreements' time, the first part first.
    let terms: [Term]
    /// The groups of the lots of which the months of agreement are not known, and how many supply lines these have.
    let withoutTerm: (groups: [Int], lines: Int)
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
        lots = Portions.each(index.lots.count) { dossier.round.lots[index.lots[$0]].id }
        lotsInRound = index.lots
        lotOfAward = index.lotOfAward
        lotOfLine = index.lotOfLine
        groups = index.groups
        members = index.members
        var winners = Array(repeating: 0, count: index.lots.count)
        for lot in index.lotOfAward { winners[lot] += 1 }
        let months = Portions.each(index.lots.count) { [winners] in
            dossier.termMonths(of: dossier.round.lots[index.lots[$0]], winners: winners[$0])
        }
        self.months = months
        let (lines, offerOfLine) = (supply.lines, index.offerOfLine)
        self.awards = awards
        self.lines = lines
        hasNotes = supply.names.haveNotes && lines.contains { $0.note != nil }
        self.offerOfLine = offerOfLine
        let offers = Portions.each(index.linesOfOffer.count) { OfferTotal(of: index.linesOfOffer[$0], lines) }
        self.offers = offers
        groupValues = Portions.each(index.members.count) { group in
            index.members[group].sum(
                over: lines, offerOfLine, unit: { offers[$0].unitPrice }, whole: { offers[$0].value })
        }
        let groupValues = groupValues
        func running(_ isMeant: (Int?) -> Bool) -> (groups: [Int], lines: Int) {
            let groups = months.indices.filter { isMeant(months[$0]) }.map { index.groupsOfLots[$0] }
            return (groups, groups.reduce(0) { $0 + index.members[$1].lines.count })
        }
        let terms = Set(months.compactMap { $0 }).sorted().map { length in
            let (groups, lines) = running { $0.map { $0 >= length } ?? false }
            return Term(
                months: length, groups: groups, lines: lines, value: Ratio.sum(groups.map { groupValues[$0] }))
        }
        self.terms = terms
        withoutTerm = running { $0 == nil }
        let lotOfAward = index.lotOfAward.map { index.lots[$0] }
        let baselines = Baseline.builtIn + dossier.priceLists.map { Baseline.list($0.id) }
        let drops = DropColumns(of: awards, in: lotOfAward, against: baselines, reference)
        var columns: [BaselineColumn] = []
        for (baseline, drops) in zip(baselines, drops.columns) {
            guard let drops else { continue }
            let units = Portions.each(offers.count) { offer -> Ratio? in
                guard let line = offers[offer].line, let supplier = lines[line].supplier else { return nil }
                return reference.unitPrice(
                    of: lines[line].specification, supplier, in: lotOfAward[supplier.award], against: baseline)
            }
            columns.append(
                BaselineColumn(
                    baseline, drops, units, lines, offerOfLine, offers, groupValues, index.members, terms))
        }
        self.columns = columns
    }

    /// A winning price beside its baseline; nil where the award lacks it.
    func comparison(of award: Award, at position: Int, against baseline: Baseline) -> PriceComparison? {
        reference.comparison(of: award, in: lotsInRound[lotOfAward[position]], against: baseline)
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

    /// The baseline of a supply line, yuan for the smallest unit; nil without a supplier or the baseline.
    func unit(_ line: Int, _ column: BaselineColumn) -> Ratio? {
        offerOfLine[line] < 0 ? nil : column.units[offerOfLine[line]]
    }

    /// Quantity × baseline of a supply line, yuan; nil without a supplier or the baseline.
    func market(_ line: Int, _ column: BaselineColumn) -> Ratio? {
        unit(line, column).map { lines[line].quantity * $0 }
    }

    /// What is saved on a supply line; nil without a supplier or the baseline.
    func saved(_ line: Int, _ column: BaselineColumn) -> Ratio? {
        guard let market = market(line, column), let value = lines[line].value else { return nil }
        return market - value
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

    init(of positions: ArraySlice<Int>, _ lines: [SupplyLine]) {
        var quantity = Ratio.Sum()
        for position in positions { quantity.add(lines[position].quantity) }
        line = positions.first
        self.lines = positions.count
        self.quantity = quantity.total
        unitPrice = positions.first.flatMap { lines[$0].supplier?.unitPrice } ?? .zero
        value = self.quantity * unitPrice
    }
}

/// The lots whose agreements run for at least so many months, and what is delivered of them.
struct Term: Sendable {
    /// How many months.
    let months: Int
    /// The positions of the lots' groups.
    let groups: [Int]
    /// How many supply lines they have.
    let lines: Int
    /// What the lines are worth, yuan for the agreed year.
    let value: Ratio
}
