public import Decimals
public import Procurement

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
        /// What a condition asked, and what the answers were.
        case condition([Check])
        /// The bid's place in the shortlist.
        case shortlist(ShortlistPlace)
        /// The bid's specification can't be converted to the reference specification.
        case notComparable(reference: Specification.ID)
        /// The firm and others are one bidder, and this is the bid that counts.
        case merged(with: [Bidder.ID], counts: Bidder.ID?)
        /// The unit or class that it was sorted into, or the population that a mark put it into, with what spoke for
        /// that: of a bid that a mark fails the questions that it failed.
        case assigned(String, [Check])
        /// Its points, part by part.
        case scored([ScoredPart], total: Ratio)
        /// The offers that were made.
        case negotiated([MadeOffer], isClosed: Bool)
        /// Whether it came back.
        case revived(RevivalAnswer, [Check])
        /// Whether it goes on without volume, found when the stages were gone through so many times.
        case volumeWithheld([Check], passes: Int)
        /// A stage over all lots waits until bids of these lots are decided.
        case waits(lots: [Lot.ID])
        /// The stages lead back to where they were.
        case cycle(length: Int)
    }

    /// The stage's identifier.
    public var stage: Stage.ID
    /// What the stage rests on.
    public var citation: Citation?
    /// What it says.
    public var standing: Standing
    /// What was compared.
    public var details: Details

    /// The comparisons of numbers that were made.
    public var comparisons: [Comparison] {
        switch details {
        case .condition(let checks), .assigned(_, let checks), .revived(_, let checks), .volumeWithheld(let checks, _):
            checks.compactMap(\.comparison)
        case .negotiated(let offers, _): offers.flatMap { $0.checks.compactMap(\.comparison) }
        case .shortlist, .notComparable, .merged, .scored, .waits, .cycle: []
        }
    }
}

extension Verdict.Details {
    /// Whether a bid's fate may hang on it: it does not only sort bids, give points, or find nothing to answer.
    var decides: Bool {
        switch self {
        case .condition, .shortlist, .notComparable, .merged, .negotiated, .volumeWithheld, .waits, .cycle: true
        case .revived(.notEligible, _), .revived(.capUndefined, _): false
        case .revived: true
        case .assigned, .scored: false
        }
    }
}

/// One question of a condition, and its answer.
public struct Check: Sendable {
    /// What was asked.
    public enum Subject: Sendable {
        /// Two numbers.
        case comparison(Comparison)
        /// A comparison with a number that is not known.
        case unknown(Test)
        /// Whether the bid is in a population.
        case member(Population)
        /// Whether a fact is a text; with what the fact is.
        case fact(String, is: String, found: String?)
        /// Whether the product is the originator's; nil where that is not known.
        case originator(Bool?)
        /// Whether the firm is foreign; nil where that is not known.
        case foreign(Bool?)
        /// Whether people excluded it or it withdrew; with the evidence.
        case recorded(String?)
        /// Whether the firm is barred on the day of the deadline; with the days and the cause.
        case barred(Bar?)
    }

    /// What was asked.
    public var subject: Subject
    /// Whether it holds.
    public var holds: Bool
    /// Whether the answer speaks for the bid: what holds, and what fails where the condition is negated.
    public var speaksFor: Bool
    /// The name that the rulebook gives to this part of the condition.
    public var label: String?

    /// The numbers that were compared.
    public var comparison: Comparison? { if case .comparison(let comparison) = subject { comparison } else { nil } }
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
    /// What the bids were ranked by.
    public var measure: Measure
    /// The bid's number.
    public var value: Ratio?
    /// The firms that the table counted.
    public var counted: Int
    /// The places that the table gives them.
    public var places: Int
    /// The bid's rank among those that reached the stage.
    public var rank: Int
    /// The measure of the last place.
    public var lastValue: Ratio?
    /// The bids that share the last place's measure where there are fewer places than bids.
    public var tied: [Bidder.ID]
    /// What decided between tied bids: a fact's name, or the recorded draw.
    public var decidedBy: TieDecision?
    /// Whether the bid goes on without taking a place.
    public var isWithoutPlace: Bool

    /// What decided between equal prices.
    public enum TieDecision: Sendable, Hashable {
        case measure(Measure)
        case draw
    }
}

/// Points for one part of a score.
public struct ScoredPart: Sendable {
    /// The part.
    public var part: Score.Part
    /// What was measured; nil when it is not known, which gives no points.
    public var value: Ratio?
    /// The points, weighted.
    public var points: Ratio
}

/// An offer in a negotiation.
public struct MadeOffer: Sendable {
    /// The price for the smallest unit.
    public var price: FixedDecimal
    /// What it was held against.
    public var checks: [Check]
    /// Whether it lets the talks go on.
    public var enters: Bool
    /// Whether it wins.
    public var succeeds: Bool
}

/// Whether a bid that failed came back.
public enum RevivalAnswer: Sendable {
    /// It does not meet what the rule asks.
    case notEligible
    /// It may come back at no more than a price, and has not answered.
    case open(atMost: FixedDecimal)
    /// It came back at a price.
    case accepted(price: FixedDecimal, atMost: FixedDecimal)
    /// It did not want to.
    case declined(atMost: FixedDecimal)
    /// There is no price at which it might: the cap is not defined.
    case capUndefined
}
