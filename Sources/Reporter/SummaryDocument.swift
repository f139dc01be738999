import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `summary.md`: what was bought, who won, what it did to prices, and what is still open.
public enum SummaryDocument {
    /// The text, in English and then in Chinese.
    public static func parts(_ assessment: Assessment, _ printed: PrintedFigures) -> FileParts {
        var parts = FileParts()
        for (number, language) in Language.allCases.enumerated() {
            parts.add { bytes in
                if number > 0 { bytes += "\n---\n\n" }
                bytes += SummaryText(assessment, printed, language).text.utf8
            }
        }
        return parts
    }
}

/// The summary in one language.
private struct SummaryText {
    let assessment: Assessment
    let printed: PrintedFigures
    let language: Language

    init(_ assessment: Assessment, _ printed: PrintedFigures, _ language: Language) {
        self.assessment = assessment
        self.printed = printed
        self.language = language
    }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    var text: String {
        let round = assessment.dossier.round
        var lines = ["# \(Markdown.escaped(round.title ?? round.id))", ""]
        if round.isSynthetic {
            lines += ["**" + say("A synthetic example: this round never took place.", "合成示例：本批次并未实际发生。") + "**", ""]
        }
        lines += overview + refused + figures + savings + headlines + open + rules + corrections
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private var overview: [String] {
        let dossier = assessment.dossier
        let counts = assessment.outcome.counts
        var lines = [
            "| | |", "|---|---:|", "| \(say("Round", "批次")) | \(Markdown.escaped(dossier.round.id)) |",
            "| \(say("Lots", "品种")) | \(dossier.round.lots.count) |",
            "| \(say("Regions", "地区")) | \(dossier.round.regions.count) |",
        ]
        if counts.total == 0 {
            lines.append("| \(say("Bids", "申报")) | \(say("none known: there is nothing to evaluate", "无公开申报，无可评审")) |")
        } else {
            lines.append("| \(say("Bidders", "申报企业")) | \(dossier.submissions.filter { !$0.bids.isEmpty }.count) |")
            lines.append("| \(say("Bids", "申报")) | \(counts.total) |")
            for decision in Decision.allCases {
                guard counts[decision] > 0 else { continue }
                lines.append("| — \(Words.name(decision, language)) | \(counts[decision]) |")
            }
        }
        if let published = dossier.published {
            let extent = published.isPartial ? say(" (only those that are known)", "（仅已知部分）") : ""
            lines.append("| \(say("Published winners", "公布中选"))\(extent) | \(published.winners.count) |")
        }
        if !dossier.refused.isEmpty {
            lines.append("| \(say("Submissions refused, wholly or in part", "全部或部分不予受理")) | \(dossier.refused.count) |")
        }
        return lines + [""]
    }

    private var refused: [String] {
        let refused = assessment.dossier.refused
        guard !refused.isEmpty else { return [] }
        var lines = ["## " + say("Refused submissions", "不予受理的申报"), ""]
        for submission in refused {
            let extent = submission.isWhole ? say("whole", "全部") : say("in part", "部分")
            let words = submission.findings.filter { $0.severity == .error }.map { Markdown.escaped($0.message) }
            lines.append("* \(Markdown.escaped(submission.file)) (\(extent)): \(words.joined(separator: "; "))")
        }
        return lines + [""]
    }

    private var figures: [String] {
        guard !assessment.impacts.isEmpty else { return [] }
        var lines = [
            "## " + say("Price drops", "价格降幅"), "",
            "| \(say("baseline", "基准")) | \(say("population", "对象")) | \(say("mean over bids", "按产品平均")) | "
                + "\(say("median", "中位数")) | \(say("quartiles", "四分位数")) | \(say("mean over lots", "按品种平均")) | "
                + "\(say("volume-weighted", "按量加权")) | \(say("minimum", "最低")) | "
                + "\(say("maximum", "最高")) | \(say("bids (without baseline)", "产品（无基准）")) | "
                + "\(say("lots (without baseline)", "品种（无基准）")) |",
            "|---|---|---:|---:|---:|---:|---:|---|---|---:|---:|",
        ]
        for (position, impact) in assessment.impacts.enumerated() {
            let population = Definitions.name(impact.population, language)
            for baseline in impact.baselines {
                let own = printed[position].filter { $0.figure.group == .all && $0.figure.baseline == baseline }
                func figure(_ statistic: Statistic) -> PrintedFigures.Printed? {
                    own.first { $0.figure.statistic == statistic }
                }
                guard let mean = figure(.meanOverBids)?.figure else { continue }
                func value(_ statistic: Statistic) -> String { figure(statistic).map { Numbers.percent($0) } ?? "–" }
                func item(_ statistic: Statistic) -> String {
                    let lot = figure(statistic)?.figure.items.first?.lot
                    return value(statistic) + (lot.map { " \(Markdown.escaped($0))" } ?? "")
                }
                lines.append(
                    "| \(name(baseline)) | \(population) | "
                        + "\(value(.meanOverBids)) | \(value(.medianOverBids)) | \(value(.lowerQuartileOverBids)) – "
                        + "\(value(.upperQuartileOverBids)) | \(value(.meanOverLots)) | \(value(.volumeWeighted)) | "
                        + "\(item(.minimum)) | \(item(.maximum)) | \(mean.bids) (\(mean.bidsWithoutBaseline)) | "
                        + "\(mean.lots) (\(mean.lotsWithoutBaseline)) |")
            }
        }
        return lines + [""] + kinds + ratios
    }

    private func name(_ baseline: Baseline) -> String {
        Markdown.escaped(Definitions.name(baseline, language, assessment.dossier.priceLists))
    }

    /// Originators and others, domestic and foreign firms, where these are known: mean over bids, number of bids.
    private var kinds: [String] {
        guard let impact = assessment.impacts.first else { return [] }
        let groups = WinnerGroup.kinds.filter { group in impact.figures.contains { $0.group == group } }
        guard !groups.isEmpty else { return [] }
        let population = Definitions.name(impact.population, language)
        let rows = impact.baselines.map { baseline in
            let means = printed[0].filter { $0.figure.statistic == .meanOverBids && $0.figure.baseline == baseline }
            let cells = groups.map { group in
                means.first { $0.figure.group == group }.map { "\(Numbers.percent($0)) (\($0.figure.bids))" } ?? "–"
            }
            return "| \(name(baseline)) | \(cells.joined(separator: " | ")) |"
        }
        return [
            say(
                "Mean over bids by kind of product and firm, \(population) (number of bids):",
                "按产品与企业类别的产品平均降幅，\(population)（产品数）："), "",
            "| \(say("baseline", "基准")) | \(groups.map { Definitions.name($0, language) }.joined(separator: " | ")) |",
            "|---|" + String(repeating: "---:|", count: groups.count),
        ] + rows + [""]
    }

    /// Median price ratios against international reference prices.
    private var ratios: [String] {
        assessment.impacts.flatMap { impact in
            impact.figures.filter { $0.statistic == .medianPriceRatio }.map { median in
                func value(_ statistic: Statistic) -> String {
                    median.baseline.flatMap { impact.figure($0, statistic) }.map { Numbers.exact($0.value, digits: 4) }
                        ?? "–"
                }
                return "* \(Definitions.text(median, language, assessment.dossier.priceLists)): "
                    + "\(value(.medianPriceRatio)) (\(value(.lowerQuartilePriceRatio)) – \(value(.upperQuartilePriceRatio)))"
            }
        }.appendingBlank
    }

    private var savings: [String] {
        guard assessment.dossier.demand != nil, !assessment.impacts.isEmpty else { return [] }
        var lines = [
            "## " + say("Value and projected savings", "采购金额与预计节约"), "",
            "| \(say("population", "对象")) | \(say("amount", "项目")) | \(say("yuan", "元")) | |", "|---|---|---:|---:|",
        ]
        for (position, impact) in assessment.impacts.enumerated() {
            let population = Definitions.name(impact.population, language)
            lines.append(
                amountRow(population, say("agreed quantity × price", "约定采购量 × 价格"), printed.value(position)))
            for savings in impact.savings {
                let words =
                    say("savings against the ", "节约，基准：") + name(savings.baseline)
                    + (savings.linesWithoutBaseline == 0
                        ? ""
                        : say(
                            " (\(savings.linesWithoutBaseline) volumes lack it)",
                            "（\(savings.linesWithoutBaseline) 条无基准）"))
                lines.append(amountRow(population, words, savings.total))
                if let payers = savings.payers {
                    lines.append(amountRow(population, say("— of it the fund's", "— 其中医保基金"), payers.fundSavings))
                    lines.append(amountRow(population, say("— of it patients'", "— 其中患者"), payers.patientSavings))
                }
            }
            let unallocated = impact.supply.unallocated
            if unallocated > 0 {
                lines.append(
                    "| \(population) | \(say("volumes without a known supplier", "供应企业未知的采购量（条）")) | \(unallocated) | |"
                )
            }
        }
        lines.append("")
        if let impact = assessment.impacts.first {
            lines += identities(impact)
            if let trust = trust(impact) { lines += [trust, ""] }
            lines += lacking(impact) + reach(impact)
        }
        let notes = (assessment.impacts.first?.supply.notesByRegion ?? [:]).flatMap { region, notes in
            notes.map { "\(Markdown.escaped(region)): \(Markdown.escaped($0))" }
        }.sorted()
        if !notes.isEmpty {
            lines += [say("Volumes to be read with care:", "需谨慎使用的采购量："), ""] + notes.map { "* \($0)" } + [""]
        }
        return lines
    }

    /// The interval over the baselines, and savings = market value × drop for each.
    private func identities(_ impact: Impact) -> [String] {
        func large(_ value: Ratio) -> String {
            language == .english ? Numbers.large(value) : Numbers.largeChinese(value)
        }
        var lines: [String] = []
        if let interval = impact.savingsInterval {
            lines = [
                say(
                    "Savings lie between \(large(interval.low.total)) (\(name(interval.low.baseline))) and "
                        + "\(large(interval.high.total)) (\(name(interval.high.baseline))), by the baseline; "
                        + "baselines cover different volumes.",
                    "按基准不同，节约在 \(large(interval.low.total))（\(name(interval.low.baseline))）与 "
                        + "\(large(interval.high.total))（\(name(interval.high.baseline))）之间；各基准覆盖的采购量不同。"), "",
            ]
        }
        lines += impact.savings.map { savings in
            let identity = savings.identity
            let verdict =
                identity.holds ? say("exactly", "精确相等") : say("**not equal**", "**不相等**")
            return "* \(name(savings.baseline)): \(large(identity.marketValue)) × \(Numbers.percent(identity.drop)) = "
                + "\(large(savings.total)), \(verdict)"
        }
        return lines + (impact.savings.isEmpty ? [] : [""])
    }

    private func amountRow(_ population: String, _ words: String, _ value: Ratio) -> String {
        let large = language == .english ? Numbers.large(value) : Numbers.largeChinese(value)
        return "| \(population) | \(words) | \(Numbers.grouped(Numbers.money(value))) | \(large) |"
    }

    private func trust(_ impact: Impact) -> String? {
        let total = printed.value(0)
        guard !total.isZero, !impact.valueByConfidence.isEmpty else { return nil }
        let parts = [Confidence.high, .medium, .low].compactMap { confidence -> String? in
            impact.valueByConfidence[confidence].map {
                "\(Words.name(confidence, language)) \(Numbers.percent($0 / total))"
            }
        }
        return say(
            "Of the value, by the least trusted datum that it rests on: \(parts.joined(separator: ", ")).",
            "金额按所依据数据的最低可信度：\(parts.joined(separator: "，"))。")
    }

    /// How many lots the value and the savings lack something of.
    private func lacking(_ impact: Impact) -> [String] {
        guard let whole = impact.totals.first else { return [] }
        var parts: [String] = []
        if whole.lotsLacking > 0 {
            parts.append(
                say(
                    "the value lacks a volume or a supplier in \(whole.lotsLacking) lots",
                    "金额缺采购量或供应企业的品种 \(whole.lotsLacking) 个"))
        }
        for baseline in impact.baselines {
            guard let count = whole.savings[baseline]?.lotsWithoutBaseline, count > 0 else { continue }
            parts.append(
                say(
                    "savings against the \(name(baseline)) lack it in \(count) lots",
                    "节约（基准：\(name(baseline))）缺基准的品种 \(count) 个"))
        }
        return parts.isEmpty
            ? [] : [say("Not in the totals: ", "未计入合计：") + parts.joined(separator: say("; ", "；")) + say(".", "。"), ""]
    }

    /// The institutions that reported, by kind, and the specifications that are delivered.
    private func reach(_ impact: Impact) -> [String] {
        guard let institutions = assessment.dossier.demand?.institutions, !institutions.isEmpty else { return [] }
        let kinds = Institution.counts(institutions.map(\.kind)).map { kind, count in
            "\(Definitions.name(kind, language)) \(count)"
        }.joined(separator: say(", ", "、"))
        let specifications = impact.supply.specificationCount
        return [
            say(
                "Reach: \(institutions.count) institutions reported (\(kinds)); \(specifications) specifications are "
                    + "delivered.",
                "覆盖：报量机构 \(institutions.count) 家（\(kinds)），供应品规 \(specifications) 个。"), "",
        ]
    }

    /// What was published about the round, whether the data gives it, and whether it fits together.
    private var headlines: [String] {
        guard let verification = assessment.verification, !verification.headlines.isEmpty else { return [] }
        var lines = [
            "## " + say("Published figures", "公布的数字"), "",
            "| \(say("published", "公布")) | \(say("baseline as stated", "所述基准")) | "
                + "\(say("reproduced by", "可复现的定义")) | \(say("confidence", "可信度")) | \(say("source", "来源")) |",
            "|---|---|---|---|---|",
        ]
        for check in verification.headlines {
            let headline = check.headline
            let reproduced =
                check.tried.isEmpty
                ? say("the data has no such figure", "数据中无此数")
                : check.reproducing.isEmpty
                    ? say("none of \(check.tried.count)", "\(check.tried.count) 种定义均否")
                    : check.reproducing.map { $0.definition }.joined(separator: ", ")
                        + say(" (of \(check.tried.count))", "（共 \(check.tried.count) 种）")
            let cells = [
                PublishedFigureText.text(headline, language), headline.baselineText ?? "", reproduced,
                headline.provenance.confidence.map { Words.name($0, language) } ?? "", headline.provenance.source ?? "",
            ]
            lines.append("| " + cells.map(Markdown.escaped).joined(separator: " | ") + " |")
        }
        lines.append("")
        let coherence = verification.coherence
        lines +=
            (coherence.checks.map { PublishedFigureText.text($0, language) }
            + coherence.implied.map { PublishedFigureText.text($0, language) }).map { "* \(Markdown.escaped($0))" }
        return lines + (coherence.checks.isEmpty && coherence.implied.isEmpty ? [] : [""])
    }

    private var open: [String] {
        guard !assessment.outcome.pending.isEmpty else { return [] }
        return ["## " + say("Still to be decided", "待办"), ""]
            + assessment.outcome.pending.map { "* \(Markdown.escaped(PendingText.text($0, language)))" } + [""]
    }

    private var rules: [String] {
        let rulebook = assessment.dossier.rulebook
        var lines = [
            "## " + say("Rules", "规则"), "",
            "| \(say("rule", "规则")) | \(say("basis", "依据")) | \(say("confidence", "可信度")) | \(say("clause or source", "条款或来源")) |",
            "|---|---|---|---|",
        ]
        for (id, citation) in rulebook.citedRules {
            lines.append(
                "| \(Markdown.escaped(id)) | \(Definitions.name(citation.basis, language)) | \(Words.name(citation.confidence, language)) | "
                    + "\(Markdown.escaped(citation.clause)) |")
        }
        lines.append("")
        return lines + rulebook.notes.map { "* \(Markdown.escaped($0))" } + (rulebook.notes.isEmpty ? [] : [""])
    }

    private var corrections: [String] {
        let record = assessment.dossier.record
        guard !record.acts.isEmpty || !record.corrections.isEmpty else { return [] }
        var lines = ["## " + say("Recorded acts and corrections", "记录的行为与更正"), ""]
        let names = Dictionary(
            assessment.dossier.submissions.map { ($0.bidder.id, $0.bidder.name) },
            uniquingKeysWith: { first, _ in first })
        for act in record.acts {
            let text = ActText.text(act, language) { names[$0] ?? $0 }
            lines.append("* \(Markdown.escaped(text)) — \(Markdown.escaped(act.evidence))")
        }
        lines += record.corrections.map { "* \(say("correction", "更正")): \(Markdown.escaped($0.reason))" }
        return lines + [""]
    }
}

/// Markdown text.
enum Markdown {
    /// Text in which nothing is taken for markup.
    static func escaped(_ text: String) -> String {
        String { bytes in
            // All of them are ASCII.
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "&"): bytes += "&amp;"
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"): bytes += " "
                default:
                    if marks.contains(byte) { bytes += "\\" }
                    bytes.append(byte)
                }
            }
        }
    }

    private static let marks = Array("\\`*_[]<>|#~".utf8)
}

extension [String] {
    /// The lines with an empty one after them; none stay none.
    fileprivate var appendingBlank: [String] { isEmpty ? [] : self + [""] }
}
