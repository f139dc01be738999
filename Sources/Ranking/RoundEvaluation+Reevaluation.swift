import Decimals
import Procurement

extension RoundEvaluation {
    /// Bids that meet the condition go on without volume.
    mutating func withholdVolume(
        _ condition: Condition, of stage: Stage, to participants: [Int], in competition: Competition
    ) {
        var judge = Judge(competition: competition, stage: stage.id)
        var withheld: [Int] = []
        for index in participants {
            var checks: [Check] = []
            let holds: Bool
            if let frozen {
                holds = frozen.withheld[index] != nil
                checks = frozen.withheld[index] ?? []
            } else {
                holds = check(condition, entries[index], index, &judge, &checks) == true
            }
            guard holds else {
                rule(stage, entries[index].standing, index, .condition(checks))
                continue
            }
            entries[index].award = .withoutVolume
            rule(stage, entries[index].standing, index, .volumeWithheld(checks, passes: passes))
            withheld.append(index)
        }
        self.withheld.formUnion(withheld)
        add(withheld, to: stage.population)
    }

    /// What a pass takes over from the one before: who goes without volume and by what numbers, and the named values.
    struct Frozen {
        var withheld: [Int: [Check]]
        var references: [NamedValue]
    }

    /// What the stages change of a lot.
    private struct Snapshot {
        let entries: [Entry]
        let references: [NamedValue]
        let places: Int?
        let pending: [PendingAct]
        let forbiddenActs: [ForbiddenAct]
        let usedActs: Set<Int>
    }

    private func snapshot(ofLot lot: Int) -> Snapshot {
        Snapshot(
            entries: Array(entries[ranges[lot]]), references: references[lot], places: places[lot],
            pending: pending, forbiddenActs: forbiddenActs, usedActs: usedActs)
    }

    private mutating func restore(_ snapshot: Snapshot, ofLot lot: Int) {
        for (index, entry) in zip(ranges[lot], snapshot.entries) { entries[index] = entry }
        references[lot] = snapshot.references
        places[lot] = snapshot.places
        pending = snapshot.pending
        forbiddenActs = snapshot.forbiddenActs
        usedActs = snapshot.usedActs
    }

    /// Goes through stages until they agree with themselves, as far as the policy asks.
    ///
    /// A pass with a set of bids that free their places gives the set that the condition names at the values of that
    /// pass. The first pass frees no place.
    mutating func reevaluate(_ reevaluation: Reevaluation, of stage: Stage, inLot lot: Int) {
        let start = snapshot(ofLot: lot)
        let turns =
            switch reevaluation.policy {
            case .none: 1
            case .once: 2
            case .untilStable: Int.max
            }
        var freed: [Set<Int>] = [[]]
        while freed.count <= turns {
            if freed.count > 1 { restore(start, ofLot: lot) }
            pass(reevaluation, inLot: lot, freeing: freed[freed.count - 1], number: freed.count)
            if withheld == freed[freed.count - 1] { return }
            if let earlier = freed.firstIndex(of: withheld) {
                return settleCycle(of: freed.count - earlier, at: stage, inLot: lot)
            }
            freed.append(withheld)
        }
        // The freed places are filled; the values and the bids without volume stay those of the last pass.
        var checks: [Int: [Check]] = [:]
        for index in withheld {
            let details = entries[index].trace.last { if case .volumeWithheld = $0.details { true } else { false } }?
                .details
            if case .volumeWithheld(let found, _)? = details { checks[index] = found }
        }
        let frozen = Frozen(withheld: checks, references: references[lot])
        restore(start, ofLot: lot)
        pass(reevaluation, inLot: lot, freeing: Set(checks.keys), number: turns, keeping: frozen)
    }

    private mutating func pass(
        _ reevaluation: Reevaluation, inLot lot: Int, freeing released: Set<Int>, number: Int,
        keeping frozen: Frozen? = nil
    ) {
        self.released = released
        self.frozen = frozen
        withheld = []
        passes = number
        for stage in reevaluation.stages { apply(stage, inLot: lot) }
        self.released = []
        self.frozen = nil
    }

    private mutating func settleCycle(of length: Int, at stage: Stage, inLot lot: Int) {
        for index in ranges[lot] where entries[index].standing != .out {
            entries[index].standing = .pending
            entries[index].waits = true
            rule(stage, .pending, index, .cycle(length: length))
        }
        let concerned = ranges[lot].filter { entries[$0].standing == .pending }
        pending.append(
            PendingAct(
                kind: .settleCycle(length: length), lot: lots[lot].id, stage: stage.id,
                bidders: concerned.map { entries[$0].bidder }))
    }
}
