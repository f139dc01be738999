import Decimals
import Procurement
import Ranking
import Testing

/// Prices of other rounds, and numbers that the round publishes for a lot.
@Suite("Borrowed prices and published numbers")
struct BorrowedPriceTests {
    private func price(
        _ price: String, of specification: String = "10mg", bidder: String? = nil, kind: String = "winning",
        lot: String = "甲"
    ) -> BorrowedPrice {
        BorrowedPrice(
            kind: kind, lot: lot, specification: specification, bidder: bidder, price: decimal(price),
            source: BorrowedSource(round: "earlier"))
    }

    private let lot = sampleLot(strengths: ["10mg", "20mg"])

    @Test("a bidder's own borrowed price: the lowest of that kind, converted to the bid's own specification")
    func own() {
        // A: 2.00 of 10 mg is 3.40 of 20 mg by 1.7, lower than 3.50. B has none of its own, C one of another kind.
        let borrowed = BorrowedFacts(prices: [
            price("3.50", of: "20mg", bidder: "A"), price("2.00", bidder: "A"), price("0.01"),
            price("0.01", bidder: "A", lot: "乙"), price("1", bidder: "C", kind: "lowest-anywhere"),
        ])
        func passing(_ offers: [Offer]) -> [String] {
            let rulebook = rules(
                rule("linked", .screen(.asks(.unitPrice, .atMost, .ownBorrowed("winning", factor: decimal("1"))))))
            return evaluate(Dossier([lot], offers, by: rulebook, borrowed: borrowed)).winners()
        }
        #expect(passing([Offer("A", "3.40", of: "20mg"), Offer("B", "0.01"), Offer("C", "1")]) == ["A"])
        #expect(passing([Offer("A", "3.4001", of: "20mg")]) == [])
        #expect(passing([Offer("A", "2.00")]) == ["A"])
    }

    @Test("the factor of a borrowed bound")
    func factor() {
        let borrowed = BorrowedFacts(prices: [price("2.00", bidder: "A")])
        let rulebook = rules(
            rule("linked", .screen(.asks(.unitPrice, .atMost, .ownBorrowed("winning", factor: decimal("0.9"))))))
        for (filed, decision) in [("1.80", Decision.won), ("1.8001", .excluded)] {
            let outcome = evaluate(Dossier([lot], [Offer("A", filed)], by: rulebook, borrowed: borrowed))
            #expect(outcome.decisions() == ["A": decision])
        }
    }

    @Test("the lot's borrowed price: the lowest of anybody's, converted to the reference specification")
    func ofLot() {
        // 20 mg at 3.23 is 1.90 of 10 mg, lower than 2.00; the other kind does not count.
        let borrowed = BorrowedFacts(prices: [
            price("2.00", bidder: "A"), price("3.23", of: "20mg"), price("0.01", kind: "lowest-anywhere"),
        ])
        let rulebook = rules(
            rule("link", .define(.borrowed("winning"))), rule("gate", .select(.price(.atMost, times: .named("link")))))
        let offers = [Offer("B", "1.90"), Offer("C", "1.9001"), Offer("D", "3.23", of: "20mg")]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook, borrowed: borrowed))
        #expect(outcome.text("link") == "1.9" && outcome.winners() == ["B", "D"])
        #expect(evaluate(Dossier([lot], offers, by: rulebook)).winners() == [], "without one nothing holds")
    }

    @Test("a borrowed price that can't be converted is none; one stated for the bid's own strength needs no formula")
    func unconvertible() {
        let rulebook = rules(
            rule("linked", .screen(.asks(.unitPrice, .atMost, .ownBorrowed("winning", factor: decimal("1"))))),
            comparablePrice: ComparablePriceRule(citation: SampleRules.citation, conversions: []))
        let borrowed = BorrowedFacts(prices: [price("2.00", of: "20mg", bidder: "A"), price("9", bidder: "B")])
        let outcome = evaluate(Dossier([lot], [Offer("A", "1"), Offer("B", "9")], by: rulebook, borrowed: borrowed))
        #expect(outcome.decisions() == ["A": .excluded, "B": .won])
    }

    @Test("a published number is for the reference specification, and counts as a comparable price")
    func published() {
        // The inquiry of GH-HD2026-1 (handbook 3.1): at most 848 wins directly.
        var stents = sampleLot(strengths: ["10mg", "20mg"])
        stents.facts = ["inquiry-baseline": decimal("848")]
        let rulebook = rules(
            rule("gate", .select(.price(.atMost, times: .published("inquiry-baseline")))))
        // 20 mg at 1441.6 compares as 848 exactly.
        let offers = [
            Offer("A", "848"), Offer("B", "848.01"), Offer("C", "1441.6", of: "20mg"),
            Offer("D", "1441.61", of: "20mg"),
        ]
        #expect(evaluate(Dossier([stents], offers, by: rulebook)).winners() == ["A", "C"])
        #expect(evaluate(Dossier([lot], offers, by: rulebook)).winners() == [])
    }
}
