extension Ratio {
    /// Returns the exact sum of two fractions.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func + (lhs: Ratio, rhs: Ratio) -> Ratio {
        if let sum = smallSum(lhs, rhs) { return sum }
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

    /// The sum where everything fits in 64 bits, in lowest terms (Knuth, *The Art of Computer Programming*, volume 2,
    /// section 4.5.1); `nil` where something does not.
    private static func smallSum(_ lhs: Ratio, _ rhs: Ratio) -> Ratio? {
        guard case .inline(let leftTop) = lhs.numerator.storage, case .inline(let leftBottom) = lhs.denominator.storage,
            case .inline(let rightTop) = rhs.numerator.storage, case .inline(let rightBottom) = rhs.denominator.storage
        else { return nil }
        let divisor =
            leftBottom == rightBottom
            ? leftBottom : Int64(Integer.greatestCommonDivisor(leftBottom.magnitude, rightBottom.magnitude))
        let (leftRest, rightRest) = (leftBottom / divisor, rightBottom / divisor)
        let (left, leftOverflow) = leftTop.multipliedReportingOverflow(by: rightRest)
        let (right, rightOverflow) = rightTop.multipliedReportingOverflow(by: leftRest)
        let (top, topOverflow) = left.addingReportingOverflow(right)
        guard !leftOverflow, !rightOverflow, !topOverflow else { return nil }
        // Only what the denominators share can be shared by the numerator too.
        let shared = divisor == 1 ? 1 : Int64(Integer.greatestCommonDivisor(top.magnitude, divisor.magnitude))
        let (bottom, overflow) = leftRest.multipliedReportingOverflow(by: rightBottom / shared)
        if overflow { return nil }
        return Ratio(numerator: Integer(inline: top / shared), denominator: Integer(inline: bottom))
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
        smallProduct(lhs.numerator, lhs.denominator, rhs.numerator, rhs.denominator)
            ?? Ratio(lhs.numerator * rhs.numerator, lhs.denominator * rhs.denominator)
    }

    /// Numerator and denominator of the product as they are multiplied; nil where they do not fit in 64 bits.
    func unreducedProduct(_ other: Ratio) -> (top: Int64, bottom: Int64)? {
        guard case .inline(let top) = numerator.storage, case .inline(let bottom) = denominator.storage,
            case .inline(let otherTop) = other.numerator.storage,
            case .inline(let otherBottom) = other.denominator.storage
        else { return nil }
        let (product, overflow) = top.multipliedReportingOverflow(by: otherTop)
        let (divisor, isTooLarge) = bottom.multipliedReportingOverflow(by: otherBottom)
        return overflow || isTooLarge ? nil : (product, divisor)
    }

    /// The product of two fractions in lowest terms where everything fits in 64 bits, in lowest terms; `nil` where
    /// something does not.
    private static func smallProduct(
        _ leftTop: Integer, _ leftBottom: Integer, _ rightTop: Integer, _ rightBottom: Integer
    ) -> Ratio? {
        guard case .inline(let leftTop) = leftTop.storage, case .inline(let leftBottom) = leftBottom.storage,
            case .inline(let rightTop) = rightTop.storage, case .inline(let rightBottom) = rightBottom.storage
        else { return nil }
        func shared(_ top: Int64, _ bottom: Int64) -> Int64 {
            bottom == 1 ? 1 : Int64(Integer.greatestCommonDivisor(top.magnitude, bottom.magnitude))
        }
        let (first, second) = (shared(leftTop, rightBottom), shared(rightTop, leftBottom))
        let (top, topOverflow) = (leftTop / first).multipliedReportingOverflow(by: rightTop / second)
        let (bottom, bottomOverflow) = (leftBottom / second).multipliedReportingOverflow(by: rightBottom / first)
        guard !topOverflow, !bottomOverflow else { return nil }
        return Ratio(numerator: Integer(inline: top), denominator: Integer(inline: bottom))
    }

    /// Returns the exact quotient of two fractions, the second of which must not be zero.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func / (lhs: Ratio, rhs: Ratio) -> Ratio {
        precondition(!rhs.isZero, "division by zero")
        if case .inline(let top) = rhs.numerator.storage, top > 0,
            let quotient = smallProduct(lhs.numerator, lhs.denominator, rhs.denominator, rhs.numerator)
        {
            return quotient
        }
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
