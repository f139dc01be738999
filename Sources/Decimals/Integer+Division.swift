extension Integer {
    /// Returns the quotient and the remainder of a division, the quotient truncated toward zero.
    ///
    /// The remainder has the sign of the dividend, and `quotient * divisor + remainder` is the dividend.
    ///
    /// - Parameter divisor: The value to divide by; it must not be zero.
    /// - Returns: The truncated quotient and the remainder.
    /// - Complexity: O(*m* × *n*) in the numbers of limbs of the quotient and the divisor.
    public func quotientAndRemainder(dividingBy divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        precondition(!divisor.isZero, "division by zero")
        if case .inline(let left) = storage, case .inline(let right) = divisor.storage {
            // The only overflow is that of the least word divided by -1.
            if right == -1 { return (-self, .zero) }
            return (Integer(inline: left / right), Integer(inline: left % right))
        }
        let (quotient, remainder) = Magnitude.quotientAndRemainder(limbs, divisor.limbs)
        return (
            Integer(limbs: quotient, isNegative: isNegative != divisor.isNegative),
            Integer(limbs: remainder, isNegative: isNegative)
        )
    }

    /// Returns the quotient of a division, rounded to an integer.
    ///
    /// - Parameters:
    ///   - divisor: The value to divide by; it must be positive.
    ///   - rounding: How to round a quotient that is not an integer.
    /// - Returns: The rounded quotient.
    /// - Complexity: O(*m* × *n*) in the numbers of limbs of the quotient and the divisor.
    public func quotient(dividingBy divisor: Integer, _ rounding: Rounding) -> Integer {
        precondition(divisor.signum() > 0, "the divisor must be positive")
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        if remainder.isZero { return quotient }
        let awayFromZero = rounding.isAwayFromZero(
            remainder: remainder.magnitude,
            divisor: divisor,
            quotientIsEven: quotient.isEven,
            isNegative: isNegative
        )
        guard awayFromZero else { return quotient }
        return isNegative ? quotient - .one : quotient + .one
    }
}
