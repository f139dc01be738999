import Decimals
import Procurement

extension RoundEvaluation {
    /// Gives the first bids of a competition a place.
    mutating func apply(
        _ shortlist: Shortlist, of stage: Stage, to participants: [Int], in competition: Competition
    ) {
        if competition.lot == nil, let lots = waitingLots(participants) {
            for index in participants {
                entries[index].standing = .pending
                entries[index].waits = true
                rule(stage, .pending, index, .waits(lots: lots))
            }
            return
        }
        let contenders = participants.filter { !released.contains($0) }
        let counted = members(of: shortlist.counting, in: competition.members).count
        let places = shortlist.places(for: counted, unit: competition.unit)
        if let lot = competition.lot, competition.unit == nil { self.places[lot] = places }
        var judge = Judge(competition: competition, stage: stage.id)
        let ranked = Ranked(
            contenders.map { ($0, number(shortlist.measure, of: entries[$0], $0, &judge)) },
            highestFirst: shortlist.highestFirst
        ) { [entries] left, right in
            (entries[left].bidder.id, entries[left].lot) < (entries[right].bidder.id, entries[right].lot)
        }
        let settled = settle(ranked.tie(for: places), shortlist.tieBreaks, stage, &judge, lot: competition.lot)

        var passed: [Int] = []
        var failed: [Int] = []
        for (position, index) in ranked.order.enumerated() {
            var standing: Verdict.Standing = position < places && ranked.values[position] != nil ? .in : .out
            var place = ShortlistPlace(
                measure: shortlist.measure, value: ranked.values[position], counted: counted, places: places,
                rank: ranked.ranks[position],
                lastValue: places > 0 && places <= ranked.order.count ? ranked.values[places - 1] : nil, tied: [],
                decidedBy: nil, isWithoutPlace: false)
            if settled.members.contains(index) {
                place.tied = settled.members.map { entries[$0].bidder.id }.sorted()
                place.decidedBy = settled.decidedBy[index]
                standing = settled.standing[index] ?? .pending
            }
            if standing == .in, entries[index].standing == .pending { standing = .pending }
            if standing == .out { failed.append(index) }
            if standing == .out, shortlist.outside == .stay { standing = entries[index].standing }
            entries[index].standing = standing
            entries[index].isSurplus = settled.surplus.contains(index)
            if standing != .out, !entries[index].isSurplus, !failed.contains(index) { passed.append(index) }
            rule(stage, standing, index, .shortlist(place))
        }
        for index in participants where released.contains(index) {
            let place = ShortlistPlace(
                measure: shortlist.measure, value: number(shortlist.measure, of: entries[index], index, &judge),
                counted: counted, places: places, rank: 0, lastValue: nil, tied: [], decidedBy: nil,
                isWithoutPlace: true)
            rule(stage, entries[index].standing, index, .shortlist(place))
        }
        usedActs.formUnion(judge.usedActs)
        add(passed, to: stage.population)
        add(failed, to: stage.failing)
    }

    /// The lots in which one of the bids is pending; nil when there is none.
    private func waitingLots(_ indices: [Int]) -> [Lot.ID]? {
        let waiting = Set(indices.filter { entries[$0].standing == .pending }.map { entries[$0].lot })
        return waiting.isEmpty ? nil : waiting.sorted().map { lots[$0].id }
    }

    /// Bids in the order of a measure.
    private struct Ranked {
        let order: [Int]
        let values: [Ratio?]
        /// Equal values share a rank: 1, 2, 2, 4.
        let ranks: [Int]

        init(
            _ items: [(index: Int, value: Ratio?)], highestFirst: Bool, tiesInOrder precedes: (Int, Int) -> Bool
        ) {
            let sorted = items.sorted { left, right in
                switch (left.value, right.value) {
                case (let a?, let b?) where a != b: highestFirst ? a > b : a < b
                case (_?, nil): true
                case (nil, _?): false
                default: precedes(left.index, right.index)
                }
            }
            order = sorted.map(\.index)
            values = sorted.map(\.value)
            var ranks: [Int] = []
            for position in sorted.indices {
                let isEqual = position > 0 && sorted[position].value == sorted[position - 1].value
                ranks.append(isEqual ? ranks[position - 1] : position + 1)
            }
            self.ranks = ranks
        }

        /// The bids at the value of the last place, where there are more of them than places left.
        func tie(for places: Int) -> Tie {
            guard places > 0, places < order.count, let value = values[places - 1], values[places] == value else {
                return Tie(members: [], free: 0)
            }
            let members = order.indices.filter { values[$0] == value }
            return Tie(members: members.map { order[$0] }, free: places - (members.first ?? 0))
        }
    }

    // MARK: - Ties

    /// Bids that are equal, and fewer places than bids.
    struct Tie {
        var members: [Int]
        var free: Int
    }

    /// What became of tied bids.
    struct Settlement {
        var members: [Int] = []
        var standing: [Int: Verdict.Standing] = [:]
        var decidedBy: [Int: ShortlistPlace.TieDecision] = [:]
        /// The bids that wait for a draw and are more than the places.
        var surplus: Set<Int> = []
    }

    /// Decides between tied bids by the chain of facts, then by the recorded draw; what is left is pending.
    mutating func settle(
        _ tie: Tie, _ tieBreaks: [TieBreak], _ stage: Stage, _ judge: inout Judge, lot: Int?
    ) -> Settlement {
        var settlement = Settlement(members: tie.members)
        var members = tie.members
        var free = tie.free
        guard !members.isEmpty else { return settlement }
        for tieBreak in tieBreaks {
            var values: [(index: Int, value: Ratio)] = []
            for index in members {
                if let value = number(tieBreak.measure, of: entries[index], index, &judge) {
                    values.append((index, value))
                }
            }
            // A fact decides only where it is known of all.
            guard values.count == members.count else { continue }
            values.sort { tieBreak.largerFirst ? $0.value > $1.value : $0.value < $1.value }
            let last = values[free - 1].value
            members = []
            for (position, item) in values.enumerated() {
                if item.value == last {
                    members.append(item.index)
                } else {
                    settlement.standing[item.index] = position < free ? .in : .out
                    settlement.decidedBy[item.index] = .measure(tieBreak.measure)
                }
            }
            free = tie.free - settlement.standing.values.filter { $0 == .in }.count
            if members.count <= free {
                for index in members {
                    settlement.standing[index] = .in
                    settlement.decidedBy[index] = .measure(tieBreak.measure)
                }
                return settlement
            }
        }
        draw(members, free: free, stage, lot: lot, &settlement)
        return settlement
    }

    private mutating func draw(
        _ members: [Int], free: Int, _ stage: Stage, lot: Int?, _ settlement: inout Settlement
    ) {
        let lotID = lot.map { lots[$0].id }
        for (index, act) in acts.acts(lot: lotID, stage: stage.id) {
            guard case .draw(let order) = act.kind else { continue }
            let drawn = order.map { bid in
                members.first {
                    entries[$0].bidder.id == bid.bidder && (lot != nil || lots[entries[$0].lot].id == bid.lot)
                }
            }
            if let stranger = zip(order, drawn).first(where: { $0.1 == nil })?.0 {
                let tied = members.map { entries[$0].bidder.id }.sorted().joined(separator: ", ")
                forbid(
                    index, stage, "bidder '\(stranger.bidder)' is not among the tied bids of \(place(lotID)): \(tied)")
                return
            }
            guard drawn.count >= free else {
                forbid(index, stage, "the draw names \(drawn.count) of \(free) places in \(place(lotID))")
                return
            }
            usedActs.insert(index)
            let chosen = Set(drawn.prefix(free).compactMap { $0 })
            for member in members {
                settlement.standing[member] = chosen.contains(member) ? .in : .out
                settlement.decidedBy[member] = .draw
            }
            return
        }
        for member in members { settlement.standing[member] = .pending }
        settlement.surplus = Set(members.dropFirst(free))
        pending.append(
            PendingAct(
                kind: .draw(places: free), lot: lotID, stage: stage.id, bidders: members.map { entries[$0].bidder }))
    }

    private func place(_ lot: Lot.ID?) -> String { lot.map { "lot '\($0)'" } ?? "the round" }

    /// An act is asked for only where it changes an outcome: no draw between bids that lose at a later stage anyway, no
    /// conversion of a bid that is not valid whatever its price is.
    mutating func dropIdleActs() {
        pending.removeAll { act in
            let concerned = Set(act.bidders.map(\.id))
            return !entries.contains { entry in
                entry.standing == .pending && concerned.contains(entry.bidder.id)
                    && (act.lot == nil || lots[entry.lot].id == act.lot)
            }
        }
    }

    // MARK: - Affiliated firms

    /// Of the bids of affiliated firms the lowest counts; the others are not valid.
    mutating func apply(_ merger: Merger, of stage: Stage, to participants: [Int], in competition: Competition) {
        var groups: [Bidder.ID: [Int]] = [:]
        for index in participants { groups[affiliations[entries[index].bidder.id], default: []].append(index) }
        var kept: [Int] = []
        var merged: [Int] = []
        for root in groups.keys.sorted() {
            let members = groups[root] ?? []
            guard members.count > 1 else {
                kept += members
                continue
            }
            let firms = members.map { entries[$0].bidder.id }.sorted()
            for act in affiliations.acts where act.bidders.contains(where: firms.contains) {
                usedActs.insert(act.index)
            }
            var judge = Judge(competition: competition, stage: stage.id)
            let ranked = Ranked(members.map { ($0, entries[$0].comparablePrice) }, highestFirst: false) { [entries] in
                entries[$0].bidder.id < entries[$1].bidder.id
            }
            let settled = settle(ranked.tie(for: 1), merger.tieBreaks, stage, &judge, lot: competition.lot)
            let counting =
                settled.members.isEmpty ? ranked.order.first : settled.standing.first { $0.value == .in }?.key
            for (position, index) in ranked.order.enumerated() {
                let standing = settled.standing[index] ?? (position == 0 ? .in : .out)
                entries[index].standing = standing
                entries[index].isExcluded = standing == .out
                entries[index].isSurplus = settled.surplus.contains(index)
                rule(
                    stage, standing, index,
                    .merged(
                        with: firms.filter { $0 != entries[index].bidder.id },
                        counts: counting.map { entries[$0].bidder.id }))
                if standing == .out { merged.append(index) } else if !entries[index].isSurplus { kept.append(index) }
            }
        }
        add(kept, to: stage.population)
        add(merged, to: stage.failing)
    }
}
