import Decimals
import Procurement
import Ranking
import Testing

@Suite("AppliedCeiling")
struct AppliedCeilingTests {
    private let conversion = PriceConversion(rule: SampleRules.comparablePrice())

    private func lot(_ ceilings: [Ceiling], dosageClass: String = "oral-solid") -> Lot {
        sampleLot(reference: "20mg", strengths: ["10mg", "20mg"], ceilings: ceilings, dosageClass: dosageClass)
    }

    @Test("a specification's own ceiling goes before another's, whatever their order")
    func own() throws {
        let lot = lot([
            Ceiling(specification: "20mg", price: decimal("9")), Ceiling(specification: "10mg", price: decimal("4")),
        ])
        let ceiling = try #require(conversion.ceiling(for: Offer("A", "3", of: "10mg").bid, in: lot))
        #expect(ceiling.ceiling == Ratio(4) && ceiling.price == Ratio(3) && ceiling.presentation == .unit)
        #expect(!ceiling.isDerived && !ceiling.lacksPack)
        #expect(ceiling.cut == Ratio(1, 4))
    }

    @Test("where only another strength has a ceiling it is converted by content and marked as derived")
    func derived() throws {
        let lot = lot([Ceiling(specification: "10mg", price: decimal("10"))])
        let ceiling = try #require(conversion.ceiling(for: Offer("A", "3.40", of: "20mg").bid, in: lot))
        #expect(ceiling.ceiling == Ratio(17) && ceiling.isDerived)
        #expect(ceiling.stated.specification == "10mg" && ceiling.stated.price == decimal("10"))
        #expect(ceiling.cut == Ratio(decimal("0.8")))
    }

    @Test("a pack's price is converted to the bid's pack: by 1.95 for oral solids, linearly otherwise")
    func knownPack() throws {
        // The expansion's atorvastatin: 20 mg × 7 at 6.60, and a bid of 10 mg × 14 at 4.41.
        let stated = Ceiling(specification: "20mg", price: decimal("6.60"), pack: 7)
        let bid = Offer("A", "0.315", of: "10mg", pack: Pack(units: 14, price: decimal("4.41"))).bid
        let oral = try #require(conversion.ceiling(for: bid, in: lot([stated])))
        // 6.60 ÷ 1.7 × 1.95 = 7.570588…
        #expect(oral.presentation == .pack && oral.price == Ratio(decimal("4.41")))
        #expect(oral.ceiling.rounded(to: 6, .halfUp) == decimal("7.570588"))
        #expect(oral.conversion.steps.map(\.dimension) == [.content, .pack])
        #expect(oral.isDerived && !oral.lacksPack)
        let linear = try #require(conversion.ceiling(for: bid, in: lot([stated], dosageClass: "injection")))
        // 6.60 ÷ 1.7 × 2 = 7.764705…
        #expect(linear.ceiling.rounded(to: 6, .halfUp) == decimal("7.764706"))
    }

    @Test("a pack's price is compared per smallest unit where the bid's pack is not known, and says so")
    func unknownPack() throws {
        let stated = Ceiling(specification: "20mg", price: decimal("6.60"), pack: 7)
        let ceiling = try #require(conversion.ceiling(for: Offer("A", "0.90", of: "20mg").bid, in: lot([stated])))
        #expect(ceiling.presentation == .unit && ceiling.ceiling == Ratio(660, 700) && ceiling.lacksPack)
        #expect(!ceiling.isDerived)
    }

    @Test("the pack decides: by pack a bid is valid that would be above the ceiling per unit")
    func packMatters() {
        // 28 tablets at 5.66 are 0.2021 each; 7 tablets may cost 5.66 ÷ 1.95² = 1.4885, that is 0.2126 each.
        let lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("5.66"), pack: 28)])
        let rulebook = SampleRules.withoutGate(places: [1, 2])
        let packed = Offer("A", "0.2114", pack: Pack(units: 7, price: decimal("1.48")))
        let unpacked = Offer("A", "0.2114")
        #expect(evaluate(Dossier([lot], [packed], by: rulebook)).decisions() == ["A": .won])
        #expect(evaluate(Dossier([lot], [unpacked], by: rulebook)).decisions() == ["A": .excluded])
    }

    @Test("a price at the ceiling is valid, one step of the last decimal above is excluded and has no rank")
    func bound() throws {
        let lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("1.2345"))])
        let outcome = evaluate(
            Dossier(
                [lot], [Offer("A", "1.2344"), Offer("B", "1.2345"), Offer("C", "1.2346"), Offer("D", "1.3")],
                by: SampleRules.secondBatch()))
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .excluded, "D": .excluded])
        #expect(outcome.ranks() == ["A": 1, "B": 2])
        let verdict = try #require(outcome.decision(of: "C")?.decisive)
        #expect(verdict.stage == "ceiling" && verdict.standing == .out)
        guard let comparison = verdict.comparisons.first else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        #expect(comparison.left == Ratio(decimal("1.2346")) && comparison.right == Surd(Ratio(decimal("1.2345"))))
        #expect(!comparison.holds)
    }

    @Test("a ceiling that can't be converted is none")
    func inconvertible() {
        let lot = sampleLot(
            strengths: ["10mg", "100IU"], ceilings: [Ceiling(specification: "100IU", price: decimal("1"))])
        #expect(conversion.ceiling(for: Offer("A", "1").bid, in: lot) == nil)
        #expect(conversion.unitCeiling(of: "10mg", in: lot, preferring: "10mg") == nil)
    }

    @Test("the ceiling per unit of a specification is its own, else the preferred one's, else any, converted")
    func unitCeiling() {
        let lot = sampleLot(
            reference: "20mg", strengths: ["5mg", "10mg", "20mg"],
            ceilings: [
                Ceiling(specification: "5mg", price: decimal("2")),
                Ceiling(specification: "10mg", price: decimal("30"), pack: 10),
            ])
        #expect(conversion.unitCeiling(of: "10mg", in: lot, preferring: "5mg") == Ratio(3))
        #expect(conversion.unitCeiling(of: "20mg", in: lot, preferring: "10mg") == Ratio(decimal("5.1")))
        #expect(conversion.unitCeiling(of: "20mg", in: lot, preferring: "20mg") == Ratio(decimal("5.78")))
        #expect(conversion.unitCeiling(of: "80mg", in: lot, preferring: "10mg") == nil)
    }
}

extension ConversionStep {
    /// The dimension of a step by the formula.
    fileprivate var dimension: ComparablePriceRule.Conversion.Dimension? {
        if case .formula(let dimension, _, _) = kind { dimension } else { nil }
    }
}
