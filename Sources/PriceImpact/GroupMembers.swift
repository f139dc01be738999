import Procurement
import Ranking

/// The winners of a group, and what they deliver.
struct GroupMembers: Sendable {
    /// The positions of the awards, in order.
    var awards: ArraySlice<Int> = []
    /// The positions of the supply lines that have a supplier, in order.
    var lines: ArraySlice<Int> = []
}

/// Finds the groups of a round's winners, and what belongs to each.
struct MemberIndex {
    /// The lots that have winners, in the order of the round's document.
    let lots: [Lot]
    /// The position of each award's lot among them.
    let lotOfAward: [Int]
    /// The position of each supply line's lot among them.
    let lotOfLine: [Int]
    /// All winners, the kinds that there are, then regions, lots and bidders.
    private(set) var groups: [WinnerGroup] = []
    /// What belongs to each of them.
    private(set) var members: [GroupMembers] = []
    /// The position of the group of each lot.
    private(set) var groupsOfLots: [Int] = []

    init(_ round: Round, _ awards: [Award], _ supply: Supply) {
        // First among all lots, then among those that have winners.
        let index = round.lotIndex
        var lotOfAward = Portions.each(awards.count) { index.position(of: awards[$0].lot) ?? 0 }
        var numbers = Array(repeating: -1, count: round.lots.count)
        for lot in lotOfAward { numbers[lot] = 0 }
        var lots: [Lot] = []
        for lot in numbers.indices where numbers[lot] == 0 {
            numbers[lot] = lots.count
            lots.append(round.lots[lot])
        }
        for award in lotOfAward.indices { lotOfAward[award] = numbers[lotOfAward[award]] }
        var last: (id: Lot.ID, position: Int) = ("", 0)
        lotOfLine = supply.lines.indices.map { line in
            let id = supply.lines[line].lot
            if last.id != id { last = (id, index.position(of: id) ?? 0) }
            return numbers[last.position]
        }
        let (bidders, bidderOfAward) = MemberIndex.distinct(Portions.each(awards.count) { awards[$0].bidder.id })
        self.lots = lots
        self.lotOfAward = lotOfAward

        // Each award's kinds, as positions among `WinnerGroup.kinds`; -1 for what is not known.
        let kindsOfAward = Portions.each(awards.count) { index in
            (
                origin: awards[index].isOriginator.map { $0 ? 0 : 1 } ?? -1,
                home: awards[index].isForeign.map { $0 ? 3 : 2 } ?? -1
            )
        }
        // The awards of a group and its supply lines are those whose award is in it.
        let awardOfLine = supply.lines.indices.map { supply.lines[$0].supplier?.award ?? -1 }
        func members(_ groups: Int, _ groupOfAward: [Int]) -> [GroupMembers] {
            let groupOfLine = awardOfLine.map { $0 < 0 ? -1 : groupOfAward[$0] }
            return zip(MemberIndex.positions(groups, groupOfAward), MemberIndex.positions(groups, groupOfLine))
                .map { GroupMembers(awards: $0, lines: $1) }
        }
        let all = members(1, Array(repeating: 0, count: awards.count))
        let origins = members(WinnerGroup.kinds.count, kindsOfAward.map(\.origin))
        let homes = members(WinnerGroup.kinds.count, kindsOfAward.map(\.home))
        var regionPositions = Positions(round.regions)
        var regionsOfAwards = Array(repeating: [Int](), count: round.regions.count)
        for award in awards.indices {
            for region in awards[award].regions {
                if let position = regionPositions[region] { regionsOfAwards[position].append(award) }
            }
        }
        let regionOfLine = supply.lines.indices.map { line in
            awardOfLine[line] < 0 ? -1 : regionPositions[supply.lines[line].region] ?? -1
        }
        let ofRegions = zip(regionsOfAwards, MemberIndex.positions(round.regions.count, regionOfLine))
            .map { GroupMembers(awards: $0[...], lines: $1) }

        add([.all], all)
        add(WinnerGroup.kinds, WinnerGroup.kinds.indices.map { $0 < 2 ? origins[$0] : homes[$0] })
        add(round.regions.map { .region($0) }, ofRegions)
        // Every lot of them has a winner.
        groupsOfLots = lots.indices.map { groups.count + $0 }
        add(lots.map { .lot($0.id) }, members(lots.count, lotOfAward))
        add(bidders.map { .bidder($0) }, members(bidders.count, bidderOfAward))
    }

    /// The positions that belong to each group, in order.
    ///
    /// - Parameter groupOf: the group of each position; −1 for none.
    private static func positions(_ groups: Int, _ groupOf: [Int]) -> [ArraySlice<Int>] {
        var ends = Array(repeating: 0, count: groups)
        for group in groupOf where group >= 0 { ends[group] += 1 }
        var end = 0
        let ranges = ends.map { count in
            defer { end += count }
            return end..<end + count
        }
        var free = ranges.map(\.lowerBound)
        var positions = Array(repeating: 0, count: end)
        for (position, group) in groupOf.enumerated() where group >= 0 {
            positions[free[group]] = position
            free[group] += 1
        }
        return ranges.map { positions[$0] }
    }

    /// The distinct names in order, and the position of each name among them.
    private static func distinct(_ names: [String]) -> (distinct: [String], positions: [Int]) {
        let index = TextIndex(names)
        // The first name with the same bytes.
        let firsts = names.map { index.position(of: $0) ?? 0 }
        let ordered = names.indices.filter { firsts[$0] == $0 }.sorted { names[$0] < names[$1] }
        var distinct: [String] = []
        var positions = Array(repeating: 0, count: names.count)
        for first in ordered {
            // Names that are the same text in other bytes stand beside each other.
            if distinct.last != names[first] { distinct.append(names[first]) }
            positions[first] = distinct.count - 1
        }
        return (distinct, firsts.map { positions[$0] })
    }

    /// Adds the groups that have winners; the first one, all winners, is there always.
    private mutating func add(_ names: [WinnerGroup], _ parts: [GroupMembers]) {
        for (name, part) in zip(names, parts) where name == .all || !part.awards.isEmpty || !part.lines.isEmpty {
            groups.append(name)
            members.append(part)
        }
    }
}

/// The positions of names; neighbours in a document often have the same name, which is then not searched for.
private struct Positions {
    private let positions: [String: Int]
    private var last: (name: String, position: Int?) = ("", nil)

    init(_ names: [String]) {
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(name: String) -> Int? {
        mutating get {
            if last.name != name { last = (name, positions[name]) }
            return last.position
        }
    }
}
