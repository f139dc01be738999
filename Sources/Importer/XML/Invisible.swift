/// The characters that change how a text is shown without being seen: control characters but for tab, line feed and
/// carriage return, marks that reorder text, zero-width spaces and joiners of words, the byte-order mark.
enum Invisible {
    /// Whether a character is one of them.
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F: true
        case 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// Whether some byte of a text can begin one of them: a control character, or the first byte of U+0080 to U+00BF,
    /// U+2000 to U+2FFF or U+F000 to U+FFFF.
    static func mayBe(in bytes: some Sequence<UInt8>) -> Bool {
        bytes.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }
    }

    /// The first of them in a text.
    static func first(in text: String) -> Unicode.Scalar? {
        mayBe(in: text.utf8) ? text.unicodeScalars.first(where: contains) : nil
    }
}
