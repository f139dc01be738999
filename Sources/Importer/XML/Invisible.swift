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
    static func mayBe(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Without a way out on the first one, which is rare, many bytes are looked at together.
        var found: UInt8 = 0
        for byte in bytes {
            found |= byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF ? 1 : 0
        }
        return found != 0
    }

    /// The same of a text.
    static func mayBe(in text: String) -> Bool {
        if let found = text.utf8.withContiguousStorageIfAvailable({ mayBe(in: $0) }) { return found }
        var text = text
        return text.withUTF8 { mayBe(in: $0) }
    }

    /// The first of them in a text.
    static func first(in text: String) -> Unicode.Scalar? {
        mayBe(in: text) ? text.unicodeScalars.first(where: contains) : nil
    }
}
