extension String {
    /// Whether no other characters are the same text by canonical equivalence: it has ASCII, Chinese characters and
    /// full-width forms only, none of which is made of others or part of others.
    package var isWrittenInOneWay: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x00...0x7F, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF60: true
            default: false
            }
        }
    }
}
