import Decimals
import Procurement
import Ranking

/// A specification whose identifier says what it contains.
func specification(_ written: String) -> Specification {
    Specification(id: written, content: Content(reading: written))
}

/// A lot of oral solids, unless another class is named.
func sampleLot(
    _ id: String = "甲", reference: String = "10mg", strengths: [String] = ["10mg"],
    ceilings: [Ceiling] = [Ceiling(specification: "10mg", price: decimal("100"))],
    dosageClass: String? = "oral-solid", tier: String = "normal"
) -> Lot {
    Lot(
        id: id, dosageClass: dosageClass, tier: tier, reference: reference,
        specifications: strengths.map(specification), ceilings: ceilings)
}

/// One firm's bid in one lot.
struct Offer {
    var bidder: String
    var bid: Bid

    init(
        _ bidder: String, _ price: String, lot: String = "甲", of strength: String = "10mg", pack: Pack? = nil,
        facts: [String: String] = [:]
    ) {
        self.bidder = bidder
        bid = Bid(
            lot: lot, specification: strength, price: decimal(price), pack: pack, facts: facts.mapValues(decimal))
    }
}

extension Dossier {
    /// A round of lots and offers; each firm's offers make one submission.
    init(_ lots: [Lot], _ offers: [Offer], by rulebook: Rulebook, acts: [RecordedAct] = []) {
        var submissions: [Submission] = []
        for offer in offers {
            if let index = submissions.firstIndex(where: { $0.bidder.id == offer.bidder }) {
                submissions[index].bids.append(offer.bid)
            } else {
                submissions.append(
                    Submission(
                        round: "sample", bidder: Bidder(id: offer.bidder, name: offer.bidder), bids: [offer.bid]))
            }
        }
        self.init(
            round: Round(id: "sample", lots: lots), rulebook: rulebook, submissions: submissions,
            record: Record(round: "sample", acts: acts))
    }
}

extension Outcome {
    /// What became of each firm in a lot.
    func decisions(in lot: String = "甲") -> [String: Decision] {
        Dictionary(
            uniqueKeysWithValues: (lots.first { $0.id == lot }?.decisions ?? []).map { ($0.bidder.id, $0.decision) })
    }

    /// The ranks of each firm in a lot.
    func ranks(in lot: String = "甲") -> [String: Int] {
        var ranks: [String: Int] = [:]
        for decision in lots.first(where: { $0.id == lot })?.decisions ?? [] {
            ranks[decision.bidder.id] = decision.rank
        }
        return ranks
    }

    /// The decision about a firm in a lot.
    func decision(of bidder: String, in lot: String = "甲") -> BidDecision? {
        lots.first { $0.id == lot }?.decisions.first { $0.bidder.id == bidder }
    }
}
