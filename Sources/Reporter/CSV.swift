import Decimals
import Procurement

/// Writes a table: RFC 4180 with LF, a header row, no byte-order mark.
struct CSV {
    /// The rows so far in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Begins with no header.
    init() {}

    init(header: [String]) { row(header) }

    /// The rows so far.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func row(_ cells: [String]) {
        for value in cells { cell(value) }
        endRow()
    }

    /// Adds a cell to the row.
    mutating func cell(_ value: String) {
        CSV.append(value, to: &bytes)
        bytes.append(CSV.comma)
    }

    /// Adds a cell with a number to the row; an empty one for nil.
    mutating func cell(_ value: Int?) {
        if let value { FixedDecimal(value).appendDescription(to: &bytes) }
        bytes.append(CSV.comma)
    }

    /// Adds a cell with a number to the row, with all its decimals; an empty one for nil.
    mutating func cell(_ value: FixedDecimal?) {
        value?.appendDescription(to: &bytes)
        bytes.append(CSV.comma)
    }

    /// Adds a cell with a number to the row, without zeros at the end of its decimals; an empty one for nil.
    mutating func shortCell(_ value: FixedDecimal?) {
        value?.appendShortestDescription(to: &bytes)
        bytes.append(CSV.comma)
    }

    /// Adds an empty cell to the row.
    mutating func emptyCell() { bytes.append(CSV.comma) }

    /// Ends the row, which has a cell at least.
    mutating func endRow() { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

    static let comma = UInt8(ascii: ",")

    /// Adds the rows that `add` makes for each position below a count, on all cores, in order.
    mutating func addRows(
        _ count: Int, portion: Int = Portions.size, _ add: @escaping @Sendable (Int, inout CSV) -> Void
    ) {
        let parts = Portions.map(count, portion: portion) { positions in
            var rows = CSV()
            for position in positions { add(position, &rows) }
            return rows
        }
        for part in parts { append(part) }
    }

    /// Adds rows.
    mutating func append(_ other: CSV) { bytes += other.bytes }

    /// A cell as it may stand in a file that spreadsheet programs open.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers do not. East Asian
    /// versions take the full-width signs for the ASCII ones.
    static func cell(_ value: String) -> String {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds a cell to the bytes of a row, as `cell(_:)` says.
    static func append(_ value: String, to bytes: inout [UInt8]) {
        if isPlain(value) { return bytes += value.utf8 }
        let isFormula = value.unicodeScalars.first.map { "=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } ?? false
        let needsQuotes = value.utf8.contains { isSeparator($0) }
        if needsQuotes { bytes.append(quote) }
        if isFormula, !isNumber(value) { bytes.append(UInt8(ascii: "'")) }
        if needsQuotes, value.utf8.contains(quote) {
            for byte in value.utf8 {
                if byte == quote { bytes.append(quote) }
                bytes.append(byte)
            }
        } else {
            bytes += value.utf8
        }
        if needsQuotes { bytes.append(quote) }
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether a cell with this byte is quoted.
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == comma || byte == quote || byte == 10 || byte == 13
    }

    /// Whether a cell is certainly written as it is; nearly all are, and their bytes tell.
    private static func isPlain(_ value: String) -> Bool {
        guard let first = value.utf8.first else { return true }
        // A sign of formulas, or the first byte of a full-width one.
        guard first > 0x2F, first != UInt8(ascii: "="), first != UInt8(ascii: "@"), first != 0xEF else { return false }
        return !value.utf8.contains { isSeparator($0) }
    }

    private static func isNumber(_ value: String) -> Bool {
        let digits = value.utf8.dropFirst(value.hasPrefix("-") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }
}
