import Decimals
import PriceImpact
import Procurement

/// How far prices fell: the distribution of drops, every definition of the average, and what had been paid before.
enum DropsSection {
    static func markup(_ report: Report) -> Markup {
        guard let impact = report.impact, let baseline = report.baseline else { return .none }
        let drops = impact.drops(against: baseline).compactMap { $0 }
        return """
            \(histogram(report, drops, impact, baseline))
            \(matrix(report))
            """
    }

    // MARK: - Distribution

    /// Winning bids by drop, in classes of ten percentage points; the first holds every rise.
    private static func histogram(_ report: Report, _ drops: [Ratio], _ impact: Impact, _ baseline: Baseline) -> Markup
    {
        guard !drops.isEmpty else { return .none }
        var counts = Array(repeating: 0, count: 11)
        for drop in drops {
            let tenth = (drop * Ratio(10)).rounded(to: 0, .floor)
            counts[drop.isNegative ? 0 : 1 + ((0...9).first { FixedDecimal($0) == tenth } ?? 9)] += 1
        }
        let first = counts[0] > 0 ? 0 : 1
        let classes = Array(first...10)
        let most = counts.max() ?? 1
        let width = Ratio(Integer(100), Integer(classes.count))
        let height = 170
        let bars = classes.enumerated().map { position, index -> Markup in
            let count = counts[index]
            let tall = count == 0 ? 0 : max(2, count * height / most)
            let left = Ratio(position) * width / Ratio(100)
            let label: Markup =
                count == 0
                ? .none
                : """
                <text x="\(Scale.percent(left + width / Ratio(200)))" y="\(height + 16 - tall)" class="v">\(Words.grouped(count))</text>
                """
            return """
                <rect x="\(Scale.percent(left + width * Ratio(Integer(6), Integer(10000))))" y="\(height + 22 - tall)" \
                width="\(Scale.percent(width * Ratio(Integer(88), Integer(10000))))" height="\(tall)" class="bar"/>\(label)

                """
        }
        // The bounds between the classes; a class of rises has none on its left.
        let bounds = (1...11).map { index -> Markup in
            let place = Scale.percent(Ratio(index - first) * width / Ratio(100))
            let anchor: Markup = index == 1 && first == 1 ? " start" : index == 11 ? " end" : .none
            let unit: Markup = index == 11 ? " %" : .none
            return "<text x=\"\(place)\" y=\"\(height + 38)\" class=\"a\(anchor)\">\((index - 1) * 10)\(unit)</text>"
        }
        let cells = classes.map { index -> Markup in
            let name = index == 0 ? "< 0 %" : "\((index - 1) * 10)–\(index * 10) %"
            return "<tr><th scope=\"row\">\(name)</th><td class=\"n\">\(Words.grouped(counts[index]))</td></tr>"
        }
        return """
            <figure>
            <figcaption><h3>\(Phrase("How far did the winning prices fall?", "中选价格降了多少？"))</h3>
            <p>\(Phrase(
                "Winning bids by their drop, against the \(report.name(baseline, .english)); \(Definitions.name(impact.population, .english)).",
                "中选产品按降幅分布，基准：\(report.name(baseline, .chinese))；\(Definitions.name(impact.population, .chinese))。"))</p></figcaption>
            <svg class="chart" width="100%" height="\(height + 44)" aria-hidden="true">
            \(bars)\(bounds)<line x1="0" x2="100%" y1="\(height + 22)" y2="\(height + 22)" class="axis"/></svg>
            <details class="data"><summary>\(Phrase("the numbers", "数据"))</summary><table><thead><tr>\
            <th scope="col">\(Phrase("drop", "降幅"))</th><th scope="col" class="n">\(Phrase("winning bids", "中选产品"))</th></tr></thead>\
            <tbody>\(cells)</tbody></table></details>
            </figure>
            """
    }

    // MARK: - Definitions

    /// The statistics that have a column; every figure is in the table after it.
    private static let columns: [Statistic] = [
        .meanOverBids, .medianOverBids, .meanOverLots, .volumeWeighted, .minimum, .maximum,
    ]

    /// The main figures, one row a baseline and population, with their places on a common scale.
    private static func matrix(_ report: Report) -> Markup {
        let statistics = columns.filter { statistic in
            report.assessment.impacts.contains { impact in
                impact.figures.contains { $0.group == .all && $0.statistic == statistic }
            }
        }
        let hasRise = report.assessment.impacts.flatMap(\.figures).contains { figure in
            figure.group == .all && statistics.contains(figure.statistic) && figure.value.isNegative
        }
        let scale = Scale(to: .one)
        let rows = report.assessment.impacts.flatMap { impact in
            impact.baselines.compactMap { baseline -> Markup? in
                let figures = statistics.map { impact.figure(baseline, $0) }
                guard let any = figures.compactMap({ $0 }).first else { return nil }
                let isMain = impact.population == report.impact?.population && baseline == report.baseline
                let cells = figures.map { figure -> Markup in
                    guard let figure else { return "<td class=\"n\">–</td>" }
                    let items = figure.items.map(\.lot).joined(separator: ", ")
                    let small: Markup = items.isEmpty ? .none : "<small>\(items)</small>"
                    return "<td class=\"n\">\(Numbers.percent(figure))\(small)</td>"
                }
                let marks = figures.enumerated().compactMap { index, figure -> Markup? in
                    figure.map { Mark.statistic(index).at(scale.place($0.value), "50%") }
                }
                return """
                    <tr\(isMain ? " class=\"main\"" : Markup.none)>\
                    <th scope="row">\(Phrase { Words.heading(report.name(baseline, $0)) })\
                    <small>\(Phrase { Definitions.name(impact.population, $0) })</small></th>\
                    <td class="plot"><svg width="100%" height="26" aria-hidden="true">\
                    <line x1="0" x2="100%" y1="13" y2="13" class="grid"/>\(marks)</svg></td>\
                    \(cells)<td class="n">\(Words.grouped(any.bids)) (\(Words.grouped(any.bidsWithoutBaseline)))</td>\
                    <td class="n">\(any.lots) (\(any.lotsWithoutBaseline))</td></tr>

                    """
            }
        }
        let heads = statistics.enumerated().map { index, statistic -> Markup in
            """
            <th scope="col" class="n">\(Mark.statistic(index).sign) \(Phrase { short(Definitions.name(statistic, $0)) })</th>
            """
        }
        return """
            <figure id="definitions">
            <figcaption><h3 id="h-definitions">\(Phrase("What does “the average drop” depend on?", "“平均降幅”取决于什么？"))</h3>
            <p>\(Phrase(
                "Each row has a baseline and a set of winners; each column a way to weigh. A drop is 1 − price ÷ baseline. No figure should be quoted without its row and its column.",
                "每行为一种基准与对象，每列为一种加权方式。降幅 = 1 − 价格 ÷ 基准价。引用任何数字都应注明所在行列。"))\
            \(hasRise ? "<br>\(Phrase("A rise is a negative drop and stands at the left edge.", "涨价为负降幅，标在左端。"))" : Markup.none)</p></figcaption>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="h-definitions"><table class="matrix">
            <thead><tr><th scope="col">\(Phrase("baseline, population", "基准、对象"))</th>\
            <th scope="col" class="plot"><span class="ends"><span>0 %</span><span>50</span><span>100 %</span></span></th>\
            \(heads)<th scope="col" class="n">\(Phrase("bids (that lack it)", "产品（无基准）"))</th>\
            <th scope="col" class="n">\(Phrase("lots (that lack it)", "品种（无基准）"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(every(report))</figure>
            """
    }

    /// A name without what stands in brackets at its end.
    private static func short(_ name: String) -> String {
        String(name.prefix { $0 != "(" && $0 != "（" }).trimmingSpaces()
    }

    /// Every figure of all winners and of their kinds, with its identifier.
    private static func every(_ report: Report) -> Markup {
        let figures = report.assessment.impacts.flatMap(\.figures)
        let rows = figures.map { figure -> Markup in
            let value =
                figure.statistic.unit == .fraction
                ? Numbers.percent(figure.value) : Numbers.exact(figure.value, digits: 4)
            let items = figure.items.map(\.lot).joined(separator: ", ")
            let small: Markup = items.isEmpty ? .none : "<small>\(items)</small>"
            return """
                <tr><th scope="row">\(Phrase { Definitions.text(figure, $0, report.assessment.dossier.priceLists) })\
                <small><code>\(figure.id)</code></small></th><td class="n">\(value)\(small)</td>\
                <td class="n">\(Words.grouped(figure.bids)) (\(Words.grouped(figure.bidsWithoutBaseline)))</td>\
                <td class="n">\(figure.lots) (\(figure.lotsWithoutBaseline))</td></tr>

                """
        }
        return """
            <details class="data"><summary id="h-figures">\(Phrase("All \(figures.count) figures", "全部 \(figures.count) 个数字"))</summary>
            \(Tools.filter("figure-table"))
            <div class="scroll tall" tabindex="0" role="region" aria-labelledby="h-figures"><table id="figure-table">
            <thead><tr><th scope="col">\(Phrase("figure", "数字"))</th><th scope="col" class="n">\(Phrase("value", "数值"))</th>\
            <th scope="col" class="n">\(Phrase("bids (that lack it)", "产品（无基准）"))</th>\
            <th scope="col" class="n">\(Phrase("lots (that lack it)", "品种（无基准）"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></details>
            """
    }

}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
