import Decimals
import Procurement
import Ranking

/// One lot: the ladder of its prices, and step by step why each bid was decided as it was.
struct LotDetails {
    let lot: LotReport
    /// The number of each rule in the report.
    let rules: [Stage.ID: Int]

    var markup: Markup {
        let name = lot.lot.name ?? lot.lot.id
        return """
            <details class="lot" id="lot-\(lot.number)"><summary><h3>\(name)</h3> <span class="sum">\(summary)</span></summary>
            \(facts)
            \(ladder)
            \(traces)</details>

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
        if let value = lot.value { items.append("\(Phrase("value", "采购金额")) \(Words.amount(value))") }
        if let savings = lot.savings { items.append("\(Phrase("savings", "节约")) \(Words.amount(savings))") }
        return "<p class=\"lotfacts\">\(items.map { "<span>\($0)</span>" as Markup })</p>"
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
        guard let scale else { return .none }
        let gates = lot.gates.filter { !scale.isBeyond(Ratio($0.price)) }
        let lines = gates.enumerated().map { index, gate -> Markup in
            let place = scale.place(Ratio(gate.price))
            return "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"100%\" class=\"gate g\(index % 4)\"/>"
        }
        let rows = lot.bids.map { row($0, scale, lines) }
        let standings = BidReport.Standing.allCases.filter { standing in lot.bids.contains { $0.standing == standing } }
        let hasDecisions = lot.outcome != nil
        let (letters, levels) = letters(gates, scale)
        let top = levels * 13
        let marks = scale.marks.map { mark -> Markup in
            let place = scale.place(Ratio(mark))
            let anchor: Markup = mark.isZero ? " start" : .none
            return """
                <line x1="\(place)" x2="\(place)" y1="\(top + 17)" y2="\(top + 23)" class="axis"/>\
                <text x="\(place)" y="\(top + 13)" class="a\(anchor)">\(mark.shortestDescription)</text>
                """
        }
        let legend = gates.enumerated().map { index, gate -> Markup in
            "<span><b class=\"g\(index % 4)\">\(letter(index))</b> \(rule(gate.rule)): \(gate.label)</span>"
        }
        return """
            <p class="keys">\(Key.ladder(standings, hasCeiling: lot.bids.contains { $0.ceiling != nil }))\
            \(legend)</p>
            <table class="ladder">
            <thead><tr><th scope="col" class="n">\(Phrase("rank", "名次"))</th><th scope="col">\(Phrase("bidder", "企业"))</th>\
            <th scope="col" class="n">\(Phrase("price", "申报价"))</th>\
            <th scope="col" class="n">\(hasDecisions ? Phrase("comparable", "可比价") : Phrase("paid", "实付"))</th>\
            <th scope="col" class="plot"><svg width="100%" height="\(top + 23)" aria-hidden="true" focusable="false">\(letters)\(marks)</svg></th>\
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

    private func row(_ bid: BidReport, _ scale: Scale, _ lines: [Markup]) -> Markup {
        let ceiling = bid.ceiling.map { ceiling -> Markup in
            let place = scale.place(ceiling)
            guard !scale.isBeyond(ceiling) else { return .none }
            let fall: Markup =
                bid.price.map { price -> Markup in
                    "<line x1=\"\(scale.place(price))\" x2=\"\(place)\" y1=\"50%\" y2=\"50%\" class=\"fall\"/>"
                } ?? .none
            return "\(fall)\(Mark.nested(place, "<path d=\"M0-7V7\" class=\"own\"/>"))"
        }
        let mark = bid.price.map { price -> Markup in
            scale.isBeyond(price) ? Mark.beyond : Mark.standing(bid.standing, at: scale.place(price))
        }
        return """
            <tr class="\(bid.standing.rawValue)"><td class="n">\(bid.decision?.rank.map { String($0) } ?? "–")</td>\
            <th scope="row"><a href="#bid-\(bid.number)">\(bid.bidder.name)</a> <small>\(bid.specification)</small></th>\
            <td class="n">\(bid.filed)</td><td class="n">\(bid.price.map { Numbers.exact($0) } ?? "–")</td>\
            <td class="plot"><svg width="100%" height="100%" aria-hidden="true" focusable="false">\(lines)\
            \(ceiling ?? .none)\(mark ?? .none)</svg></td>\
            <td class="n">\(bid.drop.map { Numbers.percent($0) } ?? "–")</td>\
            <td class="d">\(Phrase { Words.name(bid.standing, $0) })\(published(bid))</td></tr>

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

    private func rule(_ stage: Stage.ID) -> Markup {
        guard let number = rules[stage] else { return "\(stage)" }
        return "<a href=\"#rule-\(number)\">\(stage)</a>"
    }

    // MARK: - Traces

    private var traces: Markup {
        let items = lot.bids.map { bid -> Markup in
            """
            <details class="trace \(bid.standing.rawValue)" id="bid-\(bid.number)"><summary>\
            <svg width="14" height="14" aria-hidden="true" focusable="false">\(Mark.standing(bid.standing))</svg> \
            <b>\(bid.bidder.name)</b> \(Phrase { Words.name(bid.standing, $0) })\
            \(bid.reason.map { reason -> Markup in "<span class=\"why\">\(reason)</span>" } ?? .none)</summary>
            \(trace(bid))</details>

            """
        }
        return "<div class=\"traces\"><h4>\(Phrase("Step by step", "评审过程"))</h4>\n\(items)</div>"
    }

    private func trace(_ bid: BidReport) -> Markup {
        guard let decision = bid.decision else {
            let words = Phrase(
                "The winner was published; its bid is not known, so nothing was evaluated.", "仅知公布的中选结果，申报未知，未作评审。")
            return "<p>\(words)</p>"
        }
        let steps = decision.trace.map { verdict -> Markup in
            "<li>\(rule(verdict.stage)) \(Self.standing(verdict.standing)) \(words(verdict))</li>\n"
        }
        return "\(origin(bid, decision))<ol>\(steps)</ol>"
    }

    private static func standing(_ standing: Verdict.Standing) -> Markup {
        switch standing {
        case .in: "<b class=\"yes\">✓</b>"
        case .out: "<b class=\"no\">✗</b>"
        case .pending: "<b class=\"wait\">?</b>"
        }
    }

    private func words(_ verdict: Verdict) -> Markup {
        guard case .condition(let checks) = verdict.details, !checks.isEmpty else {
            return "\(Phrase { Reason.words(verdict, $0) })"
        }
        let parts = checks.map { check -> Markup in
            let mark: Markup = check.speaksFor ? "<b class=\"yes\">✓</b>" : "<b class=\"no\">✗</b>"
            return "<span class=\"cmp\">\(mark) \(Phrase { Reason.text(check, $0) })</span>"
        }
        // Alternatives: a bid may stay in although some of the answers speak against it.
        let isEnough = verdict.standing == .in && checks.contains(where: \.speaksFor) && !checks.allSatisfy(\.speaksFor)
        let note: Markup =
            isEnough ? "<small>\(Phrase("what is ticked is enough", "满足带 ✓ 的条件即可"))</small>" : .none
        return "\(note)\(parts)"
    }

    /// The bid as filed, and how its price and its ceiling were converted.
    private func origin(_ bid: BidReport, _ decision: BidDecision) -> Markup {
        var items: [Markup] = [
            "\(Phrase("filed", "申报")) \(bid.specification): \(bid.filed)"
        ]
        if let pack = decision.bid.pack {
            items.append("\(Phrase("pack of \(pack.units) at \(pack.price)", "包装 \(pack.units)，\(pack.price)"))")
        }
        if let conversion = decision.conversion, !conversion.steps.isEmpty, let price = decision.comparablePrice {
            let result = "= \(Numbers.exact(price)) (\(lot.lot.reference))"
            items.append("\(Phrase("converted", "折算")) \(conversion.steps.map(step)) \(result)")
        }
        if let ceiling = decision.ceiling {
            let stated =
                "\(ceiling.stated.price) (\(ceiling.stated.specification)"
                + (ceiling.stated.pack > 1 ? " × \(ceiling.stated.pack))" : ")")
            let derived: Markup =
                ceiling.isDerived
                ? " \(ceiling.conversion.steps.map(step)) = \(Numbers.exact(ceiling.ceiling))" : .none
            items.append("\(Phrase("ceiling", "最高有效申报价")) \(stated)\(derived)")
            if ceiling.lacksPack {
                items.append("\(Phrase("its pack is not known: compared per unit", "包装未知，按最小单位比较"))")
            }
        }
        if let previous = decision.bid.previousPrice {
            items.append("\(Phrase("own price before", "原价")) \(previous.description)")
        }
        if decision.isRepriced {
            items.append("\(Phrase("price as awarded", "中选价")) \(decision.awarded.price.description)")
        }
        if let unit = decision.unit { items.append("\(Phrase("unit", "竞价单元")) \(unit)") }
        if let name = decision.classification { items.append("\(Phrase("class", "分类")) \(name)") }
        for score in decision.scores {
            items.append("\(Phrase("points", "得分")) \(score.id) \(Numbers.exact(score.points))")
        }
        if decision.award != .full { items.append("\(Phrase { Words.terms(decision.award, $0) })") }
        if let approval = decision.bid.approval { items.append("\(approval)") }
        if let confidence = decision.bid.provenance.confidence {
            items.append("\(Phrase("confidence", "可信度")) \(Phrase { Words.name(confidence, $0) })")
        }
        let note = decision.bid.provenance.note.map { note -> Markup in "<p class=\"note\">\(note)</p>" } ?? .none
        return "<p class=\"origin\">\(items.map { "<span>\($0)</span>" as Markup })</p>\(note)"
    }

    private func step(_ step: ConversionStep) -> Markup {
        let factor = step.factor.rounded(toSignificantDigits: 6, .halfEven).shortestDescription
        let why: Markup =
            switch step.kind {
            case .formula(let dimension, let base, let multiple):
                """
                \(Phrase(dimension.rawValue, chinese(dimension))) \(base.shortestDescription)^log₂ \
                \(multiple.reduced().description)
                """
            case .stated(let from, let to): "\(Phrase("stated", "规定")) \(from) → \(to)"
            case .fact(let name, let value): "\(name) \(value.description)"
            case .coefficient(let fact, let text, let value): "\(fact) \(text): \(value.description)"
            }
        return "× \(factor) <small>(\(why))</small> "
    }

    private func chinese(_ dimension: ComparablePriceRule.Conversion.Dimension) -> String {
        switch dimension {
        case .content: "含量"
        case .fill: "装量"
        case .pack: "包装"
        }
    }
}
