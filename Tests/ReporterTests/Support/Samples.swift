import Decimals
import PriceImpact
import Procurement
import Ranking

/// A number written in a test.
func decimal(_ text: String) -> FixedDecimal {
    guard let value = FixedDecimal(text) else { preconditionFailure("'\(text)' is no number") }
    return value
}

/// A fraction written as a decimal number.
func ratio(_ text: String) -> Ratio { Ratio(decimal(text)) }

/// One lot under a ceiling of 2.00, two places for three firms and a gate, in which a test files prices.
struct SampleLot {
    static let citation = Citation(clause: "第五条", basis: .document, confidence: .high)

    var lotName = "甲"
    var offers: [(bidder: String, price: String, strength: String, facts: [String: FixedDecimal])] = []
    var acts: [RecordedAct] = []

    func filing(_ bidder: String, _ price: String, of strength: String = "10mg", facts: [String: FixedDecimal] = [:])
        -> SampleLot
    {
        var copy = self
        copy.offers.append((bidder, price, strength, facts))
        return copy
    }

    func drawing(_ order: [String]) -> SampleLot {
        var copy = self
        copy.acts.append(
            RecordedAct(.draw(order.map { DrawnBid($0) }), lot: lotName, stage: "shortlist", evidence: "minutes"))
        return copy
    }

    var dossier: Dossier {
        let lot = Lot(
            id: lotName, reference: "10mg",
            specifications: ["10mg", "100IU"].map { Specification(id: $0, content: Content(reading: $0)) },
            ceilings: [Ceiling(specification: "10mg", price: decimal("2.00"))])
        let limbs = [
            Test(
                measure: .comparablePrice, relation: .atMost,
                bound: .reference(.lowest("valid"), factor: decimal("1.8"))),
            Test(measure: .comparablePrice, relation: .atMost, bound: .constant(decimal("0.1000"))),
            Test(measure: .cutFromCeiling, relation: .atLeast, bound: .constant(decimal("0.5000"))),
        ]
        let places = [(1...1, 1), (2...3, 2), (4...99, 3)].map { Shortlist.Places(bidders: $0, places: $1) }
        let shortlist = Shortlist(
            counting: "filed", places: places, tieBreaks: [.init(fact: "regions-supplied", largerFirst: true)])
        let rulebook = Rulebook(
            id: "sample",
            comparablePrice: ComparablePriceRule(
                citation: Self.citation, conversions: [.init(dimension: .content, base: decimal("1.7"))]),
            stages: [
                Stage(
                    id: "ceiling", citation: Self.citation,
                    action: .screen(.test(Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))),
                    population: "valid"),
                Stage(
                    id: "shortlist", citation: Self.citation, action: .shortlist(shortlist), population: "shortlisted"),
                Stage(
                    id: "gate", citation: Self.citation, action: .select(.any(limbs.map { .test($0) })),
                    population: "winners"),
            ])
        let submissions = offers.map { offer in
            Submission(
                round: "sample", bidder: Bidder(id: offer.bidder, name: "\(offer.bidder)公司"),
                bids: [
                    Bid(lot: lotName, specification: offer.strength, price: decimal(offer.price), facts: offer.facts)
                ])
        }
        return Dossier(
            round: Round(id: "sample", title: "样例 *一*", regions: ["北京"], lots: [lot]), rulebook: rulebook,
            submissions: submissions, record: Record(round: "sample", acts: acts))
    }

    /// The decision about a firm.
    func decision(of bidder: String) -> BidDecision? {
        evaluate(dossier).decisions.first { $0.bidder.id == bidder }
    }
}
