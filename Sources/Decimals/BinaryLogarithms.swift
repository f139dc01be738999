/// Logarithms and powers in binary fixed point, with known bounds on their errors.
///
/// A value is an integer counted in units of 2⁻⁶⁴ᵏ, where *k* is `limbCount`. Every product and quotient is truncated,
/// which puts it off by less than one unit.
struct BinaryLogarithms {
    /// The number of 64-bit limbs after the binary point.
    let limbCount: Int

    /// The value 1.
    private let unit: Integer

    /// The natural logarithm of 2, by twice the inverse hyperbolic tangent of 1/3.
    private let logarithmOfTwo: Integer

    /// Prepares to compute with a number of limbs after the binary point.
    init(limbCount: Int) {
        self.limbCount = limbCount
        unit = Integer.one.shiftedLeft(byBits: 64 * limbCount)
        let third = unit.quotientAndRemainder(dividingBy: 3).quotient
        logarithmOfTwo = BinaryLogarithms.doubledInverseTangent(third, limbCount)
    }

    /// Returns two fractions that enclose `base` raised to the binary logarithm of `x`.
    ///
    /// The power is 2 raised to *e*, the product of the binary logarithms of both. With *n* the integer nearest to *e*,
    /// that is 2ⁿ × exp((*e* - *n*) × ln 2).
    ///
    /// - Parameters:
    ///   - base: A positive fraction.
    ///   - x: A positive fraction.
    func boundsOfPower(base: Ratio, x: Ratio) -> (lower: Ratio, upper: Ratio) {
        let (baseLogarithm, logarithm) = (binaryLogarithm(base), binaryLogarithm(x))
        let exponent = product(baseLogarithm, logarithm)
        let whole = exponent.quotient(dividingBy: unit, .halfEven)
        let power = exponential(product(exponent - whole * unit, logarithmOfTwo))
        // A series has fewer than 32 k terms, each off by less than 3 units, so that a natural logarithm is off by less
        // than 192 k + 2 units once doubled. The fraction part of a binary logarithm is within 0.52, so that its quotient
        // is off by less than 600 k units, and its whole part is exact. The exponent is then off by less than 600 k + 1
        // units times the sum of the magnitudes of both logarithms. Multiplying by ln 2 and raising to a power below
        // 3/2 add less than 1000 k units to that. The bound that follows is larger than all of it together.
        let wholeLogarithms = (baseLogarithm.magnitude + logarithm.magnitude).shiftedRight(byLimbs: limbCount)
        let error = (wholeLogarithms + 4) * Integer(2048 * limbCount)
        return (scaled(power - error, whole), scaled(power + error, whole))
    }

    /// Returns a value as a fraction, multiplied by a power of two.
    private func scaled(_ value: Integer, _ exponent: Integer) -> Ratio {
        guard let bits = Int(exactly: exponent) else {
            preconditionFailure("a power of two with this exponent does not fit in memory")
        }
        return bits < 0
            ? Ratio(value, unit.shiftedLeft(byBits: -bits))
            : Ratio(value.shiftedLeft(byBits: bits), unit)
    }

    /// Returns the logarithm of a positive fraction to base 2.
    private func binaryLogarithm(_ ratio: Ratio) -> Integer {
        // The fraction is written as 2ˢ × top / bottom, with top / bottom from 7/10 to 7/5.
        var shift = ratio.numerator.bitCount - ratio.denominator.bitCount
        var top = ratio.numerator.shiftedLeft(byBits: max(-shift, 0))
        var bottom = ratio.denominator.shiftedLeft(byBits: max(shift, 0))
        if top * 5 > bottom * 7 {
            bottom += bottom
            shift += 1
        } else if top * 10 < bottom * 7 {
            top += top
            shift -= 1
        }
        let argument = ((top - bottom) * unit).quotientAndRemainder(dividingBy: top + bottom).quotient
        let logarithm = BinaryLogarithms.doubledInverseTangent(argument, limbCount)
        return Integer(shift) * unit + (logarithm * unit).quotientAndRemainder(dividingBy: logarithmOfTwo).quotient
    }

    /// Returns twice the inverse hyperbolic tangent of *z*, that is 2 × (*z* + *z*³/3 + *z*⁵/5 + …), for |*z*| ≤ 1/3.
    ///
    /// Each term is less than a ninth of the one before it, so that there are fewer than 64 k / 3 + 2 of them.
    private static func doubledInverseTangent(_ argument: Integer, _ limbCount: Int) -> Integer {
        let square = (argument * argument).shiftedRight(byLimbs: limbCount)
        var sum = argument
        var power = argument
        var divisor = 1
        while !power.isZero {
            power = (power * square).shiftedRight(byLimbs: limbCount)
            divisor += 2
            sum += power.quotientAndRemainder(dividingBy: Integer(divisor)).quotient
        }
        return sum + sum
    }

    /// Returns *e* raised to a value of magnitude at most 1/2, by its Taylor series.
    private func exponential(_ value: Integer) -> Integer {
        var sum = unit
        var term = unit
        var divisor = 0
        while !term.isZero {
            divisor += 1
            term = product(term, value).quotientAndRemainder(dividingBy: Integer(divisor)).quotient
            sum += term
        }
        return sum
    }

    /// Returns the truncated product of two values.
    private func product(_ left: Integer, _ right: Integer) -> Integer {
        (left * right).shiftedRight(byLimbs: limbCount)
    }
}
