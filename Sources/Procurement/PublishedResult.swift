public import Decimals

/// What the authority published about a round.
public struct PublishedResult: Sendable, Hashable {
    /// The round.
    public var round: Round.ID
    /// The winning bids.
    public var winners: [PublishedWinner]
    /// Headline figures as published.
    public var headlines: [Headline]

    /// Creates a published result.
    public init(round: Round.ID, winners: [PublishedWinner] = [], headlines: [Headline] = []) {
        self.round = round
        self.winners = winners
        self.headlines = headlines
    }
}

/// A winning bid as published.
public struct PublishedWinner: Sendable, Hashable {
    /// The lot.
    public var lot: Lot.ID
    /// The winner, by the identifier that its submission has.
    public var bidder: Bidder.ID
    /// The winner's name as the list writes it.
    public var name: String
    /// What won, the main presentation first.
    public var presentations: [Presentation]
    /// The regions that it supplies.
    public var regions: [String]
    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool?
    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool?
    /// Where it comes from.
    public var provenance: Provenance

    /// A product, strength and pack with its winning price.
    public struct Presentation: Sendable, Hashable {
        /// The product's official name.
        public var product: String?
        /// The specification.
        public var specification: Specification.ID
        /// Yuan for the smallest unit as published.
        public var unitPrice: FixedDecimal
        /// The pack and its price, when published.
        public var pack: Pack?
        /// The firm's own price before the round: yuan for the smallest unit.
        public var previousPrice: FixedDecimal?

        /// Creates a presentation.
        public init(
            product: String? = nil, specification: Specification.ID, unitPrice: FixedDecimal, pack: Pack? = nil,
            previousPrice: FixedDecimal? = nil
        ) {
            self.product = product
            self.specification = specification
            self.unitPrice = unitPrice
            self.pack = pack
            self.previousPrice = previousPrice
        }

        /// What a hospital pays for the smallest unit: the pack price over the units, else the unit price.
        public var unitPricePaid: Ratio { pack?.unitPrice ?? Ratio(unitPrice) }
    }

    /// Creates a published winner.
    public init(
        lot: Lot.ID, bidder: Bidder.ID, name: String, presentations: [Presentation], regions: [String] = [],
        isOriginator: Bool? = nil, isForeign: Bool? = nil, provenance: Provenance = Provenance()
    ) {
        self.lot = lot
        self.bidder = bidder
        self.name = name
        self.presentations = presentations
        self.regions = regions
        self.isOriginator = isOriginator
        self.isForeign = isForeign
        self.provenance = provenance
    }
}

/// A figure that somebody published about a round.
public struct Headline: Sendable, Hashable {
    /// What is measured.
    public enum Measure: String, Sendable, CaseIterable {
        case averageDrop = "average-drop"
        case maximumDrop = "maximum-drop"
        case savings = "projected-savings"
        case lotsTendered = "lots-tendered"
        case lotsWon = "lots-won"
        case winningBids = "winning-bids"
        case winningFirms = "winning-firms"
        case biddingFirms = "bidding-firms"
        case bids = "bids"
    }

    /// Against what price a drop or a saving was stated.
    public enum Baseline: String, Sendable, CaseIterable {
        /// Nobody said.
        case unstated
        /// The ceiling.
        case ceiling
        /// An earlier purchase price: the year's lowest, or the firm's own.
        case previous = "previous-price"
        /// The winning price of an earlier round.
        case previousRound = "previous-round"
        /// Something else, in the words of `baselineText`.
        case other
    }

    /// What is measured.
    public var measure: Measure
    /// The value: per cent for drops, yuan for savings, a count for the rest.
    public var value: FixedDecimal
    /// Whether the source says "at least" or "over".
    public var isLowerBound: Bool
    /// Against what.
    public var baseline: Baseline
    /// The baseline in the source's words.
    public var baselineText: String?
    /// Where it comes from.
    public var provenance: Provenance

    /// Creates a headline.
    public init(
        measure: Measure, value: FixedDecimal, isLowerBound: Bool = false, baseline: Baseline = .unstated,
        baselineText: String? = nil, provenance: Provenance = Provenance()
    ) {
        self.measure = measure
        self.value = value
        self.isLowerBound = isLowerBound
        self.baseline = baseline
        self.baselineText = baselineText
        self.provenance = provenance
    }
}
