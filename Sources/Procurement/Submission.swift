public import Decimals

/// A firm that bids.
public struct Bidder: Sendable, Hashable, Identifiable {
    private let shared: Shared<Fields>

    /// What a bidder says of itself; shared by its copies, which are many.
    private struct Fields: Sendable, Hashable {
        var id: String
        var name: String
        var shortName: String?
        var scheme: String?
        var affiliation: String?
        var facts: [String: FixedDecimal]
        var texts: [String: String]
    }

    /// Creates a bidder.
    public init(
        id: String, name: String, shortName: String? = nil, scheme: String? = nil, affiliation: String? = nil,
        facts: [String: FixedDecimal] = [:], texts: [String: String] = [:]
    ) {
        shared = Shared(
            Fields(
                id: id, name: name, shortName: shortName, scheme: scheme, affiliation: affiliation, facts: facts,
                texts: texts))
    }

    /// A stable identifier.
    public var id: String { shared.value.id }
    /// The full name as written.
    public var name: String { shared.value.name }
    /// The short name that the trade uses.
    public var shortName: String? { shared.value.shortName }
    /// What kind of identifier it is, such as `USCC`; nil when that is not said.
    public var scheme: String? { shared.value.scheme }
    /// The group of affiliated firms that it says it belongs to (关联企业).
    public var affiliation: String? { shared.value.affiliation }
    /// Numbers about the firm that rules may use, such as its years of production.
    public var facts: [String: FixedDecimal] { shared.value.facts }
    /// Facts about the firm in words.
    public var texts: [String: String] { shared.value.texts }
}

/// What one bidder sent in.
public struct Submission: Sendable, Hashable {
    /// The round that it is for.
    public var round: Round.ID
    /// Who sent it.
    public var bidder: Bidder
    /// When it was sent.
    public var submitted: Timestamp?
    /// The sender's own number of the document.
    public var reference: String?
    /// The offers, at most one a lot.
    public var bids: [Bid] {
        didSet { knownPositions = KnownPositions() }
    }
    /// Lots for which the firm was registered and stated no price.
    public var declined: [DeclinedBid]

    private var knownPositions = KnownPositions()

    /// Creates a submission.
    public init(
        round: Round.ID, bidder: Bidder, submitted: Timestamp? = nil, reference: String? = nil, bids: [Bid] = [],
        declined: [DeclinedBid] = []
    ) {
        self.round = round
        self.bidder = bidder
        self.submitted = submitted
        self.reference = reference
        self.bids = bids
        self.declined = declined
    }

    /// The position of each bid's lot in an index of lots; −1 where there is none.
    package func lotPositions(in index: NameIndex) -> [Int32] {
        if knownPositions.index === index { return knownPositions.list }
        return bids.map { Int32(index.position(of: $0.lot) ?? -1) }
    }

    /// Keeps what was found, so that nobody has to look again.
    package mutating func keep(lotPositions: [Int32], in index: NameIndex) {
        knownPositions = KnownPositions(index: index, list: lotPositions)
    }

    /// Positions that were looked up; they say nothing that the bids do not say.
    private struct KnownPositions: Sendable, Hashable {
        var index: NameIndex?
        var list: [Int32] = []

        static func == (left: KnownPositions, right: KnownPositions) -> Bool { true }

        func hash(into hasher: inout Hasher) {}
    }
}

/// A pack as hospitals buy it.
public struct Pack: Sendable, Hashable {
    /// Smallest units in the pack, at least 1.
    public var units: Int
    /// Yuan for the pack.
    public var price: FixedDecimal

    /// Creates a pack; `units` is at least 1.
    public init(units: Int, price: FixedDecimal) {
        self.units = units
        self.price = price
    }

    /// Yuan for the smallest unit, exact.
    public var unitPrice: Ratio { Ratio(price) / Ratio(units) }

    /// Whether a unit price is the pack price over the units, to the digits that it is written with.
    public func isConsistent(with stated: FixedDecimal) -> Bool {
        // Both sides times the units and a power of ten.
        let lastPlace = max(stated.scale, 2)
        let scale = max(price.scale, lastPlace)
        let tolerance = Integer(units) * Integer.powerOfTen(scale - lastPlace)
        let difference = price.units(atScale: scale) - stated.units(atScale: scale) * Integer(units)
        return difference <= tolerance && -difference <= tolerance
    }
}

/// A registered product for which no price was stated; it makes no bid.
public struct DeclinedBid: Sendable, Hashable {
    /// The lot.
    public var lot: Lot.ID
    /// The registered specification.
    public var specification: Specification.ID
    /// Where that is known from.
    public var provenance: Provenance

    /// Creates a declined bid.
    public init(lot: Lot.ID, specification: Specification.ID, provenance: Provenance = Provenance()) {
        self.lot = lot
        self.specification = specification
        self.provenance = provenance
    }
}
