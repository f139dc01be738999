import Decimals
import Testing

@Suite("Price factors")
struct PriceFactorTests {
    @Test(
        "gives the factors of the handbook",
        arguments: [
            ("1.7", Ratio(10, 20), "0.5882"), ("1.95", Ratio(3, 2), "1.4779"), ("1.95", Ratio(4), "3.8025"),
            ("1.9", Ratio(5, 2), "2.3361"),
        ]
    )
    func handbook(base: String, x: Ratio, expected: String) throws {
        let factor = Ratio.priceFactor(base: try #require(FixedDecimal(base)), x: x)
        #expect(factor.rounded(to: 4, .halfUp).description == expected)
    }

    @Test("is 1 when nothing differs, and the base when the ratio is 2")
    func units() throws {
        for base in try ["1.7", "1.9", "1.95"].map({ try #require(FixedDecimal($0)) }) {
            #expect(Ratio.priceFactor(base: base, x: .one) == .one)
            #expect(Ratio.priceFactor(base: base, x: Ratio(2)) == Ratio(base))
            #expect(Ratio.priceFactor(base: base, x: Ratio(4)) == Ratio(base * base))
        }
    }

    @Test("base 2 gives the ratio itself, without rounding")
    func linear() {
        for x in SampleValues.ratios where x.numerator.signum() > 0 {
            #expect(Ratio.priceFactor(base: FixedDecimal(2), x: x) == x)
            #expect(Ratio.priceFactor(base: FixedDecimal(units: 200, scale: 2), x: x) == x)
        }
    }

    @Test("bases that are powers of two give rational powers")
    func powersOfTwo() {
        #expect(Ratio.priceFactor(base: .one, x: Ratio(7, 3)) == .one)
        #expect(Ratio.priceFactor(base: FixedDecimal(4), x: Ratio(7, 4)) == Ratio(49, 16))
        #expect(Ratio.priceFactor(base: FixedDecimal(units: 5, scale: 1), x: Ratio(8, 5)) == Ratio(5, 8))
        #expect(Ratio.priceFactor(base: FixedDecimal(4), x: Ratio(1, 3)) == Ratio(1, 9))
    }

    @Test("ratios that are powers of two give the power of the base exactly, however many digits it has")
    func exactPowers() throws {
        let base = try #require(FixedDecimal("1.95"))
        #expect(
            Ratio.priceFactor(base: base, x: Ratio(256)) == Ratio(try #require(FixedDecimal("209.0628617375390625"))))
        #expect(Ratio.priceFactor(base: try #require(FixedDecimal("1.7")), x: Ratio(1, 2)) == Ratio(10, 17))
        // A bid exactly on 1.8 times the lowest stays on it when it is of twice the strength.
        let half = Ratio.priceFactor(base: try #require(FixedDecimal("1.7")), x: Ratio(1, 2))
        #expect(Ratio(try #require(FixedDecimal("3.06"))) * half == Ratio(9, 5))
    }

    @Test("fewer digits are those of a longer factor, rounded", arguments: [1, 2, 5, 17, 18, 19, 20, 40])
    func precisions(digits: Int) throws {
        for x in [Ratio(1, 3), Ratio(5, 4), Ratio(28, 30), Ratio(1_000_003), Ratio(1, 997)] {
            let base = try #require(FixedDecimal("1.95"))
            let factor = Ratio.priceFactor(base: base, x: x, significantDigits: digits)
            let longer = Ratio.priceFactor(base: base, x: x, significantDigits: 80)
            #expect(factor == Ratio(longer.rounded(toSignificantDigits: digits, .halfEven)))
        }
    }

    @Test("agrees with mpmath and with exact powers, to the last of 18 digits")
    func reference() throws {
        for row in try referenceTable("price-factors") {
            let base = try #require(row["base"].flatMap { FixedDecimal($0) })
            let numerator = try #require(row["numerator"].flatMap { Integer($0) })
            let denominator = try #require(row["denominator"].flatMap { Integer($0) })
            let factor = Ratio.priceFactor(base: base, x: Ratio(numerator, denominator))
            let text = factor.rounded(toSignificantDigits: 18, .halfEven).shortestDescription
            #expect(text == row["factor"], "\(base) \(numerator)/\(denominator)")
        }
    }
}
