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
            let holds =
                frozen?.withheld.contains(index) ?? (check(condition, entries[index], index, &judge, &checks) == true)
            if let former = frozen?.checks[index] { checks = former }
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

    /// What a further pass takes over from the one before: who goes without volume, by what numbers.
    struct Frozen {
        var withheld: Set<Int>
        var checks: [Int: [Check]]
        var references: [NamedValue]
    }

    /// Goes through stages until they agree with themselves, as far as the policy asks.
    ///
    /// A pass with a set of bids that free their places gives the set that the condition names at the values of that
    /// pass. The first pass frees no place.
    mutating func reevaluate(_ reevaluation: Reevaluation, of stage: Stage, inLot lot: Int) {
        let start = self
        var freed: [Set<Int>] = [[]]
        func pass(_ state: inout RoundEvaluation, _ released: Set<Int>, _ frozen: Frozen?, number: Int) {
            state.released = released
            state.frozen = frozen
            state.withheld = []
            state.passes = number
            for inner in reevaluation.stages { state.apply(inner, inLot: lot) }
            state.released = []
            state.frozen = nil
        }
        var last = start
        let turns =
            switch reevaluation.policy {
            case .none: 1
            case .once: 2
            case .untilStable: Int.max
            }
        var turn = 0
        while turn < turns {
            turn += 1
            last = start
            pass(&last, freed[freed.count - 1], nil, number: turn)
            if last.withheld == freed[freed.count - 1] {
                self = last
                return
            }
            if let earlier = freed.firstIndex(of: last.withheld) {
                return settleCycle(of: freed.count - earlier, at: stage, inLot: lot, from: last)
            }
            freed.append(last.withheld)
        }
        // The freed places are filled; the values and the bids without volume stay those of the last pass.
        let checks = Dictionary(
            ranges[lot].compactMap { index -> (Int, [Check])? in
                guard case .volumeWithheld(let checks, _)? = last.entries[index].trace.last?.details else { return nil }
                return (index, checks)
            }, uniquingKeysWith: { first, _ in first })
        let frozen = Frozen(withheld: last.withheld, checks: checks, references: last.references[lot])
        self = start
        pass(&self, last.withheld, frozen, number: turn)
    }

    private mutating func settleCycle(of length: Int, at stage: Stage, inLot lot: Int, from last: RoundEvaluation) {
        self = last
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
