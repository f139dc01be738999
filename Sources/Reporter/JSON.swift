public import Decimals

/// A JSON value; objects are written with sorted keys, so that equal values are equal bytes.
public indirect enum JSON: Sendable, Equatable {
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
    public var text: String {
        var result = ""
        write(to: &result, indent: 0)
        return result + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .decimal(let value): text += value.description
        case .string(let value): JSON.write(value, to: &text)
        case .array(let items):
            if items.isEmpty { return text += "[]" }
            text += "[\n"
            for (index, item) in items.enumerated() {
                text += String(repeating: "  ", count: indent + 1)
                item.write(to: &text, indent: indent + 1)
                text += index == items.count - 1 ? "\n" : ",\n"
            }
            text += String(repeating: "  ", count: indent) + "]"
        case .object(let members):
            if members.isEmpty { return text += "{}" }
            text += "{\n"
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for (index, key) in keys.enumerated() {
                text += String(repeating: "  ", count: indent + 1)
                JSON.write(key, to: &text)
                text += ": "
                members[key]?.write(to: &text, indent: indent + 1)
                text += index == keys.count - 1 ? "\n" : ",\n"
            }
            text += String(repeating: "  ", count: indent) + "}"
        }
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{2028}", "\u{2029}": text += "\\u" + String(scalar.value, radix: 16)
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
