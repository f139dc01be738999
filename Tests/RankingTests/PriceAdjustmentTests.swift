import Decimals
import Procurement
import Ranking
import Testing

/// Price relations that the documents fix, and what facts of a product do to its comparable price.
@Suite("Stated factors and adjustments")
struct PriceAdjustmentTests {
    private func comparable(
        _ rule: ComparablePriceRule, _ offer: Offer, reference: String = "10mg", strengths: [String] = ["10mg", "20mg"]
    ) -> String? {
        let lot = sampleLot(reference: reference, strengths: strengths)
        let outcome = evaluate(Dossier([lot], [offer], by: rules(comparablePrice: rule)))
        return outcome.decisions.first?.comparablePrice?.rounded(to: 6, .halfUp).shortestDescription
    }

    /// Insulin (handbook 2.6): 1.5 ml : 450 IU costs 1.3 times what 3 ml : 300 IU costs.
    private let insulin = ComparablePriceRule(
        citation: SampleRules.citation, conversions: [.init(dimension: .content, base: decimal("1.7"))],
        factors: [.init(specification: "20mg", base: "10mg", value: decimal("1.3"))])

    @Test("a stated factor goes before the formula, in both directions")
    func stated() throws {
        // 26 ÷ 1.3 = 20 for the base; 20 × 1.3 = 26 the other way round. By the formula 26 ÷ 1.7 = 15.29.
        #expect(comparable(insulin, Offer("A", "26", of: "20mg")) == "20")
        #expect(comparable(insulin, Offer("A", "20", of: "10mg"), reference: "20mg") == "26")
        #expect(comparable(SampleRules.comparablePrice(), Offer("A", "26", of: "20mg")) == "15.294118")
        let lot = sampleLot(strengths: ["10mg", "20mg"])
        let outcome = evaluate(Dossier([lot], [Offer("A", "26", of: "20mg")], by: rules(comparablePrice: insulin)))
        let steps = try #require(outcome.decisions.first?.conversion).steps
        #expect(steps.map(\.kind) == [.stated(from: "20mg", to: "10mg")])
    }

    @Test("a stated factor converts what no formula can, and a ceiling too")
    func unlike() {
        let rule = ComparablePriceRule(
            citation: SampleRules.citation, conversions: [],
            factors: [.init(specification: "100IU", base: "10mg", value: decimal("4"))])
        #expect(comparable(rule, Offer("A", "8", of: "100IU"), strengths: ["10mg", "100IU"]) == "2")
        // The ceiling of 10 mg is 100, so that of 100 IU is 400.
        let lot = sampleLot(strengths: ["10mg", "100IU"])
        let rulebook = rules(SampleRules.ceilingStage, comparablePrice: rule)
        let outcome = evaluate(
            Dossier([lot], [Offer("on", "400", of: "100IU"), Offer("above", "400.01", of: "100IU")], by: rulebook))
        #expect(outcome.decisions() == ["on": .won, "above": .excluded])
    }

    @Test("multiplied by a fact, divided by a fact, divided by a coefficient, after the conversion")
    func adjustments() {
        func rule(_ adjustments: ComparablePriceRule.Adjustment...) -> ComparablePriceRule {
            var rule = insulin
            rule.adjustments = adjustments
            return rule
        }
        // 日均费用: 2.60 for 20 mg is 2.00 for 10 mg, times 3 units a day.
        let daily = Offer(
            "A", "2.60", of: "20mg", facts: ["units-a-day": "3", "ratio": "8"], texts: ["kind": "scoring"])
        #expect(comparable(rule(.multiplied(byFact: "units-a-day")), daily) == "6")
        #expect(comparable(rule(.divided(byFact: "ratio")), daily) == "0.25")
        #expect(comparable(rule(.coefficient(fact: "kind", text: "scoring", value: decimal("1.6"))), daily) == "1.25")
        #expect(comparable(rule(.coefficient(fact: "kind", text: "plain", value: decimal("1.6"))), daily) == "2")
        // 2 × 3 ÷ 8 ÷ 1.6 = 0.46875.
        #expect(
            comparable(
                rule(
                    .multiplied(byFact: "units-a-day"), .divided(byFact: "ratio"),
                    .coefficient(fact: "kind", text: "scoring", value: decimal("1.6"))), daily) == "0.46875")
    }

    @Test("a fact that is not stated, 0 or negative makes the price incomparable", arguments: [nil, "0", "-1"])
    func missing(_ fact: String?) {
        var rule = insulin
        for adjustment in [
            ComparablePriceRule.Adjustment.multiplied(byFact: "units"), .divided(byFact: "units"),
        ] {
            rule.adjustments = [adjustment]
            let offer = Offer("A", "1", facts: fact.map { ["units": $0] } ?? [:])
            #expect(comparable(rule, offer) == nil)
        }
    }

    @Test("rounding comes last: 2.00 × 3 ÷ 7 to two decimals")
    func rounding() {
        var rule = insulin
        rule.adjustments = [.multiplied(byFact: "units"), .divided(byFact: "days")]
        rule.rounding = NamedRounding(digits: 2, mode: .up)
        // 6 ÷ 7 = 0.857…
        #expect(comparable(rule, Offer("A", "2.6", of: "20mg", facts: ["units": "3", "days": "7"])) == "0.86")
    }

    @Test("the ceiling is compared with the filed price, whatever the adjustments")
    func ceiling() {
        var rule = insulin
        rule.adjustments = [.multiplied(byFact: "units")]
        let rulebook = rules(SampleRules.ceilingStage, comparablePrice: rule)
        let outcome = evaluate(Dossier([sampleLot()], [Offer("A", "99", facts: ["units": "5"])], by: rulebook))
        #expect(outcome.winners() == ["A"])
    }
}
