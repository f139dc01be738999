/// An exact decimal number with a fixed number of decimals.
///
/// The value is `units` × 10⁻ˢ, where *s* is `scale`. The scale says how the number is written, not what it is worth:
/// 1.50 and 1.5 are equal and hash alike, and print differently. Arithmetic is exact and never rounds.
public struct FixedDecimal: Sendable {
    /// The value counted in units of the last decimal.
    public let units: Integer

    /// The number of decimals, in a form that keeps the whole number within two words.
    private let storedScale: UInt32

    /// The number of decimals.
    public var scale: Int { Int(storedScale) }

    /// Creates a decimal number from a count of units of its last decimal.
    ///
    /// - Parameters:
    ///   - units: The value counted in units of the last decimal.
    ///   - scale: The number of decimals; it must be from 0 to 4 294 967 295.
    public init(units: Integer, scale: Int) {
        precondition(scale >= 0 && scale <= Int(UInt32.max), "the number of decimals is out of range")
        self.units = units
        storedScale = UInt32(scale)
    }

    /// Creates a decimal number without decimals.
    ///
    /// - Parameter value: The value of the new number.
    public init(_ value: Int) {
        self.init(units: Integer(value), scale: 0)
    }

    /// The number 0, without decimals.
    public static let zero = FixedDecimal(0)

    /// The number 1, without decimals.
    public static let one = FixedDecimal(1)

    /// Whether the value is zero.
    public var isZero: Bool { units.isZero }

    /// Whether the value is less than zero.
    public var isNegative: Bool { units.isNegative }

    /// Returns the value counted in units of a later decimal.
    ///
    /// - Parameter newScale: The number of decimals to count in, not less than `scale`.
    public func units(atScale newScale: Int) -> Integer {
        newScale == scale ? units : units * Integer.powerOfTen(newScale - scale)
    }
}
