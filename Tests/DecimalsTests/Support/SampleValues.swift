import Decimals

/// A random number generator that gives the same sequence on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Values on which the properties are checked.
enum SampleValues {
    /// Integers around zero, powers of ten and the limits of machine words, and random ones of up to five limbs.
    static let integers: [Integer] = {
        var values: [Integer] = [0, 1, -1, 2, -3]
        for exponent in [1, 9, 17, 18, 19, 20, 38, 77] {
            let power = Integer.powerOfTen(exponent)
            values += [power - 1, power, -power, -power - 1]
        }
        values += [Integer(Int64.max), Integer(Int64.min), Integer(UInt64.max), Integer(Int64.min) - 1]
        values += [Integer(Int128.max), Integer(Int128.min), Integer(UInt128.max), Integer(Int128.min) - 1]
        var generator = SeededGenerator(state: 20)
        for limbCount in 1...5 {
            for isNegative in [false, true] {
                var value: Integer = 0
                for _ in 0..<limbCount {
                    value = value * (Integer(UInt64.max) + 1) + Integer(generator.next())
                }
                values.append(isNegative ? -value : value)
            }
        }
        return values
    }()

    /// Decimal numbers of many scales, among them equal ones that are written differently.
    static let decimals: [FixedDecimal] = integers.enumerated().flatMap { index, units in
        [FixedDecimal(units: units, scale: index % 7), FixedDecimal(units: units * 100, scale: index % 7 + 2)]
    }

    /// Fractions with terms of one limb and of many.
    static let ratios: [Ratio] = {
        var generator = SeededGenerator(state: 30)
        return integers.map { numerator in
            let denominator = integers.filter { !$0.isZero }.randomElement(using: &generator) ?? .one
            return Ratio(numerator, denominator)
        } + [Ratio(1, 2), Ratio(1, 3), Ratio(-2, 6), Ratio(5, 10)]
    }()
}
