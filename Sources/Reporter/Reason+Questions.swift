import Decimals
import Procurement
import Ranking

/// A check in two parts, for tables in which the question stands once above the answers of many bids.
extension Reason {
    /// What is asked, without a bid's own number.
    ///
    /// - Parameter withBound: Whether to say the number that bids are compared with, where it is the same for all.
    static func question(_ check: Check, withBound: Bool, _ language: Language) -> String {
        // What speaks for a bid although it does not hold is asked the other way round.
        let asks = check.holds == check.speaksFor
        let words = {
            switch check.subject {
            case .comparison(let comparison):
                let measure = comparison.test.measure
                let word =
                    comparison.isPerPack && withBound ? language("pack price", "包装申报价") : name(measure, language)
                let bound = withBound ? bound(comparison, language) : boundName(comparison.test, language)
                return "\(word) \(sign(comparison.test.relation, asks)) \(bound)"
            case .unknown(let test):
                return "\(name(test.measure, language)) \(sign(test.relation, true)) \(boundName(test, language))"
            case .member(let population):
                return asks
                    ? language("is among \(population)", "属于 \(population)")
                    : language("is not among \(population)", "不属于 \(population)")
            case .fact(let name, let text, _):
                return asks ? language("\(name) is \(text)", "\(name) 为 \(text)") : "\(name) ≠ \(text)"
            case .originator: return (asks ? "" : language("not ", "非")) + language("originator", "原研或参比制剂")
            case .foreign: return (asks ? "" : language("not ", "非")) + language("foreign firm", "外资企业")
            case .recorded:
                return asks ? language("recorded", "有记录") : language("no exclusion recorded", "无排除记录")
            case .barred:
                return asks
                    ? language("barred on the day of the deadline", "申报截止日在违规名单期限内")
                    : language("not barred on the day of the deadline", "申报截止日未列入违规名单")
            }
        }()
        return check.label.map { "[\($0)] \(words)" } ?? words
    }

    /// A bid's own part of the answer, beside a mark that says whether it speaks for the bid; often empty.
    static func found(_ check: Check, withBound: Bool, _ language: Language) -> String {
        switch check.subject {
        case .comparison(let comparison):
            if withBound { return left(comparison) }
            // The question speaks of a unit price.
            if comparison.isPerPack { return text(comparison, language) }
            return "\(left(comparison)) \(sign(comparison)) \(right(comparison))"
        case .unknown: return language("not known", "未知")
        case .fact(_, _, let found): return found ?? language("not stated", "未说明")
        case .originator(let known), .foreign(let known): return known == nil ? language("not stated", "未说明") : ""
        case .recorded(let evidence): return evidence ?? ""
        case .barred(let bar):
            guard let bar else { return "" }
            return language("\(bar.from) to \(bar.to): \(bar.cause)", "\(bar.from) 至 \(bar.to)：\(bar.cause)")
        case .member: return ""
        }
    }

    /// What numbers are compared with, without its value.
    private static func boundName(_ test: Test, _ language: Language) -> String {
        func times(_ factor: FixedDecimal, _ words: String) -> String {
            factor == FixedDecimal.one ? words : "\(factor.shortestDescription) × \(words)"
        }
        return switch test.bound {
        case .ceiling: language("ceiling", "最高有效申报价")
        case .constant(let value): test.measure.isPart ? Numbers.percent(Ratio(value)) : value.shortestDescription
        case .reference(let reference, let factor): times(factor, name(reference, language))
        case .fact(let fact, let factor): times(factor, fact)
        case .previousPrice(let factor): times(factor, language("own previous price", "企业原价"))
        case .ownBorrowed(let kind, let factor): times(factor, language("own \(kind)", "企业 \(kind)"))
        }
    }
}
