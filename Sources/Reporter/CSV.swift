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
    static func append(_ value: String, to bytes: inout [UInt8]) {
        var value = value
        let isPlain = value.withUTF8 { text in
            // A sign, or the first byte of a full-width one.
            guard let first = text.first else { return true }
            guard first > 0x2F, first != UInt8(ascii: "="), first != UInt8(ascii: "@"), first != 0xEF else {
                return false
            }
            return text.allSatisfy { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != 10 && $0 != 13 }
        }
        if isPlain { value.withUTF8 { bytes.append(contentsOf: $0) } } else { bytes += cell(value).utf8 }
    }

    private static func isNumber(_ value: String) -> Bool {
        let digits = value.utf8.dropFirst(value.hasPrefix("-") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }
}
