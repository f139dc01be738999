import Procurement
import Ranking

/// The winners of a group, and what they deliver.
struct GroupMembers: Sendable {
    /// The positions of the awards, in order.
    var awards: [Int] = []
    /// The positions of the supply lines that have a supplier, in order.
    var lines: [Int] = []
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
        let index = LotIndex(round.lots)
        var last: (id: Lot.ID, position: Int) = ("", 0)
        func position(_ id: Lot.ID) -> Int {
            if last.id != id { last = (id, index.position(of: id) ?? 0) }
            return last.position
        }
        var lotOfAward = awards.indices.map { position(awards[$0].lot) }
        var numbers = Array(repeating: -1, count: round.lots.count)
        for lot in lotOfAward { numbers[lot] = 0 }
        var lots: [Lot] = []
        for lot in numbers.indices where numbers[lot] == 0 {
            numbers[lot] = lots.count
            lots.append(round.lots[lot])
        }
        lotOfAward = lotOfAward.map { numbers[$0] }
        let lotOfLine = supply.lines.map { numbers[position($0.lot)] }
        let (bidders, bidderOfAward) = MemberIndex.distinct(awards.map(\.bidder.id))
        var regionPositions = Positions(round.regions)
        self.lots = lots
        self.lotOfAward = lotOfAward
        self.lotOfLine = lotOfLine

        var all = GroupMembers()
        var kinds = Array(repeating: GroupMembers(), count: WinnerGroup.kinds.count)
        var ofLots = Array(repeating: GroupMembers(), count: lots.count)
        var ofBidders = Array(repeating: GroupMembers(), count: bidders.count)
        var ofRegions = Array(repeating: GroupMembers(), count: round.regions.count)
        // Each award's kinds, as positions among `WinnerGroup.kinds`; -1 for what is not known.
        let kindsOfAward = awards.indices.map { index in
            (
                origin: awards[index].isOriginator.map { $0 ? 0 : 1 } ?? -1,
                home: awards[index].isForeign.map { $0 ? 3 : 2 } ?? -1
            )
        }
        for index in awards.indices {
            all.awards.append(index)
            for kind in [kindsOfAward[index].origin, kindsOfAward[index].home] where kind >= 0 {
                kinds[kind].awards.append(index)
            }
            ofLots[lotOfAward[index]].awards.append(index)
            ofBidders[bidderOfAward[index]].awards.append(index)
            for region in awards[index].regions {
                if let position = regionPositions[region] { ofRegions[position].awards.append(index) }
            }
        }
        for (index, line) in supply.lines.enumerated() {
            guard let award = line.supplier?.award else { continue }
            all.lines.append(index)
            for kind in [kindsOfAward[award].origin, kindsOfAward[award].home] where kind >= 0 {
                kinds[kind].lines.append(index)
            }
            ofLots[lotOfAward[award]].lines.append(index)
            ofBidders[bidderOfAward[award]].lines.append(index)
            if let position = regionPositions[line.region] { ofRegions[position].lines.append(index) }
        }

        add([.all], [all])
        add(WinnerGroup.kinds, kinds)
        add(round.regions.map { .region($0) }, ofRegions)
        // Every lot of them has a winner.
        groupsOfLots = lots.indices.map { groups.count + $0 }
        add(lots.map { .lot($0.id) }, ofLots)
        add(bidders.map { .bidder($0) }, ofBidders)
    }

    /// The distinct names in order, and the position of each name among them.
    private static func distinct(_ names: [String]) -> (distinct: [String], positions: [Int]) {
        let index = TextIndex(names)
        // The first name with the same bytes.
        let firsts = names.map { index.position(of: $0) ?? 0 }
        let distinct = names.indices.filter { firsts[$0] == $0 }.sorted { names[$0] < names[$1] }
        var positions = Array(repeating: 0, count: names.count)
        for (position, first) in distinct.enumerated() { positions[first] = position }
        return (distinct.map { names[$0] }, firsts.map { positions[$0] })
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
