public import Decimals

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
    /// How long the agreement runs.
    public var term: TermRule?

    /// Creates a rulebook.
    public init(
        id: String, title: String? = nil, aliases: [String] = [], notes: [String] = [],
        comparablePrice: ComparablePriceRule, stages: [Stage], volume: VolumeRule? = nil, term: TermRule? = nil
    ) {
        self.id = id
        self.title = title
        self.aliases = aliases
        self.notes = notes
        self.comparablePrice = comparablePrice
        self.stages = stages
        self.volume = volume
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

/// How a price of one presentation becomes that of another (差比价).
public struct ComparablePriceRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// The conversions; of those for one dimension the first whose classes fit applies.
    public var conversions: [Conversion]
    /// Decimals to which the comparable price is rounded before anything is compared; nil for no rounding.
    public var rounding: NamedRounding?
    /// How the price of a winner's further specification is rounded, per smallest unit.
    public var unitPriceRounding: NamedRounding
    /// The most decimals that a filed price may have; nil for any number.
    public var filedDigits: Int?

    /// Creates a rule.
    public init(
        citation: Citation, conversions: [Conversion], rounding: NamedRounding? = nil,
        unitPriceRounding: NamedRounding = NamedRounding(digits: 4, mode: .halfUp), filedDigits: Int? = nil
    ) {
        self.citation = citation
        self.conversions = conversions
        self.rounding = rounding
        self.unitPriceRounding = unitPriceRounding
        self.filedDigits = filedDigits
    }

    /// The formula K = base^log2(X) for one dimension (发改价格〔2011〕2452号).
    public struct Conversion: Sendable, Hashable {
        /// What differs between two presentations.
        public enum Dimension: String, Sendable, CaseIterable {
            /// Active content.
            case content
            /// Fill volume or weight, where content does not apply.
            case fill
            /// Smallest units a pack.
            case pack
        }

        /// What differs.
        public var dimension: Dimension
        /// The factor for twice as much; 2 is linear.
        public var base: FixedDecimal
        /// The dosage classes that it is for; empty for all.
        public var dosageClasses: [String]

        /// Creates a conversion.
        public init(dimension: Dimension, base: FixedDecimal, dosageClasses: [String] = []) {
            self.dimension = dimension
            self.base = base
            self.dosageClasses = dosageClasses
        }
    }
}

/// A rounding with its digits and its mode.
public struct NamedRounding: Sendable, Hashable {
    /// Decimals kept.
    public var digits: Int
    /// What becomes of the rest.
    public var mode: Rounding

    /// Creates a rounding.
    public init(digits: Int, mode: Rounding) {
        self.digits = digits
        self.mode = mode
    }
}

/// One step of a rulebook.
public struct Stage: Sendable, Hashable, Identifiable {
    /// The rule's identifier; reasons start with it.
    public var id: String
    /// What it rests on.
    public var citation: Citation
    /// What it does.
    public var action: Action
    /// The name under which later stages speak of the bids that pass.
    public var population: Population

    /// What a stage does.
    public enum Action: Sendable, Hashable {
        /// Bids that fail the condition are excluded: they are not valid.
        case screen(Condition)
        /// Keeps the lowest bids, as many as the table of places says.
        case shortlist(Shortlist)
        /// Bids that fail the condition lose.
        case select(Condition)
        /// Names a value that later stages compare with; it hands on nobody.
        case define(ReferenceValue)
    }

    /// Creates a stage.
    public init(id: String, citation: Citation, action: Action, population: Population) {
        self.id = id
        self.citation = citation
        self.action = action
        self.population = population
    }
}

/// The name of a set of bids: `filed` before the first stage, then what each stage hands on.
public typealias Population = String

/// Keeps the lowest comparable prices of a lot, up to a number of places that depends on the number of firms.
public struct Shortlist: Sendable, Hashable {
    /// Which firms the table counts: `filed`, or a population that an earlier stage handed on.
    public var counting: Population
    /// The step table, ascending.
    public var places: [Places]
    /// How equal comparable prices are ordered, where that changes who gets a place; ends in a draw.
    public var tieBreaks: [TieBreak]

    /// A row of the step table.
    public struct Places: Sendable, Hashable {
        /// The numbers of firms that the row is for.
        public var bidders: ClosedRange<Int>
        /// How many places there are.
        public var places: Int

        /// Creates a row.
        public init(bidders: ClosedRange<Int>, places: Int) {
            self.bidders = bidders
            self.places = places
        }
    }

    /// A fact that decides between equal prices.
    public struct TieBreak: Sendable, Hashable {
        /// The fact's name in the bids.
        public var fact: String
        /// Whether the larger value comes first.
        public var largerFirst: Bool

        /// Creates a tie-break.
        public init(fact: String, largerFirst: Bool) {
            self.fact = fact
            self.largerFirst = largerFirst
        }
    }

    /// Creates a shortlist.
    public init(counting: Population, places: [Places], tieBreaks: [TieBreak]) {
        self.counting = counting
        self.places = places
        self.tieBreaks = tieBreaks
    }

    /// How many places there are for that many firms; the last row holds for more than it names.
    public func places(for bidders: Int) -> Int {
        for row in places where row.bidders.contains(bidders) { return row.places }
        return bidders < (places.first?.bidders.lowerBound ?? 0) ? 0 : places.last?.places ?? 0
    }
}

/// A condition that a bid meets or fails.
public indirect enum Condition: Sendable, Hashable {
    /// Meets every one.
    case all([Condition])
    /// Meets at least one.
    case any([Condition])
    /// Fails it.
    case not(Condition)
    /// A single comparison.
    case test(Test)
}

/// A single comparison of a bid's measure with a bound.
public struct Test: Sendable, Hashable {
    /// What is measured of the bid.
    public enum Measure: String, Sendable, CaseIterable {
        /// The filed price per smallest unit of the bid's own specification.
        case unitPrice = "unit-price"
        /// The filed price converted to the reference specification.
        case comparablePrice = "comparable-price"
        /// 1 − price ÷ ceiling, both of the bid's own specification.
        case cutFromCeiling = "cut-from-ceiling"
    }

    /// How the measure must stand to the bound.
    public enum Relation: String, Sendable, CaseIterable {
        case atMost = "at-most"
        case atLeast = "at-least"
        case below
        case above

        /// Whether a left value in that order to the right one passes.
        public func holds(_ left: Ratio, _ right: Surd) -> Bool {
            let left = Surd(left)
            return switch self {
            case .atMost: left <= right
            case .atLeast: left >= right
            case .below: left < right
            case .above: left > right
            }
        }
    }

    /// What a measure is compared with.
    public enum Bound: Sendable, Hashable {
        /// The ceiling of the bid's own specification.
        case ceiling
        /// A constant: yuan, or a fraction for cuts.
        case constant(FixedDecimal)
        /// A factor times a value computed for the bid's lot.
        case reference(ReferenceValue, factor: FixedDecimal)
    }

    /// What is measured.
    public var measure: Measure
    /// How it must stand.
    public var relation: Relation
    /// To what.
    public var bound: Bound

    /// Creates a test.
    public init(measure: Measure, relation: Relation, bound: Bound) {
        self.measure = measure
        self.relation = relation
        self.bound = bound
    }
}

/// Which part of the reported volume is agreed (带量比例).
public struct VolumeRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// The table.
    public var shares: [Share]

    /// A row of the table.
    public struct Share: Sendable, Hashable {
        /// The tier of the lot.
        public var tier: String
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// The share, as a fraction.
        public var share: FixedDecimal

        /// Creates a row.
        public init(tier: String, winners: ClosedRange<Int>, share: FixedDecimal) {
            self.tier = tier
            self.winners = winners
            self.share = share
        }
    }

    /// Creates a rule.
    public init(citation: Citation, shares: [Share]) {
        self.citation = citation
        self.shares = shares
    }

    /// The share of a lot of that tier with that many winners; nil when the table has no row for it.
    public func share(tier: String, winners: Int) -> FixedDecimal? {
        shares.first { $0.tier == tier && $0.winners.contains(winners) }?.share
    }
}

/// How long an agreement runs (采购周期).
public struct TermRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// Months by number of winners.
    public var rows: [Row]

    /// A row of the table.
    public struct Row: Sendable, Hashable {
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// Months.
        public var months: Int

        /// Creates a row.
        public init(winners: ClosedRange<Int>, months: Int) {
            self.winners = winners
            self.months = months
        }
    }

    /// Creates a rule.
    public init(citation: Citation, rows: [Row]) {
        self.citation = citation
        self.rows = rows
    }

    /// Months for that many winners.
    public func months(winners: Int) -> Int? {
        rows.first { $0.winners.contains(winners) }?.months
    }
}
