import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `summary.md`: what was bought, who won, what it did to prices, and what is still open.
public enum SummaryDocument {
    /// The text, in English and then in Chinese.
    public static func text(_ assessment: Assessment) -> String {
        Language.allCases.map { SummaryText(assessment, $0).text }.joined(separator: "\n---\n\n")
    }
}

/// The summary in one language.
private struct SummaryText {
    let assessment: Assessment
    let language: Language

    init(_ assessment: Assessment, _ language: Language) {
        self.assessment = assessment
        self.language = language
    }

    private func say(_ english: String, _ chinese: String) -> String { language == .english ? english : chinese }

    var text: String {
        let round = assessment.dossier.round
        var lines = ["# \(Markdown.escaped(round.title ?? round.id))", ""]
        lines += overview + refused + figures + savings + open + rules + corrections
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
            lines.append("| \(say("Published winners", "公布中选")) | \(published.winners.count) |")
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
                + "\(say("mean over lots", "按品种平均")) | \(say("volume-weighted", "按量加权")) | "
                + "\(say("maximum", "最高")) | \(say("bids (without baseline)", "产品（无基准）")) | "
                + "\(say("lots (without baseline)", "品种（无基准）")) |",
            "|---|---|---:|---:|---:|---|---:|---:|",
        ]
        for impact in assessment.impacts {
            for baseline in Baseline.allCases {
                guard let mean = impact.figure(baseline, .meanOverBids) else { continue }
                func value(_ statistic: Statistic) -> String {
                    impact.figure(baseline, statistic).map { Numbers.percent($0.value) } ?? "–"
                }
                let item = impact.figure(baseline, .maximum)?.items.first?.lot ?? ""
                lines.append(
                    "| \(Definitions.name(baseline, language)) | \(Definitions.name(impact.population, language)) | "
                        + "\(value(.meanOverBids)) | \(value(.meanOverLots)) | \(value(.volumeWeighted)) | "
                        + "\(value(.maximum)) \(Markdown.escaped(item)) | \(mean.bids) (\(mean.bidsWithoutBaseline)) | "
                        + "\(mean.lots) (\(mean.lotsWithoutBaseline)) |")
            }
        }
        return lines + [""]
    }

    private var savings: [String] {
        guard assessment.dossier.demand != nil, !assessment.impacts.isEmpty else { return [] }
        var lines = [
            "## " + say("Value and projected savings", "采购金额与预计节约"), "",
            "| \(say("population", "对象")) | \(say("amount", "项目")) | \(say("yuan", "元")) | |", "|---|---|---:|---:|",
        ]
        for impact in assessment.impacts {
            let population = Definitions.name(impact.population, language)
            lines.append(
                amountRow(population, say("agreed quantity × price", "约定采购量 × 价格"), impact.supply.value))
            for savings in impact.savings {
                let words =
                    say("savings against the ", "节约，基准：") + Definitions.name(savings.baseline, language)
                    + (savings.linesWithoutBaseline == 0
                        ? ""
                        : say(
                            " (\(savings.linesWithoutBaseline) volumes lack it)",
                            "（\(savings.linesWithoutBaseline) 条无基准）"))
                lines.append(amountRow(population, words, savings.total))
            }
            let unallocated = impact.supply.lines.filter { $0.supplier == nil }.count
            if unallocated > 0 {
                lines.append(
                    "| \(population) | \(say("volumes without a known supplier", "供应企业未知的采购量（条）")) | \(unallocated) | |"
                )
            }
        }
        lines.append("")
        if let impact = assessment.impacts.first, let trust = trust(impact) { lines += [trust, ""] }
        let notes = Set(
            (assessment.impacts.first?.supply.lines ?? []).compactMap { line in
                line.note.map { "\(Markdown.escaped(line.region)): \(Markdown.escaped($0))" }
            }
        ).sorted()
        if !notes.isEmpty {
            lines += [say("Volumes to be read with care:", "需谨慎使用的采购量："), ""] + notes.map { "* \($0)" } + [""]
        }
        return lines
    }

    private func amountRow(_ population: String, _ words: String, _ value: Ratio) -> String {
        let large = language == .english ? Numbers.large(value) : Numbers.largeChinese(value)
        return "| \(population) | \(words) | \(Numbers.grouped(Numbers.money(value))) | \(large) |"
    }

    private func trust(_ impact: Impact) -> String? {
        let total = impact.supply.value
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
        for act in record.acts {
            switch act {
            case .draw(let draw):
                let names = draw.order.map { id in
                    assessment.dossier.submissions.first { $0.bidder.id == id }?.bidder.name ?? id
                }
                lines.append(
                    "* \(say("draw", "抽签")): \(Markdown.escaped(draw.lot)), \(draw.stage): "
                        + "\(Markdown.escaped(names.joined(separator: ", "))) — \(Markdown.escaped(draw.evidence))")
            }
        }
        lines += record.corrections.map { "* \(say("correction", "更正")): \(Markdown.escaped($0.reason))" }
        return lines + [""]
    }
}

/// Markdown text.
enum Markdown {
    /// Text in which nothing is taken for markup.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#", "~": result += "\\" + String(scalar)
            case "&": result += "&amp;"
            case "\n", "\r": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
