public import Decimals

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
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): FixedDecimal(value).appendDescription(to: &bytes)
        case .decimal(let value): value.appendDescription(to: &bytes)
        case .string(let value): JSON.write(value, to: &bytes)
        case .array(let items):
            if items.isEmpty { return bytes += "[]".utf8 }
            bytes += "[\n".utf8
            for (index, item) in items.enumerated() {
                JSON.indent(indent + 1, &bytes)
                item.write(to: &bytes, indent: indent + 1)
                bytes += (index == items.count - 1 ? "\n" : ",\n").utf8
            }
            JSON.indent(indent, &bytes)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            if members.isEmpty { return bytes += "{}".utf8 }
            bytes += "{\n".utf8
            let sorted = JSON.sorted(members)
            for (index, member) in sorted.enumerated() {
                JSON.indent(indent + 1, &bytes)
                JSON.write(member.key, to: &bytes)
                bytes += ": ".utf8
                member.value.write(to: &bytes, indent: indent + 1)
                bytes += (index == sorted.count - 1 ? "\n" : ",\n").utf8
            }
            JSON.indent(indent, &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// The members of an object in the order in which they are written: that of the bytes of their keys.
    static func sorted<Value>(_ members: [String: Value]) -> [(key: String, value: Value)] {
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    static func indent(_ levels: Int, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * levels))
    }

    /// Writes a number as a string.
    static func quote(_ bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        bytes.append(UInt8(ascii: "\""))
        write(&bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a string; nearly always nothing in it has to be escaped.
    static func write(_ value: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if value.utf8.contains(where: mayNeedEscape) {
            for scalar in value.unicodeScalars { write(scalar, to: &bytes) }
        } else {
            bytes += value.utf8
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a byte is one that is escaped, or may begin the line and paragraph separators.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2
    }

    private static func write(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\n": bytes += "\\n".utf8
        case "\r": bytes += "\\r".utf8
        case "\t": bytes += "\\t".utf8
        case "\u{2028}", "\u{2029}": bytes += "\\u\(String(scalar.value, radix: 16))".utf8
        default:
            if scalar.value < 0x20 {
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            } else {
                bytes += String(scalar).utf8
            }
        }
    }
}
