import Decimals
import Procurement
import Ranking

/// The languages of reports.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"
}

/// Puts verdicts into words: the rule first, then the numbers that were compared.
enum Reason {
    /// Why a bid was decided as it was.
    static func text(_ decision: BidDecision, _ language: Language) -> String {
        // A pending bid is explained by what it waits for, not by what it has passed since.
        let waiting = decision.decision == .pending ? decision.trace.first { $0.standing == .pending } : nil
        guard let verdict = waiting ?? decision.decisive else {
            return language == .english ? "rulebook: no stage decides" : "rulebook：规则未设环节"
        }
        return text(verdict, language)
    }

    /// One verdict in words.
    static func text(_ verdict: Verdict, _ language: Language) -> String {
        let separator = language == .english ? ": " : "："
        return verdict.stage + separator + words(verdict, language)
    }

    /// One verdict in words, without the rule's identifier.
    static func words(_ verdict: Verdict, _ language: Language) -> String {
        switch verdict.details {
        case .condition(let comparisons):
            // A bid that passed is explained by what it met, one that failed by everything it failed.
            let told = verdict.standing == .out ? comparisons : comparisons.filter(\.holds)
            let joint = language == .english ? "; " : "；"
            let words = told.map { text($0, language) }.joined(separator: joint)
            if verdict.standing == .pending { return words + (language == .english ? "; waits for a draw" : "；待抽签") }
            return words.isEmpty ? (language == .english ? "no number to compare" : "无可比数据") : words
        case .shortlist(let place): return shortlist(place, verdict.standing, language)
        case .notComparable(let reference):
            return language == .english
                ? "the price can't be converted to \(reference); state the content or a factor"
                : "无法折算为代表规格 \(reference)，需补充含量或折算系数"
        }
    }

    private static func shortlist(_ place: ShortlistPlace, _ standing: Verdict.Standing, _ language: Language) -> String
    {
        switch language {
        case .english:
            let base = "rank \(place.rank), \(place.places) places for \(place.counted) firms"
            guard !place.tied.isEmpty else { return base }
            switch (standing, place.decidedBy) {
            case (.pending, _): return base + ", exactly tied with \(place.tied.count - 1) more: a draw is needed"
            case (_, .draw?): return base + ", tied, decided by the recorded draw"
            case (_, .fact(let fact)?): return base + ", tied, decided by \(fact)"
            default: return base + ", tied"
            }
        case .chinese:
            let base = "第 \(place.rank) 名，\(place.counted) 家申报取 \(place.places) 家"
            guard !place.tied.isEmpty else { return base }
            switch (standing, place.decidedBy) {
            case (.pending, _): return base + "，与另 \(place.tied.count - 1) 家同价，需抽签"
            case (_, .draw?): return base + "，同价，按记录的抽签结果"
            case (_, .fact(let fact)?): return base + "，同价，按 \(fact) 排序"
            default: return base + "，同价"
            }
        }
    }

    /// A comparison with the relation that really is between its two numbers.
    static func text(_ comparison: Comparison, _ language: Language) -> String {
        let measure =
            comparison.isPerPack
            ? (language == .english ? "pack price" : "包装申报价") : name(comparison.test.measure, language)
        let isCut = comparison.test.measure == .cutFromCeiling
        let left =
            isCut
            ? Numbers.percent(comparison.left, besides: comparison.right.rational) : Numbers.exact(comparison.left)
        return "\(measure) \(left) \(sign(comparison)) \(bound(comparison, language))"
    }

    /// What a bid's number was compared with.
    static func bound(_ comparison: Comparison, _ language: Language) -> String {
        let isCut = comparison.test.measure == .cutFromCeiling
        let right = isCut ? Numbers.percent(comparison.right.rational) : Numbers.exact(comparison.right)
        switch comparison.test.bound {
        case .ceiling: return (language == .english ? "ceiling " : "最高有效申报价 ") + right
        case .constant: return right
        case .reference(let reference, let factor):
            let value = "\(name(reference, language)) \(comparison.reference.map { Numbers.exact($0) } ?? "?")"
            return factor == FixedDecimal.one ? value : "\(factor.shortestDescription) × \(value) = \(right)"
        }
    }

    private static func sign(_ comparison: Comparison) -> String {
        switch (comparison.test.relation, comparison.holds) {
        case (.atMost, true), (.above, false): "≤"
        case (.atMost, false), (.above, true): ">"
        case (.atLeast, true), (.below, false): "≥"
        case (.atLeast, false), (.below, true): "<"
        }
    }

    static func name(_ measure: Test.Measure, _ language: Language) -> String {
        switch (measure, language) {
        case (.unitPrice, .english): "price"
        case (.unitPrice, .chinese): "申报价"
        case (.comparablePrice, .english): "comparable price"
        case (.comparablePrice, .chinese): "单位可比价"
        case (.cutFromCeiling, .english): "cut from ceiling"
        case (.cutFromCeiling, .chinese): "较最高有效申报价降幅"
        }
    }

    /// What a reference value is called.
    private static func name(_ value: ReferenceValue, _ language: Language) -> String {
        switch (value, language) {
        case (.lowest, .english): "lowest"
        case (.lowest, .chinese): "最低价"
        case (.highest, .english): "highest"
        case (.highest, .chinese): "最高价"
        case (.mean, .english): "mean"
        case (.mean, .chinese): "平均价"
        case (.named(let id), _): id
        case (_, .english): "reference"
        case (_, .chinese): "参考价"
        }
    }
}
