import Decimals
import Testing

@Suite("FixedDecimal")
struct FixedDecimalTests {
    @Test("prints exactly as many decimals as its scale")
    func description() {
        #expect(FixedDecimal(units: 150, scale: 2).description == "1.50")
        #expect(FixedDecimal(units: -5, scale: 2).description == "-0.05")
        #expect(FixedDecimal(units: 0, scale: 3).description == "0.000")
        #expect((-FixedDecimal(units: 0, scale: 1)).description == "0.0")
        #expect(FixedDecimal(units: 12, scale: 0).description == "12")
        #expect(FixedDecimal(units: Integer(Int64.min), scale: 19).description == "-0.9223372036854775808")
        let large = FixedDecimal(units: Integer.powerOfTen(40), scale: 2)
        #expect(large.description == "1" + String(repeating: "0", count: 38) + ".00")
    }

    @Test("prints what it reads")
    func textRoundTrip() throws {
        for number in SampleValues.decimals where number.units.magnitude < Integer.powerOfTen(30) {
            let read = try FixedDecimal.parse(number.description)
            #expect(read.units == number.units && read.scale == number.scale)
        }
    }

    @Test("prints its shortest text")
    func shortestDescription() {
        #expect(FixedDecimal("1.500")?.shortestDescription == "1.5")
        #expect(FixedDecimal("100")?.shortestDescription == "100")
        #expect(FixedDecimal("100.00")?.shortestDescription == "100")
        #expect(FixedDecimal("-0.00")?.shortestDescription == "0")
        for number in SampleValues.decimals {
            let text = number.shortestDescription
            #expect(number.trimmed == number && number.trimmed.description == text)
            #expect(!text.contains(".") || (!text.hasSuffix("0") && !text.hasSuffix(".")))
        }
    }

    @Test("equality and hashing ignore the scale")
    func equality() throws {
        let (long, short) = (try #require(FixedDecimal("1.50")), try #require(FixedDecimal("1.5")))
        #expect(long == short)
        #expect(Set([long, short]).count == 1)
        #expect(FixedDecimal("0.000")?.hashValue == FixedDecimal.zero.hashValue)
        for number in SampleValues.decimals {
            let padded = number.rounded(to: number.scale + 20, .halfUp)
            #expect(padded == number && padded.hashValue == number.hashValue)
        }
    }

    @Test("order agrees with the sign of the difference")
    func order() {
        for left in SampleValues.decimals {
            for right in SampleValues.decimals {
                let sign = (left - right).units.signum()
                #expect((left < right) == (sign < 0) && (left == right) == (sign == 0))
            }
        }
    }

    @Test("addition and multiplication are exact")
    func arithmetic() {
        for (index, left) in SampleValues.decimals.enumerated() {
            let right = SampleValues.decimals[(index * 13 + 7) % SampleValues.decimals.count]
            #expect((left + right) - right == left)
            #expect((left + right).scale == max(left.scale, right.scale))
            #expect(left * (right + .one) == left * right + left)
            #expect(Ratio(left * right) == Ratio(left) * Ratio(right))
            var total = left
            total += right
            total -= left
            #expect(total == right)
        }
    }

    @Test("scales may add up to far more than a text can have")
    func largeScales() throws {
        var product = FixedDecimal.one
        let tiny = try #require(FixedDecimal("0.000000000000000001"))
        for _ in 0..<40 { product = product * tiny }
        #expect(product.scale == 720)
        #expect(product.shifted(byPowerOfTen: 720) == .one)
    }

    @Test("moves the decimal point")
    func shifted() throws {
        let number = try #require(FixedDecimal("12.345"))
        #expect(number.shifted(byPowerOfTen: 2).description == "1234.5")
        #expect(number.shifted(byPowerOfTen: 3).description == "12345")
        #expect(number.shifted(byPowerOfTen: 5).description == "1234500")
        #expect(number.shifted(byPowerOfTen: -2).description == "0.12345")
        for number in SampleValues.decimals {
            #expect(number.shifted(byPowerOfTen: 9).shifted(byPowerOfTen: -9) == number)
        }
    }

    @Test(
        "rounds half-way cases in every mode",
        arguments: [
            (.halfUp, ["3", "2", "1", "-1", "-2", "-3"]),
            (.halfEven, ["2", "2", "0", "0", "-2", "-2"]),
            (.down, ["2", "1", "0", "0", "-1", "-2"]),
            (.up, ["3", "2", "1", "-1", "-2", "-3"]),
            (.floor, ["2", "1", "0", "-1", "-2", "-3"]),
            (.ceiling, ["3", "2", "1", "0", "-1", "-2"]),
        ] as [(Rounding, [String])]
    )
    func halfWay(rounding: Rounding, expected: [String]) {
        let numbers = ["2.5", "1.5", "0.5", "-0.5", "-1.5", "-2.5"]
        #expect(numbers.map { FixedDecimal($0)?.rounded(to: 0, rounding).description } == expected)
    }

    @Test("rounding stays within one unit, on the right side", arguments: Rounding.allCases)
    func roundingBounds(rounding: Rounding) {
        for number in SampleValues.decimals {
            let result = number.rounded(to: 1, rounding)
            let error = result - number
            let step = FixedDecimal(units: 1, scale: 1)
            #expect(result.scale == 1)
            #expect(error < step && -error < step)
            switch rounding {
            case .floor: #expect(!(number < result))
            case .ceiling: #expect(!(result < number))
            case .down: #expect(error.isZero || error.isNegative != number.isNegative)
            case .up: #expect(error.isZero || error.isNegative == number.isNegative)
            case .halfUp, .halfEven:
                let twice = error + error
                #expect(!(step < twice) && !(step < -twice))
            }
        }
    }

    @Test("rounds as Python's decimal does")
    func reference() throws {
        for row in try referenceTable("roundings") {
            let number = try #require(row["number"].flatMap { FixedDecimal($0) })
            let fractionDigits = try #require(row["fractionDigits"].flatMap { Int($0) })
            for rounding in Rounding.allCases {
                let result = number.rounded(to: fractionDigits, rounding)
                #expect(result.description == row[rounding.rawValue], "\(number) \(rounding)")
            }
        }
    }

    @Test("appending a text to bytes gives the same as making the text")
    func appending() {
        let units: [Integer] =
            [0, 1, 5, 9, 10, 100, 12_345, 1_200, -5, Integer(Int64.max), Integer(Int64.min)]
            + [Integer.powerOfTen(18), Integer.powerOfTen(19), Integer.powerOfTen(30)]
        for unit in units {
            for scale in [0, 1, 2, 4, 10, 18, 19, 40] {
                let value = FixedDecimal(units: unit, scale: scale)
                var bytes: [UInt8] = [120]
                value.appendDescription(to: &bytes)
                value.appendShortestDescription(to: &bytes)
                #expect(String(decoding: bytes, as: UTF8.self) == "x" + value.description + value.shortestDescription)
            }
        }
    }
}
