import Decimals
public import PriceImpact
public import Procurement
import Ranking

/// Tells why the bids of a lot were decided as they were.
public struct Explanation {
    /// A bid with what would decide it otherwise.
    struct Item {
        let decision: BidDecision
        let flips: [FlipPrice]
        /// The next better and the next worse bid by comparable price.
        let before: BidDecision?
        let after: BidDecision?
    }

    private let dossier: Dossier
    private let outcome: LotOutcome
    private let lot: Lot
    private let items: [Item]
    private let pending: [PendingAct]

    /// Prepares the explanation of a lot, or of one bidder's bid; nil when there is no such bid.
    public init?(_ assessment: Assessment, lot id: Lot.ID, bidder: Bidder.ID?) {
        dossier = assessment.dossier
        guard let lot = dossier.round.lots.first(where: { $0.id == id }),
            let outcome = assessment.outcome.lots.first(where: { $0.id == id })
        else { return nil }
        self.lot = lot
        self.outcome = outcome
        pending = assessment.outcome.pending.filter { $0.lot == id || $0.lot == nil }
        let ranked = outcome.decisions.filter { $0.rank != nil }
        items = outcome.decisions.filter { bidder == nil || $0.bidder.id == bidder }.map { decision in
            var probe = PriceProbe(assessment.dossier, bidder: decision.bidder.id, lot: id)
            let rivals = ranked.filter { $0.unit == decision.unit }
            let place = rivals.firstIndex { $0.bidder.id == decision.bidder.id }
            return Item(
                decision: decision, flips: FlipPrice.Direction.allCases.compactMap { probe?.flip($0) },
                before: place.flatMap { $0 > 0 ? rivals[$0 - 1] : nil },
                after: place.flatMap { $0 + 1 < rivals.count ? rivals[$0 + 1] : nil })
        }
        if items.isEmpty { return nil }
    }

    // MARK: - For people

    /// The text, in one language.
    public func text(_ language: Language) -> String {
        var lines = [
            "\(dossier.round.id)\(dossier.round.isSynthetic ? language(" (synthetic)", "（合成示例）") : "") · \(lot.id)"
                + (lot.name.map { " · \($0)" } ?? ""),
            language(
                "\(outcome.filed) filed, \(outcome.winners.count) won; compared per \(lot.reference)",
                "\(outcome.filed) 家申报，\(outcome.winners.count) 家中选；折算至 \(lot.reference)"),
        ]
        for reference in outcome.references {
            let unit = reference.unit.map { " (\($0))" } ?? ""
            lines.append(
                "\(reference.id)\(unit) = \(reference.value.map { Numbers.exact($0) } ?? language("not defined", "未定义"))"
            )
        }
        for item in items { lines += [""] + self.lines(of: item, language) }
        if !pending.isEmpty {
            lines += [""] + pending.map { language("pending: ", "待办：") + PendingText.text($0, language) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of item: Item, _ language: Language) -> [String] {
        let decision = item.decision
        let place = [decision.unit, decision.rank.map { language("rank \($0)", "第 \($0) 名") }].compactMap { $0 }
        var lines = [
            "\(decision.bidder.name) \(decision.bidder.id) — \(Explanation.word(decision.decision, language))"
                + (place.isEmpty ? "" : ", " + place.joined(separator: " "))
        ]
        var price = "\(decision.bid.specification): \(decision.bid.price)"
        if decision.isRepriced { price += " → \(decision.awarded.price)" }
        if let comparable = decision.comparablePrice {
            let steps = (decision.conversion?.steps ?? []).map { " × \(factor($0))" }.joined()
            price +=
                language(", comparable price ", "，单位可比价 ") + Numbers.exact(comparable)
                + (steps.isEmpty ? "" : " (\(decision.awarded.price)\(steps))")
        }
        lines.append("  " + price)
        for (number, verdict) in decision.trace.enumerated() {
            lines.append(
                "  \(number + 1). \(Explanation.word(verdict.standing, language)) · \(Reason.text(verdict, language))")
            if let citation = verdict.citation {
                lines.append(
                    "     " + language("by ", "依据：") + citation.clause
                        + " [\(Definitions.name(citation.basis, language)), \(citation.confidence.rawValue)]")
            }
        }
        lines.append("  " + rivals(item, language))
        if item.flips.isEmpty {
            lines.append("  " + language("no other filed price changes the decision", "任何其他申报价均不改变结果"))
        }
        for flip in item.flips {
            lines.append("  " + text(flip, of: decision, language))
        }
        if let class_ = decision.classification { lines.append("  " + language("class \(class_)", "等级 \(class_)")) }
        if decision.award != .full { lines.append("  " + award(decision.award, language)) }
        return lines
    }

    private func factor(_ step: ConversionStep) -> String {
        step.factor.rounded(toSignificantDigits: 6, .halfEven).shortestDescription
    }

    private func rivals(_ item: Item, _ language: Language) -> String {
        func words(_ rival: BidDecision?) -> String {
            guard let rival else { return language("nobody", "无") }
            let price = rival.comparablePrice.map { Numbers.exact($0) } ?? "?"
            return "\(rival.bidder.name) \(price) (\(Explanation.word(rival.decision, language)))"
        }
        return language("next cheaper: ", "前一名：") + words(item.before) + language("; next dearer: ", "；后一名：")
            + words(item.after)
    }

    private func text(_ flip: FlipPrice, of decision: BidDecision, _ language: Language) -> String {
        let (word, now) = (Explanation.word(flip.decision, language), Explanation.word(decision.decision, language))
        // The price that is changed is the filed one; what was recorded of the bid stays as it is.
        let acts = decision.isRepriced ? language(", with the same record", "，记录不变") : ""
        switch flip.direction {
        case .lower:
            return language(
                "filed price lowered to \(flip.price)\(acts): \(word) (at \(flip.lastSame) still: \(now))",
                "申报价降至 \(flip.price)\(acts) 时：\(word)（\(flip.lastSame) 时仍为：\(now)）")
        case .higher:
            return language(
                "filed price raised to \(flip.price)\(acts): \(word) (at \(flip.lastSame) still: \(now))",
                "申报价升至 \(flip.price)\(acts) 时：\(word)（\(flip.lastSame) 时仍为：\(now)）")
        }
    }

    private func award(_ terms: AwardTerms, _ language: Language) -> String {
        let volume =
            switch terms.volume {
            case .shared: language("its part of the volume", "按规则带量")
            case .own: language("the volume reported for its own product", "仅本产品填报量")
            case .part(let part):
                language(
                    "\(Numbers.percent(Ratio(part))) of its part of the volume", "带量的 \(Numbers.percent(Ratio(part)))")
            case .none: language("no volume", "不带量")
            }
        return volume + (terms.picksRegions ? "" : language(", does not pick regions", "，不参与供应地区选择"))
    }

    /// What a decision is called.
    static func word(_ decision: Decision, _ language: Language) -> String {
        switch decision {
        case .won: language("won", "中选")
        case .lost: language("lost", "未中选")
        case .excluded: language("excluded", "无效申报")
        case .pending: language("pending", "待定")
        }
    }

    private static func word(_ standing: Verdict.Standing, _ language: Language) -> String {
        switch standing {
        case .in: language("in", "通过")
        case .out: language("out", "淘汰")
        case .pending: language("pending", "待定")
        }
    }

    // MARK: - For programs

    /// The explanation with the same trace as `result.json`.
    public var json: JSON {
        .object([
            "format": .string("vbp-explanation-1"), "round": .string(dossier.round.id),
            "synthetic": .bool(dossier.round.isSynthetic), "lot": .string(lot.id),
            "bids": .array(
                items.map { item in
                    .object([
                        "decision": ResultDocument.decision(item.decision),
                        "flips": .array(
                            item.flips.map { flip in
                                .object([
                                    "direction": .string(flip.direction.rawValue),
                                    "price": .string(flip.price.description),
                                    "decision": .string(flip.decision.rawValue),
                                    "last_same": .string(flip.lastSame.description),
                                    "beyond": .string(flip.beyond.rawValue),
                                ])
                            }),
                        "next_cheaper": .text(item.before?.bidder.id), "next_dearer": .text(item.after?.bidder.id),
                    ])
                }), "pending": .array(pending.map(ResultDocument.pending)),
        ])
    }
}
