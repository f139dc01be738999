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
    var firm: Bidder
    var bid: Bid

    var bidder: String { firm.id }

    init(
        _ bidder: String, _ price: String, lot: String = "甲", of strength: String = "10mg", pack: Pack? = nil,
        demand: String? = nil, facts: [String: String] = [:], texts: [String: String] = [:], affiliation: String? = nil,
        firmFacts: [String: String] = [:], firmTexts: [String: String] = [:]
    ) {
        firm = Bidder(
            id: bidder, name: bidder, affiliation: affiliation, facts: firmFacts.mapValues(decimal), texts: firmTexts)
        bid = Bid(
            lot: lot, specification: strength, price: decimal(price), pack: pack, facts: facts.mapValues(decimal),
            texts: texts)
        if let demand { bid.facts[Bid.reportedDemand] = decimal(demand) }
    }
}

extension Dossier {
    /// A round of lots and offers; each firm's offers make one submission.
    init(
        _ lots: [Lot], _ offers: [Offer], by rulebook: Rulebook, acts: [RecordedAct] = [],
        borrowed: BorrowedFacts = BorrowedFacts(), deadline: String? = nil
    ) {
        var submissions: [Submission] = []
        for offer in offers {
            if let index = submissions.firstIndex(where: { $0.bidder.id == offer.bidder }) {
                submissions[index].bids.append(offer.bid)
            } else {
                submissions.append(Submission(round: "sample", bidder: offer.firm, bids: [offer.bid]))
            }
        }
        self.init(
            round: Round(id: "sample", deadline: deadline.flatMap { Timestamp($0) }, lots: lots), rulebook: rulebook,
            submissions: submissions, record: Record(round: "sample", acts: acts), borrowed: borrowed)
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

extension Outcome {
    /// The firms that won a lot, by name.
    func winners(in lot: String = "甲") -> [String] {
        (lots.first { $0.id == lot }?.winners ?? []).map(\.bidder.id).sorted()
    }

    /// The prices that bids stand at, as written.
    func prices(in lot: String = "甲") -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: (lots.first { $0.id == lot }?.decisions ?? []).map {
                ($0.bidder.id, $0.awarded.price.description)
            })
    }

    /// A value that the rulebook names, of the lot or of one unit.
    func value(_ id: String, unit: String? = nil, in lot: String = "甲") -> Surd? {
        lots.first { $0.id == lot }?.references.last { $0.id == id && $0.unit == unit }?.value
    }

    /// The same rounded to six decimals, as text.
    func text(_ id: String, unit: String? = nil, in lot: String = "甲") -> String? {
        value(id, unit: unit, in: lot)?.rounded(to: 6, .halfUp).shortestDescription
    }

    /// What is pending, one line an act.
    var acts: [String] {
        pending.map { act in
            let what =
                switch act.kind {
                case .draw(let places): "draw \(places)"
                case .stateConversion(let specification, let reference): "convert \(specification) to \(reference)"
                case .answerRevival(let most): "revive at \(most)"
                case .makeOffer(let number): "offer \(number)"
                case .revealReserve(let id): "reveal \(id)"
                case .settleCycle(let length): "settle \(length)"
                case .pickRegion(let role, let open): "pick \(role.rawValue) of \(open.count)"
                case .reselectSupplier(let region): "reselect for \(region)"
                }
            return "\(act.lot ?? "all") \(act.stage): \(what) of \(act.bidders.map(\.id).joined(separator: " "))"
        }
    }

    /// Why acts are forbidden, one line an act: its index, the rule and the reason.
    var refusals: [String] { forbiddenActs.map { "\($0.index) \($0.stage): \($0.reason)" } }
}

extension BidDecision {
    /// The stages of its trace.
    var stages: [String] { trace.map(\.stage) }

    /// What a stage found.
    func verdict(_ stage: String) -> Verdict? { trace.last { $0.stage == stage } }

    /// The questions that a stage asked.
    func checks(_ stage: String) -> [Check] {
        switch verdict(stage)?.details {
        case .condition(let checks), .assigned(_, let checks), .revived(_, let checks), .volumeWithheld(let checks, _):
            checks
        default: []
        }
    }

    /// Its place in a shortlist.
    func place(_ stage: String) -> ShortlistPlace? {
        if case .shortlist(let place) = verdict(stage)?.details { place } else { nil }
    }

    /// Its points by a rule, as text.
    func points(_ stage: String) -> String? {
        scores.last { $0.id == stage }?.points.rounded(to: 6, .halfUp).shortestDescription
    }
}
