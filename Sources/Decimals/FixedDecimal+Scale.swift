extension FixedDecimal {
    /// Returns the number rounded to a number of decimals.
    ///
    /// - Parameters:
    ///   - fractionDigits: The number of decimals of the result, which is padded with zeros when the number has fewer;
    ///     it must be from 0 to 4 294 967 295.
    ///   - rounding: How to round a number that has more decimals.
    /// - Returns: The rounded number, with a scale of exactly `fractionDigits`.
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public func rounded(to fractionDigits: Int, _ rounding: Rounding) -> FixedDecimal {
        precondition(fractionDigits >= 0, "the number of decimals must not be negative")
        if fractionDigits >= scale {
            return FixedDecimal(units: units(atScale: fractionDigits), scale: fractionDigits)
        }
        let divisor = Integer.powerOfTen(scale - fractionDigits)
        return FixedDecimal(units: units.quotient(dividingBy: divisor, rounding), scale: fractionDigits)
    }

    /// The same value with the smallest scale that can hold it.
    ///
    /// - Complexity: O(*s* × *n*), where *s* is the scale and *n* is the number of limbs.
    public var trimmed: FixedDecimal {
        if units.isZero { return .zero }
        var (units, scale) = (units, scale)
        while scale > 0 {
            let (quotient, remainder) = units.quotientAndRemainder(dividingBy: 10)
            guard remainder.isZero else { break }
            units = quotient
            scale -= 1
        }
        return FixedDecimal(units: units, scale: scale)
    }

    /// Returns the number multiplied by a power of ten, exactly.
    ///
    /// The decimal point moves: decimals are lost or gained as it does, and zeros are put in where digits run out.
    ///
    /// - Parameter exponent: The exponent of the power of ten, negative to divide; the result must not have more than
    ///   4 294 967 295 decimals.
    /// - Returns: The number × 10 raised to `exponent`.
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public func shifted(byPowerOfTen exponent: Int) -> FixedDecimal {
        if exponent <= scale {
            return FixedDecimal(units: units, scale: scale - exponent)
        }
        return FixedDecimal(units: units * Integer.powerOfTen(exponent - scale), scale: 0)
    }
}
