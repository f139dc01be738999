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
    private var more: [Details]

    /// What only some bids have.
    private struct Details: Sendable, Hashable {
        var product: String?
        var approval: String?
        var isOriginator: Bool?
        var isForeign: Bool?
        var previousPrice: FixedDecimal?
        var facts: [String: FixedDecimal] = [:]
        var texts: [String: String] = [:]
        var components: [String: FixedDecimal] = [:]
        var provenance = Provenance()
    }

    /// Creates a bid.
    public init(
        lot: Lot.ID, specification: Specification.ID, price: FixedDecimal, pack: Pack? = nil, product: String? = nil,
        approval: String? = nil, isOriginator: Bool? = nil, isForeign: Bool? = nil, previousPrice: FixedDecimal? = nil,
        facts: [String: FixedDecimal] = [:], texts: [String: String] = [:], components: [String: FixedDecimal] = [:],
        provenance: Provenance = Provenance()
    ) {
        self.lot = lot
        self.specification = specification
        self.price = price
        self.pack = pack
        more = []
        let details = Details(
            product: product, approval: approval, isOriginator: isOriginator, isForeign: isForeign,
            previousPrice: previousPrice, facts: facts, texts: texts, components: components, provenance: provenance)
        if details != Details() { more = [details] }
    }

    /// Creates a bid that has only what nearly every bid has.
    package init(lot: Lot.ID, specification: Specification.ID, price: FixedDecimal, plainPack pack: Pack?) {
        self.lot = lot
        self.specification = specification
        self.price = price
        self.pack = pack
        more = []
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
        get { more.first?.product }
        set { change { $0.product = newValue } }
    }

    /// The number under which the product is admitted (批准文号, 注册证编号), when it is known.
    public var approval: String? {
        get { more.first?.approval }
        set { change { $0.approval = newValue } }
    }

    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool? {
        get { more.first?.isOriginator }
        set { change { $0.isOriginator = newValue } }
    }

    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool? {
        get { more.first?.isForeign }
        set { change { $0.isForeign = newValue } }
    }

    /// The bidder's own price before the round: yuan for the smallest unit.
    public var previousPrice: FixedDecimal? {
        get { more.first?.previousPrice }
        set { change { $0.previousPrice = newValue } }
    }

    /// Numbers that rules and tie-breaks may use, such as the regions supplied in the year before.
    public var facts: [String: FixedDecimal] {
        get { more.first?.facts ?? [:] }
        set { change { $0.facts = newValue } }
    }

    /// Facts in words that rules may use, such as the function of a device.
    public var texts: [String: String] {
        get { more.first?.texts ?? [:] }
        set { change { $0.texts = newValue } }
    }

    /// The prices of the parts of a system, in yuan for one of each, where the lot is made of components.
    public var components: [String: FixedDecimal] {
        get { more.first?.components ?? [:] }
        set { change { $0.components = newValue } }
    }

    /// Where it comes from.
    public var provenance: Provenance {
        get { more.first?.provenance ?? Provenance() }
        set { change { $0.provenance = newValue } }
    }

    private mutating func change(_ body: (inout Details) -> Void) {
        var details = more.first ?? Details()
        body(&details)
        more = details == Details() ? [] : [details]
    }
}
