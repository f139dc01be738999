public import Decimals

/// How a price of one presentation becomes that of another (差比价).
public struct ComparablePriceRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// Whether a price is converted to the lot's reference specification before it is compared.
    ///
    /// Without it the price of the bid's own specification counts, as where units a day already make products
    /// comparable.
    public var converts: Bool
    /// The conversions; of those for one dimension the first whose classes fit applies.
    public var conversions: [Conversion]
    /// Factors between two specifications that are stated one by one, and go before the conversions.
    public var factors: [StatedFactor]
    /// What a price is multiplied or divided by for facts of the product, after it is converted.
    public var adjustments: [Adjustment]
    /// Decimals to which the comparable price is rounded before anything is compared; nil for no rounding.
    public var rounding: NamedRounding?
    /// How the price of a winner's further specification is rounded, per smallest unit.
    public var unitPriceRounding: NamedRounding
    /// The most decimals that a filed price may have; nil for any number.
    public var filedDigits: Int?

    /// Creates a rule.
    public init(
        citation: Citation, converts: Bool = true, conversions: [Conversion], factors: [StatedFactor] = [],
        adjustments: [Adjustment] = [], rounding: NamedRounding? = nil,
        unitPriceRounding: NamedRounding = NamedRounding(digits: 4, mode: .halfUp), filedDigits: Int? = nil
    ) {
        self.citation = citation
        self.converts = converts
        self.conversions = conversions
        self.factors = factors
        self.adjustments = adjustments
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

extension ComparablePriceRule {
    /// A price relation that the tender document fixes: the first specification costs so many times the second.
    public struct StatedFactor: Sendable, Hashable {
        /// The specification whose price is the multiple.
        public var specification: Specification.ID
        /// The specification whose price is multiplied.
        public var base: Specification.ID
        /// How many times.
        public var value: FixedDecimal

        /// Creates a factor.
        public init(specification: Specification.ID, base: Specification.ID, value: FixedDecimal) {
            self.specification = specification
            self.base = base
            self.value = value
        }
    }

    /// What a fact of the product does to its comparable price.
    public enum Adjustment: Sendable, Hashable {
        /// Times a fact, such as the units a day for daily cost (日均费用).
        case multiplied(byFact: String)
        /// Divided by a fact, such as a coefficient.
        case divided(byFact: String)
        /// Divided by a coefficient that the rulebook states for products of a certain function (功能系数).
        case coefficient(fact: String, text: String, value: FixedDecimal)
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
