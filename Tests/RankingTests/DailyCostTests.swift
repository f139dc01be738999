import Decimals
import Procurement
import Ranking
import Testing

@Suite("Daily cost")
struct DailyCostTests {
    private func outcome(_ offers: [Offer]) -> Outcome {
        var rule = SampleRules.comparablePrice()
        rule.adjustments = [
            .multiplied(byFact: "units-a-day"), .coefficient(fact: "sugar-free", text: "yes", value: decimal("1.1")),
        ]
        let lot = sampleLot(reference: "0.3g", strengths: ["0.3g", "0.6g", "10ml"], ceilings: [])
        return evaluate(Dossier([lot], offers, by: Rulebook(id: "sample", comparablePrice: rule, stages: [])))
    }

    @Test("it is price × units a day of the bid's own specification, whatever that contains")
    func ownSpecification() {
        var sugarFree = Offer("c", "1.65", of: "0.6g", facts: ["units-a-day": "3"])
        sugarFree.bid.texts["sugar-free"] = "yes"
        let outcome = outcome([
            Offer("a", "1.00", of: "0.3g", facts: ["units-a-day": "6"]),
            Offer("b", "2.50", of: "10ml", facts: ["units-a-day": "3"]), sugarFree,
        ])
        let costs = ["a", "b", "c"].map { outcome.decision(of: $0)?.comparablePrice }
        // 1.00 × 6, 2.50 × 3, 1.65 × 3 ÷ 1.1
        #expect(costs == [Ratio(6), Ratio(decimal("7.5")), Ratio(decimal("4.5"))])
    }

    @Test("a bid that does not say how many units a day waits for that")
    func unknownUnits() {
        #expect(outcome([Offer("a", "1.00", of: "0.3g")]).decisions() == ["a": .pending])
    }
}
