public import Decimals
public import PriceImpact
public import Procurement
public import Ranking

/// Everything that a report says of a round, whatever its format: values and words in both languages, no markup.
///
/// Renderers print it; none of them decides or sums anything of its own.
public struct Report: Sendable {
    /// What the report is made of.
    public let assessment: Assessment
    /// The round's title, else its identifier.
    public var title: String
    /// The winners whose figures come first: the published ones, else those by the rules.
    public var impact: Impact?
    /// The baseline of the figures that come first.
    public var baseline: Baseline?
    /// The rules and the data against what the authority published; nil when nothing was.
    public var verification: Verification?
    /// What a reader wants to know before anything else.
    public var facts: [Fact]
    /// What still needs a person, and what has to be read with care.
    public var notices: [Notice]
    /// The lots in the order of the round's document.
    public var lots: [LotReport]
    /// The regions in the order of the round's document.
    public var regions: [RegionReport]
    /// The rules with what they rest on.
    public var rules: [(id: String, citation: Citation)]
    /// What people decided or drew, and what was corrected.
    public var acts: [Phrase]

    /// A number that matters, with what it is.
    public struct Fact: Sendable {
        /// What the number is of.
        public var label: Phrase
        /// The number.
        public var value: Phrase
        /// How it is meant: definition, parts.
        public var details: [Phrase]
    }

    /// Something that a reader has to do or to bear in mind.
    public struct Notice: Sendable {
        /// How urgent it is.
        public enum Kind: String, Sendable {
            /// A human act is missing.
            case pending
            /// A submission, or a part of one, takes no part.
            case refused
            /// The rules and the published result differ.
            case different
            /// To be read with the figures.
            case care
        }

        /// How urgent it is.
        public var kind: Kind
        /// The words.
        public var text: Phrase
        /// The lot that it is about.
        public var lot: Lot.ID?
    }
}

/// What a report says of a lot.
public struct LotReport: Sendable {
    /// Its number in the round's document, from 1.
    public var number: Int
    /// The lot.
    public var lot: Lot
    /// How it was decided; nil when nobody bid.
    public var outcome: LotOutcome?
    /// Its bids, the cheapest first; winners without a known bid too.
    public var bids: [BidReport]
    /// The prices that the rules compare with.
    public var gates: [Gate]
    /// How many winners there are in the report's first population.
    public var winners: Int
    /// The plain mean of its winners' drops from the report's first baseline.
    public var drop: Ratio?
    /// The prices before, at the ceiling and after.
    public var course: PriceCourse?
    /// Agreed quantity × price, yuan; nil when no region's supplier is known.
    public var value: Ratio?
    /// Savings against the report's first baseline, yuan.
    public var savings: Ratio?
    /// Months of the agreement.
    public var months: Int?

    /// A comparable price that bids of a lot were compared with.
    public struct Gate: Sendable {
        /// The rule.
        public var rule: Stage.ID
        /// What the price is.
        public var label: Phrase
        /// The price, yuan.
        public var price: FixedDecimal
    }

    /// Mean prices of a lot's winners as shares of their ceilings; of their earlier prices where there is no ceiling.
    public struct PriceCourse: Sendable {
        /// Whether the ceiling is what is 1, not the earlier price.
        public var startsAtCeiling: Bool
        /// The winners' own earlier price; nil where it is not known.
        public var previous: Ratio?
        /// The lowest winning price.
        public var lowest: Ratio
        /// The mean winning price.
        public var mean: Ratio
        /// The highest winning price.
        public var highest: Ratio
    }
}

/// What a report says of a bid, or of a winner whose bid is not known.
public struct BidReport: Sendable {
    /// Its number in the report, from 1: the same in every format.
    public var number: Int
    /// Who bid.
    public var bidder: Bidder
    /// The specification.
    public var specification: Specification.ID
    /// The filed price as written, else the price paid; yuan for the smallest unit.
    public var filed: Phrase
    /// What was decided; nil for a winner whose bid is not known.
    public var decision: BidDecision?
    /// Whether the authority published it as a winner; nil when nothing was published.
    public var isPublished: Bool?
    /// The comparable price, yuan; of a winner without a known bid the price paid.
    public var price: Ratio?
    /// The ceiling as a comparable price, yuan.
    public var ceiling: Ratio?
    /// The drop from the report's first baseline; for a bid that did not win the cut from its ceiling.
    public var drop: Ratio?
    /// Why it was decided so.
    public var reason: Phrase?

    /// What became of it in the words of a heading.
    public var standing: Standing {
        guard let decision else { return .published }
        return Standing(rawValue: decision.decision.rawValue) ?? .published
    }

    /// What became of a bid.
    public enum Standing: String, Sendable, CaseIterable {
        case won
        case lost
        case excluded
        case pending
        /// Published as a winner; no bid is known.
        case published
    }
}

/// What a report says of a region.
public struct RegionReport: Sendable {
    /// The region as the round's document writes it.
    public var name: String
    /// Agreed quantity × price, yuan; nil when nothing of it has a known supplier.
    public var value: Ratio?
    /// Savings against the report's first baseline, yuan.
    public var savings: Ratio?
    /// Volumes without a known supplier.
    public var unallocated: Int
    /// What has to be read with any figure of the region.
    public var notes: [String]
}
