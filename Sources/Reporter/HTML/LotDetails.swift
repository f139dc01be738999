import Decimals
import Procurement
import Ranking

/// One lot: the ladder of its prices, and step by step why each bid was decided as it was.
///
/// A closed lot costs a browser little more than reading it, so it holds all that the page says of a bid.
struct LotDetails {
    let lot: LotReport
    let rules: RuleLinks
    let keys: BidKeys
    let currency: String

    var markup: Markup {
        let name = lot.lot.name ?? lot.lot.id
        return """
            <details class="lot" id="lot-\(lot.number)"><summary><h3>\(name)</h3> <span class="sum">\(summary)</span></summary>
            \(facts)
            \(ladder)
            \(StepTable(lot, rules).markup)
            \(unknown)</details>

            """
    }

    private var summary: Phrase {
        var english = "\(lot.winners) winner\(lot.winners == 1 ? "" : "s")"
        var chinese = "中选 \(lot.winners) 家"
        if let outcome = lot.outcome {
            english = "\(outcome.filed) firm\(outcome.filed == 1 ? "" : "s"), " + english
            chinese = "申报 \(outcome.filed) 家，" + chinese
        }
        if let drop = lot.drop {
            english += ", mean drop \(Numbers.percent(drop))"
            chinese += "，平均降幅 \(Numbers.percent(drop))"
        }
        if lot.outcome?.isPending == true {
            english += ", pending"
            chinese += "，待定"
        }
        return Phrase(english, chinese)
    }

    private var facts: Markup {
        var items: [Markup] = ["\(Phrase("prices of", "代表规格")) \(lot.lot.reference)"]
        if let places = lot.outcome?.places { items.append("\(Phrase("\(places) places", "入围 \(places) 家"))") }
        if let months = lot.months { items.append("\(Phrase("\(months) months", "采购周期 \(months) 个月"))") }
        if let value = lot.value { items.append("\(Phrase("value", "采购金额")) \(Words.amount(value, currency))") }
        if let savings = lot.savings { items.append("\(Phrase("savings", "节约")) \(Words.amount(savings, currency))") }
        return "<p class=\"lotfacts\">\(items.map { "<span>\($0)</span>" as Markup })</p>"
    }

    /// What there is to say of winners whose bids are not known.
    private var unknown: Markup {
        guard lot.bids.contains(where: { $0.decision == nil }) else { return .none }
        let words = Phrase(
            "Of published winners whose bids are not known nothing was evaluated.", "仅知公布的中选结果、申报未知的，未作评审。")
        return "<p class=\"note\">\(words)</p>\n"
    }

    // MARK: - Ladder

    /// The largest price that is drawn: of the bids, but not much more than the highest ceiling.
    private var scale: Scale? {
        let ceiling = lot.bids.compactMap(\.ceiling).max()
        guard var largest = (lot.bids.compactMap(\.price) + [ceiling].compactMap { $0 }).max() else { return nil }
        if let ceiling { largest = min(largest, ceiling * Ratio(Integer(6), Integer(5))) }
        guard largest > .zero else { return nil }
        return Scale(to: largest * Ratio(Integer(103), Integer(100)))
    }

    private var ladder: Markup {
        let (drawn, scale) = (scale != nil, scale ?? Scale(to: .one))
        let gates = lot.gates.filter { !scale.isBeyond(Ratio($0.price)) }
        let ceilings = Set(lot.bids.map(\.ceiling))
        let common = ceilings.count == 1 ? ceilings.first ?? nil : nil
        let rows = lot.bids.map { row($0, scale, hasCommonCeiling: common != nil) }
        let standings = BidReport.Standing.allCases.filter { standing in lot.bids.contains { $0.standing == standing } }
        let hasDecisions = lot.outcome != nil
        let (letters, levels) = letters(gates, scale)
        let top = levels * 13
        let marks = (drawn ? scale.marks : []).map { mark -> Markup in
            let place = scale.place(Ratio(mark))
            let anchor: Markup = mark.isZero ? " start" : .none
            return """
                <line x1="\(place)" x2="\(place)" y1="\(top + 17)" y2="\(top + 23)" class="axis"/>\
                <text x="\(place)" y="\(top + 13)" class="a\(anchor)">\(mark.shortestDescription)</text>
                """
        }
        let legend = gates.enumerated().map { index, gate -> Markup in
            "<span><b class=\"g\(index % 4)\">\(letter(index))</b> \(rules.link(gate.rule)): \(gate.label)</span>"
        }
        return """
            <p class="keys">\(Key.ladder(standings, hasCeiling: lot.bids.contains { $0.ceiling != nil }))\
            \(legend)</p>
            \(lines(gates, common, scale))<table class="ladder">
            <thead><tr><th scope="col" class="n">\(Phrase("rank", "名次"))</th><th scope="col">\(Phrase("bidder", "企业"))</th>\
            <th scope="col" class="n">\(Phrase("price", "申报价"))</th>\
            <th scope="col" class="n">\(hasDecisions ? Phrase("comparable", "可比价") : Phrase("paid", "实付"))</th>\
            <th scope="col" class="plot"><svg width="100%" height="\(top + 23)" aria-hidden="true">\(letters)\(marks)</svg></th>\
            <th scope="col" class="n">\(Phrase("drop", "降幅"))</th><th scope="col">\(Phrase("decision", "结果"))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// The letters above the lines of the gates, on as many levels as keep them apart.
    private func letters(_ gates: [LotReport.Gate], _ scale: Scale) -> (Markup, levels: Int) {
        let distance = scale.largest * Ratio(Integer(3), Integer(100))
        var last: [Ratio] = []
        var markup = Markup.none
        let order = gates.indices.sorted { (gates[$0].price, $0) < (gates[$1].price, $1) }
        for index in order {
            let price = Ratio(gates[index].price)
            let level = last.firstIndex { price - $0 >= distance } ?? last.count
            if level == last.count { last.append(price) } else { last[level] = price }
            let place = "x=\"\(scale.place(price))\" y=\"\(11 + 13 * level)\""
            markup += "<text \(Markup(literal: place)) class=\"letter g\(index % 4)\">\(letter(index))</text>"
        }
        return (markup, last.count)
    }

    private func letter(_ index: Int) -> String {
        index < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) : String(index + 1)
    }

    /// What every row's chart has in common: the lines of the gates, and the ceiling where it is the same for all bids.
    private func lines(_ gates: [LotReport.Gate], _ ceiling: Ratio?, _ scale: Scale) -> Markup {
        let lines = gates.enumerated().map { index, gate -> Markup in
            let place = scale.place(Ratio(gate.price))
            return "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"100%\" class=\"gate g\(index % 4)\"/>"
        }
        let own = ceiling.map { Mark.own.at(scale.place($0), "50%") } ?? .none
        return "<svg class=\"shapes\" aria-hidden=\"true\"><g id=\"g\(lot.number)\">\(lines)\(own)</g></svg>"
    }

    private func row(_ bid: BidReport, _ scale: Scale, hasCommonCeiling: Bool) -> Markup {
        let ceiling = bid.ceiling.flatMap { scale.isBeyond($0) ? nil : scale.place($0) }
        let place = bid.price.map { scale.place($0) }
        var marks = Markup.none
        if let ceiling, let place { marks += "<line x1=\"\(place)\" x2=\"\(ceiling)\" class=\"fall\"/>" }
        if let ceiling, !hasCommonCeiling { marks += Mark.own.at(ceiling) }
        if let price = bid.price, let place {
            marks += scale.isBeyond(price) ? Mark.beyond.at("100%") : Mark(bid.standing).at(place)
        }
        let name: Markup =
            bid.decision == nil ? "\(bid.bidder.name)" : "<a href=\"#bid-\(bid.number)\">\(bid.bidder.name)</a>"
        let decisive = bid.decision?.decisive.flatMap { rules.number($0.stage) }
        return """
            <tr\(bid.decision == nil ? " id=\"bid-\(bid.number)\"" : Markup.none) class="\(bid.standing.rawValue)" \
            data-s="\(keys.text(bid.number))"\(decisive.map { " data-r=\"\($0)\"" as Markup } ?? .none)>\
            <td>\(bid.decision?.rank.map { String($0) } ?? "–")<th scope="row">\(name) <small>\(bid.specification)</small></th>\
            <td>\(bid.filed)<td>\(bid.price.map { Numbers.exact($0) } ?? "–")\
            <td><svg aria-hidden="true"><use href="#g\(lot.number)"/><svg y="50%">\(marks)</svg></svg>\
            <td>\(bid.drop.map { Numbers.percent($0) } ?? "–")\
            <td>\(Phrase { Words.name(bid.standing, $0) })\(published(bid))

            """
    }

    /// Where the published result says something else.
    private func published(_ bid: BidReport) -> Markup {
        guard let isPublished = bid.isPublished, let decision = bid.decision?.decision,
            isPublished != (decision == .won), decision != .pending || isPublished
        else { return .none }
        return """
            <span class="tag different">\(isPublished ? Phrase("published as winner", "公布为中选") : Phrase("not published", "未见公布"))</span>
            """
    }
}
