import Testing

@testable import Reporter

@Suite("CSV")
struct CSVTests {
    struct Cell: CustomTestStringConvertible, Sendable {
        var value: String
        var written: String
        var testDescription: String { value }
    }

    @Test(
        "cells are quoted where they have to be",
        arguments: [
            Cell(value: "", written: ""), Cell(value: "甲, 乙", written: "\"甲, 乙\""),
            Cell(value: "say \"x\"", written: "\"say \"\"x\"\"\""), Cell(value: "a\nb", written: "\"a\nb\""),
            Cell(value: "a\r\nb", written: "\"a\r\nb\""), Cell(value: "甲|乙", written: "甲|乙"),
            Cell(value: "a=b", written: "a=b"), Cell(value: " x ", written: " x "),
        ])
    func quotes(_ row: Cell) { #expect(Array(CSV.cell(row.value).utf8) == Array(row.written.utf8)) }

    @Test(
        "what a spreadsheet would take for a formula gets an apostrophe",
        arguments: [
            Cell(value: "=1+1", written: "'=1+1"), Cell(value: "+86 10", written: "'+86 10"),
            Cell(value: "@SUM(A1)", written: "'@SUM(A1)"), Cell(value: "-", written: "'-"),
            Cell(value: "-1+1", written: "'-1+1"), Cell(value: "-cmd", written: "'-cmd"),
            Cell(value: "\t=1", written: "'\t=1"), Cell(value: "\r=1", written: "\"'\r=1\""),
            Cell(value: "=HYPERLINK(\"x\",\"y\")", written: "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
            Cell(value: "＝1＋1", written: "'＝1＋1"), Cell(value: "＠SUM", written: "'＠SUM"),
            Cell(value: "＋1", written: "'＋1"), Cell(value: "－1", written: "'－1"),
        ])
    func formulas(_ row: Cell) { #expect(CSV.cell(row.value) == row.written) }

    @Test(
        "numbers stay numbers, negative ones too",
        arguments: ["-0.5000000000", "-12", "0", "1234.50", "-1234567890.12"])
    func numbers(_ value: String) { #expect(CSV.cell(value) == value) }

    @Test("a table has a header and ends each row with a line feed")
    func table() {
        var table = CSV(header: ["lot", "price"])
        table.row(["甲,乙", "-1.50"])
        #expect(table.text == "lot,price\n\"甲,乙\",-1.50\n")
    }
}
