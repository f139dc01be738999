import Decimals
import Testing

@testable import Reporter

@Suite("Numbers")
struct NumbersTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var value: String
        var printed: String
        var testDescription: String { value }
    }

    @Test(
        "yuan have two decimals, half up away from zero",
        arguments: [
            Row(value: "1.005", printed: "1.01"), Row(value: "1.0049999", printed: "1.00"),
            Row(value: "-1.005", printed: "-1.01"),
            Row(value: "0", printed: "0.00"), Row(value: "-0.004", printed: "0.00"),
        ])
    func money(_ row: Row) { #expect(Numbers.money(ratio(row.value)) == row.printed) }

    @Test(
        "a drop is printed in per cent with two decimals, half up",
        arguments: [
            Row(value: "0.500049999", printed: "50.00 %"), Row(value: "0.50005", printed: "50.01 %"),
            Row(value: "-0.25", printed: "-25.00 %"), Row(value: "1", printed: "100.00 %"),
        ])
    func percent(_ row: Row) { #expect(Numbers.percent(ratio(row.value)) == row.printed) }

    @Test("a price has no more than ten decimals and no zeros at the end")
    func exact() {
        #expect(Numbers.exact(ratio("0.1000")) == "0.1")
        #expect(Numbers.exact(Ratio(1, 3)) == "0.3333333333")
        #expect(Numbers.exact(Ratio(2, 3)) == "0.6666666667")
        #expect(Numbers.exact(Ratio(1200)) == "1200")
        #expect(Numbers.fraction(Ratio(1, 2)) == "0.5000000000")
        #expect(Numbers.quantity(ratio("12.34565")) == "12.3457" && Numbers.quantity(Ratio(10)) == "10")
    }

    @Test(
        "digits are grouped by three",
        arguments: [
            Row(value: "0.5", printed: "0.5"), Row(value: "999.99", printed: "999.99"),
            Row(value: "1000", printed: "1,000"),
            Row(value: "-1000", printed: "-1,000"), Row(value: "-100.00", printed: "-100.00"),
            Row(value: "1234567.1234", printed: "1,234,567.1234"), Row(value: "123456", printed: "123,456"),
        ])
    func grouped(_ row: Row) { #expect(Numbers.grouped(row.value) == row.printed) }

    @Test(
        "large amounts are in millions and billions",
        arguments: [
            Row(value: "999999.99", printed: "999,999.99"), Row(value: "1000000", printed: "1.000 m"),
            Row(value: "-1234567", printed: "-1.235 m"), Row(value: "1000000000", printed: "1.000 bn"),
            Row(value: "12252200676.42", printed: "12.252 bn"), Row(value: "-3723242967.92", printed: "-3.723 bn"),
        ])
    func large(_ row: Row) { #expect(Numbers.large(ratio(row.value)) == row.printed) }

    @Test(
        "large amounts in Chinese are in 万 and 亿",
        arguments: [
            Row(value: "9999.99", printed: "9,999.99"), Row(value: "10000", printed: "1.00 万"),
            Row(value: "12345678", printed: "1,234.57 万"), Row(value: "100000000", printed: "1.00 亿"),
            Row(value: "1936532848.29", printed: "19.37 亿"), Row(value: "-25000", printed: "-2.50 万"),
        ])
    func largeChinese(_ row: Row) { #expect(Numbers.largeChinese(ratio(row.value)) == row.printed) }

    struct Column: CustomTestStringConvertible, Sendable {
        var values: [String]
        var unit: Phrase
        var first: Phrase
        var testDescription: String { values.joined(separator: " ") }
    }

    @Test(
        "a column of amounts has one unit, in which its smallest is still to be seen",
        arguments: [
            // 18,036,832.5 is 0.18 of 亿 and 0.018 of a billion; 1.412 bn is 14.12 亿.
            Column(
                values: ["1412000000", "18036832.5"], unit: Phrase("bn yuan", "亿元"), first: Phrase("1.412", "14.12")),
            // A tenth of that is too small for either.
            Column(
                values: ["1412000000", "-803683.25"], unit: Phrase("m yuan", "万元"),
                first: Phrase("1,412.00", "141,200.00")),
            Column(values: ["123456.789", "0"], unit: Phrase("yuan", "万元"), first: Phrase("123,456.79", "12.35")),
            Column(values: ["9999.99"], unit: Phrase("yuan", "元"), first: Phrase("9,999.99", "9,999.99")),
            Column(values: ["0"], unit: Phrase("yuan", "元"), first: Phrase("0.00", "0.00")),
        ])
    func unit(_ column: Column) {
        let values = column.values.map { ratio($0) }
        let unit = AmountUnit(values + [nil], currency: "CNY")
        #expect(unit.name == column.unit && unit.text(values[0]) == column.first)
        #expect(unit.text(nil) == Phrase("–"))
    }

    @Test("an amount that rounds up to the next unit is printed in that unit")
    func roundsUp() {
        #expect(Numbers.large(ratio("999999999.9")) == "1.000 bn")
        #expect(Numbers.large(ratio("-999999999.9")) == "-1.000 bn")
        #expect(Numbers.large(ratio("999999.999")) == "1.000 m")
        #expect(Numbers.largeChinese(ratio("99999999.9")) == "1.00 亿")
        #expect(Numbers.largeChinese(ratio("9999.999")) == "1.00 万")
    }
}
