public import Decimals

/// Facts of other rounds that this round's rules use, each with the document that it was copied from.
public struct BorrowedFacts: Sendable, Hashable {
    /// Prices, such as the lowest of a firm anywhere (全国最低价).
    public var prices: [BorrowedPrice]
    /// Firms that may not bid for a time (违规名单).
    public var bars: [Bar]

    /// Creates facts.
    public init(prices: [BorrowedPrice] = [], bars: [Bar] = []) {
        self.prices = prices
        self.bars = bars
    }

    /// Whether a firm is barred on a day, and by what.
    public func bar(of bidder: Bidder.ID, on day: CalendarDate) -> Bar? {
        bars.first { $0.bidder == bidder && $0.from <= day && day <= $0.to }
    }
}

/// A document of another round.
public struct BorrowedSource: Sendable, Hashable {
    /// The round.
    public var round: Round.ID
    /// The SHA-256 of the document, 64 hexadecimal digits; nil where there is only a notice.
    public var digest: String?
    /// Where it is known from.
    public var provenance: Provenance

    /// Creates a source.
    public init(round: Round.ID, digest: String? = nil, provenance: Provenance = Provenance()) {
        self.round = round
        self.digest = digest
        self.provenance = provenance
    }
}

/// A price of another round.
public struct BorrowedPrice: Sendable, Hashable {
    /// What kind of price it is; rules ask for it by this name.
    public var kind: String
    /// The lot of this round.
    public var lot: Lot.ID
    /// The specification of this round.
    public var specification: Specification.ID
    /// Whose product it is; nil for anybody's.
    public var bidder: Bidder.ID?
    /// Yuan for the smallest unit.
    public var price: FixedDecimal
    /// Where it comes from.
    public var source: BorrowedSource

    /// Creates a price.
    public init(
        kind: String, lot: Lot.ID, specification: Specification.ID, bidder: Bidder.ID? = nil, price: FixedDecimal,
        source: BorrowedSource
    ) {
        self.kind = kind
        self.lot = lot
        self.specification = specification
        self.bidder = bidder
        self.price = price
        self.source = source
    }
}

/// A firm that may not bid from one day to another.
public struct Bar: Sendable, Hashable {
    /// The firm.
    public var bidder: Bidder.ID
    /// The first day.
    public var from: CalendarDate
    /// The last day.
    public var to: CalendarDate
    /// What it did.
    public var cause: String
    /// Where it comes from.
    public var source: BorrowedSource

    /// Creates a bar.
    public init(bidder: Bidder.ID, from: CalendarDate, to: CalendarDate, cause: String, source: BorrowedSource) {
        self.bidder = bidder
        self.from = from
        self.to = to
        self.cause = cause
        self.source = source
    }
}
