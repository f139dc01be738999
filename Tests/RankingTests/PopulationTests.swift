import Decimals
import Procurement
import Ranking
import Testing

/// The names under which stages hand bids on.
@Suite("Populations")
struct PopulationTests {
    private let offers = [Offer("A", "1"), Offer("B", "2"), Offer("C", "3"), Offer("D", "4")]

    private func winners(_ rulebook: Rulebook) -> [String] {
        evaluate(Dossier([sampleLot()], offers, by: rulebook)).winners()
    }

    @Test("a stage about some bids leaves the others alone, and names those that fail")
    func among() {
        // C and D are cheap no more; of A and B only A is below 2. C and D were not asked.
        let rulebook = rules(
            rule("cheap", .mark(.price(.below, "2.5")), as: "cheap", failing: "dear"),
            rule("gate", .select(.price(.below, "2")), among: "cheap", as: "winners", failing: "fused"))
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook))
        #expect(outcome.decisions() == ["A": .won, "B": .lost, "C": .won, "D": .won])
        #expect(outcome.decision(of: "C")?.stages == [])
        #expect(outcome.decision(of: "B")?.stages == ["gate"], "a mark decides nothing and says nothing")
    }

    @Test("a condition asks who belongs to a population, a failing one too")
    func membership() {
        let marks = rule("marks", .mark(.price(.atMost, "2")), as: "cheap", failing: "dear")
        #expect(winners(rules(marks, rule("gate", .select(.member("cheap"))))) == ["A", "B"])
        #expect(winners(rules(marks, rule("gate", .select(.member("dear"))))) == ["C", "D"])
        #expect(winners(rules(marks, rule("gate", .select(.not(.member("dear")))))) == ["A", "B"])
    }

    @Test("of two stages that hand on the same name the later one has the last word")
    func sameName() {
        // A is out by the second screen, so the lowest valid price is 2, and 1.8 × 2 = 3.6 lets C in.
        let rulebook = rules(
            rule("ceiling", .screen(.withinCeiling), as: "valid"),
            rule("floor", .screen(.price(.above, "1")), as: "valid"),
            rule("gate", .select(.price(.atMost, "1.8", times: .lowest("valid")))))
        #expect(winners(rulebook) == ["B", "C"])
        // What the later stage is not about stays where it was: A is in from the first mark, B from the second.
        let marks = rules(
            rule("first", .mark(.price(.atMost, "1")), as: "named"),
            rule("rest", .mark(.price(.above, "1")), as: "rest"),
            rule("second", .mark(.price(.atMost, "2")), among: "rest", as: "named"),
            rule("gate", .select(.member("named"))))
        #expect(winners(marks) == ["A", "B"])
    }

    @Test("a mark among bids that are out finds them, and they stay out")
    func markOut() {
        let rulebook = rules(
            rule("gate", .select(.price(.atMost, "2")), failing: "fused"),
            rule("near", .mark(.price(.atMost, "3")), among: "fused", as: "near"),
            rule("revival", .revive(Revival(condition: .member("near"), cap: .constant(decimal("2")))), among: "fused"))
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook), consents: .given)
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .won, "D": .lost])
    }

    @Test("the number of bids in a population is a measure")
    func count() {
        func gate(_ number: String) -> Rulebook {
            rules(
                rule("cheap", .mark(.price(.atMost, "3")), as: "cheap"),
                rule("gate", .select(.asks(.count("cheap"), .atLeast, number))))
        }
        #expect(winners(gate("3")) == ["A", "B", "C", "D"])
        #expect(winners(gate("4")) == [])
    }

    @Test("as many populations as a rulebook may name, sorted, classified and scored besides")
    func mostPopulations() {
        let marks = (1..<Rulebook.mostPopulations).map { rule("mark-\($0)", .mark(.price(.atMost, "2")), as: "p\($0)") }
        let sorted = [
            rule("units", .group(Assignment(options: [.init(name: "A", condition: nil)]))),
            rule("classes", .classify(Assignment(options: [.init(name: "I", condition: nil)]))),
            rule(
                "points",
                .score(Score(parts: [.init(name: "price", measure: .comparablePrice, formula: .steps([]))]))),
        ]
        let rulebook = Rulebook(
            id: "sample", comparablePrice: SampleRules.comparablePrice(),
            stages: marks + sorted + [rule("gate", .select(.member("p63")), as: "p1")])
        #expect(winners(rulebook) == ["A", "B"])
    }
}
