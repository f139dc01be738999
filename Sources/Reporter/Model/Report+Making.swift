import Decimals
public import PriceImpact
import Procurement
import Ranking

extension Report {
    /// Gathers what there is to say of a round.
    ///
    /// - Complexity: O(*n* log *n*) in the number of bids, volumes and winners.
    public init(_ assessment: Assessment) {
        self.assessment = assessment
        let dossier = assessment.dossier
        let impact = assessment.published ?? assessment.computed
        let baseline = impact?.baselines.first { impact?.figure($0, .meanOverLots) != nil }
        self.impact = impact
        self.baseline = baseline
        title = dossier.round.title ?? dossier.round.id
        lots = LotReports(assessment, impact, baseline).lots
        regions = Report.regions(dossier.round, impact, baseline)
        rules = dossier.rulebook.citedRules
        acts = Report.acts(dossier)
        verification = assessment.verification
        facts = []
        notices = []
        facts = makeFacts()
        notices = makeNotices()
    }

    // MARK: - Regions

    private static func regions(_ round: Round, _ impact: Impact?, _ baseline: Baseline?) -> [RegionReport] {
        guard let impact, !impact.supply.lines.isEmpty else { return [] }
        var values: [String: [Ratio]] = [:]
        var unallocated: [String: Int] = [:]
        for line in impact.supply.lines {
            if let value = line.value {
                values[line.region, default: []].append(value)
            } else {
                unallocated[line.region, default: 0] += 1
            }
        }
        let saved = baseline.flatMap { impact.savings(against: $0) }?.byRegion ?? []
        let savings = Dictionary(saved.map { ($0.region, $0.savings) }, uniquingKeysWith: { first, _ in first })
        let notes = impact.supply.notesByRegion
        return round.regions.map { region in
            RegionReport(
                name: region, value: values[region].map(Ratio.sum), savings: savings[region],
                unallocated: unallocated[region] ?? 0, notes: notes[region] ?? [])
        }
    }

    // MARK: - Acts

    private static func acts(_ dossier: Dossier) -> [Phrase] {
        let names = Dictionary(
            dossier.submissions.map { ($0.bidder.id, $0.bidder.name) }, uniquingKeysWith: { first, _ in first })
        let acts = dossier.record.acts.map { act in
            Phrase { language in "\(ActText.text(act, language) { names[$0] ?? $0 }) — \(act.evidence)" }
        }
        return acts + dossier.record.corrections.map { Phrase("correction: \($0.reason)", "更正：\($0.reason)") }
    }

    // MARK: - Facts

    /// A baseline in words.
    func name(_ baseline: Baseline, _ language: Language) -> String {
        Definitions.name(baseline, language, assessment.dossier.priceLists)
    }

    /// What a figure is compared with, in words.
    func against(_ baseline: Baseline, _ language: Language) -> String {
        let name = name(baseline, language)
        return language("against the \(name)", "基准：\(name)")
    }

    /// The main figure of a statistic.
    func figure(_ statistic: Statistic) -> Figure? { baseline.flatMap { impact?.figure($0, statistic) } }

    private func makeFacts() -> [Fact] {
        let dossier = assessment.dossier
        var facts = [
            Fact(
                label: Phrase("Bought", "采购"),
                value: Phrase(Words.count(dossier.round.lots.count, "lot"), "\(dossier.round.lots.count) 个品种"),
                details: [
                    Phrase(
                        "for " + Words.count(dossier.round.regions.count, "region"),
                        "\(dossier.round.regions.count) 个地区")
                ]
                    + valueDetails),
            bidsFact,
        ]
        if let impact { facts.append(winnersFact(impact)) }
        if let baseline, let mean = figure(.meanOverLots) { facts.append(dropFact(mean, baseline)) }
        if let baseline, let savings = impact?.savings(against: baseline), !savings.byLot.isEmpty {
            var details = [Phrase { against(savings.baseline, $0) }]
            if savings.linesWithoutBaseline > 0 {
                let count = savings.linesWithoutBaseline
                details.append(Phrase("\(count) volumes lack the baseline", "\(count) 条采购量无基准"))
            }
            facts.append(
                Fact(
                    label: Phrase("Projected savings", "预计节约"), value: Words.amount(savings.total, currency),
                    details: details))
        }
        return facts
    }

    /// The currency of every amount.
    var currency: String { assessment.dossier.round.currency }

    private var valueDetails: [Phrase] {
        guard let impact, impact.supply.lines.contains(where: { $0.supplier != nil }) else { return [] }
        let value = Words.amount(impact.supply.value, currency)
        return [Phrase("agreed quantity × price: \(value.english)", "约定采购量 × 价格：\(value.chinese)")]
    }

    private var bidsFact: Fact {
        let label = Phrase("Bids", "申报")
        let counts = assessment.outcome.counts
        guard counts.total > 0 else {
            return Fact(
                label: label, value: Phrase("none known", "无"),
                details: [Phrase("there is nothing to evaluate", "无公开申报，无可评审")])
        }
        let bidders = assessment.dossier.submissions.count { !$0.bids.isEmpty }
        let parts = Decision.allCases.filter { counts[$0] > 0 }
        return Fact(
            label: label, value: Phrase(Words.count(counts.total, "bid"), "\(Words.grouped(counts.total)) 个申报"),
            details: [
                Phrase("of " + Words.count(bidders, "bidder"), "\(Words.grouped(bidders)) 家企业"),
                Phrase { language in
                    parts.map { "\(Words.grouped(counts[$0])) \(Words.name($0, language))" }.joined(
                        separator: language.comma)
                },
            ])
    }

    private func winnersFact(_ impact: Impact) -> Fact {
        let lots = impact.lots.count
        let firms = Set(impact.awards.map(\.bidder.id)).count
        var details = [Phrase("\(Words.count(lots, "lot")), \(Words.count(firms, "firm"))", "\(lots) 个品种，\(firms) 家企业")]
        if let verification, verification.hasBids {
            let (same, all) = (verification.reproduced, verification.published)
            let more = verification.unexpected.count
            details.append(
                Phrase(
                    "the rules give \(same) of the \(all) published" + (more > 0 ? ", and \(more) more" : ""),
                    "按规则得出公布 \(all) 个中的 \(same) 个" + (more > 0 ? "，另多出 \(more) 个" : "")))
        }
        return Fact(
            label: Phrase { Words.heading(Definitions.name(impact.population, $0)) },
            value: Phrase(Words.count(impact.awards.count, "winner"), "\(Words.grouped(impact.awards.count)) 个中选"),
            details: details)
    }

    private func dropFact(_ mean: Figure, _ baseline: Baseline) -> Fact {
        var details = [
            Phrase { Definitions.name(mean.statistic, $0) }, Phrase { against(baseline, $0) },
        ]
        if let largest = figure(.maximum), let item = largest.items.first {
            let percent = Numbers.percent(largest)
            details.append(Phrase("at most \(percent): \(item.lot)", "最高 \(percent)：\(item.lot)"))
        }
        if mean.bidsWithoutBaseline > 0 {
            let (without, all) = (mean.bidsWithoutBaseline, mean.bids + mean.bidsWithoutBaseline)
            details.append(Phrase("\(without) of \(all) winners lack the baseline", "\(all) 个中选中 \(without) 个无基准"))
        }
        return Fact(
            label: Phrase("Price drop", "价格降幅"), value: Phrase(Numbers.percent(mean)), details: details)
    }

    // MARK: - Notices

    private func makeNotices() -> [Notice] {
        var notices: [Notice] = []
        if assessment.dossier.round.isSynthetic {
            notices.append(
                Notice(
                    kind: .care,
                    text: Phrase(
                        "this round is made up to show rules: no figure of it is of a real purchase",
                        "本批次为演示规则的合成示例，所有数字均非真实采购")))
        }
        if assessment.dossier.published?.isPartial == true {
            notices.append(
                Notice(
                    kind: .care,
                    text: Phrase(
                        "only some of the published winners are known: figures are of these alone",
                        "仅已知部分公布的中选结果，数字仅就已知部分计算")))
        }
        notices += assessment.outcome.pending.map { act in
            Notice(kind: .pending, text: Phrase { PendingText.text(act, $0) }, lot: act.lot)
        }
        for refused in assessment.dossier.refused {
            let words = refused.findings.filter { $0.severity == .error }.map(\.message).joined(separator: "; ")
            notices.append(
                Notice(
                    kind: .refused,
                    text: refused.isWhole
                        ? Phrase("\(refused.file) is refused: \(words)", "\(refused.file) 全部不予受理：\(words)")
                        : Phrase("\(refused.file) is refused in part: \(words)", "\(refused.file) 部分不予受理：\(words)")))
        }
        if let verification { notices += differences(verification) }
        for region in regions where !region.notes.isEmpty {
            let words = region.notes.joined(separator: "; ")
            notices.append(
                Notice(
                    kind: .care,
                    text: Phrase("volumes of \(region.name): \(words)", "\(region.name)采购量：\(words)")))
        }
        for lot in impact?.supply.lotsWithoutShare ?? [] {
            notices.append(
                Notice(
                    kind: .care,
                    text: Phrase(
                        "the rulebook has no share for the winners of \(lot): its volumes are left out",
                        "规则未规定\(lot)中选家数对应的带量比例，其采购量未计入"), lot: lot))
        }
        return notices
    }

    private func differences(_ verification: Verification) -> [Notice] {
        let missing = verification.missing.map { difference in
            let reason = difference.decision.map { decision in Phrase { Reason.text(decision, $0) } }
            return Notice(
                kind: .different,
                text: Phrase(
                    "\(difference.bidder.name) is published as a winner of \(difference.lot), the rules do not name it: "
                        + (reason?.english ?? "its bid is not known"),
                    "\(difference.bidder.name)公布中选\(difference.lot)，按规则不中选：" + (reason?.chinese ?? "其申报未知")),
                lot: difference.lot)
        }
        return missing
            + verification.unexpected.map { difference in
                let reason = difference.decision.map { decision in Phrase { Reason.text(decision, $0) } }
                return Notice(
                    kind: .different,
                    text: Phrase(
                        "\(difference.bidder.name) wins \(difference.lot) by the rules and is not published: "
                            + (reason?.english ?? ""),
                        "\(difference.bidder.name)按规则中选\(difference.lot)，未见公布：" + (reason?.chinese ?? "")),
                    lot: difference.lot)
            }
    }
}

extension Rulebook {
    /// Every rule that cites something, in order.
    var citedRules: [(id: String, citation: Citation)] {
        var rules = [("comparable-price", comparablePrice.citation)] + allStages.map { ($0.id, $0.citation) }
        if let volume { rules.append(("volume", volume.citation)) }
        if let draft { rules.append((draft.id, draft.citation)) }
        if let term { rules.append(("term", term.citation)) }
        return rules.map { (id: $0.0, citation: $0.1) }
    }
}

extension Outcome {
    /// How many bids there are of each decision.
    struct Counts {
        private(set) var total = 0
        private var won = 0
        private var lost = 0
        private var excluded = 0
        private var pending = 0

        subscript(decision: Decision) -> Int {
            switch decision {
            case .won: won
            case .lost: lost
            case .excluded: excluded
            case .pending: pending
            }
        }

        fileprivate mutating func add(_ decision: Decision) {
            total += 1
            switch decision {
            case .won: won += 1
            case .lost: lost += 1
            case .excluded: excluded += 1
            case .pending: pending += 1
            }
        }
    }

    /// How many bids there are of each decision, counted in one pass.
    var counts: Counts {
        var counts = Counts()
        for lot in lots.indices {
            for bid in lots[lot].decisions.indices { counts.add(lots[lot].decisions[bid].decision) }
        }
        return counts
    }
}
