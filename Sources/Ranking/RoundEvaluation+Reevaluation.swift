import Decimals
import Procurement

extension RoundEvaluation {
    /// Bids that meet the condition go on without volume.
    func withholdVolume(
        at stage: PlannedStage, of participants: [Int], in competition: Competition
    ) {
        var judge = Judge(competition: competition, stage: stage.id)
        var withheld: [Int] = []
        for index in participants {
            var checks: [Check] = []
            let holds: Bool
            if let frozen {
                // A bid that fills a freed place was not looked at.
                guard let former = frozen.checks[index] else { continue }
                checks = former
                holds = frozen.withheld.contains(index)
            } else {
                let mark = log.answers.mark
                holds = ask(stage.conditions[0], entries[index], index, &judge) == true
                checks = takeChecks(since: mark)
                withheldChecks[index] = checks
            }
            guard holds else {
                rule(stage, entries[index].standing, index, .condition(checks))
                continue
            }
            entries[index].award = .withoutVolume
            rule(stage, entries[index].standing, index, .volumeWithheld(checks, passes: passes))
            if !entries[index].isSurplus { withheld.append(index) }
        }
        usedActs.formUnion(judge.usedActs)
        self.withheld.formUnion(withheld)
        handOn(withheld, of: participants, at: stage)
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
    func reevaluate(_ reevaluation: Reevaluation, of stage: PlannedStage, inLot lot: Int) {
        let start = LotState(self, lot)
        var freed: [Set<Int>] = [[]]
        // The bids that each pass leaves in.
        var remaining: [Set<Int>] = []
        let turns =
            switch reevaluation.policy {
            case .none: 1
            case .once: 2
            case .untilStable: Int.max
            }
        var turn = 0
        while turn < turns {
            turn += 1
            let released = freed[freed.count - 1]
            go(through: stage.inner, inLot: lot, from: start, freeing: released, pass: turn)
            if withheld == released { return forgetPasses() }
            if reevaluation.policy == .untilStable, let earlier = freed.firstIndex(of: withheld) {
                let concerned = remaining[earlier...].reduce(standing(inLot: lot)) { $0.union($1) }
                settleCycle(of: freed.count - earlier, at: stage, inLot: lot, concerning: concerned)
                return forgetPasses()
            }
            remaining.append(standing(inLot: lot))
            freed.append(withheld)
        }
        // The freed places are filled; the values and the bids without volume stay those of the last pass.
        frozen = Frozen(withheld: withheld, checks: withheldChecks, references: references[lot])
        go(through: stage.inner, inLot: lot, from: start, freeing: withheld, pass: turn)
        forgetPasses()
    }

    /// What a pass changes of a lot.
    private struct LotState {
        let entries: [Entry]
        let references: [NamedValue]
        let places: Int?
        let pending: Int
        let openTies: Int
        let forbiddenActs: Int
        let usedActs: Set<Int>

        init(_ evaluation: RoundEvaluation, _ lot: Int) {
            entries = Array(evaluation.entries[evaluation.ranges[lot]])
            references = evaluation.references[lot]
            places = evaluation.places[lot]
            pending = evaluation.pending.count
            openTies = evaluation.openTies.count
            forbiddenActs = evaluation.forbiddenActs.count
            usedActs = evaluation.usedActs
        }
    }

    private func go(
        through stages: [PlannedStage], inLot lot: Int, from start: LotState, freeing released: Set<Int>, pass: Int
    ) {
        entries.replaceSubrange(ranges[lot], with: start.entries)
        references[lot] = start.references
        places[lot] = start.places
        pending.removeLast(pending.count - start.pending)
        openTies.removeLast(openTies.count - start.openTies)
        forbiddenActs.removeLast(forbiddenActs.count - start.forbiddenActs)
        usedActs = start.usedActs
        self.released = released
        withheld = []
        withheldChecks = [:]
        passes = pass
        for stage in stages { apply(stage, inLot: lot) }
    }

    private func forgetPasses() {
        released = []
        withheld = []
        withheldChecks = [:]
        frozen = nil
        passes = 1
    }

    /// The bids of a lot that are not out.
    private func standing(inLot lot: Int) -> Set<Int> { Set(ranges[lot].filter { entries[$0].standing != .out }) }

    /// The bids that one of the passes of a circle leaves in hang on people.
    private func settleCycle(
        of length: Int, at stage: PlannedStage, inLot lot: Int, concerning concerned: Set<Int>
    ) {
        for index in concerned.sorted() {
            entries[index].isExcluded = false
            wait(index, at: stage, .cycle(length: length))
        }
        pending.append(
            PendingAct(
                kind: .settleCycle(length: length), lot: lots[lot].id, stage: stage.id,
                bidders: concerned.sorted().map { bidder($0) }))
    }
}
