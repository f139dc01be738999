import Decimals
import Procurement

/// A rulebook made ready for many bids: its stages numbered, their conditions taken apart into questions.
struct Plan: Sendable {
    /// The stages in order; those that are gone through again stand within the one that says so.
    let stages: [PlannedStage]
    /// Every stage, by its number.
    let numbered: [PlannedStage]
    /// Every question that the conditions ask.
    let questions: [Question]
    /// How many bounds are computed for a competition.
    let boundCount: Int

    /// A part of a condition that is asked of a bid, with what is the same for every bid.
    struct Question: Sendable {
        /// What is asked: a condition without parts.
        let condition: Condition
        /// Whether the answer counts the other way round.
        let isNegated: Bool
        /// The name that the rulebook gives to the part.
        let label: String?
        /// Which of a competition's bounds the test is held against; nil for tests with a bound of the bid's own.
        let bound: Int?

        /// Whether a number is compared with the ceiling.
        var isAboutCeiling: Bool {
            if case .test(let test) = condition, case .ceiling = test.bound { true } else { false }
        }
    }

    /// How the answers to questions make the answer to a condition.
    indirect enum Expression: Sendable {
        case all([Expression])
        case any([Expression])
        case not(Expression)
        /// The question of that number.
        case question(Int)
    }

    init(_ rulebook: Rulebook) {
        var maker = Maker()
        stages = rulebook.stages.map { maker.stage($0) }
        numbered = maker.stages
        questions = maker.questions
        boundCount = maker.bounds.count
    }

    private struct Maker {
        struct Bound: Hashable {
            var value: ReferenceValue
            var factor: FixedDecimal
        }

        var stages: [PlannedStage] = []
        var questions: [Question] = []
        var bounds: [Bound: Int] = [:]

        mutating func stage(_ stage: Stage) -> PlannedStage {
            var inner: [PlannedStage] = []
            if case .reevaluate(let reevaluation) = stage.action { inner = reevaluation.stages.map { self.stage($0) } }
            let planned = PlannedStage(
                stage, number: stages.count, conditions: stage.action.conditions.map { expression($0) }, inner: inner)
            stages.append(planned)
            return planned
        }

        private mutating func expression(
            _ condition: Condition, isNegated: Bool = false, label: String? = nil
        ) -> Expression {
            switch condition {
            case .all(let parts): return .all(parts.map { expression($0, isNegated: isNegated, label: label) })
            case .any(let parts): return .any(parts.map { expression($0, isNegated: isNegated, label: label) })
            case .not(let part): return .not(expression(part, isNegated: !isNegated, label: label))
            case .labelled(let label, let part): return expression(part, isNegated: isNegated, label: label)
            case .test, .member, .fact, .originator, .foreign, .recorded, .barred:
                questions.append(
                    Question(condition: condition, isNegated: isNegated, label: label, bound: bound(of: condition)))
                return .question(questions.count - 1)
            }
        }

        private mutating func bound(of condition: Condition) -> Int? {
            guard case .test(let test) = condition, case .reference(let value, let factor) = test.bound else {
                return nil
            }
            let bound = Bound(value: value, factor: factor)
            let number = bounds[bound] ?? bounds.count
            bounds[bound] = number
            return number
        }
    }
}

/// A stage of a plan.
final class PlannedStage: Sendable {
    /// What the rulebook writes.
    let rule: Stage
    /// Its number among all stages of the plan.
    let number: Int
    /// Its conditions, in the order of `Stage.Action.conditions`.
    let conditions: [Plan.Expression]
    /// The stages that it goes through again.
    let inner: [PlannedStage]

    init(_ rule: Stage, number: Int, conditions: [Plan.Expression], inner: [PlannedStage]) {
        self.rule = rule
        self.number = number
        self.conditions = conditions
        self.inner = inner
    }

    var id: Stage.ID { rule.id }
}

extension Stage.Action {
    /// The conditions that it asks, in an order of its own.
    ///
    /// Of negotiations first what lets them go on, if anything, under the label `enter`; then what makes an offer
    /// succeed. Of assignments those of the options that have one.
    fileprivate var conditions: [Condition] {
        switch self {
        case .screen(let condition), .select(let condition), .mark(let condition), .withholdVolume(let condition):
            [condition]
        case .negotiate(let negotiation):
            [negotiation.enter.map { .labelled("enter", $0) }, negotiation.succeed].compactMap { $0 }
        case .revive(let revival): [revival.condition].compactMap { $0 }
        case .group(let assignment), .classify(let assignment): assignment.options.compactMap(\.condition)
        case .shortlist, .define, .merge, .score, .reevaluate: []
        }
    }
}
