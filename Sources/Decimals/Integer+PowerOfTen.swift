extension Integer {
    /// The powers of ten with small exponents, in order.
    private static let powersOfTen: [Integer] = {
        var powers: [Integer] = [.one]
        for _ in 1...76 {
            powers.append(powers[powers.count - 1] * 10)
        }
        return powers
    }()

    /// Returns a power of ten.
    ///
    /// - Parameter exponent: The exponent; it must not be negative.
    /// - Returns: 10 raised to `exponent`.
    /// - Complexity: O(1) for exponents up to 76, above that O(*n*²) in the number of limbs of the result.
    public static func powerOfTen(_ exponent: Int) -> Integer {
        precondition(exponent >= 0, "the exponent of a power of ten must not be negative")
        return exponent < powersOfTen.count ? powersOfTen[exponent] : Integer(10).raised(to: UInt(exponent))
    }

    /// Returns the value raised to a power.
    ///
    /// - Parameter exponent: The exponent; anything raised to 0 is 1.
    /// - Complexity: O(*n*²) in the number of limbs of the result.
    func raised(to exponent: UInt) -> Integer {
        var result = Integer.one
        var square = self
        var exponent = exponent
        while exponent > 0 {
            if exponent & 1 == 1 { result *= square }
            exponent >>= 1
            if exponent > 0 { square *= square }
        }
        return result
    }

    /// The number of decimal digits in the magnitude; one for zero.
    ///
    /// - Complexity: O(1) for values below 10⁷⁶, above that O(*n*²) in the number of limbs.
    var digitCount: Int {
        // 0.30103 is just above the decimal logarithm of 2, so that the estimate is never too small, and rarely more
        // than one too large.
        let magnitude = self.magnitude
        var count = bitCount * 30103 / 100_000 + 1
        while count > 1, magnitude < Integer.powerOfTen(count - 1) {
            count -= 1
        }
        return count
    }
}
