/// An exact fraction.
///
/// The denominator is always positive. A fraction whose numerator and denominator both fit in a signed 64-bit word is
/// kept in lowest terms; a larger one is kept as it was computed, because a common divisor would cost more to find than
/// it saves. Equality, order, hashing and text depend on the value alone, never on the terms it is kept in.
public struct Ratio: Sendable {
    /// The numerator, which carries the sign; in lowest terms only when both terms fit in 64 bits.
    public let numerator: Integer

    /// The denominator, which is positive; in lowest terms only when both terms fit in 64 bits.
    public let denominator: Integer

    /// Creates a fraction from two integers.
    ///
    /// - Parameters:
    ///   - numerator: The dividend.
    ///   - denominator: The divisor; it must not be zero.
    public init(_ numerator: Integer, _ denominator: Integer) {
        precondition(!denominator.isZero, "the denominator of a fraction must not be zero")
        if denominator == .one {
            self.init(numerator: numerator, denominator: denominator)
        } else if denominator.isNegative {
            self.init(reducing: -numerator, -denominator)
        } else {
            self.init(reducing: numerator, denominator)
        }
    }

    /// Creates a fraction equal to a decimal number.
    ///
    /// - Parameter value: The value of the fraction.
    public init(_ value: FixedDecimal) {
        self.init(value.units, Integer.powerOfTen(value.scale))
    }

    /// Creates a fraction equal to a machine integer.
    ///
    /// - Parameter value: The value of the fraction.
    public init(_ value: Int) {
        self.init(numerator: Integer(value), denominator: .one)
    }

    /// Creates a fraction from terms that are already as they are to be kept.
    init(numerator: Integer, denominator: Integer) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Creates a fraction with a positive denominator, in lowest terms when both terms fit in 64 bits.
    private init(reducing numerator: Integer, _ denominator: Integer) {
        if case .inline(let top) = numerator.storage, case .inline(let bottom) = denominator.storage {
            // The divisor cannot exceed the denominator, which is positive and fits in a signed word.
            let divisor = Int64(Integer.greatestCommonDivisor(top.magnitude, bottom.magnitude))
            self.init(numerator: Integer(inline: top / divisor), denominator: Integer(inline: bottom / divisor))
        } else {
            self.init(numerator: numerator, denominator: denominator)
        }
    }

    /// The fraction 0.
    public static let zero = Ratio(0)

    /// The fraction 1.
    public static let one = Ratio(1)

    /// Whether the value is zero.
    public var isZero: Bool { numerator.isZero }

    /// Whether the value is less than zero.
    public var isNegative: Bool { numerator.isNegative }

    /// Returns the fraction in lowest terms.
    ///
    /// - Complexity: O(1) when both terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public func reduced() -> Ratio {
        if numerator.inlineValue != nil, denominator.inlineValue != nil { return self }
        let divisor = Integer.greatestCommonDivisor(numerator, denominator)
        if divisor == .one { return self }
        return Ratio(
            numerator: numerator.quotientAndRemainder(dividingBy: divisor).quotient,
            denominator: denominator.quotientAndRemainder(dividingBy: divisor).quotient
        )
    }
}

extension Ratio: CustomStringConvertible {
    /// The fraction in lowest terms, such as `-7/3`; a whole number has no denominator.
    ///
    /// - Complexity: O(*n*²) in the number of limbs.
    public var description: String {
        let ratio = reduced()
        return ratio.denominator == .one ? "\(ratio.numerator)" : "\(ratio.numerator)/\(ratio.denominator)"
    }
}
