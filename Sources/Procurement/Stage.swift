/// One step of a rulebook.
public struct Stage: Sendable, Hashable, Identifiable {
    /// The rule's identifier; reasons start with it.
    public var id: String
    /// What it rests on.
    public var citation: Citation
    /// Whose bids it is about: those of a population; nil for every bid that is still in.
    public var among: Population?
    /// What it does.
    public var action: Action
    /// The name under which later stages speak of the bids that pass.
    public var population: Population
    /// The name under which later stages speak of the bids that fail; nil when none does.
    public var failing: Population?

    /// What a stage does.
    public enum Action: Sendable, Hashable {
        /// Bids that fail the condition are excluded: they are not valid.
        case screen(Condition)
        /// Keeps the first bids, as many as the table of places says.
        case shortlist(Shortlist)
        /// Bids that fail the condition lose.
        case select(Condition)
        /// Names the bids that meet the condition; it decides nothing.
        case mark(Condition)
        /// Names a value that later stages compare with; it hands on nobody.
        case define(ReferenceValue)
        /// Affiliated firms are one bidder: one bid of theirs goes on.
        case merge(Merger)
        /// Sorts the bids into bidding units (竞价单元); later stages look at each unit by itself.
        case group(Assignment)
        /// Sorts the bids into classes, by which volume is shared out.
        case classify(Assignment)
        /// Gives every bid points.
        case score(Score)
        /// Bids win by an offer that people record, or lose.
        case negotiate(Negotiation)
        /// Bids that failed earlier may come back at a lower price.
        case revive(Revival)
        /// Bids that meet the condition may win, without volume, and free their place in the shortlist (中选不带量).
        case withholdVolume(Condition)
        /// Stages that are gone through again when bids among them free their places.
        case reevaluate(Reevaluation)
    }

    /// Creates a stage.
    public init(
        id: String, citation: Citation, among: Population? = nil, action: Action, population: Population,
        failing: Population? = nil
    ) {
        self.id = id
        self.citation = citation
        self.among = among
        self.action = action
        self.population = population
        self.failing = failing
    }
}

/// The name of a set of bids: `filed` before the first stage, then what each stage hands on.
public typealias Population = String

/// Which bids are held against each other.
public enum Scope: Sendable, Hashable {
    /// Those of the bid's own bidding unit where there are units, else of its lot.
    case competition
    /// Those of its lot.
    case lot
    /// Those of one bidding unit of its lot.
    case unit(String)
    /// Those of all lots.
    case round
}

/// Affiliated firms are one bidder (关联企业): of their bids for a lot the lowest goes on.
///
/// Firms are affiliated when their submissions name the same group or the record says so.
public struct Merger: Sendable, Hashable {
    /// How equal comparable prices are ordered; ends in a draw.
    public var tieBreaks: [TieBreak]

    /// Creates a merger.
    public init(tieBreaks: [TieBreak] = []) { self.tieBreaks = tieBreaks }
}

/// Sorts bids by the first condition that they meet.
public struct Assignment: Sendable, Hashable {
    /// A unit or class with its condition; the last has none and takes what is left.
    public struct Option: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Who belongs to it; nil for everybody who is left.
        public var condition: Condition?

        /// Creates an option.
        public init(name: String, condition: Condition?) {
            self.name = name
            self.condition = condition
        }
    }

    /// The options, tried in order.
    public var options: [Option]

    /// Creates an assignment.
    public init(options: [Option]) { self.options = options }
}

/// Stages whose result depends on itself: a bid that frees its place lets another in, which changes the statistics.
public struct Reevaluation: Sendable, Hashable {
    /// How often the stages are gone through.
    public enum Policy: String, Sendable, CaseIterable {
        /// The freed places are filled; no value is computed again and no further place is freed.
        case none
        /// Values and freed places are computed once more with the filled places.
        case once
        /// Until the same bids free their places as the time before. A cycle leaves the lot pending.
        case untilStable = "until-stable"
    }

    /// How often.
    public var policy: Policy
    /// The stages; one of them withholds volume.
    public var stages: [Stage]

    /// Creates a re-evaluation.
    public init(policy: Policy, stages: [Stage]) {
        self.policy = policy
        self.stages = stages
    }
}
