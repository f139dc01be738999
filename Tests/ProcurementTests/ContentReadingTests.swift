import Decimals
import Procurement
import Testing

@Suite("Reading a specification's content")
struct ContentReadingTests {
    /// A text and what it means.
    struct Example: Sendable, CustomTestStringConvertible {
        let written: String
        let components: [Quantity]
        var fill: Quantity?

        init(_ written: String, _ components: [Quantity], fill: Quantity? = nil) {
            self.written = written
            self.components = components
            self.fill = fill
        }

        var testDescription: String { "'\(written)'" }
    }

    static let examples: [Example] = [
        Example("0.25g", [of("0.25", .gram)]),
        Example("250mg", [of("0.25", .gram)]),
        Example("500ug", [of("0.5", .milligram)]),
        Example("500μg", [of("0.5", .milligram)]),
        Example("500µg", [of("0.5", .milligram)]),
        Example("500mcg", [of("0.5", .milligram)]),
        Example("3g", [of("3", .gram)]),
        Example("３ｇ", [of("3", .gram)]),
        Example("100 MG", [of("0.1", .gram)]),
        Example("5毫克", [of("5", .milligram)]),
        Example("10万单位", [of("100000", .internationalUnit)]),
        Example("300IU", [of("300", .internationalUnit)]),
        Example("2mmol", [of("0.002", .mole)]),
        Example("80mg+5mg", [of("80", .milligram), of("5", .milligram)]),
        Example("10ml:0.1g", [of("0.1", .gram)], fill: of("10", .millilitre)),
        Example("0.1g:10ml", [of("0.1", .gram)], fill: of("10", .millilitre)),
        Example("10ml：0.1g", [of("0.1", .gram)], fill: of("10", .millilitre)),
        Example("0.2mg/2ml", [of("0.2", .milligram)], fill: of("2", .millilitre)),
        Example("2ml:0.2mg", [of("0.2", .milligram)], fill: of("2", .millilitre)),
        Example("1l:9g", [of("9", .gram)], fill: of("1000", .millilitre)),
        Example("10%（150ml:15g）", [of("15", .gram)], fill: of("150", .millilitre)),
        Example("0.5g:4mg", [of("4", .milligram)], fill: of("0.5", .gram)),
        Example("500mg:4mg", [of("4", .milligram)], fill: of("0.5", .gram)),
        Example("250ml:400mg", [of("0.4", .gram)], fill: of("250", .millilitre)),
        Example(
            "250ml:莫西沙星0.4g与氯化钠2.0g", [of("0.4", .gram), of("2", .gram)], fill: of("250", .millilitre)),
        // A volume alone says how much is in the bottle and nothing about the strength.
        Example("100ml", [], fill: of("100", .millilitre)),
    ]

    @Test("gives its components and its fill", arguments: examples)
    func reads(example: Example) throws {
        let content = try #require(Content(reading: example.written))
        #expect(content.components == example.components)
        #expect(content.fill == example.fill)
    }

    @Test(
        "gives nothing for a text without a readable amount",
        arguments: ["", " ", "复方", "mg", "0mg", "0.0g", "10", "10%", "片", "1.2.3mg", "10ml:0.1g:3", "5mg+", "盒装", "5米"]
    )
    func unreadable(written: String) {
        // `5mg+` has an empty second part, which is no component.
        let content = Content(reading: written)
        #expect(content == (written == "5mg+" ? Content(components: [of("5", .milligram)]) : nil))
    }

    @Test(
        "finds spellings of one strength the same",
        arguments: [
            ("0.25g", "250mg"), ("0.2mg/2ml", "2ml:0.2mg"), ("500ug", "0.5mg"), ("0.5g:4mg", "500mg:4mg"),
            ("250ml:莫西沙星0.4g与氯化钠2.0g", "250ml:400mg"), ("10%（150ml:15g）", "150ml:15g"), ("10ml:0.1g", "100mg"),
        ]
    )
    func sameStrength(left: String, right: String) throws {
        let (one, other) = try (#require(Content(reading: left)), #require(Content(reading: right)))
        #expect(one.describesSameStrength(as: other))
        #expect(other.describesSameStrength(as: one))
    }

    @Test(
        "keeps strengths apart",
        arguments: [
            ("0.25g", "25mg"), ("10ml:0.1g", "5ml:0.1g"), ("80mg+5mg", "80mg+10mg"), ("5mg", "5IU"), ("5mg", "5ml"),
            ("2ml:0.2mg", "2ml:2mg"),
        ]
    )
    func otherStrength(left: String, right: String) throws {
        let (one, other) = try (#require(Content(reading: left)), #require(Content(reading: right)))
        #expect(!one.describesSameStrength(as: other))
        #expect(!other.describesSameStrength(as: one))
    }

    @Test("multiplies only what has one answer")
    func multiples() throws {
        func multiple(_ left: String, _ right: String) throws -> Ratio? {
            try #require(Content(reading: left)).multiple(of: #require(Content(reading: right)))
        }
        #expect(try multiple("20mg", "10mg") == Ratio(2, 1))
        #expect(try multiple("0.25g", "100mg") == Ratio(5, 2))
        #expect(try multiple("160mg+10mg", "80mg+5mg") == Ratio(2, 1))
        // Twice the first component, four times the second: no single answer.
        #expect(try multiple("160mg+20mg", "80mg+5mg") == nil)
        #expect(try multiple("5mg", "5IU") == nil)
        #expect(try multiple("100ml", "5mg") == nil)
    }

    @Test("compares quantities by amount, and hashes equal ones alike")
    func quantities() {
        #expect(of("0.25", .gram) == of("250", .milligram))
        #expect(of("1", .tenThousandUnits) == of("10000", .internationalUnit))
        #expect(of("1", .gram) != of("1", .millilitre))
        #expect(Set([of("0.25", .gram), of("250", .milligram), of("250.0", .milligram)]).count == 1)
    }
}

/// An amount written as text.
private func of(_ amount: String, _ unit: MeasureUnit) -> Quantity {
    guard let number = FixedDecimal(amount) else { preconditionFailure("'\(amount)' is no number") }
    return Quantity(number, unit)
}
