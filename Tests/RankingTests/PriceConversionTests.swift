import Decimals
import Procurement
import Ranking
import Testing

@Suite("PriceConversion")
struct PriceConversionTests {
    private let conversion = PriceConversion(rule: SampleRules.comparablePrice())

    struct Vector: CustomTestStringConvertible, Sendable {
        var from: String
        var to: String
        /// The factor with four decimals, as `handbook/rules.md` §1 prints it.
        var factor: String
        var testDescription: String { "\(to) from \(from)" }
    }

    @Test(
        "strengths convert by 1.7, fills by 1.9 for twice as much",
        arguments: [
            Vector(from: "20mg", to: "10mg", factor: "0.5882"), Vector(from: "20mg", to: "5mg", factor: "0.3460"),
            Vector(from: "100ml", to: "250ml", factor: "2.3361"), Vector(from: "10mg", to: "20mg", factor: "1.7000"),
            Vector(from: "10ml:0.1g", to: "10ml:200mg", factor: "1.7000"),
            Vector(from: "80mg+5mg", to: "160mg+10mg", factor: "1.7000"),
            Vector(from: "0.25g", to: "250mg", factor: "1.0000"),
        ])
    func strengths(_ vector: Vector) throws {
        let factor = try #require(
            conversion.factor(from: specification(vector.from), to: specification(vector.to), dosageClass: nil))
        #expect(factor.value.rounded(to: 4, .halfUp).description == vector.factor)
    }

    struct PackVector: CustomTestStringConvertible, Sendable {
        var from: Int
        var to: Int
        var dosageClass: String?
        var factor: String
        var testDescription: String { "\(to) from \(from), \(dosageClass ?? "no class")" }
    }

    @Test(
        "packs of oral solids convert by 1.95 for twice as many, other packs linearly",
        arguments: [
            PackVector(from: 24, to: 48, dosageClass: "oral-solid", factor: "1.9500"),
            PackVector(from: 24, to: 36, dosageClass: "oral-solid", factor: "1.4779"),
            PackVector(from: 7, to: 28, dosageClass: "oral-solid", factor: "3.8025"),
            PackVector(from: 24, to: 36, dosageClass: "injection", factor: "1.5000"),
            PackVector(from: 7, to: 28, dosageClass: nil, factor: "4.0000"),
            PackVector(from: 12, to: 12, dosageClass: "oral-solid", factor: "1.0000"),
        ])
    func packs(_ pack: PackVector) throws {
        let factor = try #require(conversion.packFactor(from: pack.from, to: pack.to, dosageClass: pack.dosageClass))
        #expect(factor.value.rounded(to: 4, .halfUp).description == pack.factor)
    }

    @Test("a factor that is a fraction is exact, another has 18 significant digits, half to even")
    func precision() throws {
        let third = try #require(
            conversion.factor(from: specification("10mg"), to: specification("30mg"), dosageClass: nil))
        // 1.7^log2(3) = 2.318744510095004283…, by mpmath
        #expect(third.value == Ratio(decimal("2.31874451009500428")))
        let content = try #require(
            conversion.factor(from: specification("20mg"), to: specification("10mg"), dosageClass: nil))
        #expect(content.value == Ratio(10, 17))
        let pack = try #require(conversion.packFactor(from: 7, to: 10, dosageClass: "injection"))
        #expect(pack.value == Ratio(10, 7))
    }

    @Test("a conversion names what differs, by how much and with which base")
    func steps() throws {
        let factor = try #require(
            conversion.factor(from: specification("20mg"), to: specification("5mg"), dosageClass: nil))
        #expect(
            factor.steps.map(\.kind) == [.formula(.content, base: decimal("1.7"), multiple: Ratio(1, 4))])
        let same = try #require(
            conversion.factor(from: specification("0.25g"), to: specification("250mg"), dosageClass: nil))
        #expect(same == .none)
    }

    @Test(
        "there is no factor between things that can't be compared",
        arguments: [
            ["10mg", "100IU"], ["80mg+5mg", "160mg+5mg"], ["10mg", "100ml"], ["10mg", "复方"],
        ])
    func incomparable(_ pair: [String]) {
        #expect(conversion.factor(from: specification(pair[0]), to: specification(pair[1]), dosageClass: nil) == nil)
        #expect(conversion.factor(from: specification(pair[1]), to: specification(pair[0]), dosageClass: nil) == nil)
    }

    @Test("a specification is its own equal even where its content is not known")
    func sameSpecification() {
        #expect(
            conversion.factor(from: specification("复方"), to: specification("复方"), dosageClass: nil)
                == ConversionFactor.none)
    }

    @Test("a rulebook without a factor for what differs converts nothing")
    func noFactor() {
        let bare = PriceConversion(rule: ComparablePriceRule(citation: SampleRules.citation, conversions: []))
        #expect(bare.factor(from: specification("10mg"), to: specification("20mg"), dosageClass: nil) == nil)
        #expect(bare.packFactor(from: 10, to: 20, dosageClass: "oral-solid") == nil)
        #expect(bare.packFactor(from: 10, to: 10, dosageClass: "oral-solid") == ConversionFactor.none)
    }

    @Test("the comparable price is the filed price converted to the reference, and the pack does not enter")
    func comparablePrice() {
        let lot = sampleLot(
            reference: "20mg", strengths: ["5mg", "10mg", "20mg"],
            ceilings: [Ceiling(specification: "20mg", price: decimal("100"))])
        let outcome = evaluate(
            Dossier(
                [lot],
                [
                    Offer("A", "1.00", of: "10mg", pack: packOf(48, "48")), Offer("B", "1.00", of: "5mg"),
                    Offer("C", "3.00", of: "20mg", pack: packOf(7, "21")),
                ], by: SampleRules.secondBatch()))
        #expect(outcome.decision(of: "A")?.comparablePrice == Ratio(decimal("1.7")))
        #expect(outcome.decision(of: "B")?.comparablePrice == Ratio(decimal("2.89")))
        #expect(outcome.decision(of: "C")?.comparablePrice == Ratio(3))
        #expect(outcome.ranks() == ["A": 1, "B": 2, "C": 3])
    }

    private func packOf(_ units: Int, _ price: String) -> Pack {
        Pack(units: units, price: decimal(price))
    }

    @Test("where the rulebook rounds the comparable price, the rounded one is compared")
    func rounding() {
        let offers = [Offer("A", "1.00004"), Offer("B", "1.00001"), Offer("C", "1.00005")]
        let exact = evaluate(Dossier([sampleLot()], offers, by: SampleRules.secondBatch()))
        #expect(exact.ranks() == ["B": 1, "A": 2, "C": 3])
        let rounded = evaluate(
            Dossier(
                [sampleLot()], offers, by: SampleRules.secondBatch(rounding: NamedRounding(digits: 4, mode: .halfUp))))
        #expect(rounded.ranks() == ["A": 1, "B": 1, "C": 3])
        #expect(rounded.decision(of: "C")?.comparablePrice == Ratio(decimal("1.0001")))
    }

    @Test("a bid that can't be converted waits for somebody to state the factor, the others are decided")
    func pendingConversion() throws {
        let lot = sampleLot(
            strengths: ["10mg", "100IU"],
            ceilings: [
                Ceiling(specification: "10mg", price: decimal("10")),
                Ceiling(specification: "100IU", price: decimal("9")),
            ])
        let outcome = evaluate(
            Dossier([lot], [Offer("A", "2"), Offer("B", "1", of: "100IU")], by: SampleRules.secondBatch()))
        #expect(outcome.decisions() == ["A": .won, "B": .pending])
        #expect(outcome.ranks() == ["A": 1])
        #expect(outcome.lots.first?.isPending == true)
        let act = try #require(outcome.pending.first)
        #expect(outcome.pending.count == 1 && act.lot == "甲" && act.bidders.map(\.id) == ["B"])
        guard case .stateConversion("100IU", reference: "10mg") = act.kind else {
            Issue.record("the pending act is \(act.kind)")
            return
        }
        let verdict = try #require(outcome.decision(of: "B")?.decisive)
        guard case .notComparable(reference: "10mg") = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
    }
}
