import Decimals
import PriceImpact
import Procurement
import Ranking

/// The words that every format shares.
enum Words {
    static func name(_ decision: Decision, _ language: Language) -> String {
        switch (decision, language) {
        case (.won, .english): "won"
        case (.won, .chinese): "中选"
        case (.lost, .english): "lost"
        case (.lost, .chinese): "未中选"
        case (.excluded, .english): "excluded"
        case (.excluded, .chinese): "无效"
        case (.pending, .english): "pending"
        case (.pending, .chinese): "待定"
        }
    }

    static func name(_ standing: BidReport.Standing, _ language: Language) -> String {
        if let decision = Decision(rawValue: standing.rawValue) { return name(decision, language) }
        return language == .english ? "published" : "公布中选"
    }

    /// What a stage does with bids.
    static func kind(_ action: Stage.Action) -> Phrase {
        switch action {
        case .screen: Phrase("validity", "有效性")
        case .shortlist: Phrase("shortlist", "入围")
        case .select: Phrase("award", "中选条件")
        case .mark: Phrase("mark", "标记")
        case .define: Phrase("reference value", "锚点价")
        case .merge: Phrase("affiliated firms", "关联企业")
        case .group: Phrase("bidding units", "竞价单元")
        case .classify: Phrase("classes", "分类")
        case .score: Phrase("comprehensive score", "综合评审")
        case .negotiate: Phrase("negotiation", "谈判")
        case .revive: Phrase("revival", "复活")
        case .withholdVolume: Phrase("winner without volume", "中选不带量")
        case .reevaluate: Phrase("evaluated again", "重新评审")
        }
    }

    /// What a part of a rulebook that is no stage settles; nil for another identifier.
    static func part(_ id: String) -> Phrase? {
        switch id {
        case "comparable-price": Phrase("comparable price", "单位可比价")
        case "volume": Phrase("agreed volume", "约定采购量")
        case "term": Phrase("term", "采购周期")
        default: nil
        }
    }

    static func name(_ confidence: Confidence, _ language: Language) -> String {
        switch (confidence, language) {
        case (.high, .english): "high"
        case (.high, .chinese): "高"
        case (.medium, .english): "medium"
        case (.medium, .chinese): "中"
        case (.low, .english): "low"
        case (.low, .chinese): "低"
        }
    }

    /// What a winner gets besides its price, where that is not everything.
    static func terms(_ terms: AwardTerms, _ language: Language) -> String {
        let volume =
            switch terms.volume {
            case .shared: ""
            case .own: language("only the volume reported for its own product", "仅本产品填报量")
            case .part(let part):
                language("\(Numbers.percent(Ratio(part))) of its volume", "约定量的 \(Numbers.percent(Ratio(part)))")
            case .none: language("no volume", "中选不带量")
            }
        let regions = terms.picksRegions ? "" : language("picks no regions", "不参与选区")
        return [volume, regions].filter { !$0.isEmpty }.joined(separator: language.comma)
    }

    /// A currency as people say it.
    static func currency(_ code: String) -> Phrase { code == "CNY" ? Phrase("yuan", "元") : Phrase(code) }

    /// An amount in the units that people use: `2.041 bn yuan`, `20.41 亿元`.
    static func amount(_ value: Ratio, _ code: String) -> Phrase {
        let name = currency(code)
        return Phrase(
            "\(Numbers.large(value)) \(name.english)",
            Numbers.largeChinese(value) + (code == "CNY" ? "" : " ") + name.chinese)
    }

    /// A number of things in English: `1 lot`, `2 lots`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A number with groups of three.
    static func grouped(_ number: Int) -> String { Numbers.grouped(String(number)) }

    /// A text with its first letter in upper case.
    static func heading(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension Language {
    /// What stands between the parts of an enumeration.
    var comma: String { self == .english ? ", " : "，" }
}
