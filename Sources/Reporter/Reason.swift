import Decimals
import Procurement
public import Ranking

/// The languages of reports.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// The words of this language.
    func callAsFunction(_ english: @autoclosure () -> String, _ chinese: @autoclosure () -> String) -> String {
        self == .english ? english() : chinese()
    }
}

/// The reasons of many decisions as cells of a table; those that many bids share are put into words once.
struct ReasonCells: Sendable {
    /// The cells of places, each where its numbers lead to; the last of those that meet there.
    private var places = Array(repeating: (place: PlainPlace?.none, cells: [UInt8]()), count: 64)

    /// Adds the cells of both languages.
    mutating func add(_ decision: borrowing BidDecision, to table: inout CSV) {
        guard let place = decision.plainPlace else {
            guard let sole = decision.soleComparison else { return ReasonCells.write(decision, to: &table) }
            for language in Language.allCases {
                table.cell { Reason.write(sole.stage, sole.comparison, language, to: &$0) }
            }
            return
        }
        let slot = place.mixed & (places.count - 1)
        if places[slot].place != place {
            var cells = CSV()
            ReasonCells.write(decision, to: &cells)
            places[slot] = (place, cells.bytes)
        }
        table.append(places[slot].cells)
    }

    private static func write(_ decision: borrowing BidDecision, to table: inout CSV) {
        guard let verdict = decision.decisive else {
            for language in Language.allCases { table.cell(Reason.withoutStage(language)) }
            return
        }
        for language in Language.allCases { table.cell { Reason.write(verdict, language, to: &$0) } }
    }
}

/// Puts verdicts into words: the rule first, then the numbers that were compared.
public enum Reason {
    /// Why a bid was decided as it was.
    public static func text(_ decision: BidDecision, _ language: Language) -> String {
        text(decision.decisive, language)
    }

    /// The same in both languages.
    static func texts(_ decision: BidDecision) -> (english: String, chinese: String) {
        let verdict = decision.decisive
        return (text(verdict, .english), text(verdict, .chinese))
    }

    private static func text(_ verdict: Verdict?, _ language: Language) -> String {
        verdict.map { text($0, language) } ?? withoutStage(language)
    }

    /// Why a bid was decided as it was where the rulebook decides nothing.
    fileprivate static func withoutStage(_ language: Language) -> String {
        language("rulebook: no stage decides", "rulebook：规则未设环节")
    }

    /// Writes one verdict in words.
    fileprivate static func write(_ verdict: borrowing Verdict, _ language: Language, to bytes: inout [UInt8]) {
        bytes += verdict.stage.utf8
        bytes += language(": ", "：").utf8
        if case .condition(let checks) = verdict.details {
            writeCondition(checks, verdict.standing, language, to: &bytes)
        } else {
            bytes += words(copy verdict, language).utf8
        }
    }

    /// Writes the verdict of a condition that asks for one comparison.
    fileprivate static func write(
        _ stage: Stage.ID, _ comparison: Comparison, _ language: Language, to bytes: inout [UInt8]
    ) {
        bytes += stage.utf8
        bytes += language(": ", "：").utf8
        write(comparison, language, to: &bytes)
    }

    /// One verdict in words.
    public static func text(_ verdict: Verdict, _ language: Language) -> String {
        String { write(verdict, language, to: &$0) }
    }

    /// One verdict in words, without the rule's identifier.
    static func words(_ verdict: Verdict, _ language: Language) -> String {
        switch verdict.details {
        case .condition(let checks):
            return String { writeCondition(checks, verdict.standing, language, to: &$0) }
        case .shortlist(let place): return shortlist(place, verdict.standing, language)
        case .notComparable(let reference):
            return language(
                "the price can't be converted to \(reference); state the content or a factor",
                "无法折算为代表规格 \(reference)，需补充含量或折算系数")
        case .merged(let others, let counts): return merged(others, counts, verdict.standing, language)
        case .assigned(let name, let checks):
            // Where nothing speaks for it, these are the questions that it failed.
            let told = checks.filter(\.speaksFor)
            var words: [String] = []
            for check in told.isEmpty ? checks : told {
                let answer = text(check, language)
                if !words.contains(answer) { words.append(answer) }
            }
            let why = words.joined(separator: language("; ", "；"))
            return language("goes to \(name)", "归入 \(name)") + (why.isEmpty ? "" : language(": ", "：") + why)
        case .scored(let parts, let total): return scored(parts, total, language)
        case .negotiated(let offers, let isClosed): return negotiated(offers, isClosed, verdict.standing, language)
        case .revived(let answer, let checks): return revived(answer, checks, language)
        case .volumeWithheld(let checks, let passes):
            let why = checks.filter(\.speaksFor).map { text($0, language) }.joined(separator: language("; ", "；"))
            let times = passes > 1 ? language(", found in pass \(passes)", "（第 \(passes) 轮计算）") : ""
            return why + language(": no volume", "：中选不带量") + times
        case .waits(let lots):
            return language(
                "waits until lots are decided: \(lots.joined(separator: ", "))",
                "待下列品种确定后再定：\(lots.joined(separator: "、"))")
        case .cycle(let length):
            return language(
                "the rules lead in a circle of \(length) turns, people have to decide", "规则循环（\(length) 轮），需人工决定")
        }
    }

    private static func writeCondition(
        _ checks: [Check], _ standing: Verdict.Standing, _ language: Language, to bytes: inout [UInt8]
    ) {
        // A bid that passed is explained by what it met, one that failed by everything it failed; one that passed
        // because it did not meet what would have changed its lot, by that.
        let side = standing != .out
        let hasSpeaking = checks.contains { $0.speaksFor == side }
        func isTold(_ check: borrowing Check) -> Bool { !hasSpeaking || check.speaksFor == side }
        func isKnown(_ check: borrowing Check) -> Bool { if case .unknown = check.subject { false } else { true } }
        let hasKnown = checks.contains { isTold($0) && isKnown($0) }
        var isEmpty = true
        for check in checks.indices where isTold(checks[check]) && (!hasKnown || isKnown(checks[check])) {
            if !isEmpty { bytes += language("; ", "；").utf8 }
            isEmpty = false
            write(checks[check], language, to: &bytes)
        }
        switch (standing, isEmpty) {
        case (.pending, true): bytes += language("waits", "待定").utf8
        case (.pending, false): bytes += language("; waits for a draw", "；待抽签").utf8
        case (_, true): bytes += language("no number to compare", "无可比数据").utf8
        case (_, false): break
        }
    }

    // MARK: - Places

    private static func shortlist(_ place: ShortlistPlace, _ standing: Verdict.Standing, _ language: Language) -> String
    {
        if place.isWithoutPlace { return language("takes no place", "不占入围名额") }
        var base = language(
            "rank \(place.rank), \(place.places) place\(place.places == 1 ? "" : "s") for \(place.counted) "
                + (place.counted == 1 ? "firm" : "firms"),
            "第 \(place.rank) 名，\(place.counted) 家申报取 \(place.places) 家")
        if place.measure != .comparablePrice {
            let value = place.value.map { number($0, place.measure) } ?? language("not known", "未知")
            base += language(
                " by \(name(place.measure, language)) \(value)", "（按\(name(place.measure, language)) \(value)）")
        }
        guard !place.tied.isEmpty else { return base }
        switch (standing, place.decidedBy) {
        case (.pending, _):
            return base
                + language(
                    ", exactly tied with \(place.tied.count - 1) more: a draw is needed",
                    "，与另 \(place.tied.count - 1) 家同价，需抽签")
        case (_, .draw?): return base + language(", tied, decided by the recorded draw", "，同价，按记录的抽签结果")
        case (_, .measure(let measure)?):
            return base
                + language(", tied, decided by \(name(measure, language))", "，同价，按 \(name(measure, language)) 排序")
        default: return base + language(", tied", "，同价")
        }
    }

    private static func merged(
        _ others: [Bidder.ID], _ counts: Bidder.ID?, _ standing: Verdict.Standing, _ language: Language
    ) -> String {
        let names = others.joined(separator: language(", ", "、"))
        let base = language("one bidder with \(names)", "与 \(names) 视为同一申报主体")
        switch standing {
        case .in: return base + language(", this bid counts", "，以本报价计")
        case .out:
            return base + language(", the bid of \(counts ?? "another") counts", "，以 \(counts ?? "另一家") 的报价计")
        case .pending: return base + language(", exactly tied: a draw is needed", "，同价，需抽签")
        }
    }

    private static func scored(_ parts: [ScoredPart], _ total: Ratio, _ language: Language) -> String {
        let words = parts.map { part in
            let value = part.value.map { number($0, part.part.measure) } ?? language("not known", "未知")
            return "\(part.part.name) \(Numbers.exact(part.points)) (\(name(part.part.measure, language)) \(value))"
        }
        return language("\(Numbers.exact(total)) points: ", "\(Numbers.exact(total)) 分：")
            + words.joined(separator: " + ")
    }

    // MARK: - Offers

    private static func negotiated(
        _ offers: [MadeOffer], _ isClosed: Bool, _ standing: Verdict.Standing, _ language: Language
    ) -> String {
        let words = offers.enumerated().map { number, offer in
            let checks = offer.checks.map { text($0, language) }.joined(separator: language("; ", "；"))
            return language("offer \(number + 1)", "第 \(number + 1) 次报价") + " \(offer.price): \(checks)"
        }
        let made = words.isEmpty ? language("no offer yet", "尚未报价") : words.joined(separator: language(" / ", "／"))
        switch standing {
        case .in: return made
        case .pending: return made + language("; the next offer is awaited", "；待下一次报价")
        case .out:
            return made + (isClosed ? language("; the talks ended", "；谈判结束") : language("; no further offer", "；不再报价"))
        }
    }

    private static func revived(_ answer: RevivalAnswer, _ checks: [Check], _ language: Language) -> String {
        switch answer {
        case .notEligible:
            let why = checks.filter { !$0.speaksFor }.map { text($0, language) }.joined(separator: language("; ", "；"))
            return language("may not come back: ", "不符合复活条件：") + why
        case .capUndefined: return language("there is no price at which it may come back", "无复活价")
        case .open(let most):
            return language("may come back at \(most) or less, no answer recorded", "可按不高于 \(most) 复活，尚无答复")
        case .accepted(let price, let most):
            return language("came back at \(price), at most \(most)", "按 \(price) 复活（不高于 \(most)）")
        case .declined(let most):
            return language("declined to come back at \(most) or less", "不接受按不高于 \(most) 复活")
        }
    }
}
