public import Decimals
public import Procurement

/// How a round was decided: one decision with its reason for every bid.
public struct Outcome: Sendable {
    /// The lots that somebody bid for, in the order of the round's document.
    public var lots: [LotOutcome]
    /// What people still have to do.
    public var pending: [PendingAct]
    /// Recorded acts that the rules forbid or that nothing called for, by their index in the record.
    public var forbiddenActs: [ForbiddenAct]

    /// Recorded acts that decided something, by their index in the record.
    public var usedActs: [Int]

    /// Every decision of the round.
    public var decisions: [BidDecision] { lots.flatMap(\.decisions) }
}

/// How a lot was decided.
public struct LotOutcome: Sendable, Identifiable {
    /// The lot.
    public var id: Lot.ID
    /// How many firms filed a price.
    public var filed: Int
    /// How many places the shortlist had; nil when the rulebook has none.
    public var places: Int?
    /// The values that the rulebook names, in its order; nil where none is defined for lack of bids.
    public var references: [(id: Stage.ID, value: Surd?)]
    /// Decisions, valid bids by rank first, then the excluded ones by bidder.
    public var decisions: [BidDecision]

    /// The winning decisions.
    public var winners: [BidDecision] { decisions.filter { $0.decision == .won } }
    /// Whether a bid waits for a human act; such a lot stays out of totals.
    public var isPending: Bool { decisions.contains { $0.decision == .pending } }
}

/// What became of a bid.
public enum Decision: String, Sendable, CaseIterable {
    case won
    /// Valid, and not among the winners.
    case lost
    /// Not valid.
    case excluded
    /// Waits for a human act.
    case pending
}

/// What became of a bid, and why.
public struct BidDecision: Sendable {
    /// Who bid.
    public var bidder: Bidder
    /// The bid.
    public var bid: Bid
    /// What became of it.
    public var decision: Decision
    /// Its rank among the lot's valid bids by comparable price; equal prices share a rank: 1, 2, 2, 4.
    public var rank: Int?
    /// The filed price converted to the lot's reference specification, rounded where the rulebook says so.
    public var comparablePrice: Ratio?
    /// How it was converted.
    public var conversion: ConversionFactor?
    /// The ceiling that it was held against.
    public var ceiling: AppliedCeiling?
    /// What each stage found, in order, up to the one that decided.
    public var trace: [Verdict]

    /// The verdict that decided.
    public var decisive: Verdict? { trace.last }
}

/// What one stage found about a bid.
public struct Verdict: Sendable {
    /// What a stage says of a bid.
    public enum Standing: String, Sendable {
        case `in`
        case out
        case pending
    }

    /// What was compared.
    public enum Details: Sendable {
        /// The comparisons that were made, and whether each held.
        case condition([Comparison])
        /// The bid's place in the shortlist.
        case shortlist(ShortlistPlace)
        /// The bid's specification can't be converted to the reference specification.
        case notComparable(reference: Specification.ID)
    }

    /// The stage's identifier.
    public var stage: Stage.ID
    /// What the stage rests on.
    public var citation: Citation?
    /// What it says.
    public var standing: Standing
    /// What was compared.
    public var details: Details
}

/// Two numbers that a rule compared.
public struct Comparison: Sendable {
    /// What was compared with what.
    public var test: Test
    /// The bid's number.
    public var left: Ratio
    /// The bound.
    public var right: Surd
    /// The reference value before its factor; nil for other bounds.
    public var reference: Surd?
    /// Whether both numbers are of a pack: only the ceiling can be a pack's.
    public var isPerPack: Bool
    /// Whether the comparison held.
    public var holds: Bool
}

/// Where a bid stands in a shortlist.
public struct ShortlistPlace: Sendable {
    /// The firms that the table counted.
    public var counted: Int
    /// The places that the table gives them.
    public var places: Int
    /// The bid's rank among those that reached the stage.
    public var rank: Int
    /// The comparable price of the last place.
    public var lastPrice: Ratio?
    /// The bids that share the last place's price where there are fewer places than bids.
    public var tied: [Bidder.ID]
    /// What decided between tied bids: a fact's name, or the recorded draw.
    public var decidedBy: TieDecision?

    /// What decided between equal prices.
    public enum TieDecision: Sendable, Hashable {
        case fact(String)
        case draw
    }
}

/// Something that people have to do before the round can be decided.
public struct PendingAct: Sendable {
    /// What has to be done.
    public enum Kind: Sendable {
        /// Draw an order of exactly tied bids for the free places.
        case draw(places: Int)
        /// State how a specification converts to the reference specification.
        case stateConversion(Specification.ID, reference: Specification.ID)
    }

    /// What has to be done.
    public var kind: Kind
    /// The lot.
    public var lot: Lot.ID
    /// The stage that waits.
    public var stage: Stage.ID
    /// The bidders concerned.
    public var bidders: [Bidder]
}

/// A recorded act that the rules do not allow.
public struct ForbiddenAct: Sendable {
    /// Its index in the record.
    public var index: Int
    /// The rule that forbids it.
    public var stage: Stage.ID
    /// Why, lower case, no full stop.
    public var reason: String
}
