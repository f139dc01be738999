extension String {
    /// Whether no other characters are the same text by canonical equivalence: it has ASCII, Chinese characters and
    /// full-width forms only, none of which is made of others or part of others.
    package var isWrittenInOneWay: Bool {
        // Bytes below 0x80 are ASCII, those from 0xE4 to 0xE9 begin U+4000 to U+9FFF.
        var text = self
        let isPlain = text.withUTF8 { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= byte >= 0xC0 && byte < 0xE4 || byte > 0xE9 ? 1 : 0 }
            return others == 0
        }
        if isPlain { return true }
        return unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x00...0x7F, 0x3001...0x3029, 0x4000...0x9FFF, 0xFF01...0xFF60: true
            default: false
            }
        }
    }
}
