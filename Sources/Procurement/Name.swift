/// How names are compared: they are kept as written for printing and folded for matching.
public enum Name {
    /// The form in which two spellings of one name are equal.
    ///
    /// Compatibility characters are replaced as in Unicode's NFKC: full-width letters, digits, brackets and
    /// punctuation by their ASCII forms, ㎎ by mg, Ⅱ by II, the micro sign by the Greek mu. Further, by the table in
    /// `docs/formats.md`: dashes become `-`, multiplication signs `x`, corner and lenticular brackets `(` and `)`,
    /// bullets `·`, and white space and invisible characters are dropped. Canonical equivalence is left to the
    /// comparison of strings.
    public static func folded(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return name }
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x4E00...0x9FFF, 0x3001, 0x3002, 0xB7: result.append(scalar)
            case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0x200B...0x200D, 0xFEFF: continue
            case 0xD7, 0x2217, 0x22C5, 0x2A2F: result.append("x")
            case 0x2010...0x2015, 0x2212: result.append("-")
            case 0x3010, 0x3014, 0x300C, 0x300E, 0x3016: result.append("(")
            case 0x3011, 0x3015, 0x300D, 0x300F, 0x3017: result.append(")")
            case 0x2022, 0x30FB: result.append("\u{B7}")
            case 0x21...0x7E: result.append(scalar)
            // Full-width forms stand in the order of ASCII.
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            default:
                if let replacement = compatibility[scalar] {
                    result.append(contentsOf: replacement)
                } else {
                    result.append(scalar)
                }
            }
        }
        return String(result)
    }

    private static let compatibility: [Unicode.Scalar: [Unicode.Scalar]] = {
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var entry: [Unicode.Scalar] = []
        var number: UInt32?
        for byte in CompatibilityTable.text.utf8 + [UInt8(ascii: ";")] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = (number ?? 0) << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                number = (number ?? 0) << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default:
                if let scalar = number.flatMap(Unicode.Scalar.init) { entry.append(scalar) }
                number = nil
                guard byte != UInt8(ascii: " "), let character = entry.first else { continue }
                table[character] = Array(entry.dropFirst())
                entry.removeAll(keepingCapacity: true)
            }
        }
        return table
    }()
}
