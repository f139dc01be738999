extension Ratio {
    /// Returns the price-difference factor *K* = *b*^log₂(*X*) of the Chinese rules for the price differences between
    /// the packages, strengths and forms of a medicine (药品差比价规则, 发改价格〔2011〕2452号).
    ///
    /// Where the power is a fraction it is returned exactly: when `x` or `base` is a power of two, so above all for
    /// twice and half the content, and for linear conversion (base 2). Otherwise it is irrational and correctly
    /// rounded, half-way cases to even. No binary floating point takes part.
    ///
    /// - Parameters:
    ///   - base: The factor for a doubling, *b*; it must be positive.
    ///   - x: The ratio of the quantities compared, *X*; it must be positive.
    ///   - significantDigits: The number of digits to round an irrational power to, at least 1.
    /// - Returns: The factor.
    /// - Complexity: O(*d*³) in the number of digits.
    public static func priceFactor(base: FixedDecimal, x: Ratio, significantDigits: Int = 18) -> Ratio {
        precondition(base.units.signum() > 0, "the base of a price factor must be positive")
        precondition(x.numerator.signum() > 0, "the ratio of a price factor must be positive")
        precondition(significantDigits >= 1, "the number of significant digits must be at least 1")
        let base = Ratio(base).reduced()
        let x = x.reduced()
        if let exponent = base.powerOfTwoExponent {
            return exponent == 1 ? x : x.raised(to: exponent)
        }
        if let exponent = x.powerOfTwoExponent {
            return base.raised(to: exponent)
        }
        // By the four exponentials conjecture the power is now irrational, so that it is no half-way case, and enough
        // precision tells on which side of the nearest one it lies.
        var logarithms = BinaryLogarithms(limbCount: (significantDigits * 10 / 3 + 127) / 64)
        while true {
            let bounds = logarithms.boundsOfPower(base: base, x: x)
            let lower = bounds.lower.rounded(toSignificantDigits: significantDigits, .halfEven)
            let upper = bounds.upper.rounded(toSignificantDigits: significantDigits, .halfEven)
            if lower == upper { return Ratio(lower) }
            logarithms = BinaryLogarithms(limbCount: logarithms.limbCount * 2)
        }
    }

    /// The exponent when the value, in lowest terms, is a power of two, or `nil`.
    private var powerOfTwoExponent: Int? {
        if denominator == .one { return numerator.powerOfTwoExponent }
        if numerator == .one { return denominator.powerOfTwoExponent.map { -$0 } }
        return nil
    }
}
