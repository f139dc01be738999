extension Integer {
    /// Returns the greatest common divisor of two integers.
    ///
    /// - Parameters:
    ///   - first: An integer.
    ///   - second: Another integer.
    /// - Returns: The greatest integer that divides both; zero when both are zero, and never negative.
    /// - Complexity: O(1) when both fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func greatestCommonDivisor(_ first: Integer, _ second: Integer) -> Integer {
        var (larger, smaller) = (first.magnitude, second.magnitude)
        if larger < smaller { swap(&larger, &smaller) }
        while !smaller.isZero {
            if case .inline(let left) = larger.storage, case .inline(let right) = smaller.storage {
                return Integer(greatestCommonDivisor(left.magnitude, right.magnitude))
            }
            (larger, smaller) = (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
        }
        return larger
    }

    /// Returns the least common multiple of two positive integers.
    ///
    /// - Complexity: O(1) when both fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func leastCommonMultiple(_ first: Integer, _ second: Integer) -> Integer {
        first.quotientAndRemainder(dividingBy: greatestCommonDivisor(first, second)).quotient * second
    }

    /// Returns the greatest common divisor of two words, by one division, then by halving and subtracting.
    static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        // Words of very different size, as an amount and a number of decimals, are of the same size after a division.
        let (first, second) = first < second ? (second, first) : (first, second)
        if second == 0 { return first }
        let rest = first % second
        if rest == 0 { return second }
        return binaryGreatestCommonDivisor(second, rest)
    }

    private static func binaryGreatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let sharedTwos = (first | second).trailingZeroBitCount
        var left = first >> UInt64(first.trailingZeroBitCount)
        var right = second
        while right != 0 {
            right >>= UInt64(right.trailingZeroBitCount)
            if left > right { swap(&left, &right) }
            right -= left
        }
        return left << UInt64(sharedTwos)
    }
}
