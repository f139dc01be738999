import Decimals
import Procurement
import Ranking
import Testing

/// The anchors of the eleventh and twelfth rounds; the numbers are those of the handbook, section 9.3.
@Suite("Reference values")
struct ReferenceValueTests {
    /// Everybody is shortlisted; the named value; a gate of a factor times it.
    private func rulebook(
        _ value: ReferenceValue, gate: String = "1.8", _ relation: Procurement.Test.Relation = .atMost
    ) -> Rulebook {
        let test = Procurement.Test(
            measure: .comparablePrice, relation: relation, bound: .reference(.named("anchor"), factor: decimal(gate)))
        return Rulebook(
            id: "a test", comparablePrice: SampleRules.comparablePrice(),
            stages: [
                SampleRules.shortlistStage([99]),
                Stage(id: "anchor", citation: SampleRules.citation, action: .define(value), population: "anchor"),
                Stage(
                    id: "gate", citation: SampleRules.citation, action: .select(.test(test)), population: "winners"),
            ])
    }

    private func lot(_ prices: [String], by rulebook: Rulebook) throws -> LotOutcome {
        let offers = prices.enumerated().map { Offer("firm-\(10 + $0)", $1) }
        return try #require(evaluate(Dossier([sampleLot()], offers, by: rulebook)).lots.first)
    }

    private let halfMean = ReferenceValue.largest([
        .lowest("shortlisted"), .multiple(decimal("0.5"), .mean("shortlisted")),
    ])

    @Test("half the mean replaces a lower lowest price, and only 0.20 passes 1.8 times it")
    func anchor() throws {
        let outcome = try lot(["0.20", "1.60", "1.75", "1.90", "2.40"], by: rulebook(halfMean))
        #expect(outcome.references.first?.value == Surd(Ratio(decimal("0.785"))))
        #expect(outcome.winners.map(\.bid.price) == [decimal("0.20")])
    }

    @Test("the lowest price is the anchor where half the mean is less")
    func lowestBinds() throws {
        let outcome = try lot(["1.00", "1.80", "1.81"], by: rulebook(halfMean))
        #expect(outcome.references.first?.value == Surd(.one))
        #expect(outcome.winners.map(\.bid.price) == [decimal("1.00"), decimal("1.80")])
    }

    @Test("a losing bid that is lowered and still loses can put out a winner")
    func notMonotone() throws {
        // Mean 1.70, gate 0.9 × 1.70 = 1.53; with 2.45 instead of 2.80 the mean is 1.6125, the gate 1.45125.
        let before = try lot(["0.10", "1.50", "2.40", "2.80"], by: rulebook(halfMean))
        let after = try lot(["0.10", "1.50", "2.40", "2.45"], by: rulebook(halfMean))
        #expect(before.winners.map(\.bid.price) == [decimal("0.10"), decimal("1.50")])
        #expect(after.winners.map(\.bid.price) == [decimal("0.10")])
    }

    @Test(
        "mean less two deviations, of the population and of the sample",
        arguments: [(ReferenceValue.DeviationKind.population, "0.706"), (.sample, "0.637")])
    func deviations(kind: ReferenceValue.DeviationKind, expected: String) throws {
        let prices = ["0.10"] + (0..<9).map { "2.\(String(100 + $0 * 5).dropFirst())" }
        let value = ReferenceValue.deviation("shortlisted", multiple: decimal("-2"), kind: kind)
        let outcome = try lot(prices, by: rulebook(value, gate: "1", .atLeast))
        let anchor = try #require(outcome.references.first?.value)
        #expect(anchor.rounded(to: 3, .halfUp).description == expected)
        #expect(outcome.winners.count == 9, "0.10 lies below")
    }

    @Test("a price on mean + 1 population deviation is on the bound, though the root is rational only by chance")
    func exactDeviation() throws {
        // 1 and 3: mean 2, deviation 1. A sample deviation is √2.
        let population = ReferenceValue.deviation("shortlisted", multiple: decimal("1"), kind: .population)
        #expect(try lot(["1", "3"], by: rulebook(population, gate: "1")).winners.count == 2)
        #expect(try lot(["1", "3"], by: rulebook(population, gate: "1", .below)).winners.count == 1)
        let sample = ReferenceValue.deviation("shortlisted", multiple: decimal("1"), kind: .sample)
        #expect(try lot(["1", "3"], by: rulebook(sample, gate: "1", .below)).winners.count == 2)
    }

    @Test("no bid lies below mean − 2 population deviations among five or fewer")
    func fewBids() throws {
        var random = SeededGenerator(state: 20_260_731)
        let value = ReferenceValue.deviation("shortlisted", multiple: decimal("-2"), kind: .population)
        for _ in 0..<300 {
            let count = Int.random(in: 1...5, using: &random)
            let prices = (0..<count).map { _ in
                "\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 10...99, using: &random))"
            }
            let outcome = try lot(prices, by: rulebook(value, gate: "1", .atLeast))
            #expect(outcome.winners.count == count, "\(prices)")
        }
    }

    @Test("nothing is compared with a population without bids")
    func emptyPopulation() throws {
        let nobody = Stage(
            id: "nobody", citation: SampleRules.citation,
            action: .screen(
                .test(Procurement.Test(measure: .unitPrice, relation: .below, bound: .constant(decimal("0.01"))))),
            population: "nobody")
        var rules = rulebook(.mean("nobody"))
        rules.stages.insert(nobody, at: 0)
        let outcome = try lot(["1.00"], by: rules)
        #expect(outcome.winners.isEmpty)
        #expect(outcome.references.first?.value == nil)
    }
}
