public import Decimals

/// A measured amount, such as 0.25 g or 150 ml.
public struct Quantity: Sendable, Hashable {
    /// The number as written.
    public var amount: FixedDecimal
    /// The unit as written.
    public var unit: MeasureUnit

    /// Creates a quantity.
    public init(_ amount: FixedDecimal, _ unit: MeasureUnit) {
        self.amount = amount
        self.unit = unit
    }

    /// The amount in the base unit of its dimension (gram, millilitre, international unit, mole).
    public var baseAmount: FixedDecimal { amount.shifted(byPowerOfTen: unit.exponent) }

    /// Whether both are the same amount, however written: 0.25 g is 250 mg.
    public static func == (left: Quantity, right: Quantity) -> Bool {
        left.unit.dimension == right.unit.dimension && left.baseAmount == right.baseAmount
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(unit.dimension)
        hasher.combine(baseAmount)
    }
}

/// A unit of content or fill.
public enum MeasureUnit: String, Sendable, CaseIterable {
    case kilogram = "kg"
    case gram = "g"
    case milligram = "mg"
    case microgram = "μg"
    case nanogram = "ng"
    case litre = "l"
    case millilitre = "ml"
    case microlitre = "μl"
    case internationalUnit = "IU"
    case tenThousandUnits = "万IU"
    case millimole = "mmol"
    case mole = "mol"

    /// What is measured; only quantities of one dimension can be compared.
    public enum Dimension: String, Sendable { case mass, volume, activity, substance }

    /// What is measured.
    public var dimension: Dimension {
        switch self {
        case .kilogram, .gram, .milligram, .microgram, .nanogram: .mass
        case .litre, .millilitre, .microlitre: .volume
        case .internationalUnit, .tenThousandUnits: .activity
        case .millimole, .mole: .substance
        }
    }

    /// The power of ten that leads to the base unit of the dimension.
    var exponent: Int {
        switch self {
        case .kilogram: 3
        case .gram, .millilitre, .internationalUnit, .mole: 0
        case .milligram, .microlitre, .millimole: -3
        case .microgram: -6
        case .nanogram: -9
        case .litre: 3
        case .tenThousandUnits: 4
        }
    }
}

/// What one smallest unit (tablet, vial, bottle) of a specification contains.
public struct Content: Sendable, Hashable {
    /// The active components in the order written: one, or several as in 80 mg + 5 mg.
    public var components: [Quantity]
    /// The volume or weight that holds them, as 10 ml in 10 ml : 0.1 g.
    public var fill: Quantity?

    /// Creates a content.
    public init(components: [Quantity], fill: Quantity? = nil) {
        self.components = components
        self.fill = fill
    }

    /// Whether both describe the same strength, however written and however completely.
    ///
    /// A fill that one of them leaves out does not count; nor do the further components that one of them
    /// leaves out, as 250 ml : 400 mg beside 250 ml : 0.4 g with 2.0 g of sodium chloride.
    public func describesSameStrength(as other: Content) -> Bool {
        if let fill, let otherFill = other.fill, fill != otherFill { return false }
        if components.count == other.components.count { return components == other.components }
        return components.first == other.components.first
    }

    /// How many times the content of `other` this is; nil when there is no single answer.
    ///
    /// Nil when the dimensions differ, or when several components do not all differ by the same factor.
    public func multiple(of other: Content) -> Ratio? {
        guard let first = components.first, let otherFirst = other.components.first else { return nil }
        guard let ratio = first.multiple(of: otherFirst) else { return nil }
        if components.count == other.components.count {
            for number in components.indices.dropFirst()
            where components[number].multiple(of: other.components[number]) != ratio { return nil }
        }
        return ratio
    }
}

extension Quantity {
    /// How many times `other` this is; nil when the dimensions differ or `other` is zero.
    public func multiple(of other: Quantity) -> Ratio? {
        guard unit.dimension == other.unit.dimension else { return nil }
        let (amount, otherAmount) = (baseAmount, other.baseAmount)
        return amount.isZero || otherAmount.isZero ? nil : Ratio(amount) / Ratio(otherAmount)
    }
}
