public import Decimals

/// An offer for one lot.
///
/// What only some bids have is kept apart, so that a plain bid takes less than 100 bytes.
public struct Bid: Sendable, Hashable {
    /// The lot.
    public var lot: Lot.ID
    /// The specification that is offered.
    public var specification: Specification.ID
    /// The filed price (单位申报价): yuan for the smallest unit of the bid's own specification.
    public var price: FixedDecimal
    /// The pack that hospitals buy, when it is known.
    public var pack: Pack?
    /// Nil for what nearly every bid is.
    fileprivate var more: Shared<Details>?

    /// What only some bids have.
    fileprivate struct Details: Sendable, Hashable {
        var product: String?
        var approval: String?
        /// By name: a dictionary takes twice the memory for the one or two that a bid has.
        var facts: [Fact] = []
        var rare: Shared<Rarities>?
    }

    /// What few bids have.
    fileprivate struct Rarities: Sendable, Hashable {
        var isOriginator: Bool?
        var isForeign: Bool?
        var previousPrice: FixedDecimal?
        var texts: [String: String] = [:]
        var components: [String: FixedDecimal] = [:]
        var provenance = Provenance()
    }

    fileprivate struct Fact: Sendable, Hashable {
        var name: String
        var value: FixedDecimal
    }
}

// The initializers stand in an extension and go through the implicit one, which the compiler does without copies.
extension Bid {
    /// Creates a bid.
    public init(
        lot: Lot.ID, specification: Specification.ID, price: FixedDecimal, pack: Pack? = nil, product: String? = nil,
        approval: String? = nil, isOriginator: Bool? = nil, isForeign: Bool? = nil, previousPrice: FixedDecimal? = nil,
        facts: [String: FixedDecimal] = [:], texts: [String: String] = [:], components: [String: FixedDecimal] = [:],
        provenance: Provenance = Provenance()
    ) {
        self.init(lot: lot, specification: specification, price: price, pack: pack, more: nil)
        details.product = product
        details.approval = approval
        self.facts = facts
        rarities = Rarities(
            isOriginator: isOriginator, isForeign: isForeign, previousPrice: previousPrice, texts: texts,
            components: components, provenance: provenance)
    }

    /// Creates a bid that has only what nearly every bid has.
    package init(lot: Lot.ID, specification: Specification.ID, price: FixedDecimal, plainPack pack: Pack?) {
        self.init(lot: lot, specification: specification, price: price, pack: pack, more: nil)
    }

    /// The fact that holds what institutions reported for the product, in smallest units of its specification.
    public static let reportedDemand = "reported-demand"

    /// The fact that holds what the bidder can deliver in a year, in smallest units of its specification.
    public static let capacity = "capacity"

    /// The same offer at another price for the smallest unit; the pack costs as much as its units, to the fen.
    public func repriced(_ price: FixedDecimal) -> Bid {
        var bid = self
        bid.price = price
        bid.pack = pack.map { Pack(units: $0.units, price: (Ratio(price) * Ratio($0.units)).rounded(to: 2, .halfUp)) }
        return bid
    }

    /// What a hospital pays for the smallest unit: the pack price over the units of the pack, else the filed price.
    public var unitPricePaid: Ratio { pack?.unitPrice ?? Ratio(price) }

    /// The product's official name.
    public var product: String? {
        get { more?.value.product }
        set { details.product = newValue }
    }

    /// The number under which the product is admitted (批准文号, 注册证编号), when it is known.
    public var approval: String? {
        get { more?.value.approval }
        set { details.approval = newValue }
    }

    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool? {
        get { more?.value.rare?.value.isOriginator }
        set { rarities.isOriginator = newValue }
    }

    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool? {
        get { more?.value.rare?.value.isForeign }
        set { rarities.isForeign = newValue }
    }

    /// The bidder's own price before the round: yuan for the smallest unit.
    public var previousPrice: FixedDecimal? {
        get { more?.value.rare?.value.previousPrice }
        set { rarities.previousPrice = newValue }
    }

    /// Numbers that rules and tie-breaks may use, such as the regions supplied in the year before.
    public var facts: [String: FixedDecimal] {
        get {
            guard let facts = more?.value.facts, !facts.isEmpty else { return [:] }
            return Dictionary(facts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        }
        set { details.facts = newValue.map { Fact(name: $0, value: $1) }.sorted { $0.name < $1.name } }
    }

    /// A number that rules and tie-breaks may use; nil where the bid does not state it.
    public func fact(_ name: String) -> FixedDecimal? { more?.value.facts.first { $0.name == name }?.value }

    /// Facts in words that rules may use, such as the function of a device.
    public var texts: [String: String] {
        get { more?.value.rare?.value.texts ?? [:] }
        set { rarities.texts = newValue }
    }

    /// The prices of the parts of a system, in yuan for one of each, where the lot is made of components.
    public var components: [String: FixedDecimal] {
        get { more?.value.rare?.value.components ?? [:] }
        set { rarities.components = newValue }
    }

    /// Where it comes from.
    public var provenance: Provenance {
        get { more?.value.rare?.value.provenance ?? Provenance() }
        set { rarities.provenance = newValue }
    }

    private var details: Details {
        get { more?.value ?? Details() }
        set { more = newValue == Details() ? nil : Shared(newValue) }
    }

    private var rarities: Rarities {
        get { details.rare?.value ?? Rarities() }
        set { details.rare = newValue == Rarities() ? nil : Shared(newValue) }
    }
}

extension Submission {
    /// Whether a bid says nothing but what every bid says.
    package func isPlainBid(at place: Int) -> Bool { bids[place].more == nil }
}
