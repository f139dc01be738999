import Decimals
import Procurement
import Ranking
import Testing

/// 复活: bids that failed may come back at a price that the rule caps.
@Suite("Revival")
struct RevivalTests {
    /// At most 1.8 × the lowest; the fused come back at the highest winning price or less.
    private func rulebook(
        cap: ReferenceValue = .highest("winners"), condition: Condition? = nil, award: AwardTerms = .full,
        comparablePrice: ComparablePriceRule = SampleRules.comparablePrice()
    ) -> Rulebook {
        rules(
            rule("ceiling", .screen(.withinCeiling), as: "valid", failing: "above"),
            rule(
                "breaker", .select(.price(.atMost, "1.8", times: .lowest("valid"))), as: "winners", failing: "fused"),
            rule(
                "revival", .revive(Revival(condition: condition, cap: cap, award: award)), among: "fused", as: "revived"
            ),
            comparablePrice: comparablePrice)
    }

    /// The gate is 1.80; A and B win, C and D are fused.
    private let offers = [Offer("A", "1.00"), Offer("B", "1.70"), Offer("C", "1.81"), Offer("D", "5")]

    private func outcome(
        _ acts: RecordedAct..., by rulebook: Rulebook? = nil, consents: Consents = .recorded
    ) -> Outcome {
        evaluate(Dossier([sampleLot()], offers, by: rulebook ?? self.rulebook(), acts: acts), consents: consents)
    }

    @Test("each that may come back is asked, at the cap in the bid's own specification")
    func asked() throws {
        let outcome = outcome()
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .pending, "D": .pending])
        #expect(outcome.acts == ["甲 revival: revive at 1.7000 of C", "甲 revival: revive at 1.7000 of D"])
    }

    @Test("at the cap or below it a bid comes back, above it the act is forbidden and the bid still waits")
    func prices() throws {
        let back = outcome(.revive("C", "1.70"), .revive("D", "0.90"))
        #expect(back.winners() == ["A", "B", "C", "D"] && back.usedActs == [0, 1] && back.pending.isEmpty)
        #expect(back.prices() == ["A": "1.00", "B": "1.70", "C": "1.70", "D": "0.90"])
        #expect(back.ranks() == ["D": 1, "A": 2, "B": 3, "C": 3], "ranks are those of the prices that stand")
        let decision = try #require(back.decision(of: "D"))
        #expect(decision.bid.price == decimal("5") && decision.isRepriced)
        let above = outcome(.revive("C", "1.7001"))
        #expect(above.refusals == ["0 revival: bidder 'C' may come back at 1.7000 or less, not at 1.7001"])
        #expect(above.decisions()["C"] == .pending)
    }

    @Test("a firm may decline, and then it has lost where it had lost before")
    func declined() throws {
        let outcome = outcome(.revive("C", nil), .revive("D", nil))
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .lost, "D": .lost])
        let verdict = try #require(outcome.decision(of: "C")?.decisive)
        guard case .revived(.declined(let most), _) = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        #expect(most == decimal("1.7") && verdict.stage == "revival" && verdict.standing == .out)
    }

    @Test("the winner, a stranger, and a firm that has answered may not come back")
    func forbidden() {
        let outcome = outcome(.revive("A", "1"), .revive("Z", "1"), .revive("C", "1"), .revive("C", "0.9"))
        #expect(
            outcome.refusals == [
                "0 revival: bidder 'A' may not come back in lot '甲' at stage 'revival', or has answered",
                "1 revival: bidder 'Z' may not come back in lot '甲' at stage 'revival', or has answered",
                "3 revival: bidder 'C' may not come back in lot '甲' at stage 'revival', or has answered",
            ])
        #expect(outcome.prices()["C"] == "1")
    }

    @Test("assumed answers: all refuse, or all come back at the highest price; recorded answers go before")
    func consents() {
        #expect(outcome(consents: .refused).winners() == ["A", "B"])
        #expect(outcome(consents: .given).winners() == ["A", "B", "C", "D"])
        #expect(outcome(.revive("C", nil), consents: .given).winners() == ["A", "B", "D"])
        #expect(outcome(.revive("C", "1.2"), consents: .refused).winners() == ["A", "B", "C"])
        #expect(outcome(consents: .given).prices()["D"] == "1.7000")
    }

    @Test("who may come back: not the highest, and with the mean demand at least")
    func who() throws {
        let condition = Condition.all([
            .labelled(
                "demand", .asks(.ownDemand, .atLeast, .reference(.mean(.init("filed", of: .ownDemand)), factor: .one))),
            .labelled("not the highest", .not(.price(.atLeast, times: .highest("filed")))),
        ])
        // Mean demand 20: B, C and D have it, but D is the highest.
        var demanded = offers
        for (index, demand) in ["10", "20", "20", "30"].enumerated() {
            demanded[index].bid.facts[Bid.reportedDemand] = decimal(demand)
        }
        let outcome = evaluate(
            Dossier([sampleLot()], demanded, by: rulebook(condition: condition)), consents: .given)
        #expect(outcome.winners() == ["A", "B", "C"])
        let verdict = try #require(outcome.decision(of: "D")?.verdict("revival"))
        #expect(
            verdict.standing == .out
                && outcome.decision(of: "D")?.checks("revival").map(\.label) == ["demand", "not the highest"])
        #expect(outcome.decision(of: "D")?.decisive?.stage == "breaker", "not being asked decides nothing")
    }

    @Test("what it gets: regions or none, its volume, a part, its own, or none")
    func consequences() throws {
        let terms = [
            AwardTerms(picksRegions: false, volume: .own),
            AwardTerms(picksRegions: true, volume: .part(decimal("0.5"))),
            AwardTerms(picksRegions: false, volume: .none),
        ]
        for award in terms {
            let outcome = outcome(by: rulebook(award: award), consents: .given)
            #expect(outcome.decision(of: "C")?.award == award && outcome.decision(of: "A")?.award == .full)
        }
    }

    @Test("an excluded bid that comes back is valid again")
    func excluded() {
        let lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("2"))])
        let rulebook = rules(
            rule("ceiling", .screen(.withinCeiling), as: "valid", failing: "above"),
            rule("revival", .revive(Revival(cap: .constant(decimal("2")))), among: "above"))
        let offers = [Offer("A", "1"), Offer("B", "2.01")]
        let open = evaluate(Dossier([lot], offers, by: rulebook))
        #expect(open.acts == ["甲 revival: revive at 2.0000 of B"] && open.ranks() == ["A": 1])
        let back = evaluate(Dossier([lot], offers, by: rulebook, acts: [.revive("B", "2")]))
        #expect(back.winners() == ["A", "B"] && back.ranks() == ["A": 1, "B": 2])
        let declined = evaluate(Dossier([lot], offers, by: rulebook), consents: .refused)
        #expect(declined.decisions() == ["A": .won, "B": .excluded])
    }

    @Test("without winners there is no highest price among them, and nobody may come back")
    func undefined() throws {
        let rulebook = rules(
            rule("breaker", .select(.price(.below, "1")), as: "winners", failing: "fused"),
            rule("revival", .revive(Revival(cap: .highest("winners"))), among: "fused"))
        let outcome = outcome(.revive("C", "0.01"), by: rulebook)
        #expect(Set(outcome.decisions.map(\.decision)) == [.lost] && outcome.pending.isEmpty)
        #expect(outcome.refusals.count == 1)
        guard case .revived(.capUndefined, _) = try #require(outcome.decision(of: "C")?.verdict("revival")).details
        else {
            Issue.record("there is a cap")
            return
        }
    }

    struct Cap: CustomTestStringConvertible, Sendable {
        var name: String
        var cap: String
        var filed: String
        var specification = "10mg"
        var reference = "10mg"
        var rounding: NamedRounding?
        var digits: Int? = nil
        var price: String?
        var testDescription: String { name }
    }

    @Test(
        "the highest admissible price under a cap, worked out by hand",
        arguments: [
            Cap(name: "in the reference specification", cap: "1.23456", filed: "9", price: "1.2345"),
            // 1.00 × 1.7.
            Cap(name: "of twice the strength", cap: "1.00", filed: "9", specification: "20mg", price: "1.7000"),
            // 1.00 ÷ 1.7 = 0.588235…
            Cap(name: "of half the strength", cap: "1.00", filed: "9", reference: "20mg", price: "0.5882"),
            Cap(name: "to the fen", cap: "1.00", filed: "9", reference: "20mg", digits: 2, price: "0.58"),
            Cap(name: "in whole yuan", cap: "1.99", filed: "9", digits: 0, price: "1"),
            Cap(name: "below the smallest price", cap: "0.99", filed: "9", digits: 0, price: nil),
            // 1.0049 rounds to 1.00, 1.0050 to 1.01.
            Cap(
                name: "rounded half up", cap: "1.00", filed: "9", rounding: NamedRounding(digits: 2, mode: .halfUp),
                price: "1.0049"),
            // Whatever is above 1.00 rounds to 1.01; with 1.005 as the cap 1.00 is still the highest.
            Cap(
                name: "rounded up", cap: "1.005", filed: "9", rounding: NamedRounding(digits: 2, mode: .up),
                price: "1.0000"),
            // Anything below 6 rounds down to 5 or less: found at once among 10¹⁸ prices.
            Cap(
                name: "rounded down, with eighteen decimals", cap: "5", filed: "9",
                rounding: NamedRounding(digits: 0, mode: .down), digits: 18, price: "5.999999999999999999"),
            Cap(
                name: "rounded up, with eighteen decimals", cap: "5.9", filed: "9",
                rounding: NamedRounding(digits: 0, mode: .up), digits: 18, price: "5.000000000000000000"),
            Cap(name: "not above what was filed", cap: "20", filed: "9.50", price: "9.50"),
        ])
    func caps(_ row: Cap) throws {
        var comparable = SampleRules.comparablePrice(rounding: row.rounding)
        comparable.filedDigits = row.digits
        let rulebook = rules(
            rule("nobody", .select(.price(.below, "0.0000001")), as: "winners", failing: "all"),
            rule("revival", .revive(Revival(cap: .constant(decimal(row.cap)))), among: "all"),
            comparablePrice: comparable)
        let lot = sampleLot(reference: row.reference, strengths: ["10mg", "20mg"])
        let outcome = evaluate(
            Dossier([lot], [Offer("A", row.filed, of: row.specification)], by: rulebook), consents: .given)
        #expect(outcome.winners() == (row.price == nil ? [] : ["A"]))
        if let price = row.price { #expect(outcome.prices()["A"] == price) }
    }

    @Test("a cap with a root: 2 − √2 is 0.585786…")
    func surd() {
        // 1 and 3 have the mean 2 and the sample deviation √2.
        let cap = ReferenceValue.deviation("valid", multiple: decimal("-1"), kind: .sample)
        let rulebook = rules(
            rule("ceiling", .screen(.withinCeiling), as: "valid"),
            rule("nobody", .select(.price(.below, "0.1")), failing: "all"),
            rule("revival", .revive(Revival(cap: cap)), among: "all"))
        let outcome = evaluate(
            Dossier([sampleLot()], [Offer("A", "1"), Offer("B", "3")], by: rulebook), consents: .given)
        #expect(outcome.prices() == ["A": "0.5857", "B": "0.5857"])
        let above = evaluate(
            Dossier([sampleLot()], [Offer("A", "1"), Offer("B", "3")], by: rulebook, acts: [.revive("A", "0.5858")]))
        #expect(above.refusals == ["0 revival: bidder 'A' may come back at 0.5857 or less, not at 0.5858"])
    }

    @Test("batch 11: with one winner the cap is 1.8 × the anchor, with several the highest winning price")
    func batchEleven() {
        // Handbook 9.3(1): mean 1.57, anchor 0.785, gate 1.413; only 0.20 passes, so the revival price is 1.413.
        let anchor = ReferenceValue.largest([.lowest("shortlist"), .multiple(decimal("0.5"), .mean("shortlist"))])
        let one = Condition.asks(.count("winners"), .atMost, "1")
        let rulebook = rules(
            rule("shortlist", .shortlist(.first(10))), rule("anchor", .define(anchor)),
            rule(
                "breaker", .select(.price(.atMost, "1.8", times: .named("anchor"))), as: "winners", failing: "fused"),
            rule("several", .revive(Revival(condition: .not(one), cap: .highest("winners"))), among: "fused"),
            rule(
                "single", .revive(Revival(condition: one, cap: .multiple(decimal("1.8"), .named("anchor")))),
                among: "fused"))
        func prices(_ bids: [String]) -> [String] {
            let offers = bids.enumerated().map { Offer("\($0)", $1) }
            let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook), consents: .given)
            #expect(outcome.winners().count == bids.count && outcome.pending.isEmpty)
            return bids.indices.map { outcome.prices()["\($0)"] ?? "" }
        }
        #expect(prices(["0.20", "1.60", "1.75", "1.90", "2.40"]) == ["0.20", "1.4130", "1.4130", "1.4130", "1.4130"])
        // Mean 1.70, gate 1.53: 0.20 and 1.53 win, the others come back at 1.53.
        #expect(prices(["0.20", "1.53", "1.97", "2.40", "2.40"]) == ["0.20", "1.53", "1.5300", "1.5300", "1.5300"])
    }

    @Test("a second return is not above the first: a bid only ever gets cheaper")
    func twice() {
        // C comes back at 1.5, fails the next rule, and may come back again at no more than that.
        let rulebook = rules(
            rule("breaker", .select(.price(.atMost, "1.8", times: .lowest("filed"))), failing: "fused"),
            rule("first", .revive(Revival(cap: .constant(decimal("1.6")))), among: "fused"),
            rule("second breaker", .select(.price(.atMost, "1.4")), among: "first", failing: "again"),
            rule("second", .revive(Revival(cap: .constant(decimal("1.7")))), among: "again"))
        let offers = [Offer("A", "1.00"), Offer("C", "1.81")]
        let outcome = evaluate(
            Dossier([sampleLot()], offers, by: rulebook, acts: [.revive("C", "1.5", stage: "first")]))
        #expect(outcome.acts == ["甲 second: revive at 1.5 of C"])
    }
}
