import Decimals
import PriceImpact
import Procurement
import Ranking

/// Renders `report.xlsx`: what an officer would build by hand, with formulas where a reader would check a figure.
///
/// Rows are tied to each other by numbers, not by names, so that no name is taken for a pattern.
public enum XLSXReport {
    /// The file in one language.
    public static func bytes(_ report: Report, language: Language = .english) -> [UInt8] {
        let book = ReportWorkbook(report, language)
        return book.make()
    }

    /// The version of libxlsxwriter, which makes the file.
    public static var libraryVersion: String { Workbook.libraryVersion }
}

/// The sheets of one report.
private final class ReportWorkbook {
    let report: Report
    let language: Language
    let book: Workbook
    let impact: Impact?
    let winners: Sheet
    let decisions: Sheet
    let lots: Sheet
    let regions: Sheet
    let volumes: Sheet
    let summary: Sheet

    init(_ report: Report, _ language: Language) {
        self.report = report
        self.language = language
        impact = report.impact
        book = Workbook(title: report.title)
        summary = book.sheet(language("Summary", "摘要"))
        winners = book.sheet(language("Winners", "中选"))
        decisions = book.sheet(language("Decisions", "评审结果"))
        lots = book.sheet(language("Lots", "品种"))
        regions = book.sheet(language("Regions", "地区"))
        volumes = book.sheet(language("Volumes", "采购量"))
    }

    func make() -> [UInt8] {
        writeVolumes()
        writeWinners()
        writeDecisions()
        writeLots()
        writeRegions()
        writeSummary()
        writeFigures()
        writeRules()
        return book.bytes()
    }

    private func say(_ english: String, _ chinese: String) -> String { language(english, chinese) }
    private var yuan: String { Words.currency(report.currency)[language] }

    // MARK: - Volumes

    /// Columns of the sheet of volumes.
    private enum VolumeColumn {
        static let lotNumber = 0
        static let regionNumber = 1
        static let winnerNumber = 2
        static let quantity = 7
        static let price = 8
        static let value = 9
        static let baseline = 10
        static let market = 11
        static let saved = 12
    }

    private var lastVolume: Int { max(1, min(impact?.supply.lines.count ?? 0, Sheet.rowLimit)) }

    private func writeVolumes() {
        let sheet = volumes
        sheet.heads(
            0,
            [
                (say("lot №", "品种号"), 7), (say("region №", "地区号"), 8), (say("winner №", "中选号"), 8),
                (say("lot", "品种"), 28), (say("region", "地区"), 14), (say("specification", "规格"), 14),
                (say("supplier", "供应企业"), 32), (say("agreed quantity", "约定采购量"), 16),
                (say("price, \(yuan)", "价格（\(yuan)）"), 14), (say("value", "采购金额"), 18),
                (say("baseline", "基准价"), 14), (say("quantity × baseline", "采购量 × 基准价"), 18),
                (say("savings", "节约"), 18), (say("price exactly", "价格精确值"), 18),
                (say("baseline exactly", "基准价精确值"), 18),
            ])
        guard let impact else { return }
        let lotNumbers = Dictionary(report.lots.map { ($0.lot.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        let regionNumbers = Dictionary(
            report.regions.enumerated().map { ($0.element.name, $0.offset + 1) },
            uniquingKeysWith: { first, _ in first })
        var baselines = LineBaselines(report)
        for (index, line) in impact.supply.lines.prefix(Sheet.rowLimit).enumerated() {
            let row = index + 1
            sheet.number(row, VolumeColumn.lotNumber, lotNumbers[line.lot])
            sheet.number(row, VolumeColumn.regionNumber, regionNumbers[line.region])
            sheet.text(row, 3, line.lot)
            sheet.text(row, 4, line.region)
            sheet.text(row, 5, line.specification)
            sheet.number(row, VolumeColumn.quantity, line.quantity, .quantity)
            guard let supplier = line.supplier else { continue }
            sheet.number(row, VolumeColumn.winnerNumber, supplier.award + 1)
            sheet.text(row, 6, impact.awards[supplier.award].bidder.name)
            sheet.number(row, VolumeColumn.price, supplier.unitPrice, .price)
            let (quantity, price) = (Sheet.cell(row, VolumeColumn.quantity), Sheet.cell(row, VolumeColumn.price))
            sheet.formula(row, VolumeColumn.value, "\(quantity)*\(price)", line.value, .money)
            sheet.text(row, 13, Sheet.exactText(supplier.unitPrice) ?? "", .exact)
            guard let baseline = baselines.next(line) else { continue }
            sheet.number(row, VolumeColumn.baseline, baseline, .price)
            let base = Sheet.cell(row, VolumeColumn.baseline)
            sheet.formula(row, VolumeColumn.market, "\(quantity)*\(base)", line.quantity * baseline, .money)
            sheet.formula(
                row, VolumeColumn.saved, "\(quantity)*(\(base)-\(price))",
                line.quantity * (baseline - supplier.unitPrice), .money)
            sheet.text(row, 14, Sheet.exactText(baseline) ?? "", .exact)
        }
        sheet.printArea(rows: lastVolume + 1, columns: 13, headRow: 0)
    }

    private func volume(_ column: Int) -> String { volumes.range(column, from: 1, to: lastVolume) }

    // MARK: - Winners

    private enum WinnerColumn {
        static let number = 0
        static let lotNumber = 1
        static let price = 5
        static let baseline = 6
        static let drop = 7
        static let quantity = 8
        static let value = 9
        static let saved = 10
        /// What stands to the right of them is not printed.
        static let printed = 12
    }

    private var lastWinner: Int { max(1, impact?.awards.count ?? 0) }

    private func writeWinners() {
        let sheet = winners
        let against = report.baseline.map { report.name($0, language) } ?? say("none", "无")
        sheet.heads(
            0,
            [
                ("№", 5), (say("lot №", "品种号"), 8), (say("lot", "品种"), 28), (say("winner", "中选企业"), 32),
                (say("specification", "规格"), 15),
                (say("price compared, \(yuan)", "比较价格（\(yuan)）"), 14),
                (say("baseline: \(against)", "基准价：\(against)"), 16), (say("drop", "降幅"), 9),
                (say("agreed quantity", "约定采购量"), 14), (say("value", "采购金额"), 16),
                (say("savings", "节约"), 16), (say("regions", "供应地区"), 46), (say("filed price", "申报价"), 12),
                (say("units a pack", "包装数量"), 9), (say("pack price", "包装价"), 12),
                (say("identifier", "企业标识"), 18), (say("price exactly", "价格精确值"), 18),
                (say("baseline exactly", "基准价精确值"), 18),
            ])
        guard let impact else { return }
        let lotNumbers = Dictionary(report.lots.map { ($0.lot.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        let supplies = impact.suppliesByAward()
        let savings = savingsByAward(impact)
        let drops = report.baseline.map { impact.drops(against: $0) } ?? []
        var compared = ComparedPrices(report)
        for (index, award) in impact.awards.enumerated() {
            let row = index + 1
            sheet.number(row, WinnerColumn.number, index + 1)
            sheet.number(row, WinnerColumn.lotNumber, lotNumbers[award.lot])
            for (column, text) in [
                (2, award.lot), (3, award.bidder.name), (4, award.mainPrice?.specification ?? ""),
                (15, award.bidder.id),
            ] { sheet.text(row, column, text) }
            sheet.paragraph(row, 11, award.regions.joined(separator: "、"), width: 46)
            let drop = drops.indices.contains(index) ? drops[index] : nil
            if let drop {
                if let pair = compared.next(award), Ratio.one - pair.price / pair.baseline == drop {
                    sheet.number(row, WinnerColumn.price, pair.price, .price)
                    sheet.number(row, WinnerColumn.baseline, pair.baseline, .price)
                    let (price, base) = (Sheet.cell(row, WinnerColumn.price), Sheet.cell(row, WinnerColumn.baseline))
                    sheet.formula(row, WinnerColumn.drop, "1-\(price)/\(base)", drop, .percent)
                    sheet.text(row, 16, Sheet.exactText(pair.price) ?? "", .exact)
                    sheet.text(row, 17, Sheet.exactText(pair.baseline) ?? "", .exact)
                } else {
                    // The mean of several prices' drops: there is no one price to divide.
                    sheet.number(row, WinnerColumn.drop, drop, .percent)
                }
            }
            sheet.number(row, 12, award.filedPrice.map { Ratio($0) } ?? award.mainPrice?.filed, .price)
            if let pack = award.mainPrice?.pack {
                sheet.number(row, 13, pack.units)
                sheet.number(row, 14, Ratio(pack.price), .money)
            }
            guard !award.regions.isEmpty, !impact.supply.lines.isEmpty else { continue }
            let number = Sheet.cell(row, WinnerColumn.number)
            func sum(_ column: Int) -> String {
                "SUMIF(\(volume(VolumeColumn.winnerNumber)),\(number),\(volume(column)))"
            }
            sheet.formula(row, WinnerColumn.quantity, sum(VolumeColumn.quantity), supplies[index].quantity, .quantity)
            sheet.formula(row, WinnerColumn.value, sum(VolumeColumn.value), supplies[index].value, .money)
            sheet.formula(row, WinnerColumn.saved, sum(VolumeColumn.saved), savings[index], .money)
        }
        sheet.printArea(rows: lastWinner + 1, columns: WinnerColumn.printed, headRow: 0)
    }

    /// What each winner's volumes save against the report's first baseline.
    private func savingsByAward(_ impact: Impact) -> [Ratio] {
        var baselines = LineBaselines(report)
        var parts: [[Ratio]] = Array(repeating: [], count: impact.awards.count)
        for line in impact.supply.lines {
            guard let supplier = line.supplier, let baseline = baselines.next(line) else { continue }
            parts[supplier.award].append(line.quantity * (baseline - supplier.unitPrice))
        }
        return parts.map(Ratio.sum)
    }

    private func winner(_ column: Int) -> String { winners.range(column, from: 1, to: lastWinner) }

    // MARK: - Decisions

    private func writeDecisions() {
        let sheet = decisions
        sheet.heads(
            0,
            [
                (say("lot №", "品种号"), 7), (say("lot", "品种"), 28), (say("bidder", "企业"), 34),
                (say("identifier", "企业标识"), 18), (say("specification", "规格"), 14),
                (say("filed price", "申报价"), 12), (say("comparable price", "单位可比价"), 14),
                (say("rank", "名次"), 7), (say("decision", "结果"), 12), (say("cut from ceiling", "较最高有效申报价降幅"), 12),
                (say("reason", "理由"), 70), (say("comparable price exactly", "单位可比价精确值"), 20),
            ])
        var row = 0
        let bids = report.lots.lazy.flatMap { lot in lot.bids.lazy.map { (lot, $0) } }
        for (lot, bid) in bids {
            guard let decision = bid.decision else { continue }
            row += 1
            if row > Sheet.rowLimit {
                sheet.text(row, 1, say("there are more: see decisions.csv", "其余见 decisions.csv"))
                break
            }
            sheet.number(row, 0, lot.number)
            sheet.text(row, 1, lot.lot.id)
            sheet.text(row, 2, bid.bidder.name)
            sheet.text(row, 3, bid.bidder.id)
            sheet.text(row, 4, bid.specification)
            sheet.number(row, 5, Ratio(decision.bid.price), .price)
            sheet.number(row, 6, decision.comparablePrice, .price)
            sheet.number(row, 7, decision.rank)
            sheet.text(row, 8, Words.name(bid.standing, language))
            sheet.number(row, 9, decision.ceiling?.cut, .percent)
            sheet.paragraph(row, 10, bid.reason?[language] ?? "", width: 70)
            sheet.text(row, 11, decision.comparablePrice.flatMap(Sheet.exactText) ?? "", .exact)
        }
        sheet.printArea(rows: row + 1, columns: 11, headRow: 0)
    }

    // MARK: - Lots and regions

    private enum LotColumn {
        static let drop = 6
        static let saved = 8
    }

    private func writeLots() {
        let sheet = lots
        sheet.heads(
            0,
            [
                ("№", 6), (say("lot", "品种"), 30), (say("reference specification", "代表规格"), 14),
                (say("firms", "申报家数"), 8), (say("places", "入围家数"), 8), (say("winners", "中选家数"), 8),
                (say("mean drop", "平均降幅"), 11), (say("value", "采购金额"), 18), (say("savings", "节约"), 18),
                (say("months", "采购周期（月）"), 8),
            ])
        for (index, lot) in report.lots.enumerated() {
            let row = index + 1
            sheet.number(row, 0, lot.number)
            sheet.text(row, 1, lot.lot.name ?? lot.lot.id)
            sheet.text(row, 2, lot.lot.reference)
            sheet.number(row, 3, lot.outcome?.filed)
            sheet.number(row, 4, lot.outcome?.places)
            sheet.number(row, 9, lot.months)
            let number = Sheet.cell(row, 0)
            sheet.formula(
                row, 5, "COUNTIF(\(winner(WinnerColumn.lotNumber)),\(number))", Ratio(lot.winners), .whole)
            if let drop = lot.drop {
                sheet.formula(
                    row, LotColumn.drop,
                    "AVERAGEIF(\(winner(WinnerColumn.lotNumber)),\(number),\(winner(WinnerColumn.drop)))", drop,
                    .percent)
            }
            for (column, source, value) in [(7, VolumeColumn.value, lot.value), (8, VolumeColumn.saved, lot.savings)] {
                guard let value else { continue }
                sheet.formula(
                    row, column, "SUMIF(\(volume(VolumeColumn.lotNumber)),\(number),\(volume(source)))", value, .money)
            }
        }
        let last = max(1, report.lots.count)
        sheet.printArea(rows: last + 1, columns: 10, headRow: 0)
        let names = sheet.range(1, from: 1, to: last)
        if report.lots.contains(where: { $0.drop != nil }) {
            book.addColumnChart(
                to: sheet, at: 1, 11, title: say("Mean drop by lot", "各品种平均降幅"), categories: names,
                values: sheet.range(LotColumn.drop, from: 1, to: last), unit: "")
        }
        if report.lots.contains(where: { $0.savings != nil }) {
            book.addColumnChart(
                to: sheet, at: 22, 11, title: say("Savings by lot", "各品种节约"), categories: names,
                values: sheet.range(LotColumn.saved, from: 1, to: last), unit: yuan)
        }
    }

    private func writeRegions() {
        let sheet = regions
        sheet.heads(
            0,
            [
                ("№", 6), (say("region", "地区"), 20), (say("value", "采购金额"), 18), (say("savings", "节约"), 18),
                (say("volumes without a supplier", "供应企业未知（条）"), 12), (say("to be read with it", "使用须知"), 60),
            ])
        for (index, region) in report.regions.enumerated() {
            let row = index + 1
            sheet.number(row, 0, index + 1)
            sheet.text(row, 1, region.name)
            let number = Sheet.cell(row, 0)
            for (column, source, value) in [
                (2, VolumeColumn.value, region.value), (3, VolumeColumn.saved, region.savings),
            ] {
                guard let value else { continue }
                sheet.formula(
                    row, column, "SUMIF(\(volume(VolumeColumn.regionNumber)),\(number),\(volume(source)))", value,
                    .money)
            }
            sheet.number(row, 4, region.unallocated)
            sheet.paragraph(row, 5, region.notes.joined(separator: "; "), width: 60)
        }
        let last = max(1, report.regions.count)
        sheet.printArea(rows: last + 1, columns: 6, headRow: 0)
        if report.regions.contains(where: { $0.savings != nil }) {
            book.addColumnChart(
                to: sheet, at: 1, 7, title: say("Savings by region", "各地区节约"),
                categories: sheet.range(1, from: 1, to: last),
                values: sheet.range(3, from: 1, to: last), unit: yuan)
        }
    }

    // MARK: - Summary

    private func writeSummary() {
        let sheet = summary
        sheet.text(0, 0, report.title, .title)
        sheet.makeTitleRow(0)
        sheet.text(1, 0, report.assessment.dossier.round.id)
        var row = 3
        for fact in report.facts {
            sheet.text(row, 0, fact.label[language])
            sheet.text(row, 1, fact.value[language])
            for (offset, detail) in fact.details.enumerated() { sheet.text(row + offset, 2, detail[language]) }
            row += max(1, fact.details.count)
        }
        row += 1
        let head = row
        sheet.heads(
            row,
            [
                (say("figure", "数字"), 50), (say("by formula", "公式计算"), 22), (say("as reported", "报告数字"), 22),
                (say("the same", "一致"), 9), (say("exactly", "精确值"), 26),
            ])
        row += 1
        for check in checks {
            sheet.text(row, 0, check.name)
            sheet.formula(row, 1, check.formula, check.value, check.style)
            sheet.number(row, 2, check.value, check.style)
            let (one, other) = (Sheet.cell(row, 1), Sheet.cell(row, 2))
            sheet.formula(
                row, 3, "IF(ABS(\(one)-\(other))<=1E-9*MAX(1,ABS(\(other))),1,0)", .one, .check)
            sheet.text(
                row, 4, check.style == .percent ? Numbers.fraction(check.value) : Numbers.money(check.value), .exact)
            row += 1
        }
        if let baseline = report.baseline {
            sheet.text(row, 0, say("Drops are ", "降幅") + report.against(baseline, language))
            row += 1
        }
        row = writeNotices(from: row + 1)
        sheet.printArea(rows: max(row, head + 2), columns: 5, headRow: 0)
    }

    private func writeNotices(from start: Int) -> Int {
        var row = start
        for notice in report.notices {
            summary.paragraph(row, 0, notice.text[language], width: 129, to: 4)
            row += 1
        }
        return row
    }

    /// A figure that this workbook computes again.
    private struct Check {
        var name: String
        var formula: String
        var value: Ratio
        var style: Workbook.Style
    }

    private var checks: [Check] {
        guard let impact, let baseline = report.baseline else { return [] }
        let drops = winner(WinnerColumn.drop)
        let means = lots.range(LotColumn.drop, from: 1, to: max(1, report.lots.count))
        let formulas: [(Statistic, String)] = [
            (.meanOverBids, "AVERAGE(\(drops))"), (.medianOverBids, "MEDIAN(\(drops))"),
            (.lowerQuartileOverBids, "QUARTILE(\(drops),1)"), (.upperQuartileOverBids, "QUARTILE(\(drops),3)"),
            (.minimum, "MIN(\(drops))"), (.maximum, "MAX(\(drops))"), (.meanOverLots, "AVERAGE(\(means))"),
            (.medianOverLots, "MEDIAN(\(means))"),
            (.volumeWeighted, "SUM(\(volume(VolumeColumn.saved)))/SUM(\(volume(VolumeColumn.market)))"),
        ]
        var checks = formulas.compactMap { statistic, formula in
            impact.figure(baseline, statistic).map {
                Check(name: Definitions.name(statistic, language), formula: formula, value: $0.value, style: .percent)
            }
        }
        if impact.supply.lines.contains(where: { $0.supplier != nil }) {
            checks.append(
                Check(
                    name: Definitions.name(Statistic.value, language),
                    formula: "SUM(\(volume(VolumeColumn.value)))", value: impact.supply.value, style: .money))
        }
        if let savings = impact.savings(against: baseline) {
            checks.append(
                Check(
                    name: Definitions.name(Statistic.savings, language),
                    formula: "SUM(\(volume(VolumeColumn.saved)))", value: savings.total, style: .money))
        }
        return checks
    }

    // MARK: - Figures and rules

    private func writeFigures() {
        let sheet = book.sheet(say("Figures", "数字"))
        sheet.heads(
            0,
            [
                (say("identifier", "标识"), 44), (say("definition", "定义"), 70), (say("value", "数值"), 18),
                (say("exactly", "精确值"), 24), (say("bids", "产品"), 8), (say("lots", "品种"), 8),
                (say("bids without baseline", "无基准产品"), 10), (say("lots without baseline", "无基准品种"), 10),
            ])
        var row = 0
        for impact in report.assessment.impacts {
            for figure in impact.amounts + impact.figures {
                row += 1
                let style: Workbook.Style =
                    switch figure.statistic.unit {
                    case .fraction: .percent
                    case .ratio: .price
                    case .yuan: .money
                    }
                sheet.text(row, 0, figure.id)
                sheet.text(row, 1, Definitions.text(figure, language, report.assessment.dossier.priceLists))
                sheet.number(row, 2, figure.value, style)
                sheet.text(
                    row, 3, style == .money ? Numbers.money(figure) : Numbers.fraction(figure), .exact)
                for (column, count) in [
                    figure.bids, figure.lots, figure.bidsWithoutBaseline, figure.lotsWithoutBaseline,
                ].enumerated() { sheet.number(row, 4 + column, count) }
            }
        }
        sheet.printArea(rows: row + 1, columns: 8, headRow: 0)
    }

    private func writeRules() {
        let sheet = book.sheet(say("Rules", "规则"))
        sheet.heads(
            0,
            [
                (say("rule", "规则"), 20), (say("basis", "依据"), 16), (say("confidence", "可信度"), 12),
                (say("clause or source", "条款或来源"), 110),
            ])
        var row = 0
        for rule in report.rules {
            row += 1
            sheet.text(row, 0, rule.id)
            sheet.text(row, 1, Definitions.name(rule.citation.basis, language))
            sheet.text(row, 2, Words.name(rule.citation.confidence, language))
            sheet.paragraph(row, 3, rule.citation.clause, width: 110)
        }
        for text in report.assessment.dossier.rulebook.notes + report.acts.map({ $0[language] }) {
            row += 1
            sheet.paragraph(row, 3, text, width: 110)
        }
        sheet.printArea(rows: row + 1, columns: 4, headRow: 0)
    }
}

/// The baselines of supplied volumes, asked for in the order of the volumes.
private struct LineBaselines {
    private var queues: [Key: [Ratio]] = [:]

    private struct Key: Hashable {
        let lot: Lot.ID
        let region: String?
        let specification: Specification.ID?
        let bidder: Bidder.ID?
        let quantity: Ratio?
    }

    private let bidders: [Bidder.ID]

    init(_ report: Report) {
        bidders = report.impact?.awards.map(\.bidder.id) ?? []
        guard let impact = report.impact, let baseline = report.baseline,
            let explanation = impact.explanation(of: FigureID(impact.population, baseline, .savings))
        else { return }
        // The last comes first, so that the next one is taken from the end.
        for term in explanation.terms.reversed() {
            guard let value = term.baseline else { continue }
            let key = Key(
                lot: term.lot, region: term.region, specification: term.specification, bidder: term.bidder?.id,
                quantity: term.quantity)
            queues[key, default: []].append(value)
        }
    }

    mutating func next(_ line: SupplyLine) -> Ratio? {
        let key = Key(
            lot: line.lot, region: line.region, specification: line.specification,
            bidder: line.supplier.map { bidders[$0.award] }, quantity: line.quantity)
        return queues[key]?.popLast()
    }
}

/// The prices and baselines that the drops of winners are made of, asked for in the order of the winners.
private struct ComparedPrices {
    private var queues: [[String]: [(price: Ratio, baseline: Ratio)]] = [:]

    init(_ report: Report) {
        guard let impact = report.impact, let baseline = report.baseline,
            let explanation = impact.explanation(of: FigureID(impact.population, baseline, .meanOverBids))
        else { return }
        for term in explanation.terms.reversed() {
            guard let price = term.price, let base = term.baseline, let bidder = term.bidder else { continue }
            queues[[term.lot, bidder.id], default: []].append((price, base))
        }
    }

    mutating func next(_ award: Award) -> (price: Ratio, baseline: Ratio)? {
        queues[[award.lot, award.bidder.id]]?.popLast()
    }
}
