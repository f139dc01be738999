/// How names are compared: they are kept as written for printing and folded for matching.
public enum Name {
    /// The form in which two spellings of one name are equal.
    ///
    /// Full-width letters, digits, brackets and punctuation become their ASCII forms, the micro sign and
    /// the Greek mu become one, multiplication signs become `x`, and spaces are dropped.
    public static func folded(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF: continue
            case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0xB5: result.append("\u{3BC}")
            case 0xD7, 0x2217, 0x22C5: result.append("x")
            case 0x2010...0x2015, 0x2212: result.append("-")
            case 0x3010, 0x3014, 0x300C: result.append("(")
            case 0x3011, 0x3015, 0x300D: result.append(")")
            case 0x00B7, 0x2022, 0x30FB: result.append("\u{B7}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
