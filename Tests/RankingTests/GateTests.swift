import Decimals
import Procurement
import Ranking
import Testing

@Suite("The winning gate")
struct GateTests {
    struct Bound: CustomTestStringConvertible, Sendable {
        var name: String
        /// The ceilings of 10 mg and of 20 mg.
        var ceilings: [String]
        var lowest: String
        var strength = "10mg"
        var price: String
        var decision: Decision
        var testDescription: String { "\(name): \(price) of \(strength)" }
    }

    static let bounds = [
        // 1.8 × 0.5000 = 0.9000; the cut is 10 %, the price above 0.1000.
        Bound(name: "1.8 times the lowest", ceilings: ["1"], lowest: "0.5000", price: "0.8999", decision: .won),
        Bound(name: "1.8 times the lowest", ceilings: ["1"], lowest: "0.5000", price: "0.9000", decision: .won),
        Bound(name: "1.8 times the lowest", ceilings: ["1"], lowest: "0.5000", price: "0.9001", decision: .lost),
        // 1.8 × 0.0500 = 0.0900; the cut is 33 %.
        Bound(name: "0.1000 yuan", ceilings: ["0.15"], lowest: "0.0500", price: "0.0999", decision: .won),
        Bound(name: "0.1000 yuan", ceilings: ["0.15"], lowest: "0.0500", price: "0.1000", decision: .won),
        Bound(name: "0.1000 yuan", ceilings: ["0.15"], lowest: "0.0500", price: "0.1001", decision: .lost),
        // 50.00 % of 10; 5 times the lowest. 49.999 % is not rounded up.
        Bound(name: "half the ceiling", ceilings: ["10"], lowest: "1.0000", price: "4.9999", decision: .won),
        Bound(name: "half the ceiling", ceilings: ["10"], lowest: "1.0000", price: "5.0000", decision: .won),
        Bound(name: "half the ceiling", ceilings: ["10"], lowest: "1.0000", price: "5.0001", decision: .lost),
        // The cut is from the ceiling of the bid's own specification, here 16 and not 1.7 × 10.
        Bound(
            name: "half its own ceiling", ceilings: ["10", "16"], lowest: "1.0000", strength: "20mg", price: "8.0000",
            decision: .won),
        Bound(
            name: "half its own ceiling", ceilings: ["10", "16"], lowest: "1.0000", strength: "20mg", price: "8.0001",
            decision: .lost),
        // Without one of its own the ceiling is 1.7 × 10.
        Bound(
            name: "half a derived ceiling", ceilings: ["10"], lowest: "1.0000", strength: "20mg", price: "8.5000",
            decision: .won),
        Bound(
            name: "half a derived ceiling", ceilings: ["10"], lowest: "1.0000", strength: "20mg", price: "8.5001",
            decision: .lost),
    ]

    @Test("a bid exactly on a bound wins, one step of the last decimal beyond it loses", arguments: bounds)
    func bound(_ row: Bound) throws {
        let lot = sampleLot(
            strengths: ["10mg", "20mg"],
            ceilings: zip(["10mg", "20mg"], row.ceilings).map { Ceiling(specification: $0, price: decimal($1)) })
        let outcome = evaluate(
            Dossier(
                [lot], [Offer("lowest", row.lowest), Offer("tested", row.price, of: row.strength)],
                by: SampleRules.secondBatch()))
        #expect(outcome.decisions() == ["lowest": .won, "tested": row.decision])
        let verdict = try #require(outcome.decision(of: "tested")?.decisive)
        #expect(verdict.stage == "gate")
        guard case .condition(let checks) = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        // Every limb is shown, and at most the tested one holds.
        let comparisons = checks.compactMap(\.comparison)
        #expect(comparisons.count == 3)
        #expect(comparisons.filter(\.holds).count <= 1)
    }

    @Test("the lowest price is that of the valid bids, before the shortlist and without those above the ceiling")
    func lowestIsValid() {
        // 20 mg at 0.30 would be the lowest by far, and is above its ceiling.
        let lot = sampleLot(
            strengths: ["10mg", "20mg"],
            ceilings: [
                Ceiling(specification: "10mg", price: decimal("2")),
                Ceiling(specification: "20mg", price: decimal("0.2")),
            ])
        let outcome = evaluate(
            Dossier(
                [lot], [Offer("above", "0.30", of: "20mg"), Offer("A", "1.00"), Offer("B", "1.80")],
                by: SampleRules.secondBatch()))
        #expect(outcome.decisions() == ["above": .excluded, "A": .won, "B": .won])
    }

    @Test("a comparable price at the bound counts, not the filed one")
    func comparableCounts() {
        let lot = sampleLot(
            reference: "20mg", strengths: ["10mg", "20mg"],
            ceilings: [Ceiling(specification: "20mg", price: decimal("0.18"))])
        // 10 mg at 0.0588 compares as 0.09996, at 0.0589 as 0.10013; both are cut by less than half.
        for (price, decision) in [("0.0588", Decision.won), ("0.0589", .lost)] {
            let outcome = evaluate(
                Dossier(
                    [lot], [Offer("lowest", "0.0500", of: "20mg"), Offer("tested", price, of: "10mg")],
                    by: SampleRules.secondBatch()))
            #expect(outcome.decisions() == ["lowest": .won, "tested": decision])
        }
    }

    @Test("a bid lost at the shortlist never reaches the gate, and the trace ends there")
    func traceEnds() {
        let outcome = evaluate(
            Dossier(
                [sampleLot()], [Offer("A", "1"), Offer("B", "2"), Offer("C", "3")], by: SampleRules.secondBatch()))
        #expect(outcome.decision(of: "C")?.trace.map(\.stage) == ["ceiling", "shortlist"])
        #expect(outcome.decision(of: "C")?.decision == .lost)
        #expect(outcome.decision(of: "B")?.trace.map(\.stage) == ["ceiling", "shortlist", "gate"])
    }

    struct Relation: CustomTestStringConvertible, Sendable {
        var relation: Procurement.Test.Relation
        var winners: [String]
        var testDescription: String { relation.rawValue }
    }

    @Test(
        "each relation says on which side of the bound a bid passes, and a negated condition the other way round",
        arguments: [
            Relation(relation: .atMost, winners: ["A", "B"]), Relation(relation: .below, winners: ["A"]),
            Relation(relation: .atLeast, winners: ["B", "C"]), Relation(relation: .above, winners: ["C"]),
        ])
    func relations(_ row: Relation) {
        let test = Condition.test(
            Procurement.Test(measure: .unitPrice, relation: row.relation, bound: .constant(decimal("2.00"))))
        let offers = [Offer("A", "1.99"), Offer("B", "2.00"), Offer("C", "2.01")]
        func winners(_ condition: Condition) -> [String] {
            let rulebook = Rulebook(
                id: "sample", comparablePrice: SampleRules.comparablePrice(),
                stages: [
                    Stage(id: "rule", citation: SampleRules.citation, action: .select(condition), population: "winners")
                ])
            let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook))
            return outcome.decisions.filter { $0.decision == .won }.map(\.bidder.id).sorted()
        }
        #expect(winners(test) == row.winners)
        #expect(winners(.not(test)) == ["A", "B", "C"].filter { !row.winners.contains($0) })
        #expect(winners(.all([test, .not(test)])) == [])
        #expect(winners(.any([test, .not(test)])) == ["A", "B", "C"])
    }
}
