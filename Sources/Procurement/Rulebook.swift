/// How a round is decided.
public struct Rulebook: Sendable, Hashable, Identifiable {
    /// The rulebook's identifier, in general the round's.
    public var id: String
    /// The title for people.
    public var title: String?
    /// Other names under which people and tables speak of the round.
    public var aliases: [String]
    /// What a reader should know about the rulebook as a whole.
    public var notes: [String]
    /// How prices of different specifications are made comparable.
    public var comparablePrice: ComparablePriceRule
    /// The stages in order; each hands the bids that pass on to the next.
    public var stages: [Stage]
    /// Which part of the reported volume is agreed; nil when the demand is agreed volume.
    public var volume: VolumeRule?
    /// How winners pick the regions that they supply; nil where the rulebook does not say.
    public var draft: DraftRule?
    /// How long the agreement runs.
    public var term: TermRule?

    /// The most populations that the stages of a rulebook may name, `filed` among them.
    public static let mostPopulations = 64

    /// Every stage in order, those that are gone through again among them.
    public var allStages: [Stage] {
        stages.flatMap { stage in
            if case .reevaluate(let reevaluation) = stage.action { reevaluation.stages + [stage] } else { [stage] }
        }
    }

    /// Creates a rulebook.
    public init(
        id: String, title: String? = nil, aliases: [String] = [], notes: [String] = [],
        comparablePrice: ComparablePriceRule, stages: [Stage], volume: VolumeRule? = nil, draft: DraftRule? = nil,
        term: TermRule? = nil
    ) {
        self.id = id
        self.title = title
        self.aliases = aliases
        self.notes = notes
        self.comparablePrice = comparablePrice
        self.stages = stages
        self.volume = volume
        self.draft = draft
        self.term = term
    }

    /// What stands for the rules of a round that nobody wrote down: nothing is converted, nothing is decided.
    public static func unknown(for round: Round.ID) -> Rulebook {
        let citation = Citation(clause: "no rulebook is known", basis: .recollection, confidence: .low)
        return Rulebook(
            id: round, comparablePrice: ComparablePriceRule(citation: citation, conversions: []), stages: [])
    }
}

/// What a rule rests on.
public struct Citation: Sendable, Hashable {
    /// The clause or page, in words.
    public var clause: String
    /// What kind of source it is.
    public var basis: Basis
    /// How far it can be trusted.
    public var confidence: Confidence

    /// Creates a citation.
    public init(clause: String, basis: Basis, confidence: Confidence) {
        self.clause = clause
        self.basis = basis
        self.confidence = confidence
    }
}
