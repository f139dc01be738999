import Decimals
import PriceImpact
import Procurement

/// Where the savings arise: by region and by lot.
enum SavingsSection {
    static func markup(_ report: Report) -> Markup {
        guard let baseline = report.baseline, report.impact?.savings(against: baseline)?.byLot.isEmpty == false else {
            return .none
        }
        let against = Phrase { report.against(baseline, $0) }
        return """
            <p class="lead">\(Phrase(
                "Agreed quantity × (baseline − price), \(against.english), \(Definitions.name(report.impact?.population ?? .computed, .english)).",
                "约定采购量 ×（基准价 − 价格），\(against.chinese)，\(Definitions.name(report.impact?.population ?? .computed, .chinese))。"))</p>
            \(map(report))
            \(pareto(report))
            \(all(report))
            """
    }

    // MARK: - Regions

    private static func map(_ report: Report) -> Markup {
        let size = 100
        var places: [String: [RegionReport]] = [:]
        var outside: [RegionReport] = []
        for region in report.regions {
            if let province = RegionMap.province(of: region.name) {
                places[province, default: []].append(region)
            } else {
                outside.append(region)
            }
        }
        let unit = regionUnit(report)
        let largest = max(report.regions.compactMap(\.savings).max() ?? .one, Ratio(Integer.one, Integer.powerOfTen(9)))
        let tiles = RegionMap.tiles.map { tile -> Markup in
            let (x, y) = (tile.column * size, tile.row * size)
            guard let regions = places[tile.name] else {
                return """
                    <rect x="\(x + 2)" y="\(y + 2)" width="\(size - 4)" height="\(size - 4)" rx="8" class="q none"/>\
                    <text x="\(x + size / 2)" y="\(y + size / 2 + 8)" class="t faint">\(tile.name)</text>

                    """
            }
            let part = (size - 4) / regions.count
            let parts = regions.enumerated().map { index, region -> Markup in
                let shade = shade(region.savings, largest)
                let top = y + 2 + index * part
                let name = region.name.count > 4 ? String(region.name.prefix { $0 != "（" && $0 != "(" }) : region.name
                let middle = top + part / 2 - (regions.count > 1 ? 3 : 6)
                let amount = unit.text(region.savings)
                return """
                    <g class="q q\(shade)"><title>\(region.name): \(region.savings.map { Numbers.grouped(Numbers.money($0)) } ?? "–")</title>\
                    <rect x="\(x + 2)" y="\(top)" width="\(size - 4)" height="\(part - (regions.count > 1 ? 2 : 0))" rx="8"/>\
                    <text x="\(x + size / 2)" y="\(middle)" class="t">\(name)</text>\
                    <text x="\(x + size / 2)" y="\(middle + (regions.count > 1 ? 20 : 28))" class="u">\(svg: amount)</text></g>

                    """
            }
            return "\(parts)"
        }
        let more: Markup =
            outside.isEmpty
            ? .none
            : "<p class=\"note\">\(Phrase("Not on the map: ", "未列入图中："))\(outside.map(\.name).joined(separator: "、"))</p>"
        return """
            <div class="pair"><figure>
            <figcaption><h3 id="h-regions">\(Phrase("Which regions save how much?", "各地区节约多少？"))</h3>
            <p>\(Phrase(
                "One tile a province, in \(unit.name.english); the more it stands out, the more it saves.",
                "每格一省（\(unit.name.chinese)），色块越醒目，节约越多。"))</p></figcaption>
            <svg class="map" viewBox="0 0 \(RegionMap.columns * size) \(RegionMap.rows * size)" aria-hidden="true">
            \(tiles)</svg>\(more)</figure>
            \(regionTable(report))</div>
            """
    }

    /// Five classes of equal width.
    private static func shade(_ savings: Ratio?, _ largest: Ratio) -> Int {
        guard let savings else { return 0 }
        let fifth = (savings * Ratio(5) / largest).rounded(to: 0, .floor)
        return (0...4).last { FixedDecimal($0) <= fifth } ?? 0
    }

    private static func regionUnit(_ report: Report) -> AmountUnit {
        AmountUnit(report.regions.map(\.value) + report.regions.map(\.savings), currency: report.currency)
    }

    private static func regionTable(_ report: Report) -> Markup {
        let unit = regionUnit(report)
        let values = SortKeys(report.regions.map(\.value))
        let savings = SortKeys(report.regions.map(\.savings))
        let hasUnallocated = report.regions.contains { $0.unallocated > 0 }
        let rows = report.regions.enumerated().map { index, region -> Markup in
            """
            <tr><th scope="row">\(region.name)\(region.notes.isEmpty ? .none : "<abbr title=\"\(region.notes.joined(separator: "; "))\"> ⚠</abbr>")</th>\
            <td class="n" data-s="\(values[index])">\(unit.text(region.value))</td>\
            <td class="n" data-s="\(savings[index])">\(unit.text(region.savings))</td>\
            \(hasUnallocated ? "<td class=\"n\" data-s=\"\(region.unallocated)\">\(region.unallocated)</td>" : Markup.none)</tr>

            """
        }
        return """
            <div class="scroll tall" tabindex="0" role="region" aria-labelledby="h-regions"><table class="sortable">
            <thead><tr><th scope="col">\(Phrase("region", "地区"))</th><th scope="col" class="n">\(unit.head(Phrase("value", "采购金额")))</th>\
            <th scope="col" class="n">\(unit.head(Phrase("savings", "节约")))</th>\
            \(hasUnallocated ? "<th scope=\"col\" class=\"n\">\(Phrase("volumes without supplier", "供应企业未知（条）"))</th>" : Markup.none)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    // MARK: - Lots

    /// Lots by savings with their running share, the largest first.
    private static func pareto(_ report: Report) -> Markup {
        let lots = report.lots.filter { $0.savings != nil }.sorted { left, right in
            let (a, b) = (left.savings ?? .zero, right.savings ?? .zero)
            return a == b ? left.number < right.number : a > b
        }
        let total = Ratio.sum(lots.compactMap(\.savings))
        guard let most = lots.first?.savings, most > .zero, total > .zero else { return .none }
        let scale = Scale(to: most)
        let unit = AmountUnit(lots.map(\.savings), currency: report.currency)
        var sum = Ratio.zero
        var rows: [Markup] = []
        var shown = 0
        for (index, lot) in lots.enumerated() {
            let savings = lot.savings ?? .zero
            sum = sum + savings
            let share = sum / total
            if shown == 0, index >= 9, share >= Ratio(Integer(8), Integer(10)) || index == 24 { shown = index + 1 }
            rows.append(
                """
                <tr><th scope="row"><a href="#lot-\(lot.number)">\(lot.lot.name ?? lot.lot.id)</a></th>\
                <td class="plot"><svg width="100%" height="24" aria-hidden="true">\
                <rect x="0" y="5" width="\(scale.place(savings))" height="14" class="bar"/>\
                <circle cx="\(Scale.percent(min(max(share, .zero), .one)))" cy="12" r="3.5" class="run"/></svg></td>\
                <td class="n">\(unit.text(savings))</td><td class="n">\(Numbers.percent(share))</td></tr>

                """)
        }
        if shown == 0 || lots.count - shown < 4 { shown = lots.count }
        let head: Markup = """
            <thead><tr><th scope="col">\(Phrase("lot", "品种"))</th>\
            <th scope="col" class="plot"><span class="ends"><span>0</span><span>\(unit.text(most)) · 100 %</span></span></th>\
            <th scope="col" class="n">\(unit.head(Phrase("savings", "节约")))</th><th scope="col" class="n">\(Phrase("running share", "累计占比"))</th></tr></thead>
            """
        let rest: Markup =
            shown == lots.count
            ? .none
            : """
            <details class="data"><summary>\(Phrase("\(lots.count - shown) lots more", "其余 \(lots.count - shown) 个品种"))</summary>\
            <table class="pareto">\(head)<tbody>\(Array(rows.dropFirst(shown)))</tbody></table></details>
            """
        return """
            <figure>
            <figcaption><h3>\(Phrase("Which lots make the savings?", "节约来自哪些品种？"))</h3>
            <p>\(Phrase(
                "Bars: savings of a lot. Dots: running share of the whole, on a scale to 100 %.",
                "条形：该品种节约金额；圆点：累计占比（右端为 100 %）。"))</p></figcaption>
            <table class="pareto">\(head)<tbody>\(Array(rows.prefix(shown)))</tbody></table>
            \(rest)</figure>
            """
    }

    // MARK: - Every baseline

    private static func all(_ report: Report) -> Markup {
        let totals = report.assessment.impacts.flatMap { $0.savings.filter { !$0.byLot.isEmpty }.map(\.total) }
        let unit = AmountUnit(totals, currency: report.currency)
        let rows = report.assessment.impacts.flatMap { impact in
            impact.savings.filter { !$0.byLot.isEmpty }.map { savings -> Markup in
                """
                <tr><th scope="row">\(Phrase { Words.heading(report.name(savings.baseline, $0)) })\
                <small>\(Phrase { Definitions.name(impact.population, $0) })</small></th>\
                <td class="n">\(Numbers.grouped(Numbers.money(savings.total)))</td><td class="n">\(unit.text(savings.total))</td>\
                <td class="n">\(Words.grouped(savings.linesWithoutBaseline))</td></tr>

                """
            }
        }
        return """
            <details class="data"><summary id="h-baselines">\(Phrase("Savings against every baseline", "按各种基准的节约"))</summary>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="h-baselines"><table>
            <thead><tr><th scope="col">\(Phrase("baseline, population", "基准、对象"))</th>\
            <th scope="col" class="n">\(Words.currency(report.currency))</th><th scope="col" class="n">\(unit.name)</th>\
            <th scope="col" class="n">\(Phrase("volumes without the baseline", "无基准的采购量（条）"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></details>
            """
    }
}

/// Places in the order of exact values, by which the script sorts; what is not known comes last.
struct SortKeys {
    private var keys: [Int]

    init(_ values: [Ratio?]) {
        keys = Array(repeating: -1, count: values.count)
        let known = values.indices.filter { values[$0] != nil }
            .sorted { (values[$0] ?? .zero, $0) < (values[$1] ?? .zero, $1) }
        var key = -1
        for (position, index) in known.enumerated() {
            if position == 0 || values[index] != values[known[position - 1]] { key += 1 }
            keys[index] = key
        }
    }

    /// The place of the value at an index; −1 where it is not known.
    subscript(index: Int) -> Int { keys[index] }
}
