import Decimals
import Procurement

extension RoundEvaluation {
    /// Gives the first bids of a competition a place.
    func apply(
        _ shortlist: Shortlist, of stage: PlannedStage, to participants: [Int], in competition: Competition
    ) {
        if competition.lot == nil, let lots = waitingLots(competition.members, among: stage.rule.among) {
            for index in participants { wait(index, at: stage, .waits(lots: lots)) }
            return
        }
        // Of bids that wait for an earlier draw as many compete as there are places for them.
        let contenders = participants.filter { !released.contains($0) && !entries[$0].isSurplus }
        let counted = members(of: shortlist.counting, in: competition.members).count
        let places = shortlist.places(for: counted, unit: competition.unit)
        if let lot = competition.lot, competition.unit == nil { self.places[lot] = places }
        var judge = Judge(competition: competition, stage: stage.id)
        let ranked = Ranked(
            contenders.map { Ranked.Bid(index: $0, value: number(shortlist.measure, $0, &judge)) },
            highestFirst: shortlist.highestFirst
        ) { left, right in
            let (first, second) = (bidderID(left), bidderID(right))
            return first == second ? lots[entries[left].lot].id < lots[entries[right].lot].id : first < second
        }
        let settled = settle(ranked.tie(for: places), shortlist.tieBreaks, stage, &judge, lot: competition.lot)
        let contest = log.append(
            TraceLog.Contest(
                measure: shortlist.measure, counted: counted, places: places, lastValue: ranked.lastValue(of: places)))

        var passed: [Int] = []
        var failed: [Int] = []
        for (position, bid) in ranked.bids.enumerated() {
            let index = bid.index
            var standing: Verdict.Standing = position < places && bid.value != nil ? .in : .out
            if settled.members.isEmpty, !isTied(index) {
                // Nothing but the bid's number decides.
                let isOutside = standing == .out
                if isOutside, shortlist.outside == .stay { standing = entries[index].standing }
                entries[index].standing = standing
                entries[index].lastLine = log.append(
                    value: bid.value, rank: bid.rank, in: contest, standing,
                    stage: stage.number, after: entries[index].lastLine)
                if isOutside { failed.append(index) } else { passed.append(index) }
                continue
            }
            var place = ShortlistPlace(
                measure: shortlist.measure, value: bid.value, counted: counted, places: places, rank: bid.rank,
                lastValue: ranked.lastValue(of: places), tied: [], decidedBy: nil, isWithoutPlace: false)
            if settled.members.contains(index) {
                place.tied = settled.members.map { bidderID($0) }.sorted()
                place.decidedBy = settled.decidedBy[index]
                standing = settled.standing[index] ?? .pending
            }
            if standing == .in, entries[index].standing == .pending { standing = .pending }
            let isOutside = standing == .out
            if isOutside, shortlist.outside == .stay { standing = entries[index].standing }
            conclude(standing, index, of: stage, .shortlist(place))
            entries[index].isSurplus = settled.surplus.contains(index)
            if isOutside {
                if entries[index].standing != .pending { failed.append(index) }
            } else if !entries[index].isSurplus {
                passed.append(index)
            }
        }
        for index in participants where entries[index].isSurplus && !ranked.bids.contains(where: { $0.index == index })
        {
            let value = number(shortlist.measure, index, &judge)
            let better = ranked.count(before: value)
            let isOutside = better >= places && shortlist.outside == .lose
            let place = ShortlistPlace(
                measure: shortlist.measure, value: value, counted: counted, places: places, rank: better + 1,
                lastValue: ranked.lastValue(of: places), tied: [], decidedBy: nil, isWithoutPlace: false)
            conclude(isOutside ? .out : .pending, index, of: stage, .shortlist(place))
        }
        for index in participants where released.contains(index) {
            let place = ShortlistPlace(
                measure: shortlist.measure, value: number(shortlist.measure, index, &judge),
                counted: counted, places: places, rank: 0, lastValue: nil, tied: [], decidedBy: nil,
                isWithoutPlace: true)
            rule(stage, entries[index].standing, index, .shortlist(place))
        }
        usedActs.formUnion(judge.usedActs)
        handOn(passed, failed, of: participants, at: stage)
    }

    /// Gives a bid the standing that a shortlist leaves it with.
    private func conclude(
        _ standing: Verdict.Standing, _ index: Int, of stage: PlannedStage, _ details: Verdict.Details
    ) {
        if standing == .out, isTied(index), mayReturn { return wait(index, at: stage, details) }
        entries[index].standing = standing
        rule(stage, standing, index, details)
    }

    /// The lots in which a bid is pending that takes part or might; nil when there is none.
    private func waitingLots(_ indices: Members, among population: Population?) -> [Lot.ID]? {
        let waiting = indices.filter { index in
            entries[index].standing == .pending && population.map { belongs(entries[index], to: $0) } ?? true
        }
        let positions = Set(waiting.map { entries[$0].lot })
        return positions.isEmpty ? nil : positions.sorted().map { lots[$0].id }
    }

    /// Bids in the order of a measure.
    private struct Ranked {
        struct Bid {
            let index: Int
            let value: Ratio?
            /// Equal values share a rank: 1, 2, 2, 4.
            var rank = 0
        }

        private(set) var bids: [Bid]
        private let highestFirst: Bool

        init(_ bids: [Bid], highestFirst: Bool, tiesInOrder precedes: (Int, Int) -> Bool) {
            self.bids = bids
            self.highestFirst = highestFirst
            self.bids.sort { left, right in
                switch (left.value, right.value) {
                case (let a?, let b?) where a != b: highestFirst ? a > b : a < b
                case (_?, nil): true
                case (nil, _?): false
                default: precedes(left.index, right.index)
                }
            }
            for position in bids.indices {
                let isEqual = position > 0 && self.bids[position].value == self.bids[position - 1].value
                self.bids[position].rank = isEqual ? self.bids[position - 1].rank : position + 1
            }
        }

        /// The value of the last place; nil when there are fewer bids than places.
        func lastValue(of places: Int) -> Ratio? {
            places > 0 && places <= bids.count ? bids[places - 1].value : nil
        }

        /// How many bids come before a value.
        func count(before value: Ratio?) -> Int {
            bids.count { bid in
                guard let known = bid.value else { return false }
                guard let value else { return true }
                return highestFirst ? known > value : known < value
            }
        }

        /// The bids at the value of the last place, where there are more of them than places left.
        func tie(for places: Int) -> Tie {
            guard places > 0, places < bids.count, let value = bids[places - 1].value, bids[places].value == value
            else {
                return Tie(members: [], free: 0)
            }
            let before = bids.prefix { $0.value != value }.count
            return Tie(members: bids.filter { $0.value == value }.map(\.index), free: places - before)
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
    func settle(
        _ tie: Tie, _ tieBreaks: [TieBreak], _ stage: PlannedStage, _ judge: inout Judge, lot: Int?
    ) -> Settlement {
        var settlement = Settlement(members: tie.members)
        var members = tie.members
        var free = tie.free
        guard !members.isEmpty else { return settlement }
        for tieBreak in tieBreaks {
            var values: [(index: Int, value: Ratio)] = []
            for index in members {
                if let value = number(tieBreak.measure, index, &judge) {
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

    private func draw(
        _ members: [Int], free: Int, _ stage: PlannedStage, lot: Int?, _ settlement: inout Settlement
    ) {
        let lotID = lot.map { lots[$0].id }
        let tie = OpenTie(
            lot: lotID, stage: stage.id, places: free,
            bids: members.map { DrawnBid(bidderID($0), lot: lot == nil ? lots[entries[$0].lot].id : nil) })
        // Several ties of a stage, of units or of groups of firms, have a draw each: the first that names one of these.
        for (index, act) in acts.acts(lot: lotID, stage: stage.id) where isFree(index) {
            guard case .draw(let order) = act.kind else { continue }
            let drawn = order.map { bid in
                members.first {
                    bidderID($0) == bid.bidder && (lot != nil || lots[entries[$0].lot].id == bid.lot)
                }
            }
            guard drawn.contains(where: { $0 != nil }) else { continue }
            if let reason = tie.misfit(of: order) {
                forbid(index, stage, reason)
                break
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
        openTies.append(tie)
        pending.append(
            PendingAct(
                kind: .draw(places: free), lot: lotID, stage: stage.id, bidders: members.map { bidder($0) }))
    }

    /// Bids that wait for a draw.
    struct OpenTie {
        /// The lot; nil for bids of several lots.
        let lot: Lot.ID?
        let stage: Stage.ID
        let places: Int
        /// The bids, each with its lot where they are of several.
        let bids: [DrawnBid]

        /// Why an order does not decide it; nil when it does.
        func misfit(of order: [DrawnBid]) -> String? {
            let place = lot.map { "lot '\($0)'" } ?? "the round"
            if let stranger = order.first(where: { !bids.contains($0) }) {
                let own = stranger.lot.map { " of lot '\($0)'" } ?? ""
                let names = bids.map(\.bidder).sorted().joined(separator: ", ")
                return "bidder '\(stranger.bidder)'\(own) is not among the tied bids of \(place): \(names)"
            }
            return order.count < places ? "the draw names \(order.count) of \(places) places in \(place)" : nil
        }
    }

    /// Whether an act was neither used nor forbidden yet.
    private func isFree(_ index: Int) -> Bool {
        !usedActs.contains(index) && !forbiddenActs.contains { $0.index == index }
    }

    /// A draw or a conversion is asked for only where it changes an outcome: not for bids that fail anyway.
    func dropIdleActs() {
        if pending.isEmpty { return }
        var waiting: [Lot.ID: Set<Bidder.ID>] = [:]
        // Lots that bids of other lots wait for.
        var awaited: Set<Lot.ID> = []
        for entry in entries where entry.standing == .pending {
            waiting[lots[entry.lot].id, default: []].insert(bidder(of: entry).id)
            awaited.formUnion(log.awaitedLots(endingAt: entry.lastLine))
        }
        pending.removeAll { act in
            switch act.kind {
            case .draw, .stateConversion: break
            case .answerRevival, .makeOffer, .revealReserve, .settleCycle, .pickRegion, .reselectSupplier: return false
            }
            guard let lot = act.lot else {
                return !act.bidders.contains { bidder in waiting.values.contains { $0.contains(bidder.id) } }
            }
            return !awaited.contains(lot) && !act.bidders.contains { waiting[lot]?.contains($0.id) == true }
        }
    }

    // MARK: - Affiliated firms

    /// Of the bids of affiliated firms the lowest counts; the others are not valid.
    func apply(_ merger: Merger, of stage: PlannedStage, to participants: [Int], in competition: Competition) {
        var groups: [Bidder.ID: [Int]] = [:]
        for index in participants { groups[affiliations[bidderID(index)], default: []].append(index) }
        var kept: [Int] = []
        var merged: [Int] = []
        for root in groups.keys.sorted() {
            let members = groups[root] ?? []
            guard members.count > 1 else {
                kept += members
                continue
            }
            let firms = members.map { bidderID($0) }.sorted()
            for act in affiliations.acts where act.bidders.contains(where: firms.contains) {
                usedActs.insert(act.index)
            }
            var judge = Judge(competition: competition, stage: stage.id)
            let prices = members.map { Ranked.Bid(index: $0, value: entries[$0].comparablePrice) }
            let ranked = Ranked(prices, highestFirst: false) { bidderID($0) < bidderID($1) }
            let settled = settle(ranked.tie(for: 1), merger.tieBreaks, stage, &judge, lot: competition.lot)
            let counting =
                settled.members.isEmpty ? ranked.bids.first?.index : settled.standing.first { $0.value == .in }?.key
            for (position, index) in ranked.bids.map(\.index).enumerated() {
                var standing = settled.standing[index] ?? (position == 0 ? .in : .out)
                // The one that counts may wait for an earlier draw.
                if standing == .in { standing = entries[index].standing }
                entries[index].standing = standing
                entries[index].isExcluded = standing == .out
                if settled.surplus.contains(index) { entries[index].isSurplus = true }
                rule(
                    stage, standing, index,
                    .merged(
                        with: firms.filter { $0 != bidderID(index) },
                        counts: counting.map { bidderID($0) }))
                if standing == .out { merged.append(index) } else { kept.append(index) }
            }
        }
        handOn(kept.filter { !entries[$0].isSurplus }, merged, of: participants, at: stage)
    }
}
