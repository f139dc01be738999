import Decimals
import Procurement
import Ranking
import Testing

/// Classes by price, as in the insulin renewal of 2024 (handbook 2.6): the lowest is A1, A up to a published price,
/// B up to another, C the rest.
@Suite("Classes")
struct ClassTests {
    private let rulebook = rules(
        rule("ceiling", .screen(.withinCeiling), as: "valid"),
        rule(
            "classes",
            .classify(
                Assignment(options: [
                    .init(name: "A1", condition: .price(.atMost, times: .lowest("valid"))),
                    .init(name: "A", condition: .price(.atMost, times: .published("class-a"))),
                    .init(name: "B", condition: .labelled("B price", .price(.atMost, times: .published("class-b")))),
                    .init(name: "C", condition: nil),
                ]))))

    @Test("the first class whose condition a bid meets, on the bound too; an excluded bid has none")
    func classes() throws {
        var lot = sampleLot()
        lot.facts = ["class-a": decimal("30"), "class-b": decimal("42")]
        let offers = [
            Offer("A", "25"), Offer("B", "30"), Offer("C", "30.01"), Offer("D", "42"), Offer("E", "42.01"),
            Offer("F", "100.01"), Offer("G", "25.00"),
        ]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook))
        let classes = offers.map { outcome.decision(of: $0.bidder)?.classification }
        #expect(classes == ["A1", "A", "B", "B", "C", nil, "A1"])
        #expect(outcome.decision(of: "F")?.decision == .excluded && outcome.winners().count == 6)
        let checks = try #require(outcome.decision(of: "D")).checks("classes")
        #expect(checks.map(\.label) == ["B price"] && checks.map(\.holds) == [true])
        #expect(outcome.decision(of: "E")?.decisive?.stage == "ceiling", "a class decides nothing")
    }

    @Test("without the published number a comparison does not hold")
    func unpublished() {
        let outcome = evaluate(Dossier([sampleLot()], [Offer("A", "1"), Offer("B", "2")], by: rulebook))
        #expect(outcome.decision(of: "A")?.classification == "A1" && outcome.decision(of: "B")?.classification == "C")
    }

    @Test("of some bids only: the others keep the class that they have")
    func among() {
        let twice = Rulebook(
            id: "sample", comparablePrice: SampleRules.comparablePrice(),
            stages: [
                rule("first", .classify(Assignment(options: [.init(name: "A", condition: nil)]))),
                rule("dear", .mark(.price(.above, "1")), as: "dear"),
                rule("second", .classify(Assignment(options: [.init(name: "B", condition: nil)])), among: "dear"),
            ])
        let outcome = evaluate(Dossier([sampleLot()], [Offer("A", "1"), Offer("B", "2")], by: twice))
        #expect(outcome.decision(of: "A")?.classification == "A" && outcome.decision(of: "B")?.classification == "B")
    }
}
