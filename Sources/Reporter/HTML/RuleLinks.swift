import PriceImpact
import Procurement

/// How the page names a rule and leads to what it rests on.
struct RuleLinks {
    private var numbers: [Stage.ID: Int] = [:]
    private var kinds: [Stage.ID: Phrase] = [:]

    init(_ report: Report) {
        for (index, rule) in report.rules.enumerated() where numbers[rule.id] == nil { numbers[rule.id] = index + 1 }
        for rule in report.rules { kinds[rule.id] = Words.part(rule.id) }
        for stage in report.assessment.dossier.rulebook.allStages { kinds[stage.id] = Words.kind(stage.action) }
    }

    /// The rule's number on the page, by which `#rule-1` finds it; nil when it has no entry.
    func number(_ rule: Stage.ID) -> Int? { numbers[rule] }

    /// The rule's identifier, in Chinese after what it does.
    func name(_ rule: Stage.ID) -> Phrase {
        guard let kind = kinds[rule] else { return Phrase(rule) }
        return Phrase(rule, "\(kind.chinese) \(rule)")
    }

    /// The name as a link to the rule.
    func link(_ rule: Stage.ID) -> Markup {
        numbers[rule].map { "<a href=\"#rule-\($0)\">\(name(rule))</a>" } ?? "\(name(rule))"
    }
}
