import Decimals
import Procurement

extension RoundEvaluation {
    /// Sorts bids into units or classes by the first condition that they meet.
    func assign(
        _ assignment: Assignment, _ property: WritableKeyPath<Entry, String?>, of stage: PlannedStage,
        to participants: [Int],
        in competition: Competition
    ) {
        var judge = Judge(competition: competition, stage: stage.id)
        for index in participants {
            var conditions = stage.conditions[...]
            // The option that takes what is left is explained by what the others asked in vain.
            var failed: [Check] = []
            for option in assignment.options {
                let mark = log.answers.mark
                var checks = failed
                if option.condition != nil, let condition = conditions.popFirst() {
                    let holds = ask(condition, entries[index], index, &judge) == true
                    checks = takeChecks(since: mark)
                    guard holds else {
                        failed += checks.filter { !$0.speaksFor }
                        continue
                    }
                }
                entries[index][keyPath: property] = option.name
                rule(stage, entries[index].standing, index, .assigned(option.name, checks))
                break
            }
        }
        usedActs.formUnion(judge.usedActs)
    }

    /// Gives every bid the sum of its points.
    func apply(_ score: Score, of stage: PlannedStage, to participants: [Int], in competition: Competition) {
        var judge = Judge(competition: competition, stage: stage.id)
        for index in participants {
            let parts = score.parts.map { part -> ScoredPart in
                let value = number(part.measure, index, &judge)
                let points = value.flatMap {
                    self.points(part.formula, for: $0, part.measure, competition, &judge)
                }
                return ScoredPart(part: part, value: value, points: (points ?? .zero) * Ratio(part.weight))
            }
            var total = Ratio.sum(parts.map(\.points))
            if let limit = score.limit.map({ Ratio($0) }), total > limit { total = limit }
            if let rounding = score.rounding { total = Ratio(total.rounded(to: rounding.digits, rounding.mode)) }
            entries[index].scores.append((stage.id, total))
            rule(stage, entries[index].standing, index, .scored(parts, total: total))
        }
    }

    private func points(
        _ formula: Score.Formula, for value: Ratio, _ measure: Measure, _ competition: Competition,
        _ judge: inout Judge
    ) -> Ratio? {
        switch formula {
        case .relative(let points, let highestIsBest, let among):
            let all = members(of: among, in: competition.members).compactMap {
                number(measure, $0, &judge)
            }
            guard let best = highestIsBest ? all.max() : all.min() else { return nil }
            let (over, under) = highestIsBest ? (value, best) : (best, value)
            return under.isZero ? nil : Ratio(points) * over / under
        case .linear(let from, let to, let low, let high):
            let (start, end) = (Ratio(from), Ratio(to))
            let part = (value - start) / (end - start)
            let held = min(max(part, .zero), .one)
            return Ratio(low) + (Ratio(high) - Ratio(low)) * held
        case .steps(let steps):
            return steps.last { Ratio($0.atLeast) <= value }.map { Ratio($0.points) } ?? .zero
        }
    }
}
