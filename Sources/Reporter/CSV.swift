import Decimals
import Procurement

/// Writes a table: RFC 4180 with LF, a header row, no byte-order mark.
struct CSV {
    /// The rows so far in UTF-8.
    fileprivate(set) var bytes: [UInt8] = []

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
        let isAdded = value.utf8.withBytes { text in
            guard CSV.isPlain(text) else { return false }
            bytes.append(atMost: text.count + 1) { $0.putting(text).putting(CSV.comma) }
            return true
        }
        if isAdded { return }
        CSV.appendMarked(value, to: &bytes)
        bytes.append(CSV.comma)
    }

    /// Adds a cell with a number to the row; an empty one for nil.
    mutating func cell(_ value: Int?) {
        if let value { bytes.append(digitsOf: value) }
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

    /// Adds a cell that is written piece by piece.
    mutating func cell(_ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        let isPlain = bytes.withUnsafeBufferPointer { CSV.isPlain(UnsafeBufferPointer(rebasing: $0[start...])) }
        if !isPlain {
            let value = String(decoding: bytes[start...], as: UTF8.self)
            bytes.removeSubrange(start...)
            CSV.appendMarked(value, to: &bytes)
        }
        bytes.append(CSV.comma)
    }

    /// Adds a cell with texts that a bar separates.
    mutating func cell(_ values: [String]) {
        cell { bytes in
            for (index, value) in values.enumerated() {
                if index > 0 { bytes += "|" }
                bytes += value.utf8
            }
        }
    }

    /// Adds a cell with one of the texts that were written before.
    mutating func cell(_ texts: WrittenTexts, _ position: Int) {
        texts.write(position, to: &bytes)
        bytes.append(CSV.comma)
    }

    /// Adds cells that stand already.
    mutating func append(_ cells: [UInt8]) { bytes += cells }

    /// Ends the row, which has a cell at least.
    mutating func endRow() { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

    static let comma = UInt8(ascii: ",")

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
        let isAdded = value.utf8.withBytes { text in
            guard isPlain(text) else { return false }
            bytes.append(contentsOf: text)
            return true
        }
        if !isAdded { appendMarked(value, to: &bytes) }
    }

    /// Adds a cell with what may have to be quoted or to be kept from being a formula.
    private static func appendMarked(_ value: String, to bytes: inout [UInt8]) {
        let isFormula = value.unicodeScalars.first.map { "=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } ?? false
        let needsQuotes = value.utf8.contains { $0 == comma || $0 == quote || $0 == 10 || $0 == 13 }
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

    /// Whether a cell is certainly written as it is; nearly all are, and their bytes tell.
    @inline(__always)
    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        // A sign of formulas, or the first byte of a full-width one.
        guard first > 0x2F, first != UInt8(ascii: "="), first != UInt8(ascii: "@"), first != 0xEF else { return false }
        return !text.containsControl(or: comma, quote, quote)
    }

    private static func isNumber(_ value: String) -> Bool {
        let digits = value.utf8.dropFirst(value.hasPrefix("-") ? 1 : 0)
        return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }
}

extension FileParts {
    /// A table of which only the header stands.
    init(header: [String]) { self.init { CSV(header: header).bytes } }

    /// Adds the rows of a table that are written for each position below a count, so many positions in a part.
    ///
    /// - Parameter state: what those of a part have in common.
    mutating func addRows<State: Sendable>(
        _ count: Int, portion: Int = Portions.size, sharing state: State,
        _ write: @escaping @Sendable (Int, inout State, inout CSV) -> Void
    ) {
        add(count, portion: portion, sharing: state) { position, state, bytes in
            var rows = CSV()
            swap(&rows.bytes, &bytes)
            write(position, &state, &rows)
            swap(&rows.bytes, &bytes)
        }
    }

    /// The same where they have nothing in common.
    mutating func addRows(
        _ count: Int, portion: Int = Portions.size, _ write: @escaping @Sendable (Int, inout CSV) -> Void
    ) {
        addRows(count, portion: portion, sharing: ()) { position, _, rows in write(position, &rows) }
    }
}
