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

    @Test("sums do not depend on how they are grouped")
    func sum() {
        let ratios = SampleValues.ratios
        #expect(Ratio.sum([]) == .zero)
        #expect(Ratio.sum(ratios) == ratios.reduce(.zero, +))
        #expect(Ratio.sum(ratios + ratios.map { -$0 }).isZero)
        #expect(Ratio.sum(Array(repeating: Ratio(1, 3), count: 9)) == Ratio(3))
        #expect(Ratio.sum((1...20).map { Ratio(1, Integer($0)) }).description == "55835135/15519504")
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
