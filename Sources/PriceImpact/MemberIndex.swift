import Procurement
import Ranking

/// Finds the groups of a round's winners, and what belongs to each.
struct MemberIndex {
    /// The positions in the round of the lots that have winners, in order.
    let lots: [Int]
    /// The position of each award's lot among them.
    let lotOfAward: [Int]
    /// The position of each supply line's lot among them.
    let lotOfLine: [Int]
    /// The position of each supply line's offer; −1 without a supplier.
    let offerOfLine: [Int]
    /// The supply lines of each offer, in order.
    let linesOfOffer: [ArraySlice<Int>]
    /// All winners, the kinds that there are, then regions, lots and bidders.
    private(set) var groups: [WinnerGroup] = []
    /// What belongs to each of them.
    private(set) var members: [GroupMembers] = []
    /// The position of the group of each lot.
    private(set) var groupsOfLots: [Int] = []

    init(_ dossier: Dossier, _ awards: [Award], _ supply: Supply) {
        let round = dossier.round
        let index = round.lotIndex
        let facts = Portions.each(awards.count) { AwardFacts(awards[$0]) }
        // First among all lots, then among those that have winners.
        var numbers = Array(repeating: -1, count: round.lots.count)
        for award in facts { numbers[award.lot] = 0 }
        var lots: [Int] = []
        for lot in numbers.indices where numbers[lot] == 0 {
            numbers[lot] = lots.count
            lots.append(lot)
        }
        let lotOfAward = facts.map { numbers[$0.lot] }
        let lotOfName = supply.names.lots.map { numbers[index.position(of: $0) ?? 0] }
        lotOfLine = supply.lines.indices.map { lotOfName[Int(supply.lines[$0].place.lot)] }
        self.lots = lots
        self.lotOfAward = lotOfAward

        // The awards of a group, its offers and its supply lines are those whose award is in it.
        let suppliers = supply.lines.indices.map { line in
            supply.lines[line].supplier.map { (award: $0.award, offer: $0.offer) } ?? (award: -1, offer: -1)
        }
        var awardOfOffer = Array(repeating: -1, count: supply.offers)
        for supplier in suppliers where supplier.offer >= 0 { awardOfOffer[supplier.offer] = supplier.award }
        offerOfLine = suppliers.map(\.offer)
        linesOfOffer = MemberIndex.positions(supply.offers, offerOfLine)
        let (offerAwards, lotCount) = (awardOfOffer, lots.count)
        @Sendable func members(_ groups: Int, _ groupOfAward: [Int]) -> [GroupMembers] {
            let awards = MemberIndex.positions(groups, groupOfAward)
            let lots = MemberIndex.lots(of: awards, lotOfAward, lotCount)
            let lines = MemberIndex.positions(groups, suppliers.map { $0.award < 0 ? -1 : groupOfAward[$0.award] })
            let offers = MemberIndex.positions(groups, offerAwards.map { $0 < 0 ? -1 : groupOfAward[$0] })
            return (0..<groups).map {
                GroupMembers(awards: awards[$0], lots: lots[$0], lines: lines[$0], offers: offers[$0])
            }
        }
        let kinds = WinnerGroup.kinds
        let wonLots = lots
        // The largest first.
        let divided = Portions.each(5, portion: 1) { number -> (names: [WinnerGroup], parts: [GroupMembers]) in
            switch number {
            case 0: return (wonLots.map { .lot(round.lots[$0].id) }, members(wonLots.count, lotOfAward))
            case 1:
                // Nearly always all winners are among those who bid.
                let (bidders, bidderOfAward) =
                    facts.allSatisfy { $0.submission >= 0 }
                    ? MemberIndex.distinct(dossier.submissions.map(\.bidder.id), facts.map(\.submission))
                    : MemberIndex.distinct(awards.map(\.bidder.id), Array(awards.indices))
                return (bidders.map { .bidder($0) }, members(bidders.count, bidderOfAward))
            case 2: return ([.all], members(1, Array(repeating: 0, count: awards.count)))
            case 3: return (kinds, members(kinds.count, facts.map(\.origin)))
            default: return (kinds, members(kinds.count, facts.map(\.home)))
            }
        }
        let (ofLots, ofBidders, all, origins, homes) = (divided[0], divided[1], divided[2], divided[3], divided[4])
        let regions = NameIndex(round.regions)
        var awardsOfRegions = Array(repeating: [Int](), count: round.regions.count)
        for award in awards.indices where facts[award].hasRegions {
            for region in awards[award].regions {
                if let position = regions.position(of: region) { awardsOfRegions[position].append(award) }
            }
        }
        let regionOfName = supply.names.regions.map { regions.position(of: $0) ?? -1 }
        let regionOfLine = supply.lines.indices.map { line in
            suppliers[line].award < 0 ? -1 : regionOfName[Int(supply.lines[line].place.region)]
        }
        let lotsOfRegions = MemberIndex.lots(of: awardsOfRegions.map { $0[...] }, lotOfAward, lots.count)
        let linesOfRegions = MemberIndex.positions(round.regions.count, regionOfLine)

        let most = 1 + kinds.count + round.regions.count + lots.count + ofBidders.names.count
        groups.reserveCapacity(most)
        self.members.reserveCapacity(most)
        add(all.names, all.parts)
        add(kinds, kinds.indices.map { $0 < 2 ? origins.parts[$0] : homes.parts[$0] })
        add(
            round.regions.map { .region($0) },
            (0..<round.regions.count).map {
                GroupMembers(awards: awardsOfRegions[$0][...], lots: lotsOfRegions[$0], lines: linesOfRegions[$0])
            })
        // Every lot of them has a winner.
        groupsOfLots = lots.indices.map { groups.count + $0 }
        add(ofLots.names, ofLots.parts)
        add(ofBidders.names, ofBidders.parts)
    }

    /// How many lots the awards of each group are of.
    private static func lots(of groups: [ArraySlice<Int>], _ lotOfAward: [Int], _ lots: Int) -> [Int] {
        // The last group that each lot was counted for.
        var last = Array(repeating: -1, count: lots)
        return groups.indices.map { group in
            groups[group].count { award in
                defer { last[lotOfAward[award]] = group }
                return last[lotOfAward[award]] != group
            }
        }
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

    /// The distinct ones of the names that are meant, in order, and the position of each among them.
    ///
    /// - Parameter meant: the positions of names in the list.
    private static func distinct(_ names: [String], _ meant: [Int]) -> (distinct: [String], positions: [Int]) {
        let index = TextIndex(names)
        // The first name with the same bytes.
        let firsts = names.map { index.position(of: $0) ?? 0 }
        var isMeant = Array(repeating: false, count: names.count)
        for position in meant { isMeant[firsts[position]] = true }
        let ordered = names.indices.filter { isMeant[$0] }.sorted { names[$0] < names[$1] }
        var distinct: [String] = []
        var positions = Array(repeating: 0, count: names.count)
        for first in ordered {
            // Names that are the same text in other bytes stand beside each other.
            if distinct.last != names[first] { distinct.append(names[first]) }
            positions[first] = distinct.count - 1
        }
        return (distinct, meant.map { positions[firsts[$0]] })
    }

    /// Adds the groups that have winners; the first one, all winners, is there always.
    private mutating func add(_ names: [WinnerGroup], _ parts: [GroupMembers]) {
        for number in parts.indices
        where groups.isEmpty || !parts[number].awards.isEmpty || !parts[number].lines.isEmpty {
            groups.append(names[number])
            members.append(parts[number])
        }
    }
}

/// What sorts an award into groups.
private struct AwardFacts: Sendable {
    /// The position of its lot in the round.
    let lot: Int
    /// The position of its bidder among those who bid; −1 where it is not there.
    let submission: Int
    /// Its kinds, as positions among `WinnerGroup.kinds`; −1 for what is not known.
    let origin: Int
    let home: Int
    /// Whether the regions that it supplies are known.
    let hasRegions: Bool

    init(_ award: Award) {
        lot = award.lotPosition ?? 0
        submission = award.submission ?? -1
        origin = award.isOriginator.map { $0 ? 0 : 1 } ?? -1
        home = award.isForeign.map { $0 ? 3 : 2 } ?? -1
        hasRegions = !award.regions.isEmpty
    }
}
