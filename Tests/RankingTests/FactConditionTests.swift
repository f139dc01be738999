import Decimals
import Procurement
import Ranking
import Testing

/// Eligibility by facts of product and firm, by the record and by what is borrowed from other rounds.
@Suite("Conditions on facts")
struct FactConditionTests {
    private func passing(
        _ condition: Condition, _ offers: [Offer], acts: [RecordedAct] = [], borrowed: BorrowedFacts = BorrowedFacts(),
        deadline: String? = nil
    ) -> [String] {
        evaluate(
            Dossier(
                [sampleLot()], offers, by: rules(rule("eligible", .screen(condition))), acts: acts, borrowed: borrowed,
                deadline: deadline)
        ).winners()
    }

    @Test("a number of the product goes before the one of the firm; on the bound it holds, unknown it does not")
    func numbers() {
        let offers = [
            Offer("product 2", "1", facts: ["years": "2"], firmFacts: ["years": "1"]),
            Offer("product 1.9", "1", facts: ["years": "1.9"], firmFacts: ["years": "9"]),
            Offer("firm 2", "1", firmFacts: ["years": "2.0"]), Offer("firm 1", "1", firmFacts: ["years": "1"]),
            Offer("unknown", "1"),
        ]
        #expect(passing(.asks(.fact("years"), .atLeast, "2"), offers) == ["firm 2", "product 2"])
        #expect(passing(.asks(.fact("years"), .above, "2"), offers) == [])
        #expect(passing(.asks(.fact("years"), .below, "2"), offers) == ["firm 1", "product 1.9"])
        #expect(
            passing(.not(.asks(.fact("years"), .below, "2")), offers) == ["firm 2", "product 2", "unknown"],
            "what is not known does not hold, and so it is not the case")
    }

    @Test("a text of the product goes before the one of the firm")
    func texts() {
        let offers = [
            Offer("product", "1", texts: ["gmp": "yes"], firmTexts: ["gmp": "no"]),
            Offer("firm", "1", firmTexts: ["gmp": "yes"]),
            Offer("other", "1", texts: ["gmp": "no"], firmTexts: ["gmp": "yes"]), Offer("unknown", "1"),
        ]
        #expect(passing(.fact("gmp", is: "yes"), offers) == ["firm", "product"])
    }

    @Test("originator and foreign hold where the bid says so, and neither where it says nothing")
    func flags() {
        var offers = [Offer("yes", "1"), Offer("no", "1"), Offer("silent", "1")]
        offers[0].bid.isOriginator = true
        offers[0].bid.isForeign = true
        offers[1].bid.isOriginator = false
        offers[1].bid.isForeign = false
        #expect(passing(.originator, offers) == ["yes"])
        #expect(passing(.foreign, offers) == ["yes"])
        #expect(passing(.not(.originator), offers) == ["no", "silent"])
        #expect(passing(.not(.foreign), offers) == ["no", "silent"])
    }

    @Test("a fact as the bound: the factor counts, and a bid without it fails")
    func factBound() {
        // At most 0.9 × the lowest price elsewhere of 2.00: 1.80.
        let condition = Condition.asks(.unitPrice, .atMost, .fact("lowest-elsewhere", factor: decimal("0.9")))
        let elsewhere = ["lowest-elsewhere": "2.00"]
        let offers = [
            Offer("on", "1.80", facts: elsewhere), Offer("above", "1.8001", facts: elsewhere), Offer("silent", "0.01"),
        ]
        #expect(passing(condition, offers) == ["on"])
    }

    @Test("the bidder's own price before the round as the bound")
    func previousPrice() {
        let condition = Condition.asks(.unitPrice, .atMost, .previousPrice(factor: decimal("0.5")))
        var offers = [Offer("on", "1"), Offer("above", "1.01"), Offer("silent", "0.1")]
        offers[0].bid.previousPrice = decimal("2")
        offers[1].bid.previousPrice = decimal("2")
        #expect(passing(condition, offers) == ["on"])
    }

    @Test("a firm is barred on the first and the last day, not before and not after; without a deadline never")
    func barred() {
        // Handbook 2.10: North China Pharmaceutical, 2021-08-11 to 2022-05-10.
        let bar = Bar(
            bidder: "barred", from: day("2021-08-11"), to: day("2022-05-10"), cause: "did not supply",
            source: BorrowedSource(round: "GY-YD2020-1"))
        let offers = [Offer("barred", "1"), Offer("other", "1")]
        func passing(_ deadline: String?) -> [String] {
            self.passing(.not(.barred), offers, borrowed: BorrowedFacts(bars: [bar]), deadline: deadline)
        }
        #expect(passing("2021-08-10T23:59:59+08:00") == ["barred", "other"])
        #expect(passing("2021-08-11T00:00:00+08:00") == ["other"])
        #expect(passing("2022-05-10T23:59:59+08:00") == ["other"])
        #expect(passing("2022-05-11T00:00:00+08:00") == ["barred", "other"])
        #expect(passing(nil) == ["barred", "other"])
    }

    private func day(_ text: String) -> CalendarDate {
        guard let day = CalendarDate(text) else { preconditionFailure("'\(text)' is no day") }
        return day
    }

    @Test("an exclusion or withdrawal of the lot or of the whole round, at the stage that asks for it")
    func recorded() throws {
        let offers = [Offer("A", "1"), Offer("B", "1"), Offer("C", "1"), Offer("D", "1")]
        let rulebook = rules(rule("people", .screen(.not(.recorded))), rule("gate", .select(.price(.atMost, "5"))))
        let acts = [
            RecordedAct.exclude("A", stage: "people"),
            RecordedAct(.withdraw("B"), stage: "people", evidence: "letter of withdrawal"),
            .exclude("C", stage: "gate"), .exclude("D", lot: "乙", stage: "people"),
        ]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: acts))
        #expect(outcome.decisions() == ["A": .excluded, "B": .excluded, "C": .won, "D": .won])
        #expect(outcome.usedActs == [0, 1])
        #expect(
            outcome.refusals == [
                "2 gate: no bid of bidder 'C' in lot '甲' reaches a rule at stage 'gate' that lets people exclude one",
                "3 people: no bid of bidder 'D' in lot '乙' reaches a rule at stage 'people' that lets people exclude one",
            ])
        guard case .recorded(let evidence) = try #require(outcome.decision(of: "B")?.checks("people").first).subject
        else {
            Issue.record("another question was asked")
            return
        }
        #expect(evidence == "letter of withdrawal")
    }

    @Test("a withdrawal from the round holds in each of its lots")
    func withdrawnEverywhere() {
        let rulebook = rules(rule("people", .screen(.not(.recorded))))
        let offers = [Offer("A", "1", lot: "甲"), Offer("A", "1", lot: "乙"), Offer("B", "1", lot: "乙")]
        let act = RecordedAct(.withdraw("A"), stage: "people", evidence: "letter")
        let outcome = evaluate(Dossier([sampleLot("甲"), sampleLot("乙")], offers, by: rulebook, acts: [act]))
        #expect(outcome.winners() == [] && outcome.winners(in: "乙") == ["B"])
        #expect(outcome.usedActs == [0] && outcome.refusals == [])
    }

    @Test("labels stand beside the questions that they name, in nested conditions too")
    func labels() throws {
        let condition = Condition.any([
            .labelled("price", .all([.price(.atMost, "1"), .labelled("years", .asks(.fact("years"), .atLeast, "2"))])),
            .labelled("not foreign", .not(.foreign)), .originator,
        ])
        let outcome = evaluate(
            Dossier([sampleLot()], [Offer("A", "1")], by: rules(rule("eligible", .select(condition)))))
        let checks = try #require(outcome.decision(of: "A")).checks("eligible")
        #expect(checks.map(\.label) == ["price", "years", "not foreign", nil])
        #expect(checks.map(\.holds) == [true, false, false, false])
        // Not being known as foreign speaks for it.
        #expect(checks.map(\.speaksFor) == [true, false, true, false])
    }
}
