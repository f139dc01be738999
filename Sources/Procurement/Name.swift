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
            case 0x4E00...0x9FFF: result.append(scalar)
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
                    result.append(contentsOf: replacement.unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        return String(result)
    }

    private static let compatibility: [Unicode.Scalar: String] = {
        var table: [Unicode.Scalar: String] = [:]
        for entry in CompatibilityTable.text.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let numbers = entry.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
            guard let character = numbers.first else { continue }
            var replacement = String.UnicodeScalarView()
            replacement.append(contentsOf: numbers.dropFirst())
            table[character] = String(replacement)
        }
        return table
    }()
}
