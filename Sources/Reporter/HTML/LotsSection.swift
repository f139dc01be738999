import Decimals
import PriceImpact
import Procurement
import Ranking

/// The lots: a table of all, then each with its ladder of prices and the trace of every bid.
enum LotsSection {
    static func markup(_ report: Report) -> Markup {
        let lots = report.lots.filter { !$0.bids.isEmpty }
        let without = report.lots.filter { $0.bids.isEmpty }
        guard !lots.isEmpty else { return .none }
        let rules = RuleLinks(report)
        let keys = BidKeys(report)
        let ladders = lots.map { LotDetails(lot: $0, rules: rules, keys: keys, currency: report.currency).markup }
        let none: Markup =
            without.isEmpty
            ? .none
            : "<p class=\"note\">\(Phrase("Nobody bid for: ", "无申报："))\(without.map { $0.lot.name ?? $0.lot.id }.joined(separator: "、"))</p>\n"
        return """
            \(overview(report, lots))
            \(none)<div class="tools" hidden><button type="button" data-open="lot">\(Phrase("open all lots", "展开全部品种"))</button>\
            <button type="button" data-close="lot">\(Phrase("close all", "全部收起"))</button></div>
            \(ladders)
            """
    }

    // MARK: - All lots

    private static func overview(_ report: Report, _ lots: [LotReport]) -> Markup {
        let (drops, values, savings) = (
            SortKeys(lots.map(\.drop)), SortKeys(lots.map(\.value)), SortKeys(lots.map(\.savings))
        )
        let unit = AmountUnit(lots.map(\.value) + lots.map(\.savings), currency: report.currency)
        let hasCourse = lots.contains { $0.course != nil }
        let hasValue = lots.contains { $0.value != nil }
        let startsAtCeiling = lots.contains { $0.course?.startsAtCeiling == true }
        let scale = Scale(to: Ratio(2))
        let rows = lots.enumerated().map { index, lot -> Markup in
            let outcome = lot.outcome
            return """
                <tr><td class="n" data-s="\(lot.number)">\(lot.number)</td>\
                <th scope="row"><a href="#lot-\(lot.number)">\(lot.lot.name ?? lot.lot.id)</a>\
                \(outcome?.isPending == true ? "<span class=\"tag pending\">\(Phrase("pending", "待定"))</span>" : Markup.none)</th>\
                <td class="n" data-s="\(outcome?.filed ?? 0)">\(outcome.map { String($0.filed) } ?? "–")</td>\
                <td class="n" data-s="\(lot.winners)">\(lot.winners)</td>\
                \(hasCourse ? "<td class=\"plot\" data-s=\"\(drops[index])\">\(course(lot.course, scale))</td>" : Markup.none)\
                <td class="n" data-s="\(drops[index])">\(lot.drop.map { Numbers.percent($0) } ?? "–")</td>\
                \(hasValue ? "<td class=\"n\" data-s=\"\(values[index])\">\(unit.text(lot.value))</td><td class=\"n\" data-s=\"\(savings[index])\">\(unit.text(lot.savings))</td>" : Markup.none)\
                <td class="n" data-s="\(lot.months ?? -1)">\(lot.months.map { String($0) } ?? "–")</td></tr>

                """
        }
        let plotHead: Markup =
            hasCourse
            ? """
            <th scope="col" class="plot"><span class="heading">\(Phrase("before → ceiling → winning price", "原价 → 最高有效申报价 → 中选价"))</span>\
            <span class="ends"><span>0</span><span>\(startsAtCeiling ? Phrase("ceiling", "最高有效申报价") : Phrase("before", "原价"))</span><span>× 2</span></span></th>
            """ : .none
        return """
            <p class="lead">\(Phrase(
                "\(Words.count(lots.count, "lot")) with bids or winners. Choose one to see its ladder of prices and why each bid was decided as it was.",
                "共 \(lots.count) 个品种有申报或中选。点选品种可查看价格阶梯及每个申报的评审过程。"))</p>
            \(Tools.filter("lot-table"))
            <div class="scroll\(lots.count > 60 ? " tall" : "")" tabindex="0" role="region" aria-labelledby="h-lots"><table class="sortable lots" id="lot-table">
            <thead><tr><th scope="col" class="n">№</th><th scope="col">\(Phrase("lot", "品种"))</th>\
            <th scope="col" class="n">\(Phrase("firms", "申报"))</th><th scope="col" class="n">\(Phrase("winners", "中选"))</th>\
            \(plotHead)<th scope="col" class="n">\(Phrase("mean drop", "平均降幅"))</th>\
            \(hasValue ? "<th scope=\"col\" class=\"n\">\(unit.head(Phrase("value", "采购金额")))</th><th scope=\"col\" class=\"n\">\(unit.head(Phrase("savings", "节约")))</th>" : Markup.none)\
            <th scope="col" class="n">\(Phrase("months", "周期（月）"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(hasCourse
                ? "<p class=\"keys\">\(Key.course)</p>\n" : .none)
            """
    }

    /// Where the winners' earlier price, their ceiling and the winning prices stand.
    private static func course(_ course: LotReport.PriceCourse?, _ scale: Scale) -> Markup {
        guard let course else { return .none }
        let (low, high, mean) = (scale.place(course.lowest), scale.place(course.highest), scale.place(course.mean))
        let previous = course.previous.map { value -> Markup in
            scale.isBeyond(value) ? Mark.beyond.at("100%", "50%") : Mark.before.at(scale.place(value), "50%")
        }
        let start = course.startsAtCeiling ? "50%" : scale.place(.one)
        return """
            <svg width="100%" height="24" aria-hidden="true">\
            <line x1="50%" x2="50%" y1="0" y2="100%" class="ceil"/>\
            <line x1="\(mean)" x2="\(start)" y1="12" y2="12" class="fall"/>\
            <line x1="\(low)" x2="\(high)" y1="12" y2="12" class="range"/>\
            \(previous ?? .none)\(Mark.won.at(mean, "50%"))</svg>
            """
    }
}

/// The controls of a table; they need the script and are hidden without it.
enum Tools {
    static func filter(_ table: String, standings: [BidReport.Standing] = []) -> Markup {
        let boxes = standings.map { standing -> Markup in
            """
            <label class="box"><input type="checkbox" checked data-standing="\(standing.rawValue)">\
            \(Mark(standing).sign)\
            \(Phrase { Words.name(standing, $0) })</label>
            """
        }
        return """
            <div class="tools" hidden data-for="\(table)"><label>\(Phrase("Filter", "筛选")) <input type="search" autocomplete="off"></label>\
            \(boxes)<output aria-live="polite"></output></div>
            """
    }
}

/// What the marks of charts mean.
enum Key {
    static let course: Markup = """
        <span>\(Mark.before.sign) \(Phrase("own price before (mean)", "中选企业原价（平均）"))</span>\
        <span><svg class="mark" aria-hidden="true"><line x1="50%" x2="50%" y1="0" y2="100%" class="ceil"/></svg> \
        \(Phrase("where prices are counted from", "比较起点"))</span>\
        <span><svg class="mark wide" aria-hidden="true"><line x1="0" x2="100%" y1="7" y2="7" class="range"/>\(Mark.won.at("50%", "50%"))</svg> \
        \(Phrase("winning prices: mean, lowest to highest", "中选价：平均，最低至最高"))</span>\
        <span><svg class="mark" aria-hidden="true">\(Mark.beyond.at("100%", "50%"))</svg> \(Phrase("more than twice as much", "超过两倍"))</span>
        """

    static func ladder(_ standings: [BidReport.Standing], hasCeiling: Bool) -> Markup {
        let marks = standings.map { standing -> Markup in
            "<span>\(Mark(standing).sign) \(Phrase { Words.name(standing, $0) })</span>"
        }
        let ceiling: Markup =
            hasCeiling ? "<span>\(Mark.own.sign) \(Phrase("ceiling of the bid", "该申报的最高有效申报价"))</span>" : .none
        return "\(marks)\(ceiling)"
    }
}
