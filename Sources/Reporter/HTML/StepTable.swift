import Decimals
import Procurement
import Ranking

/// Why each bid of a lot was decided as it was: one row a bid, one column a question that a rule asked.
///
/// What is the same for all bids, the question and the number that it compares with, stands once, in the head.
struct StepTable {
    private let lot: LotReport
    private let rules: RuleLinks
    private let bids: [(report: BidReport, decision: BidDecision, trace: [Verdict])]

    init(_ lot: LotReport, _ rules: RuleLinks) {
        self.lot = lot
        self.rules = rules
        bids = lot.bids.compactMap { bid in bid.decision.map { (bid, $0, $0.trace) } }
    }

    /// The columns of one rule, or of the bids as they were filed.
    private struct Group {
        var head: Markup
        var columns: [Column]
    }

    private struct Column {
        var head: Markup
        /// One a bid; nil where the bid did not get there.
        var cells: [Cell?]
    }

    private struct Cell {
        var isAgainst = false
        var isText = false
        var content: Markup

        var markup: Markup {
            switch (isAgainst, isText) {
            case (false, false): "<td>\(content)"
            case (true, false): "<td class=\"x\">\(content)"
            case (false, true): "<td class=\"t\">\(content)"
            case (true, true): "<td class=\"t x\">\(content)"
            }
        }
    }

    /// The table; nothing where no bid is known.
    var markup: Markup {
        guard !bids.isEmpty else { return .none }
        let groups = visits.map(group) + [filed].filter { !$0.columns.isEmpty }
        let heads = groups.map { group -> Markup in
            "<th scope=\"colgroup\" colspan=\"\(group.columns.count)\">\(group.head)</th>"
        }
        let columns = groups.flatMap(\.columns)
        let questions = columns.map { "<th scope=\"col\">\($0.head)</th>" as Markup }
        let rows = bids.indices.map { index -> Markup in
            let bid = bids[index].report
            let cells = columns.map { $0.cells[index]?.markup ?? "<td>" }
            return """
                <tr id="bid-\(bid.number)"><th scope="row">\(bid.bidder.name) <small>\(bid.specification)</small></th>\(cells)

                """
        }
        return """
            <h4>\(Phrase("Step by step", "评审过程"))</h4>
            <div class="scroll" tabindex="0" role="region" aria-label="\(lot.lot.name ?? lot.lot.id)"><table class="steps">
            <thead><tr><th scope="col" rowspan="2">\(Phrase("bidder", "企业"))</th>\(heads)</tr>
            <tr>\(questions)</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    // MARK: - Rules

    /// One time that bids of the lot met a rule; rules that are gone through again are met more than once.
    private struct Visit: Hashable {
        var rule: Stage.ID
        var time: Int
    }

    /// Every visit of a rule, in the order of the bids' traces, with the verdicts on all bids.
    private var visits: [(rule: Stage.ID, verdicts: [Verdict?])] {
        var order: [Visit] = []
        var verdicts: [Visit: [Verdict?]] = [:]
        for (index, bid) in bids.enumerated() {
            var place = 0
            var times: [Stage.ID: Int] = [:]
            for verdict in bid.trace {
                times[verdict.stage, default: 0] += 1
                let visit = Visit(rule: verdict.stage, time: times[verdict.stage] ?? 1)
                if verdicts[visit] == nil {
                    verdicts[visit] = Array(repeating: nil, count: bids.count)
                    order.insert(visit, at: place)
                }
                verdicts[visit]?[index] = verdict
                place = (order.firstIndex(of: visit) ?? place) + 1
            }
        }
        return order.map { ($0.rule, verdicts[$0] ?? []) }
    }

    private func group(_ rule: Stage.ID, _ verdicts: [Verdict?]) -> Group {
        let columns = places(verdicts).map { [$0] } ?? questions(verdicts) ?? [words(verdicts)]
        return Group(head: rules.link(rule), columns: columns)
    }

    /// Ranks, where the rule did nothing but count places.
    private func places(_ verdicts: [Verdict?]) -> Column? {
        var head: Phrase?
        for verdict in verdicts.compactMap({ $0 }) {
            guard case .shortlist(let place) = verdict.details, place.measure == .comparablePrice, !place.isWithoutPlace
            else { return nil }
            let words = Phrase(
                "rank: \(Words.count(place.places, "place")) for \(Words.count(place.counted, "firm"))",
                "名次：\(place.counted) 家申报取 \(place.places) 家")
            guard head == nil || head == words else { return nil }
            head = words
        }
        guard let head else { return nil }
        let cells = verdicts.map { verdict -> Cell? in
            guard let verdict, case .shortlist(let place) = verdict.details else { return nil }
            guard place.tied.isEmpty else { return words(verdict) }
            return Cell(isAgainst: verdict.standing == .out, content: "\(Self.sign(verdict.standing)) \(place.rank)")
        }
        return Column(head: "\(head)", cells: cells)
    }

    /// A column a question, before them what followed from the answers; nil for rules that ask no such questions.
    private func questions(_ verdicts: [Verdict?]) -> [Column]? {
        var answers: [[Check]?] = []
        for verdict in verdicts {
            guard let verdict else {
                answers.append(nil)
                continue
            }
            guard case .condition(let checks) = verdict.details, !checks.isEmpty else { return nil }
            answers.append(checks)
        }
        let counts = Set(answers.compactMap { $0?.count })
        guard counts.count == 1, let count = counts.first else { return nil }
        // One question whose answer is what followed needs one mark.
        let isOne =
            count == 1
            && zip(verdicts, answers).allSatisfy { verdict, checks in
                guard let verdict, let check = checks?.first, verdict.standing != .pending else { return true }
                return (verdict.standing == .in) == check.speaksFor
            }
        let columns = (0..<count).map { number -> Column in
            let checks = answers.map { $0?[number] }
            let known = checks.compactMap { $0 }
            let bounds = Set(known.compactMap(\.comparison).map { Reason.right($0) })
            let kinds = Set(known.compactMap(\.comparison).map(\.isPerPack))
            let withBound = bounds.count == 1 && kinds.count == 1
            let asked = known.first { $0.comparison != nil } ?? known.first
            let cells = zip(verdicts, checks).map { verdict, check -> Cell? in
                guard let verdict, let check else { return nil }
                // What failed without harm, as one of several ways to pass, is not marked as what a bid fell by.
                let isAgainst = verdict.standing == .out && (isOne || !check.speaksFor)
                let mark = isOne ? Self.sign(verdict.standing) : check.speaksFor ? "✓" : "✗"
                let found = Phrase { Reason.found(check, withBound: withBound, $0) }
                return Cell(isAgainst: isAgainst, isText: found.english.count > 30, content: "\(mark) \(found)")
            }
            let head = asked.map { check in Phrase { Reason.question(check, withBound: withBound, $0) } }
            return Column(head: head.map { "\($0)" } ?? .none, cells: cells)
        }
        guard !isOne else { return columns }
        let results = verdicts.map { verdict in
            verdict.map { Cell(isAgainst: $0.standing == .out, content: "\(Self.sign($0.standing))") }
        }
        return [Column(head: "\(Phrase("result", "结论"))", cells: results)] + columns
    }

    /// Everything that was found, in words.
    private func words(_ verdicts: [Verdict?]) -> Column {
        Column(head: "\(Phrase("finding", "结论"))", cells: verdicts.map { $0.map(words) })
    }

    private func words(_ verdict: Verdict) -> Cell {
        Cell(
            isAgainst: verdict.standing == .out, isText: true,
            content: "\(Self.sign(verdict.standing)) \(Phrase { Reason.words(verdict, $0) })")
    }

    private static func sign(_ standing: Verdict.Standing) -> String {
        switch standing {
        case .in: "✓"
        case .out: "✗"
        case .pending: "?"
        }
    }

    // MARK: - As filed

    /// The bids as filed, and how their prices and ceilings were converted: the columns that have something to say.
    private var filed: Group {
        var columns: [Column] = []
        func add(_ head: Phrase, isText: Bool = false, _ content: (BidDecision) -> Markup?) {
            let cells = bids.map { bid in content(bid.decision).map { Cell(isText: isText, content: $0) } }
            if cells.contains(where: { $0 != nil }) { columns.append(Column(head: "\(head)", cells: cells)) }
        }
        add(Phrase("pack: units, price", "包装：数量，价格")) { $0.bid.pack.map { "\($0.units), \($0.price.description)" } }
        add(Phrase("converted to \(lot.lot.reference)", "折算为 \(lot.lot.reference)")) { decision in
            guard let conversion = decision.conversion, !conversion.steps.isEmpty,
                let price = decision.comparablePrice
            else { return nil }
            return "\(conversion.steps.map(step))= \(Numbers.exact(price))"
        }
        add(Phrase("ceiling", "最高有效申报价")) { decision in decision.ceiling.map(ceiling) }
        add(Phrase("own price before", "原价")) { $0.bid.previousPrice.map { "\($0.description)" } }
        add(Phrase("price as awarded", "中选价")) { $0.isRepriced ? "\($0.awarded.price.description)" : nil }
        add(Phrase("unit", "竞价单元")) { $0.unit.map { "\($0)" } }
        add(Phrase("class", "分类")) { $0.classification.map { "\($0)" } }
        var scores: [Stage.ID] = []
        for score in bids.flatMap(\.decision.scores) where !scores.contains(score.id) { scores.append(score.id) }
        for id in scores {
            add(Phrase("points \(id)", "得分 \(id)")) { decision in
                decision.scores.first { $0.id == id }.map { "\(Numbers.exact($0.points))" }
            }
        }
        add(Phrase("terms", "中选条件")) { decision in
            decision.award == .full ? nil : "\(Phrase { Words.terms(decision.award, $0) })"
        }
        add(Phrase("approval", "批准文号")) { $0.bid.approval.map { "\($0)" } }
        add(Phrase("confidence", "可信度")) { decision in
            decision.bid.provenance.confidence.map { mark in "\(Phrase { Words.name(mark, $0) })" }
        }
        add(Phrase("note", "备注"), isText: true) { $0.bid.provenance.note.map { "\($0)" } }
        return Group(head: "\(Phrase("as filed", "申报情况"))", columns: columns)
    }

    private func ceiling(_ ceiling: AppliedCeiling) -> Markup {
        let pack = ceiling.stated.pack > 1 ? " × \(ceiling.stated.pack)" : ""
        let derived: Markup =
            ceiling.isDerived ? " \(ceiling.conversion.steps.map(step))= \(Numbers.exact(ceiling.ceiling))" : .none
        let note: Markup =
            ceiling.lacksPack ? " <small>\(Phrase("pack not known: compared per unit", "包装未知，按最小单位比较"))</small>" : .none
        return "\(ceiling.stated.price.description) (\(ceiling.stated.specification)\(pack))\(derived)\(note)"
    }

    private func step(_ step: ConversionStep) -> Markup {
        let factor = step.factor.rounded(toSignificantDigits: 6, .halfEven).shortestDescription
        let why: Markup =
            switch step.kind {
            case .formula(let dimension, let base, let multiple):
                """
                \(Phrase(dimension.rawValue, Self.chinese(dimension))) \(base.shortestDescription)^log₂ \
                \(multiple.reduced().description)
                """
            case .stated(let from, let to): "\(Phrase("stated", "规定")) \(from) → \(to)"
            case .fact(let name, let value): "\(name) \(value.description)"
            case .coefficient(let fact, let text, let value): "\(fact) \(text): \(value.description)"
            }
        return "× \(factor) <small>(\(why))</small> "
    }

    private static func chinese(_ dimension: ComparablePriceRule.Conversion.Dimension) -> String {
        switch dimension {
        case .content: "含量"
        case .fill: "装量"
        case .pack: "包装"
        }
    }
}
