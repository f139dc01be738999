public import Decimals

/// A variety that is tendered as one competition (品种): a molecule with its route and dosage-form class.
public struct Lot: Sendable, Hashable, Identifiable {
    private var shared: Shared<Fields>

    /// The lot's identifier within its round; in drug rounds its official name.
    public var id: String {
        get { shared.value.id }
        _modify { yield &shared.mutable.id }
    }
    /// A name for people, where it differs from the identifier.
    public var name: String? {
        get { shared.value.name }
        _modify { yield &shared.mutable.name }
    }
    /// The dosage class, such as `oral-solid`; price conversion by pack depends on it.
    public var dosageClass: String? {
        get { shared.value.dosageClass }
        _modify { yield &shared.mutable.dosageClass }
    }
    /// The volume tier, such as `normal`; the share of the reported volume depends on it.
    public var tier: String {
        get { shared.value.tier }
        _modify { yield &shared.mutable.tier }
    }
    /// The specification that comparable prices are converted to.
    public var reference: Specification.ID {
        get { shared.value.reference }
        _modify { yield &shared.mutable.reference }
    }
    /// Every specification that was reported or bid for.
    public var specifications: [Specification] {
        get { shared.value.specifications }
        _modify { yield &shared.mutable.specifications }
    }
    /// The highest prices that are valid (最高有效申报价).
    public var ceilings: [Ceiling] {
        get { shared.value.ceilings }
        _modify { yield &shared.mutable.ceilings }
    }
    /// The parts of the system that is bid for, in the quantities that make one; empty for a single product.
    public var components: [Component] {
        get { shared.value.components }
        _modify { yield &shared.mutable.components }
    }
    /// Published numbers that rules compare with, such as a price between classes, for the reference specification.
    public var facts: [String: FixedDecimal] {
        get { shared.value.facts }
        _modify { yield &shared.mutable.facts }
    }
    /// The share of the reported volume where it departs from the rulebook's table, as a fraction.
    public var share: FixedDecimal? {
        get { shared.value.share }
        _modify { yield &shared.mutable.share }
    }
    /// The term in months where it departs from the rulebook's table.
    public var termMonths: Int? {
        get { shared.value.termMonths }
        _modify { yield &shared.mutable.termMonths }
    }
    /// The last day of the term where it departs from the rulebook.
    public var termUntil: CalendarDate? {
        get { shared.value.termUntil }
        _modify { yield &shared.mutable.termUntil }
    }
    /// Where the lot's description comes from.
    public var provenance: Provenance {
        get { shared.value.provenance }
        _modify { yield &shared.mutable.provenance }
    }

    /// Creates a lot.
    public init(
        id: String, name: String? = nil, dosageClass: String? = nil, tier: String = "normal",
        reference: Specification.ID, specifications: [Specification], ceilings: [Ceiling] = [],
        components: [Component] = [], facts: [String: FixedDecimal] = [:], share: FixedDecimal? = nil,
        termMonths: Int? = nil, termUntil: CalendarDate? = nil, provenance: Provenance = Provenance()
    ) {
        shared = Shared(
            Fields(
                id: id, name: name, dosageClass: dosageClass, tier: tier, reference: reference,
                specifications: specifications,
                ceilings: ceilings, components: components, facts: facts, share: share, termMonths: termMonths,
                termUntil: termUntil, provenance: provenance))
    }

    /// What a lot says; shared by its copies, which are many.
    private struct Fields: Sendable, Hashable {
        var id: String
        var name: String?
        var dosageClass: String?
        var tier: String
        var reference: Specification.ID
        var specifications: [Specification]
        var ceilings: [Ceiling]
        var components: [Component]
        var facts: [String: FixedDecimal]
        var share: FixedDecimal?
        var termMonths: Int?
        var termUntil: CalendarDate?
        var provenance: Provenance
    }

    /// The specification of that identifier.
    public func specification(_ id: Specification.ID) -> Specification? {
        specifications.first { $0.id == id }
    }

    /// Whether two specifications of the lot are one strength, however they are written.
    public func isSameStrength(_ one: Specification.ID, _ other: Specification.ID) -> Bool {
        if one == other { return true }
        guard let content = specification(one)?.content, let otherContent = specification(other)?.content else {
            return false
        }
        return content.describesSameStrength(as: otherContent)
    }
}

/// A part of a system such as a joint: its quantity in one set (系统报价).
public struct Component: Sendable, Hashable {
    /// What it is called.
    public var name: String
    /// How many of it make one set.
    public var quantity: FixedDecimal

    /// Creates a component.
    public init(name: String, quantity: FixedDecimal) {
        self.name = name
        self.quantity = quantity
    }
}

/// A strength of a lot (规格); packs of different size are one specification.
public struct Specification: Sendable, Hashable, Identifiable {
    /// The specification as the round's document writes it.
    public var id: String
    /// What one smallest unit contains; nil when that is not known.
    public var content: Content?

    /// Creates a specification.
    public init(id: String, content: Content?) {
        self.id = id
        self.content = content
    }
}

/// The highest price at which a bid is valid (最高有效申报价).
public struct Ceiling: Sendable, Hashable {
    /// The specification whose price it is.
    public var specification: Specification.ID
    /// Yuan for one pack of `pack` smallest units.
    public var price: FixedDecimal
    /// Smallest units in the pack; 1 when the price is for the smallest unit.
    public var pack: Int
    /// The specification in whose row the source printed it, where that is another one.
    public var printedFor: Specification.ID?
    /// Where it comes from.
    public var provenance: Provenance

    /// Creates a ceiling.
    public init(
        specification: Specification.ID, price: FixedDecimal, pack: Int = 1,
        printedFor: Specification.ID? = nil, provenance: Provenance = Provenance()
    ) {
        self.specification = specification
        self.price = price
        self.pack = pack
        self.printedFor = printedFor
        self.provenance = provenance
    }
}
