extension Integer {
    /// Returns the value multiplied by a power of two.
    ///
    /// - Parameter count: The exponent of the power; it must not be negative.
    /// - Complexity: O(*n*) in the number of limbs of the result.
    func shiftedLeft(byBits count: Int) -> Integer {
        precondition(count >= 0, "the number of bits must not be negative")
        if isZero || count == 0 { return self }
        let (wholeLimbs, bits) = count.quotientAndRemainder(dividingBy: 64)
        let shifted = Magnitude.shiftedLeft(limbs, byBits: bits)
        return Integer(limbs: [UInt64](repeating: 0, count: wholeLimbs) + shifted, isNegative: isNegative)
    }

    /// Returns the value divided by a power of 2⁶⁴ and truncated toward zero.
    ///
    /// - Parameter count: The exponent of the power; it must not be negative.
    /// - Complexity: O(*n*) in the number of limbs.
    func shiftedRight(byLimbs count: Int) -> Integer {
        Integer(limbs: Array(limbs.dropFirst(count)), isNegative: isNegative)
    }

    /// The exponent when the value is a power of two, or `nil`.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    var powerOfTwoExponent: Int? {
        guard signum() > 0 else { return nil }
        let limbs = self.limbs
        guard limbs.last?.nonzeroBitCount == 1, limbs.dropLast().allSatisfy({ $0 == 0 }) else { return nil }
        return bitCount - 1
    }
}
