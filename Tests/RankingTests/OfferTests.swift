import Decimals
import Procurement
import Ranking
import Testing

@Suite("Offers in talks")
struct OfferTests {
    /// Talks that succeed at 100 yuan or less.
    private var rulebook: Rulebook {
        let hundred = Test(measure: .unitPrice, relation: .atMost, bound: .constant(decimal("100")))
        let talks = Stage(
            id: "talks", citation: SampleRules.citation,
            action: .negotiate(
                Negotiation(enter: nil, openingOffers: 2, mostOffers: nil, succeed: .test(hundred))),
            population: "agreed")
        return Rulebook(id: "sample", comparablePrice: SampleRules.comparablePrice(), stages: [talks])
    }

    private func outcome(_ prices: String...) -> Outcome {
        let acts = prices.map {
            RecordedAct(.offer("a", price: decimal($0)), lot: "甲", stage: "talks", evidence: "minutes")
        }
        return evaluate(Dossier([sampleLot()], [Offer("a", "120")], by: rulebook, acts: acts))
    }

    @Test("an offer may stay at the price that was asked for, not go above it")
    func notAboveTheAskedPrice() {
        #expect(outcome("120", "100").forbiddenActs.isEmpty)
        #expect(outcome("120", "100").decisions()["a"] == .won)
        let outcome = outcome("120.01", "100")
        #expect(outcome.forbiddenActs.map(\.reason) == ["the offer of 120.01 is above the price of 120 that stands"])
        #expect(outcome.decision(of: "a")?.awarded.price == decimal("100"))
    }

    @Test("an offer may repeat the one before, not go above it")
    func notAboveTheOneBefore() {
        #expect(outcome("110", "110").forbiddenActs.isEmpty)
        #expect(
            outcome("110", "110.01").forbiddenActs.map(\.reason) == [
                "the offer of 110.01 is above the one of 110 before it"
            ])
    }
}
