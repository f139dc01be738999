import Decimals
import Testing

@Suite("Reading decimal numbers")
struct FixedDecimalParsingTests {
    @Test(
        "accepts the strict form and keeps the decimals written",
        arguments: [
            ("0", 0, 0), ("1", 1, 0), ("-1", -1, 0), ("1.5", 15, 1), ("1.50", 150, 2), ("-0.05", -5, 2), ("007", 7, 0),
            ("-0", 0, 0), ("0.000", 0, 3), ("00.10", 10, 2), ("999999999999999999", 999_999_999_999_999_999, 0),
            ("0.000000000000000001", 1, 18), ("9223372036854775807", Int.max, 0), ("-9223372036854775808", Int.min, 0),
        ]
    )
    func accepted(text: String, units: Int, scale: Int) throws {
        let number = try FixedDecimal.parse(text)
        #expect(number.units == Integer(units))
        #expect(number.scale == scale)
    }

    @Test(
        "rejects anything else and says why",
        arguments: [
            ("", .empty),
            ("-", .missingDigits),
            (".5", .missingIntegerDigits),
            ("-.5", .missingIntegerDigits),
            (".", .missingIntegerDigits),
            ("1.", .missingFractionDigits),
            ("1,5", .unexpectedCharacter(",", offset: 1)),
            ("1.5abc", .unexpectedCharacter("a", offset: 3)),
            ("+1", .unexpectedCharacter("+", offset: 0)),
            ("--1", .unexpectedCharacter("-", offset: 1)),
            ("1-", .unexpectedCharacter("-", offset: 1)),
            ("１", .unexpectedCharacter("１", offset: 0)),
            ("12１", .unexpectedCharacter("１", offset: 2)),
            ("1e3", .unexpectedCharacter("e", offset: 1)),
            (" 1", .unexpectedCharacter(" ", offset: 0)),
            ("1 ", .unexpectedCharacter(" ", offset: 1)),
            ("1.2.3", .unexpectedCharacter(".", offset: 3)),
            ("1 000", .unexpectedCharacter(" ", offset: 1)),
            ("−1", .unexpectedCharacter("−", offset: 0)),
            ("1\t", .unexpectedCharacter("\t", offset: 1)),
            ("NaN", .unexpectedCharacter("N", offset: 0)),
            ("0x10", .unexpectedCharacter("x", offset: 1)),
        ] as [(String, DecimalSyntaxError)]
    )
    func rejected(text: String, error: DecimalSyntaxError) {
        #expect(throws: error) { try FixedDecimal.parse(text) }
        #expect(FixedDecimal(text) == nil)
    }

    @Test("takes 30 significant digits and no more, and does not count leading zeros")
    func digitLimit() throws {
        let digits = "123456789012345678901234567890"
        #expect(try FixedDecimal.parse(digits).description == digits)
        #expect(try FixedDecimal.parse("-" + digits).description == "-" + digits)
        #expect(try FixedDecimal.parse("0000" + digits).description == digits)
        let fraction = "123456789012.345678901234567890"
        #expect(try FixedDecimal.parse(fraction).description == fraction)
        #expect(throws: DecimalSyntaxError.tooManyDigits(limit: 30)) { try FixedDecimal.parse(digits + "1") }
        #expect(throws: DecimalSyntaxError.tooManyDigits(limit: 30)) {
            try FixedDecimal.parse("1" + String(repeating: "0", count: 30))
        }
    }

    @Test("takes 18 decimals and no more")
    func fractionDigitLimit() throws {
        #expect(try FixedDecimal.parse("0." + String(repeating: "0", count: 18)).scale == 18)
        #expect(throws: DecimalSyntaxError.tooManyFractionDigits(limit: 18)) {
            try FixedDecimal.parse("0." + String(repeating: "0", count: 19))
        }
    }

    @Test("gathers digits rightly around the width of a word", arguments: 1...30)
    func everyLength(count: Int) throws {
        for digit in ["1", "9"] {
            let text = String(repeating: digit, count: count)
            #expect(try FixedDecimal.parse(text).units == Integer(text))
            let zeros = digit + String(repeating: "0", count: count - 1)
            #expect(try FixedDecimal.parse("-" + zeros).description == "-" + zeros)
        }
    }

    @Test("reads bytes that are not UTF-8 without harm")
    func invalidBytes() {
        let bytes: [UInt8] = [UInt8(ascii: "1"), 0xFF, 0xC0]
        #expect(throws: DecimalSyntaxError.unexpectedCharacter("\u{FFFD}", offset: 1)) {
            try bytes.withUnsafeBufferPointer { try FixedDecimal.parse($0) }
        }
    }

    @Test(
        "explains itself",
        arguments: [
            ("1,5", "',' is not part of a number; write a decimal point, for example 1.5"),
            ("1e3", "'e' is not part of a number; write it out, for example 1000 instead of 1e3"),
            ("３", "'３' is not an ASCII digit; write the digits 0 to 9, for example 3"),
            (" 1", "a space is not part of a number"),
            ("1\u{A0}000", "the character U+00A0 is not part of a number"),
            ("1\t", "the character U+0009 is not part of a number"),
            ("元", "'元' is not part of a number"),
            ("1.2.3", "a number has only one decimal point"),
            ("", "the number is empty"),
            ("0.1234567890123456789", "a number has at most 18 digits after the decimal point"),
        ]
    )
    func explanation(text: String, message: String) throws {
        let error = try #require(throws: DecimalSyntaxError.self) { try FixedDecimal.parse(text) }
        #expect(error.description == message)
    }
}
