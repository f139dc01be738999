import Decimals
import Testing

@Suite("Ratio")
struct RatioTests {
    @Test("keeps the denominator positive and small fractions in lowest terms")
    func terms() {
        let ratio = Ratio(6, -4)
        #expect(ratio.numerator == -3 && ratio.denominator == 2)
        #expect(Ratio(0, -5).denominator == 1)
        #expect(Ratio(Integer(Int64.min), Integer(Int64.min)) == .one)
        #expect(Ratio(Integer(Int64.min), -1).description == "9223372036854775808")
        #expect(Ratio(FixedDecimal(units: 250, scale: 2)).description == "5/2")
        for ratio in SampleValues.ratios {
            #expect(ratio.denominator.signum() == 1)
            #expect((-ratio).denominator.signum() == 1 && -(-ratio) == ratio)
        }
    }

    @Test("equality, hashing and text do not depend on the terms")
    func equality() {
        let factor = Integer.powerOfTen(50) + 1
        for ratio in SampleValues.ratios {
            let same = Ratio(ratio.numerator * factor, ratio.denominator * factor)
            #expect(same == ratio && same.hashValue == ratio.hashValue && same.description == ratio.description)
            #expect(!(same < ratio) && !(ratio < same))
            let reduced = same.reduced()
            #expect(Integer.greatestCommonDivisor(reduced.numerator, reduced.denominator) == 1)
        }
    }

    @Test("addition, multiplication and division obey the laws of a field")
    func fieldLaws() {
        let ratios = SampleValues.ratios
        for (index, left) in ratios.enumerated() {
            let (middle, right) = (ratios[(index * 5 + 2) % ratios.count], ratios[(index * 7 + 4) % ratios.count])
            #expect((left + middle) - middle == left)
            #expect((left + middle) + right == left + (middle + right))
            #expect(left * (middle + right) == left * middle + left * right)
            #expect(left + -left == .zero)
            if !middle.isZero {
                #expect((left * middle) / middle == left)
                #expect((left / middle) * middle == left)
            }
        }
    }

    @Test("order agrees with the sign of the difference")
    func order() {
        for left in SampleValues.ratios {
            for right in SampleValues.ratios {
                let sign = (left - right).numerator.signum()
                #expect((left < right) == (sign < 0) && (left == right) == (sign == 0))
            }
        }
    }

    @Test("of fractions with different scaled floors the one with the lesser floor is less")
    func scaledFloor() {
        #expect(Ratio(0).scaledFloor == 0)
        #expect(Ratio(-1, 3).scaledFloor == -1_431_655_766)
        #expect(Ratio(7, 2).scaledFloor == 15_032_385_536)
        #expect(Ratio(Integer(1) * Integer.powerOfTen(12), 1).scaledFloor == nil)
        var compared = 0
        for left in SampleValues.ratios {
            for right in SampleValues.ratios {
                guard let one = left.scaledFloor, let other = right.scaledFloor, one != other else { continue }
                compared += 1
                #expect((one < other) == (left < right))
            }
        }
        #expect(compared > 100)
    }

    @Test("sums do not depend on how they are grouped")
    func sum() {
        let ratios = SampleValues.ratios
        #expect(Ratio.sum([]) == .zero)
        #expect(Ratio.sum(ratios) == ratios.reduce(.zero, +))
        #expect(Ratio.sum(ratios + ratios.map { -$0 }).isZero)
        #expect(Ratio.sum(Array(repeating: Ratio(1, 3), count: 9)) == Ratio(3))
        #expect(Ratio.sum((1...20).map { Ratio(1, Integer($0)) }).description == "55835135/15519504")
    }

    @Test("a sum is exact whatever its terms are kept in: words, two words, more, and on the way from one to the other")
    func mixedSums() {
        var generator = SeededGenerator(state: 41)
        for _ in 0..<300 {
            let terms = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                let top = Integer(Int64.random(in: .min ... .max, using: &generator))
                let factor = Integer(Int64.random(in: 1...1_000, using: &generator))
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: return Ratio(top, Integer.powerOfTen(Int.random(in: 0...6, using: &generator)) * factor)
                case 1: return Ratio(top, Integer(Int64.random(in: 1 ... .max, using: &generator)))
                case 2: return Ratio(top * factor, Integer.powerOfTen(20) * factor + 1)
                default: return Ratio(top * top * factor, Integer.powerOfTen(45) + factor)
                }
            }
            #expect(Ratio.sum(terms) == terms.reduce(.zero, +), "\(terms)")
            // As products of two of them, and of a few digits each.
            let prices = terms.indices.map { Ratio(Integer($0 % 7 - 3), Integer($0 * 25 + 4)) }
            let factors = (terms + prices, Array((terms + prices).reversed()))
            var sum = Ratio.Sum()
            for (left, right) in zip(factors.0, factors.1) { sum.add(left, times: right) }
            for (left, right) in zip(prices, prices.reversed()) { sum.add(left, times: right) }
            var expected = Ratio.zero
            for (left, right) in zip(factors.0, factors.1) { expected = expected + left * right }
            for (left, right) in zip(prices, prices.reversed()) { expected = expected + left * right }
            #expect(sum.total == expected, "\(terms)")
        }
        let largest = Ratio(Integer(Int64.max), .one)
        #expect(Ratio.sum(Array(repeating: largest, count: 5)) == largest * Ratio(5))
        let finest = Ratio(Integer(Int64.max), Integer((1 << 40) - 1))
        #expect(Ratio.sum([finest, Ratio(Integer(Int64.min), .one), -finest]) == Ratio(Integer(Int64.min), .one))
    }

    @Test(
        "fractions whose terms are kept in two words or more are rounded, ordered and averaged as in one word",
        arguments: [18, 30, 45])
    func longTerms(digits: Int) throws {
        let factor = Integer.powerOfTen(digits)
        var generator = SeededGenerator(state: 43)
        var (short, long): ([Ratio], [Ratio]) = ([], [])
        for _ in 0..<60 {
            let top = Integer(Int.random(in: -99_999...99_999, using: &generator))
            let bottom = Integer([1, 2, 3, 8, 1_000, 9_999][Int.random(in: 0..<6, using: &generator)])
            short.append(Ratio(top, bottom))
            long.append(Ratio(top * factor, bottom * factor))
        }
        #expect(long.contains { $0.denominator != .one && $0.denominator >= factor })
        for (one, other) in zip(short, long) {
            #expect(one == other && one.scaledFloor == other.scaledFloor)
            for rounding in Rounding.allCases {
                for digits in [0, 2, 10] {
                    #expect(one.rounded(to: digits, rounding) == other.rounded(to: digits, rounding))
                }
            }
        }
        for count in [1, 2, 3, 60] {
            let (one, other) = (Ratio.Mean(Array(short.prefix(count))), Ratio.Mean(Array(long.prefix(count))))
            for digits in [0, 2, 10] { #expect(one?.rounded(to: digits) == other?.rounded(to: digits)) }
            let part = try #require(other) / Ratio(7, 3)
            #expect(try part.exact == #require(one).exact / Ratio(7, 3))
            #expect(part.rounded(to: 4) == part.exact.rounded(to: 4, .halfUp))
        }
    }

    @Test("large terms are rounded as the division of all their digits says, beside half-way cases too")
    func largeTerms() {
        var generator = SeededGenerator(state: 44)
        func number(_ limbs: Int) -> Integer {
            (0..<limbs).reduce(Integer.one) { value, _ in
                value * Integer(UInt64.max) + Integer(UInt64.random(in: 0 ... .max, using: &generator))
            }
        }
        func check(_ top: Integer, _ bottom: Integer) {
            for rounding in Rounding.allCases {
                for digits in [0, 2, 10] {
                    let exact = (top * Integer.powerOfTen(digits)).quotient(dividingBy: bottom, rounding)
                    #expect(
                        Ratio(top, bottom).rounded(to: digits, rounding) == FixedDecimal(units: exact, scale: digits),
                        "\(top)/\(bottom)")
                }
            }
        }
        for _ in 0..<200 {
            let bottom = number(Int.random(in: 1...6, using: &generator))
            let sign = Integer(Bool.random(using: &generator) ? 1 : -1)
            check(number(Int.random(in: 0...6, using: &generator)) * sign, bottom)
            // Whole and half units of the last decimal, and their neighbours.
            let halves = Integer(Int.random(in: 0...1_000_000, using: &generator)) * sign
            let even = bottom * 2 * Integer.powerOfTen(10)
            for step in [-1, 0, 1] { check(halves * bottom + Integer(step), even) }
        }
    }

    @Test("a mean is rounded as its exact fraction is, on half-way cases too")
    func roundedMeans() throws {
        var generator = SeededGenerator(state: 42)
        for _ in 0..<300 {
            let terms = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                Ratio(
                    Integer(Int.random(in: -9_999...9_999, using: &generator)),
                    Integer(Int.random(in: 1...9_999, using: &generator)))
            }
            let mean = try #require(Ratio.Mean(terms))
            for digits in [0, 2, 10] {
                #expect(mean.rounded(to: digits) == mean.exact.rounded(to: digits, .halfUp), "\(terms)")
            }
            let weight = Ratio(Integer(Int.random(in: 1...99, using: &generator)), 7)
            let weighted = try #require(Ratio.Mean(weighted: terms, weight: weight))
            #expect(weighted.rounded(to: 4) == (Ratio.sum(terms) / weight).rounded(to: 4, .halfUp))
        }
        // Ten times 0.125, and thirds that add up to a whole: the bounds lie on both sides of the half.
        let half = try #require(Ratio.Mean(Array(repeating: Ratio(1, 8), count: 10)))
        #expect(half.rounded(to: 2).description == "0.13")
        let thirds = try #require(
            Ratio.Mean([Ratio(1, 3), Ratio(1, 3), Ratio(1, 3), Ratio(1, 3), Ratio(1, 6), Ratio(1)]))
        #expect(thirds.rounded(to: 4).description == "0.4167")
        let between = try #require(
            Ratio.Mean([Ratio(1, 3), Ratio(2, 3), Ratio(-1, 3), Ratio(-2, 3), Ratio(1, 7), Ratio(-1, 7), Ratio(7, 2)]))
        #expect(
            between.rounded(to: 0).description == "1" && (-between.exact).rounded(to: 0, .halfUp).description == "-1")
        // Too large for the bounds.
        let huge = try #require(Ratio.Mean(Array(repeating: Ratio(Integer.powerOfTen(30) + 1, 2), count: 6)))
        #expect(huge.rounded(to: 0).description == "5" + String(repeating: "0", count: 28) + "1")
        #expect(Ratio.Mean([]) == nil && Ratio.Mean(weighted: [.one], weight: .zero) == nil)
    }

    @Test("a mean lies between the least and the greatest, and there is none of nothing")
    func mean() throws {
        #expect(Ratio.mean([]) == nil)
        #expect(Ratio.mean([Ratio(1), Ratio(2)]) == Ratio(3, 2))
        let mean = try #require(Ratio.mean(SampleValues.ratios))
        let (least, greatest) = (try #require(SampleValues.ratios.min()), try #require(SampleValues.ratios.max()))
        #expect(least < mean && mean < greatest)
    }

    @Test("powers multiply, and negative ones divide")
    func powers() {
        #expect(Ratio(2, 3).raised(to: 3) == Ratio(8, 27))
        #expect(Ratio(-2, 3).raised(to: -3) == Ratio(-27, 8))
        #expect(Ratio.zero.raised(to: 0) == .one)
        for ratio in SampleValues.ratios where !ratio.isZero {
            #expect(ratio.raised(to: 5) == ratio.raised(to: 3) * ratio * ratio)
            #expect(ratio.raised(to: 4) * ratio.raised(to: -4) == .one)
        }
    }

    @Test(
        "rounds to significant digits",
        arguments: [
            ("1/1.7", 4, "0.5882"), ("9995/1000", 3, "10.0"), ("9.994", 3, "9.99"), ("12345", 2, "12000"),
            ("99999", 2, "100000"), ("1/3000", 2, "0.00033"), ("-999/1000", 1, "-1"), ("1", 3, "1.00"),
            ("0.0996", 2, "0.10"), ("0", 5, "0"), ("1000", 1, "1000"), ("0.001", 2, "0.0010"),
        ]
    )
    func significantDigits(text: String, digits: Int, expected: String) throws {
        let terms = text.split(separator: "/").compactMap { FixedDecimal(String($0)) }
        let ratio = Ratio(try #require(terms.first)) / (terms.count > 1 ? Ratio(terms[1]) : .one)
        #expect(ratio.rounded(toSignificantDigits: digits, .halfUp).description == expected)
    }

    @Test("finds the first significant digit of numbers of every size", arguments: [-90, -1, 0, 1, 90])
    func significantDigitsOfPowers(exponent: Int) {
        let power = Ratio(10).raised(to: exponent)
        for ratio in [power, power * Ratio(999, 1000), power * Ratio(1001, 1000)] {
            let result = Ratio(ratio.rounded(toSignificantDigits: 4, .halfEven))
            #expect(result == ratio)
            let single = Ratio(ratio.rounded(toSignificantDigits: 1, .halfEven))
            #expect(single == power)
        }
    }

    @Test("rounds fractions as Python's do")
    func reference() throws {
        for row in try referenceTable("divisions") {
            let numerator = try #require(row["numerator"].flatMap { Integer($0) })
            let denominator = try #require(row["denominator"].flatMap { Integer($0) })
            let fractionDigits = try #require(row["fractionDigits"].flatMap { Int($0) })
            for rounding in Rounding.allCases {
                let result = Ratio(numerator, denominator).rounded(to: fractionDigits, rounding)
                #expect(result.description == row[rounding.rawValue], "\(numerator)/\(denominator) \(rounding)")
            }
        }
    }
}
