import Decimals
import Procurement
import Ranking

extension Reason {
    /// Writes one question of a condition, and its answer.
    static func write(_ check: borrowing Check, _ language: Language, to bytes: inout [UInt8]) {
        if let label = check.label {
            bytes += "["
            bytes += label.utf8
            bytes += "] "
        }
        if case .comparison(let comparison) = check.subject {
            write(comparison, language, to: &bytes)
        } else {
            bytes += answer(check, language).utf8
        }
    }

    /// One question of a condition, and its answer.
    static func text(_ check: Check, _ language: Language) -> String { String { write(check, language, to: &$0) } }

    /// The answer to a question that compares no numbers, without the name that the rulebook gives to the question.
    private static func answer(_ check: borrowing Check, _ language: Language) -> String {
        switch check.subject {
        case .comparison(let comparison): return text(comparison, language)
        case .unknown(let test):
            if case .fact(let fact, _) = test.bound, test.measure != .fact(fact) {
                return language("no number to compare: \(fact)", "无可比数据：\(fact)")
            }
            return language(
                "no number to compare: \(name(test.measure, language))", "无可比数据：\(name(test.measure, language))")
        case .member(let population):
            return check.holds
                ? language("is among \(population)", "属于 \(population)")
                : language("is not among \(population)", "不属于 \(population)")
        case .fact(let name, let text, let found):
            if check.holds { return language("\(name) is \(text)", "\(name) 为 \(text)") }
            return language(
                "\(name) is \(found ?? "not stated"), not \(text)", "\(name) 为 \(found ?? "未说明")，非 \(text)")
        case .originator(let known): return flag(known, language, ("originator", "原研或参比制剂"))
        case .foreign(let known): return flag(known, language, ("foreign firm", "外资企业"))
        case .recorded(let evidence):
            guard let evidence else { return language("no exclusion recorded", "无排除记录") }
            return language("by record: \(evidence)", "依记录：\(evidence)")
        case .barred(let bar):
            guard let bar else { return language("not barred on the day of the deadline", "申报截止日未列入违规名单") }
            return language(
                "barred from \(bar.from) to \(bar.to), and the deadline lies between: \(bar.cause)",
                "申报截止日在违规名单期限（\(bar.from) 至 \(bar.to)）内：\(bar.cause)")
        }
    }

    private static func flag(_ known: Bool?, _ language: Language, _ words: (String, String)) -> String {
        let word = language(words.0, words.1)
        return switch known {
        case true?: word
        case false?: language("not ", "非") + word
        case nil: word + language(": not stated", "：未说明")
        }
    }

    /// Writes a comparison with the relation that really is between its two numbers.
    static func write(_ comparison: Comparison, _ language: Language, to bytes: inout [UInt8]) {
        bytes += (comparison.isPerPack ? language("pack price", "包装申报价") : name(comparison.test.measure, language)).utf8
        bytes += " "
        writeLeft(comparison, to: &bytes)
        bytes += " "
        bytes += sign(comparison).utf8
        bytes += " "
        writeBound(comparison, language, to: &bytes)
    }

    /// A comparison with the relation that really is between its two numbers.
    static func text(_ comparison: Comparison, _ language: Language) -> String {
        String { write(comparison, language, to: &$0) }
    }

    /// A bid's own number in a comparison.
    static func left(_ comparison: Comparison) -> String { String { writeLeft(comparison, to: &$0) } }

    private static func writeLeft(_ comparison: Comparison, to bytes: inout [UInt8]) {
        if comparison.test.measure.isPart {
            bytes += Numbers.percent(comparison.left, besides: comparison.right.rational).utf8
        } else {
            Numbers.writeExact(comparison.left, to: &bytes)
        }
    }

    /// The number that it was compared with.
    static func right(_ comparison: Comparison) -> String {
        String { write(comparison.right, comparison.test.measure, to: &$0) }
    }

    /// What a bid's number was compared with.
    static func bound(_ comparison: Comparison, _ language: Language) -> String {
        String { writeBound(comparison, language, to: &$0) }
    }

    private static func writeBound(_ comparison: Comparison, _ language: Language, to bytes: inout [UInt8]) {
        let measure = comparison.test.measure
        func write(_ factor: FixedDecimal, times words: String, to bytes: inout [UInt8]) {
            let isWhole = factor == FixedDecimal.one
            if !isWhole {
                factor.appendShortestDescription(to: &bytes)
                bytes += " × "
            }
            bytes += words.utf8
            bytes += " "
            if let reference = comparison.reference {
                Reason.write(reference, measure, to: &bytes)
            } else {
                bytes += "?"
            }
            if isWhole { return }
            bytes += " = "
            Reason.write(comparison.right, measure, to: &bytes)
        }
        switch comparison.test.bound {
        case .ceiling:
            bytes += language("ceiling ", "最高有效申报价 ").utf8
            Reason.write(comparison.right, measure, to: &bytes)
        case .constant: Reason.write(comparison.right, measure, to: &bytes)
        case .reference(let reference, let factor): write(factor, times: name(reference, language), to: &bytes)
        case .fact(let fact, let factor): write(factor, times: fact, to: &bytes)
        case .previousPrice(let factor):
            write(factor, times: language("own previous price", "企业原价"), to: &bytes)
        case .ownBorrowed(let kind, let factor): write(factor, times: language("own \(kind)", "企业 \(kind)"), to: &bytes)
        }
    }

    /// Writes a number with which one of a measure is compared.
    private static func write(_ value: Surd, _ measure: Measure, to bytes: inout [UInt8]) {
        if measure.isPart {
            bytes += percent(value).utf8
        } else {
            Numbers.writeExact(value, to: &bytes)
        }
    }

    private static func percent(_ value: Surd) -> String {
        value.rationalValue.map { Numbers.percent($0) } ?? Numbers.exact(value * Ratio(100)) + " %"
    }

    /// A measured number.
    static func number(_ value: Ratio, _ measure: Measure) -> String {
        measure.isPart ? Numbers.percent(value) : Numbers.exact(value)
    }

    /// The relation that really is between the two numbers.
    static func sign(_ comparison: Comparison) -> String { sign(comparison.test.relation, comparison.holds) }

    /// A relation, or its opposite.
    static func sign(_ relation: Test.Relation, _ holds: Bool) -> String {
        switch (relation, holds) {
        case (.atMost, true), (.above, false): "≤"
        case (.atMost, false), (.above, true): ">"
        case (.atLeast, true), (.below, false): "≥"
        case (.atLeast, false), (.below, true): "<"
        }
    }

    /// What a measure is called.
    static func name(_ measure: Measure, _ language: Language) -> String {
        switch measure {
        case .unitPrice: language("price", "申报价")
        case .comparablePrice: language("comparable price", "单位可比价")
        case .cutFromCeiling: language("cut from ceiling", "较最高有效申报价降幅")
        case .fact(let name): name
        case .ownDemand: language("own reported volume", "本产品填报量")
        case .demandAhead(let population): language("volume ahead among \(population)", "\(population) 中在前的填报量占比")
        case .demandThrough(let population): language("volume through it among \(population)", "\(population) 中累计填报量占比")
        case .score(let id): language("points (\(id))", "得分（\(id)）")
        case .priceRatio(let id): language("price ÷ \(id)", "报价÷\(id)")
        case .count(let population): language("number of \(population)", "\(population) 家数")
        }
    }

    /// What a reference value is called.
    static func name(_ value: ReferenceValue, _ language: Language) -> String {
        switch value {
        case .lowest: language("lowest", "最低价")
        case .highest: language("highest", "最高价")
        case .mean: language("mean", "平均价")
        case .named(let id): id
        case .published(let name): name
        case .borrowed(let kind): kind
        case .deviation, .constant, .sealed, .multiple, .largest, .smallest: language("reference", "参考价")
        }
    }
}

extension Measure {
    /// Whether it is a part of a whole, printed in per cent.
    var isPart: Bool {
        switch self {
        case .cutFromCeiling, .demandAhead, .demandThrough: true
        case .unitPrice, .comparablePrice, .fact, .ownDemand, .score, .priceRatio, .count: false
        }
    }
}
