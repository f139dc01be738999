import Decimals
import Procurement
import Ranking
import Testing

/// Bids whose specification can't be converted wait for somebody to state a factor, unless they fail for certain.
@Suite("Bids that can't be converted")
struct IncomparableBidTests {
    private let lot = sampleLot(strengths: ["10mg", "100IU"])

    private func outcome(_ condition: Condition, _ offer: Offer, acts: [RecordedAct] = []) -> Outcome {
        let rulebook = rules(rule("eligible", .screen(condition)), rule("gate", .select(.price(.atMost, "5"))))
        return evaluate(Dossier([lot], [Offer("A", "1"), offer], by: rulebook, acts: acts))
    }

    private func decision(_ condition: Condition, _ offer: Offer = Offer("B", "1", of: "100IU")) -> Decision? {
        outcome(condition, offer).decisions()["B"]
    }

    @Test("a screen that surely fails excludes it")
    func surely() {
        #expect(decision(.asks(.unitPrice, .atMost, "0.99")) == .excluded)
        #expect(decision(.fact("gmp", is: "yes")) == .excluded)
        #expect(
            decision(.asks(.fact("years"), .atLeast, "2")) == .excluded, "an unknown fact has nothing to do with it")
        #expect(decision(.asks(.unitPrice, .atMost, .previousPrice(factor: .one))) == .excluded)
        #expect(decision(.all([.withinCeiling, .fact("gmp", is: "yes")])) == .excluded)
        #expect(decision(.not(.any([.withinCeiling, .asks(.unitPrice, .atMost, "5")]))) == .excluded)
    }

    @Test("a screen that depends on the conversion leaves it pending, and so does one that it passes")
    func unknown() {
        for condition in [
            Condition.withinCeiling, .price(.atMost, "5"), .asks(.cutFromCeiling, .atLeast, "0.5"),
            .not(.withinCeiling), .any([.withinCeiling, .fact("gmp", is: "yes")]), .asks(.unitPrice, .atMost, "5"),
            .any([.fact("gmp", is: "yes"), .asks(.unitPrice, .atMost, "5")]),
        ] {
            let outcome = outcome(condition, Offer("B", "1", of: "100IU"))
            #expect(outcome.decisions()["B"] == .pending, "\(condition)")
            #expect(outcome.acts == ["甲 comparable-price: convert 100IU to 10mg of B"], "\(condition)")
            #expect(outcome.decision(of: "B")?.rank == nil)
        }
    }

    @Test("it is not compared, but counts as a firm that filed")
    func counts() {
        let rulebook = rules(
            rule("shortlist", .shortlist(.table(.init(bidders: 1...2, places: 1), .init(bidders: 3...9, places: 2)))))
        let offers = [Offer("A", "1"), Offer("B", "2"), Offer("C", "0.1", of: "100IU")]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook))
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .pending])
        #expect(outcome.lots.first?.isPending == true)
    }

    @Test("people may exclude it all the same")
    func excluded() {
        let rulebook = rules(rule("people", .screen(.not(.recorded))))
        let act = RecordedAct.exclude("B", stage: "people")
        let outcome = evaluate(Dossier([lot], [Offer("B", "1", of: "100IU")], by: rulebook, acts: [act]))
        #expect(outcome.decisions() == ["B": .excluded] && outcome.refusals == [])
    }

    @Test("an excluded one needs no conversion any more")
    func needsNoAct() {
        let outcome = outcome(.fact("gmp", is: "yes"), Offer("B", "1", of: "100IU"))
        #expect(outcome.decisions()["B"] == .excluded && outcome.acts == [])
    }
}
