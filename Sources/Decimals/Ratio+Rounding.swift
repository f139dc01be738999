extension Ratio {
    /// Returns the fraction rounded to a number of decimals.
    ///
    /// - Parameters:
    ///   - fractionDigits: The number of decimals of the result; it must be from 0 to 4 294 967 295.
    ///   - rounding: How to round a fraction that lies between two such numbers.
    /// - Returns: The rounded number, with a scale of exactly `fractionDigits`.
    /// - Complexity: O(*n*²) in the number of limbs of the terms and the result.
    public func rounded(to fractionDigits: Int, _ rounding: Rounding) -> FixedDecimal {
        precondition(fractionDigits >= 0, "the number of decimals must not be negative")
        if let units = roundedUnits(fractionDigits, rounding) {
            return FixedDecimal(units: units, scale: fractionDigits)
        }
        if let units = unitsByFirstBits(fractionDigits, rounding) {
            return FixedDecimal(units: units, scale: fractionDigits)
        }
        let dividend = numerator * Integer.powerOfTen(fractionDigits)
        return FixedDecimal(units: dividend.quotient(dividingBy: denominator, rounding), scale: fractionDigits)
    }

    /// The rounded number in units of its last decimal, where the terms and the result fit in 64 bits, or in 128.
    private func roundedUnits(_ fractionDigits: Int, _ rounding: Rounding) -> Integer? {
        guard case .inline(let power) = Integer.powerOfTen(fractionDigits).storage else { return nil }
        if case .inline(let top) = numerator.storage, case .inline(let bottom) = denominator.storage {
            return roundedUnits(top.magnitude, bottom.magnitude, power.magnitude, rounding)
        }
        guard let top = numerator.wideValue, let bottom = denominator.wideValue else { return nil }
        return roundedUnits(top.magnitude, bottom.magnitude, UInt128(power), rounding)
    }

    /// The same of the magnitudes of the terms, with the sign of the fraction.
    @inline(__always)
    private func roundedUnits<Word: FixedWidthInteger>(
        _ top: Word, _ bottom: Word, _ power: Word, _ rounding: Rounding
    ) -> Integer? where Word.Magnitude == Word {
        let dividend = top.multipliedFullWidth(by: power)
        guard dividend.high < bottom else { return nil }
        var (quotient, remainder) = bottom.dividingFullWidth(dividend)
        guard quotient < 1 << (Word.bitWidth - 2) else { return nil }
        if remainder != 0,
            rounding.isAwayFromZero(
                remainder: Integer(remainder), divisor: denominator, quotientIsEven: quotient & 1 == 0,
                isNegative: isNegative)
        {
            quotient += 1
        }
        return isNegative ? -Integer(quotient) : Integer(quotient)
    }

    /// The rounded number in units of its last decimal, where the first bits of large terms decide it.
    ///
    /// A fraction of thousands of bits is nearly always as far from the next number, and from half the way to it, as
    /// its first 64 bits tell.
    private func unitsByFirstBits(_ fractionDigits: Int, _ rounding: Rounding) -> Integer? {
        let dropped = denominator.bitCount - 64
        guard dropped > 0, case .inline(let power) = Integer.powerOfTen(fractionDigits).storage, power < 1 << 62,
            numerator.bitCount - dropped + (64 - power.leadingZeroBitCount) < 127
        else { return nil }
        let top = Magnitude.bits(numerator.limbs, from: dropped)
        let bottom = Magnitude.bits(denominator.limbs, from: dropped)
        // Bounds that twice the exact quotient lies between and never reaches: where both have the same whole part, it
        // is known which half of which unit the quotient lies in.
        let factor = UInt128(power) * 2
        let halves = top * factor / (bottom + 1)
        guard halves == (top + 1) * factor / bottom else { return nil }
        let quotient = halves >> 1
        let isAwayFromZero = rounding.isAwayFromZero(
            remainder: halves & 1 == 0 ? 1 : 2, divisor: 3, quotientIsEven: quotient & 1 == 0, isNegative: isNegative)
        let units = Integer(quotient + (isAwayFromZero ? 1 : 0))
        return isNegative ? -units : units
    }

    /// Returns the fraction rounded to a number of significant digits.
    ///
    /// - Parameters:
    ///   - significantDigits: The number of digits to keep, counted from the first that is not zero; it must be at
    ///     least 1.
    ///   - rounding: How to round a fraction that lies between two such numbers.
    /// - Returns: The rounded number, with exactly `significantDigits` digits from the first that is not zero, or with
    ///   zeros after them and no decimals when its whole part is longer than that. Zero gives 0 without decimals.
    /// - Complexity: O(*n*²) in the number of limbs of the terms and the result.
    public func rounded(toSignificantDigits significantDigits: Int, _ rounding: Rounding) -> FixedDecimal {
        precondition(significantDigits >= 1, "the number of significant digits must be at least 1")
        if isZero { return .zero }
        let fractionDigits = significantDigits - 1 - decimalExponent
        guard fractionDigits >= 0 else {
            let unit = Integer.powerOfTen(-fractionDigits)
            return FixedDecimal(units: numerator.quotient(dividingBy: denominator * unit, rounding) * unit, scale: 0)
        }
        let result = rounded(to: fractionDigits, rounding)
        // Rounding 9.99 away from zero gives 10.0, which has a digit too many.
        let hasCarried = result.units.magnitude == Integer.powerOfTen(significantDigits)
        return hasCarried && fractionDigits > 0 ? result.rounded(to: fractionDigits - 1, .down) : result
    }

    /// The exponent of the largest power of ten that is not above the magnitude, which is not zero.
    private var decimalExponent: Int {
        let exponent = numerator.digitCount - denominator.digitCount
        let top = numerator.magnitude * Integer.powerOfTen(max(-exponent, 0))
        let bottom = denominator * Integer.powerOfTen(max(exponent, 0))
        return top < bottom ? exponent - 1 : exponent
    }
}
