public import Decimals

/// What the authority published about a round.
public struct PublishedResult: Sendable, Hashable {
    /// The round.
    public var round: Round.ID
    /// The winning bids.
    public var winners: [PublishedWinner]
    /// Whether only some of the winners are known: averages over them are not the round's.
    public var isPartial: Bool
    /// Headline figures as published.
    public var headlines: [Headline]

    /// Creates a published result.
    public init(
        round: Round.ID, winners: [PublishedWinner] = [], isPartial: Bool = false, headlines: [Headline] = []
    ) {
        self.round = round
        self.winners = winners
        self.isPartial = isPartial
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
        case minimumDrop = "minimum-drop"
        case savings = "projected-savings"
        case lotsTendered = "lots-tendered"
        case lotsWon = "lots-won"
        case winningBids = "winning-bids"
        case winningFirms = "winning-firms"
        case biddingFirms = "bidding-firms"
        case bids = "bids"
        /// Yuan a year at the prices before the round.
        case marketValue = "market-value"
        /// Smallest units a year, reported or agreed.
        case volume
        /// The mean price before the round, yuan for the smallest unit.
        case priceBefore = "price-before"
        /// The mean winning price.
        case priceAfter = "price-after"
        /// The lowest winning price.
        case lowestPrice = "lowest-price"
        /// The highest winning price.
        case highestPrice = "highest-price"
        /// Hospitals and other institutions that reported.
        case institutions

        /// What the value is counted in.
        public var unit: Unit {
            switch self {
            case .averageDrop, .maximumDrop, .minimumDrop: .percent
            case .savings, .marketValue, .priceBefore, .priceAfter, .lowestPrice, .highestPrice: .yuan
            default: .count
            }
        }
    }

    /// What a value is counted in.
    public enum Unit: Sendable {
        case percent, yuan, count
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
    /// Of what: all of the round, a kind of product or firm, a region or a lot.
    public var group: WinnerGroup
    /// The value: per cent for drops, yuan for amounts and prices, a count for the rest.
    public var value: FixedDecimal
    /// One unit of the last digit that the source prints; nil where the value's own digits say it.
    public var precision: FixedDecimal?
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
        measure: Measure, group: WinnerGroup = .all, value: FixedDecimal, precision: FixedDecimal? = nil,
        isLowerBound: Bool = false, baseline: Baseline = .unstated,
        baselineText: String? = nil, provenance: Provenance = Provenance()
    ) {
        self.measure = measure
        self.group = group
        self.value = value
        self.precision = precision
        self.isLowerBound = isLowerBound
        self.baseline = baseline
        self.baselineText = baselineText
        self.provenance = provenance
    }
}
