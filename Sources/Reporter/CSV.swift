/// Writes a table: RFC 4180 with LF, a header row, no byte-order mark.
struct CSV {
    private(set) var text: String

    init(header: [String]) {
        text = CSV.line(header)
    }

    mutating func row(_ cells: [String]) { text += CSV.line(cells) }

    /// A row by itself.
    static func line(_ cells: [String]) -> String { cells.map(CSV.cell).joined(separator: ",") + "\n" }

    /// A cell as it may stand in a file that spreadsheet programs open.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers do not. East Asian
    /// versions take the full-width signs for the ASCII ones.
    static func cell(_ value: String) -> String {
        if isPlain(value) { return value }
        var value = value
        if let first = value.unicodeScalars.first, "=+-@＝＋－＠\t\r".unicodeScalars.contains(first), !isNumber(value) {
            value = "'" + value
        }
        let needsQuotes = value.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        guard needsQuotes else { return value }
        var quoted = "\""
        for character in value.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// Adds a cell to the bytes of a row.
    static func append(_ value: String, to bytes: inout [UInt8]) { bytes += (isPlain(value) ? value : cell(value)).utf8 }

    /// Whether a cell is certainly written as it is; nearly all are, and their bytes tell.
    private static func isPlain(_ value: String) -> Bool {
        guard let first = value.utf8.first else { return true }
        // A sign of formulas, or the first byte of a full-width one.
        guard first > 0x2F, first != UInt8(ascii: "="), first != UInt8(ascii: "@"), first != 0xEF else { return false }
        return !value.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
    }

    private static func isNumber(_ value: String) -> Bool {
        let digits = value.utf8.dropFirst(value.hasPrefix("-") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }
}
