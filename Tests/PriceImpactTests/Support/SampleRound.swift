import Decimals
import PriceImpact
import Procurement
import Ranking

/// A round of two lots, 甲 and 乙, that is decided by the ceiling alone: every valid bid wins.
struct SampleRound {
    static let citation = Citation(clause: "a test", basis: .document, confidence: .high)

    var dossier: Dossier

    init(ceilingsFromRound: String? = nil) {
        let lots = ["甲", "乙"].map { id in
            Lot(
                id: id, dosageClass: "oral-solid", reference: "10mg",
                specifications: ["10mg", "20mg"].map { Specification(id: $0, content: Content(reading: $0)) },
                ceilings: [Ceiling(specification: "10mg", price: decimal("2.00"))])
        }
        let screen = Stage(
            id: "ceiling", citation: Self.citation,
            action: .screen(.test(Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))), population: "winners"
        )
        let rulebook = Rulebook(
            id: "sample",
            comparablePrice: ComparablePriceRule(
                citation: Self.citation, conversions: [.init(dimension: .content, base: decimal("1.7"))]),
            stages: [screen])
        dossier = Dossier(
            round: Round(
                id: "sample", ceilingsFromRound: ceilingsFromRound, regions: ["北京", "上海"], lots: lots),
            rulebook: rulebook, published: PublishedResult(round: "sample"))
    }

    /// Adds a bid that won as published.
    mutating func award(
        _ bidder: String, _ price: String, lot: String = "甲", of strength: String = "10mg", previous: String? = nil,
        pack: Pack? = nil, regions: [String] = []
    ) {
        bid(bidder, price, lot: lot, of: strength, previous: previous, pack: pack)
        publish(bidder, price, lot: lot, of: strength, regions: regions)
    }

    /// Adds a bid.
    mutating func bid(
        _ bidder: String, _ price: String, lot: String = "甲", of strength: String = "10mg", previous: String? = nil,
        pack: Pack? = nil
    ) {
        let bid = Bid(
            lot: lot, specification: strength, price: decimal(price), pack: pack, previousPrice: previous.map(decimal))
        if let index = dossier.submissions.firstIndex(where: { $0.bidder.id == bidder }) {
            dossier.submissions[index].bids.append(bid)
        } else {
            dossier.submissions.append(
                Submission(round: "sample", bidder: Bidder(id: bidder, name: "\(bidder)公司"), bids: [bid]))
        }
    }

    /// Adds a published winner.
    mutating func publish(
        _ bidder: String, _ price: String, lot: String = "甲", of strength: String = "10mg", regions: [String] = []
    ) {
        dossier.published?.winners.append(
            PublishedWinner(
                lot: lot, bidder: bidder, name: "\(bidder)公司",
                presentations: [.init(specification: strength, unitPrice: decimal(price))], regions: regions))
    }

    /// Adds agreed volume.
    mutating func demand(_ region: String, _ quantity: String?, lot: String = "甲", of strength: String = "10mg") {
        if dossier.demand == nil { dossier.demand = Demand(round: "sample", kind: .agreed) }
        dossier.demand?.lines.append(
            DemandLine(region: region, lot: lot, specification: strength, quantity: quantity.map(decimal)))
    }

    /// Adds a published figure.
    mutating func headline(
        _ measure: Headline.Measure, _ value: String, atLeast: Bool = false,
        against baseline: Headline.Baseline = .unstated
    ) {
        dossier.published?.headlines.append(
            Headline(measure: measure, value: decimal(value), isLowerBound: atLeast, baseline: baseline))
    }
}
