import Decimals
import Procurement
import Ranking
import Testing

/// The nearest price that changes a decision, against a search of every admissible price.
@Suite("Flip price")
struct FlipPriceTests {
    /// Rules with and without statistics that the bid itself moves.
    private static let rulebooks: [(name: String, stages: [Stage])] = [
        (
            "gate on the lowest",
            [SampleRules.ceilingStage, SampleRules.shortlistStage([1, 2, 2, 3]), gate(.lowest("valid"), "1.8")]
        ),
        (
            "anchor of half the mean",
            [
                SampleRules.ceilingStage, SampleRules.shortlistStage([1, 2, 3, 4, 4]),
                define(.largest([.lowest("shortlisted"), .multiple(decimal("0.5"), .mean("shortlisted"))])),
                gate(.named("anchor"), "1.8"),
            ]
        ),
        (
            "anchor of the mean less a deviation",
            [
                SampleRules.shortlistStage([9]),
                define(.deviation("shortlisted", multiple: decimal("-1"), kind: .population)),
                gate(.named("anchor"), "1", .atLeast),
            ]
        ),
        (
            "between two deviations",
            [
                SampleRules.shortlistStage([9]),
                define(.deviation("shortlisted", multiple: decimal("1"), kind: .sample)),
                gate(.named("anchor"), "1"), gate(.mean("shortlisted"), "0.7", .above, id: "low"),
            ]
        ),
    ]

    private static func define(_ value: ReferenceValue) -> Stage {
        Stage(id: "anchor", citation: SampleRules.citation, action: .define(value), population: "anchor")
    }

    private static func gate(
        _ value: ReferenceValue, _ factor: String, _ relation: Procurement.Test.Relation = .atMost, id: String = "gate"
    ) -> Stage {
        let test = Procurement.Test(
            measure: .comparablePrice, relation: relation, bound: .reference(value, factor: decimal(factor)))
        return Stage(id: id, citation: SampleRules.citation, action: .select(.test(test)), population: "winners")
    }

    @Test("is what a search of every admissible price finds, in both directions", arguments: rulebooks.indices)
    func exhaustive(index: Int) throws {
        var random = SeededGenerator(state: 20_251_027 + UInt64(index))
        var rule = SampleRules.comparablePrice()
        rule.filedDigits = 2
        let rulebook = Rulebook(id: "a test", comparablePrice: rule, stages: Self.rulebooks[index].stages)
        var flips = 0
        for _ in 0..<6 {
            let count = Int.random(in: 2...7, using: &random)
            let lot = sampleLot(
                strengths: ["10mg", "20mg"], ceilings: [Ceiling(specification: "10mg", price: decimal("2.10"))])
            let offers = (0..<count).map { firm in
                let price = FixedDecimal(units: Integer(Int.random(in: 20...240, using: &random)), scale: 2)
                var offer = Offer("firm-\(firm)", "1", of: Int.random(in: 0...3, using: &random) == 0 ? "20mg" : "10mg")
                offer.bid.price = price
                return offer
            }
            let dossier = Dossier([lot], offers, by: rulebook)
            let bidder = "firm-0"
            var probe = try #require(PriceProbe(dossier, bidder: bidder, lot: lot.id))
            let filed = offers[0].bid.price
            let start = probe.decision(at: filed)
            for direction in FlipPrice.Direction.allCases {
                let found = probe.flip(direction)
                let all = try search(dossier, filed, start, direction)
                let place = Comment("\(Self.rulebooks[index].name), \(offers.map(\.bid.price)), \(direction)")
                #expect(found?.price == all?.price, place)
                #expect(found?.decision == all?.decision, place)
                guard let found else { continue }
                flips += 1
                // Re-evaluated at that price and one unit to either side.
                #expect(probe.decision(at: found.lastSame) == start && found.decision != start, place)
                let step = decimal("0.01")
                let beyond = direction == .higher ? found.price + step : found.price - step
                if !beyond.isZero { #expect(probe.decision(at: beyond) == found.beyond, place) }
            }
        }
        #expect(flips > 2)
    }

    /// Tries every price with two decimals, from the filed one outwards.
    private func search(
        _ dossier: Dossier, _ filed: FixedDecimal, _ start: Decision, _ direction: FlipPrice.Direction
    ) throws -> (price: FixedDecimal, decision: Decision)? {
        let step = decimal("0.01")
        var price = filed
        while true {
            price = direction == .higher ? price + step : price - step
            if price.isZero || price > decimal("12") { return nil }
            var moved = dossier
            moved.submissions[0].bids[0].price = price
            let decision = try #require(evaluate(moved).lots.first?.decisions.first { $0.bidder.id == "firm-0" })
            if decision.decision != start { return (price, decision.decision) }
        }
    }

    @Test("a bid that no price of its own can save has none")
    func none() throws {
        let never = Stage(
            id: "never", citation: SampleRules.citation,
            action: .select(
                .test(Procurement.Test(measure: .fact("years"), relation: .atLeast, bound: .constant(decimal("2"))))),
            population: "winners")
        let rulebook = Rulebook(id: "a test", comparablePrice: SampleRules.comparablePrice(), stages: [never])
        let dossier = Dossier([sampleLot()], [Offer("A", "1.00")], by: rulebook)
        var probe = try #require(PriceProbe(dossier, bidder: "A", lot: "甲"))
        #expect(probe.flip(.lower) == nil && probe.flip(.higher) == nil)
        #expect(PriceProbe(dossier, bidder: "B", lot: "甲") == nil)
    }
}
