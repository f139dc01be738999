public import Decimals
import Procurement

/// A JSON value; objects are written with sorted keys, so that equal values are equal bytes.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number with the digits that it is written with.
    case decimal(FixedDecimal)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// A string, or null.
    static func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    /// A number, or null.
    static func number(_ value: Int?) -> JSON { value.map { .integer($0) } ?? .null }

    /// The text with two spaces a level and a line feed at the end.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text in UTF-8.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Writes the value, which stands so many levels deep; the first line is not indented.
    func write(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .null: bytes += "null"
        case .bool(true): bytes += "true"
        case .bool(false): bytes += "false"
        case .integer(let value): JSON.write(value, to: &bytes)
        case .decimal(let value): value.appendDescription(to: &bytes)
        case .string(let value): JSON.write(value, to: &bytes)
        case .array(let items):
            JSON.writeArray(items, to: &bytes, indent: indent) { $0.write(to: &$1, indent: indent + 1) }
        case .object(let members):
            JSON.writeObject(Array(members), to: &bytes, indent: indent) { $0.write(to: &$1, indent: indent + 1) }
        }
    }

    /// Writes an object, its members in the order of the bytes of their keys, which stands so many levels deep.
    static func writeObject<Value>(
        _ members: [(key: String, value: Value)], to bytes: inout [UInt8], indent: Int,
        _ write: (borrowing Value, inout [UInt8]) -> Void
    ) {
        if members.isEmpty { return bytes += "{}" }
        let sorted = members.sorted { precedes($0.key, $1.key) }
        for index in sorted.indices {
            if index == 0 { bytes += "{\n" } else { bytes += ",\n" }
            JSON.indent(indent + 1, &bytes)
            JSON.write(sorted[index].key, to: &bytes)
            bytes += ": "
            write(sorted[index].value, &bytes)
        }
        bytes += "\n"
        JSON.indent(indent, &bytes)
        bytes += "}"
    }

    /// Whether a key stands before another one: by their bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.withBytes { left in right.utf8.withBytes { left.lexicographicallyPrecedes($0) } }
    }

    /// Writes a list, one item after the other, which stands so many levels deep; the first line is not indented.
    static func writeArray<Item>(
        _ items: [Item], to bytes: inout [UInt8], indent: Int, _ write: (borrowing Item, inout [UInt8]) -> Void
    ) {
        bytes += items.isEmpty ? "[]" : "["
        for index in items.indices {
            writeItem(index, of: items.count, to: &bytes, indent: indent) { write(items[index], &$0) }
        }
    }

    /// Writes an item of an array that stands so many levels deep, and after the last one the closing bracket.
    @inline(__always)
    fileprivate static func writeItem(
        _ position: Int, of count: Int, to bytes: inout [UInt8], indent: Int, _ write: (inout [UInt8]) -> Void
    ) {
        bytes += position == 0 ? "\n" : ",\n"
        JSON.indent(indent + 1, &bytes)
        write(&bytes)
        guard position == count - 1 else { return }
        bytes += "\n"
        JSON.indent(indent, &bytes)
        bytes += "]"
    }

    /// Begins a line, so many levels deep.
    static func indent(_ levels: Int, _ bytes: inout [UInt8]) {
        bytes.append(atMost: 2 * levels) { $0.putting(UInt8(ascii: " "), count: 2 * levels) }
    }

    /// Writes a number as a string.
    static func quote(_ bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        write(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a number.
    static func write(_ value: Int, to bytes: inout [UInt8]) { bytes.append(digitsOf: value) }

    /// Writes a string.
    static func write(_ value: String, to bytes: inout [UInt8]) {
        value.utf8.withBytes { text in
            if isPlain(text) {
                bytes.append(atMost: text.count + 2) { $0.putting("\"").putting(text).putting("\"") }
            } else {
                bytes += "\""
                writeEscaped(text, to: &bytes)
                bytes += "\""
            }
        }
    }

    /// Whether nothing in a string has to be escaped, as nearly always.
    @inline(__always)
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // What begins with 0xE2 may be the line or the paragraph separator.
        !text.containsControl(or: UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2)
    }

    private static func writeEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        /// Up to where the text is written.
        var start = 0
        for (position, byte) in text.enumerated() {
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2 else {
                continue
            }
            // In UTF-8 two more bytes follow.
            if byte == 0xE2, text[position + 1] != 0x80 || text[position + 2] & 0xFE != 0xA8 { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            start = position + 1
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\""
            case UInt8(ascii: "\\"): bytes += "\\\\"
            case UInt8(ascii: "\n"): bytes += "\\n"
            case UInt8(ascii: "\r"): bytes += "\\r"
            case UInt8(ascii: "\t"): bytes += "\\t"
            case 0xE2:
                if text[position + 2] == 0xA8 { bytes += "\\u2028" } else { bytes += "\\u2029" }
                start = position + 3
            default:
                bytes += byte < 0x10 ? "\\u000" : "\\u00"
                bytes += String(byte, radix: 16).utf8
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}

extension FileParts {
    /// Adds the items of an array whose opening bracket stands at the end of the part before, and the closing one.
    ///
    /// - Parameters:
    ///   - portion: how many items a part has.
    ///   - indent: how many levels deep the array stands.
    mutating func addItems(
        _ count: Int, portion: Int = Portions.size, indent: Int,
        _ write: @escaping @Sendable (Int, inout [UInt8]) -> Void
    ) {
        if count == 0 { return add { $0 += "]" } }
        add(count, portion: portion) { position, bytes in
            JSON.writeItem(position, of: count, to: &bytes, indent: indent) { write(position, &$0) }
        }
    }
}
