import Decimals
import PriceImpact
import Procurement

/// Published figures, relations between them, and what they imply, in words.
enum PublishedFigureText {
    /// `average-drop 89.9 %`, `projected-savings of region=成都 78,000,000 yuan`; in Chinese
    /// `平均降幅 89.9 %`, `预计节约（地区 成都）78,000,000 元`.
    static func text(_ headline: Headline, _ language: Language) -> String {
        let measure = name(headline.measure, language)
        let group: String
        switch (headline.group, language) {
        case (.all, _): group = " "
        case (let part, .english): group = " of \(part.rawValue) "
        case (let part, .chinese): group = "（\(Definitions.name(part, language))）"
        }
        let bound = headline.isLowerBound ? "≥ " : ""
        let number = headline.value.description
        let value =
            switch headline.measure.unit {
            case .percent: "\(number) %"
            case .yuan: "\(Numbers.grouped(number)) \(language("yuan", "元"))"
            case .count: Numbers.grouped(number)
            }
        return measure + group + bound + value
    }

    /// What a published figure measures: in English as it is written in `published.xml`.
    static func name(_ measure: Headline.Measure, _ language: Language) -> String {
        guard language == .chinese else { return measure.rawValue }
        return switch measure {
        case .averageDrop: "平均降幅"
        case .maximumDrop: "最高降幅"
        case .minimumDrop: "最低降幅"
        case .savings: "预计节约"
        case .lotsTendered: "采购品种数"
        case .lotsWon: "中选品种数"
        case .winningBids: "中选产品数"
        case .winningFirms: "中选企业数"
        case .biddingFirms: "申报企业数"
        case .bids: "申报产品数"
        case .marketValue: "年市场规模"
        case .volume: "年采购量"
        case .priceBefore: "原均价"
        case .priceAfter: "中选均价"
        case .lowestPrice: "最低中选价"
        case .highestPrice: "最高中选价"
        case .institutions: "填报机构数"
        }
    }

    /// A definition that was tried, as `HeadlineCheck` names it.
    static func definition(_ name: String, _ language: Language, _ lists: [PriceList]) -> String {
        if let figure = FigureID(name) { return Definitions.text(figure, language, lists) }
        guard language == .chinese else { return name }
        return switch name {
        case "agreed quantity": "约定采购量"
        case "reported quantity": "填报采购量"
        case "lowest winning price": "最低中选价"
        case "highest winning price": "最高中选价"
        case "mean over winning bids": "中选价算术平均"
        case "mean weighted by agreed quantity": "按约定采购量加权平均"
        case "lots of the round": "本批次品种"
        case "lots with a published winner": "有公布中选的品种"
        case "published winners": "公布的中选产品"
        case "names among the published winners": "公布中选企业（按名称计）"
        case "bidders with a bid": "有申报的企业"
        case "bids filed": "申报产品"
        default: name
        }
    }

    /// A relation with its numbers and whether it holds.
    static func text(_ check: Coherence.Check, _ language: Language) -> String {
        let inputs = check.inputs.map { text($0, language) }.joined(separator: language == .english ? ", " : "，")
        let stated = text(check.stated, language)
        let verdict =
            switch (check.holds, language) {
            case (true, .english): "consistent"
            case (true, .chinese): "一致"
            case (false, .english): "NOT consistent"
            case (false, .chinese): "不一致"
            }
        let range = range(check.derived, check.stated.measure.unit)
        switch check.relation {
        case .dropFromPrices, .savingsFromMarket, .savingsFromVolume, .partsAddUp, .averageBetweenParts:
            return language == .english
                ? "\(name(check.relation, language)): \(inputs) give \(range); published \(stated): \(verdict)"
                : "\(name(check.relation, language))：\(inputs) 得 \(range)；公布 \(stated)：\(verdict)"
        case .partWithinWhole, .maximumAboveAverage, .minimumBelowAverage, .priceBetween, .countWithinCount:
            return language == .english
                ? "\(name(check.relation, language)): \(inputs) ≤ \(stated): \(verdict)"
                : "\(name(check.relation, language))：\(inputs) ≤ \(stated)：\(verdict)"
        }
    }

    /// What is implied, marked as such.
    static func text(_ implied: Coherence.Implied, _ language: Language) -> String {
        let unit: Headline.Unit = implied.quantity == .volume ? .count : .yuan
        let digits = implied.quantity == .difference ? 2 : 0
        let value = Numbers.grouped(implied.value.rounded(to: digits, .halfUp).description)
        let inputs = implied.inputs.map { text($0, language) }.joined(separator: language == .english ? ", " : "，")
        let group = implied.group == .all ? "" : " " + Definitions.name(implied.group, language)
        let range = range(implied.range, unit, digits: digits)
        return language == .english
            ? "\(name(implied.quantity, language))\(group) \(value) (\(range)), implied by \(inputs); not published"
            : "\(name(implied.quantity, language))\(group) \(value)（\(range)），由 \(inputs) 推算，非公布数"
    }

    private static func range(_ range: Coherence.Range, _ unit: Headline.Unit, digits: Int = 0) -> String {
        let places = unit == .percent ? 2 : digits
        let low = Numbers.grouped(range.low.rounded(to: places, .halfUp).description)
        let sign = unit == .percent ? " %" : ""
        guard let high = range.high else { return "≥ \(low)\(sign)" }
        return "\(low) – \(Numbers.grouped(high.rounded(to: places, .halfUp).description))\(sign)"
    }

    static func name(_ relation: Coherence.Relation, _ language: Language) -> String {
        switch (relation, language) {
        case (.dropFromPrices, .english): "1 − price after ÷ price before"
        case (.dropFromPrices, .chinese): "1 − 中选均价 ÷ 原均价"
        case (.savingsFromMarket, .english): "market value × drop"
        case (.savingsFromMarket, .chinese): "市场规模 × 降幅"
        case (.savingsFromVolume, .english): "volume × (price before − price after)"
        case (.savingsFromVolume, .chinese): "采购量 ×（原均价 − 中选均价）"
        case (.partsAddUp, .english): "sum of the parts"
        case (.partsAddUp, .chinese): "各部分之和"
        case (.averageBetweenParts, .english): "an average lies between those of its parts"
        case (.averageBetweenParts, .chinese): "总体平均介于各部分平均之间"
        case (.partWithinWhole, .english): "a part is no more than the whole"
        case (.partWithinWhole, .chinese): "部分不大于整体"
        case (.maximumAboveAverage, .english): "the average is no more than the maximum"
        case (.maximumAboveAverage, .chinese): "平均不大于最高"
        case (.minimumBelowAverage, .english): "the minimum is no more than the average"
        case (.minimumBelowAverage, .chinese): "最低不大于平均"
        case (.priceBetween, .english): "lowest, mean and highest price are in order"
        case (.priceBetween, .chinese): "最低价、均价、最高价次序"
        case (.countWithinCount, .english): "no more were won than there were"
        case (.countWithinCount, .chinese): "中选数不大于总数"
        }
    }

    static func name(_ quantity: Coherence.Implied.Quantity, _ language: Language) -> String {
        switch (quantity, language) {
        case (.volume, .english): "volume"
        case (.volume, .chinese): "采购量"
        case (.marketValue, .english): "market value"
        case (.marketValue, .chinese): "市场规模"
        case (.difference, .english): "mean difference for a unit"
        case (.difference, .chinese): "单位平均价差"
        }
    }
}
