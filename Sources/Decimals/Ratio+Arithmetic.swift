extension Ratio {
    /// Returns the exact sum of two fractions.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func + (lhs: Ratio, rhs: Ratio) -> Ratio {
        if lhs.denominator == rhs.denominator {
            return Ratio(lhs.numerator + rhs.numerator, lhs.denominator)
        }
        if case .inline(let left) = lhs.denominator.storage, case .inline(let right) = rhs.denominator.storage {
            let divisor = Int64(Integer.greatestCommonDivisor(left.magnitude, right.magnitude))
            let (leftFactor, rightFactor) = (Integer(inline: right / divisor), Integer(inline: left / divisor))
            return Ratio(
                lhs.numerator * leftFactor + rhs.numerator * rightFactor,
                lhs.denominator * leftFactor
            )
        }
        return Ratio(
            lhs.numerator * rhs.denominator + rhs.numerator * lhs.denominator,
            lhs.denominator * rhs.denominator
        )
    }

    /// Returns the exact difference of two fractions.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func - (lhs: Ratio, rhs: Ratio) -> Ratio {
        lhs + -rhs
    }

    /// Returns the exact product of two fractions.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func * (lhs: Ratio, rhs: Ratio) -> Ratio {
        Ratio(lhs.numerator * rhs.numerator, lhs.denominator * rhs.denominator)
    }

    /// Returns the exact quotient of two fractions, the second of which must not be zero.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func / (lhs: Ratio, rhs: Ratio) -> Ratio {
        precondition(!rhs.isZero, "division by zero")
        return Ratio(lhs.numerator * rhs.denominator, lhs.denominator * rhs.numerator)
    }

    /// Returns the fraction with the opposite sign.
    public static prefix func - (operand: Ratio) -> Ratio {
        // Only the negation of a large numerator can make one that fits in 64 bits, and so a fraction to reduce.
        guard operand.numerator.inlineValue != nil else { return Ratio(-operand.numerator, operand.denominator) }
        return Ratio(numerator: -operand.numerator, denominator: operand.denominator)
    }

    /// Returns the fraction raised to a power, exactly.
    ///
    /// - Parameter exponent: The exponent; when it is negative the fraction must not be zero. Anything raised to 0 is 1.
    /// - Returns: The fraction multiplied by itself `exponent` times, or one divided by that.
    /// - Complexity: O(*n*²) in the number of limbs of the result.
    public func raised(to exponent: Int) -> Ratio {
        precondition(exponent >= 0 || !isZero, "division by zero")
        let ratio = reduced()
        let numerator = ratio.numerator.raised(to: exponent.magnitude)
        let denominator = ratio.denominator.raised(to: exponent.magnitude)
        return exponent < 0 ? Ratio(denominator, numerator) : Ratio(numerator, denominator)
    }
}
