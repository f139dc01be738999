public import Decimals

/// Prices from outside the round that winning prices are compared with, with where and when they held.
public struct PriceList: Sendable, Hashable, Identifiable {
    /// What the prices are.
    public enum Kind: String, Sendable, CaseIterable {
        /// The lowest purchase price before the round.
        case lowestPrevious = "lowest-previous-price"
        /// The median purchase price before the round.
        case medianPrevious = "median-previous-price"
        /// The purchase price before the round weighted by what was bought.
        case weightedPrevious = "weighted-previous-price"
        /// The winning price of an earlier round.
        case previousRound = "previous-round"
        /// A published reference list.
        case reference = "reference-list"
        /// International reference prices, for price ratios as in the WHO/HAI method.
        case international = "international-reference"
    }

    /// The identifier; figures against the list name it.
    public var id: String
    /// What the prices are.
    public var kind: Kind
    /// The date at which they held.
    public var date: CalendarDate
    /// A name for people.
    public var title: String?
    /// The ISO 4217 code of the prices; nil for the round's own currency.
    public var currency: String?
    /// How much of the round's currency one unit of `currency` is at `date`; nil for the round's own currency.
    public var exchangeRate: FixedDecimal?
    /// The round that the prices come from, where they do.
    public var round: Round.ID?
    /// The SHA-256 of the document that they come from, as 64 hexadecimal digits.
    public var digest: String?
    /// The prices.
    public var prices: [Price]
    /// Where the list comes from.
    public var provenance: Provenance

    /// A price of the list.
    public struct Price: Sendable, Hashable {
        /// The lot.
        public var lot: Lot.ID
        /// The specification.
        public var specification: Specification.ID
        /// The price for one pack of `pack` smallest units, in the list's currency.
        public var price: FixedDecimal
        /// Smallest units in the pack.
        public var pack: Int
        /// Where it comes from.
        public var provenance: Provenance

        /// Creates a price; `pack` is at least 1.
        public init(
            lot: Lot.ID, specification: Specification.ID, price: FixedDecimal, pack: Int = 1,
            provenance: Provenance = Provenance()
        ) {
            self.lot = lot
            self.specification = specification
            self.price = price
            self.pack = pack
            self.provenance = provenance
        }
    }

    /// Creates a list.
    public init(
        id: String, kind: Kind, date: CalendarDate, title: String? = nil, currency: String? = nil,
        exchangeRate: FixedDecimal? = nil, round: Round.ID? = nil, digest: String? = nil, prices: [Price] = [],
        provenance: Provenance = Provenance()
    ) {
        self.id = id
        self.kind = kind
        self.date = date
        self.title = title
        self.currency = currency
        self.exchangeRate = exchangeRate
        self.round = round
        self.digest = digest
        self.prices = prices
        self.provenance = provenance
    }

    /// A price of the list in the round's currency, for the smallest unit.
    public func unitPrice(_ price: Price) -> Ratio {
        Ratio(price.price) * (exchangeRate.map { Ratio($0) } ?? .one) / Ratio(price.pack)
    }
}

/// The price lists of a round, as `baselines.xml` holds them.
public struct PriceLists: Sendable, Hashable {
    /// The round.
    public var round: Round.ID
    /// The lists.
    public var lists: [PriceList]

    /// Creates the lists of a round.
    public init(round: Round.ID, lists: [PriceList] = []) {
        self.round = round
        self.lists = lists
    }
}
