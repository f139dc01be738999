import Decimals
public import Procurement

extension RandomRules {
    /// A round of a few lots with bids that a rulebook can decide: ties, bids above the ceiling and bids that can't be
    /// converted among them.
    public mutating func dossier(_ rulebook: Rulebook) -> Dossier {
        let strengths = ["10mg", "20mg", "100IU"]
        let lots = (1...dice.roll(1...3)).map { lot("lot-\($0)", strengths) }
        var submissions: [Submission] = []
        var borrowed = BorrowedFacts()
        let source = BorrowedSource(round: "earlier")
        for firm in 0..<dice.roll(1...9) {
            let bidder = Bidder(
                id: "firm-\(firm)", name: "firm \(firm)",
                affiliation: dice.oneIn(4) ? "group \(dice.roll(1...2))" : nil,
                facts: dice.oneIn(2) ? ["years": FixedDecimal(dice.roll(1...4))] : [:],
                texts: dice.oneIn(3) ? ["kind": "x"] : [:])
            var bids: [Bid] = []
            for lot in lots where !dice.oneIn(4) {
                bids.append(bid(lot, strengths))
                if dice.oneIn(3) {
                    borrowed.prices.append(
                        BorrowedPrice(
                            kind: "winning", lot: lot.id, specification: dice.pick(["10mg", "20mg"]),
                            bidder: dice.oneIn(3) ? nil : bidder.id, price: money(5...60), source: source))
                }
            }
            if dice.oneIn(9) {
                borrowed.bars.append(
                    Bar(
                        bidder: bidder.id, from: day("2021-01-01"), to: day("2022-01-01"), cause: "breach",
                        source: source))
            }
            submissions.append(Submission(round: "random", bidder: bidder, bids: bids))
        }
        var acts: [RecordedAct] = []
        if dice.oneIn(3) {
            let merges = rulebook.stages.contains { if case .merge = $0.action { true } else { false } }
            if merges, submissions.count > 2 {
                acts.append(
                    RecordedAct(.affiliate(submissions.prefix(dice.roll(2...3)).map(\.bidder.id)), evidence: "register")
                )
            }
        }
        return Dossier(
            round: Round(id: "random", deadline: Timestamp("2021-06-01T10:00:00+08:00"), regions: ["r"], lots: lots),
            rulebook: rulebook, submissions: submissions, record: Record(round: "random", acts: acts),
            borrowed: borrowed)
    }

    private mutating func lot(_ id: String, _ strengths: [String]) -> Lot {
        let known = dice.oneIn(2) ? ["10mg"] : ["10mg", "20mg"]
        return Lot(
            id: id, dosageClass: "oral-solid", reference: dice.pick(["10mg", "20mg"]),
            specifications: strengths.map { Specification(id: $0, content: Content(reading: $0)) },
            ceilings: known.map { Ceiling(specification: $0, price: money(25...60)) },
            facts: dice.oneIn(2) ? ["floor": money(5...40)] : [:])
    }

    private mutating func bid(_ lot: Lot, _ strengths: [String]) -> Bid {
        var bid = Bid(
            lot: lot.id, specification: dice.oneIn(25) ? "100IU" : dice.pick(["10mg", "20mg"]), price: money(5...30))
        if dice.oneIn(3) { bid.isOriginator = dice.oneIn(2) }
        if dice.oneIn(3) { bid.isForeign = dice.oneIn(2) }
        if dice.oneIn(2) { bid.previousPrice = money(10...60) }
        if !dice.oneIn(4) { bid.facts["years"] = FixedDecimal(dice.roll(1...3)) }
        if !dice.oneIn(4) { bid.facts["lowest-elsewhere"] = money(5...40) }
        if !dice.oneIn(3) { bid.facts[Bid.reportedDemand] = FixedDecimal(dice.roll(0...20)) }
        if dice.oneIn(2) { bid.texts["kind"] = dice.pick(["x", "y"]) }
        return bid
    }

    private func day(_ text: String) -> CalendarDate {
        guard let day = CalendarDate(text) else { preconditionFailure("'\(text)' is no day") }
        return day
    }
}
