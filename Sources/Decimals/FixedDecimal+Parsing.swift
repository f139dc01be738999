extension FixedDecimal {
    /// The largest number of digits in a text, not counting leading zeros.
    static let digitLimit = 30

    /// The largest number of digits after the decimal point in a text.
    static let fractionDigitLimit = 18

    /// The number of digits that are gathered in a single word.
    private static let wordDigits = 18

    /// Reads a number from UTF-8 text.
    ///
    /// The text is an optional `-`, one or more ASCII digits, and optionally a `.` with one or more ASCII digits after
    /// it, and nothing else: no exponent, no `+`, no spaces and no grouping. There may be at most 30 digits, not
    /// counting leading zeros, and at most 18 decimals. The scale of the result is the number of decimals written.
    ///
    /// - Parameter text: The whole text of the number.
    /// - Returns: The number.
    /// - Throws: `DecimalSyntaxError` when the text is not a number.
    /// - Complexity: O(*n*) in the length of the text.
    public static func parse(_ text: UnsafeBufferPointer<UInt8>) throws(DecimalSyntaxError) -> FixedDecimal {
        guard !text.isEmpty else { throw .empty }
        if let plain = parsePlain(text) { return plain }
        let isNegative = text[0] == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        // The first 18 significant digits are gathered in one word, and those after them in another.
        var (first, second): (UInt64, UInt64) = (0, 0)
        var significantDigits = 0
        var point: Int?
        var index = start
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                if significantDigits < wordDigits {
                    first = first &* 10 &+ UInt64(digit)
                    if first != 0 { significantDigits += 1 }
                } else {
                    second = second &* 10 &+ UInt64(digit)
                    significantDigits += 1
                    if significantDigits > digitLimit { throw .tooManyDigits(limit: digitLimit) }
                }
            } else if text[index] == UInt8(ascii: "."), point == nil {
                guard index > start else { throw .missingIntegerDigits }
                point = index
            } else {
                throw .unexpectedCharacter(character(in: text, at: index), offset: index)
            }
            index += 1
        }
        guard text.count > start else { throw .missingDigits }
        let scale = point.map { text.count - $0 - 1 } ?? 0
        if point != nil, scale == 0 { throw .missingFractionDigits }
        guard scale <= fractionDigitLimit else { throw .tooManyFractionDigits(limit: fractionDigitLimit) }
        // Neither word can pass 10¹⁸, which is within a signed word.
        var units = Integer(inline: Int64(first))
        if significantDigits > wordDigits {
            units = units * Integer.powerOfTen(significantDigits - wordDigits) + Integer(inline: Int64(second))
        }
        return FixedDecimal(units: isNegative ? -units : units, scale: scale)
    }

    /// Reads a number without a sign and of at most 18 digits, as nearly all are; nil for any other text.
    @inline(__always)
    private static func parsePlain(_ text: UnsafeBufferPointer<UInt8>) -> FixedDecimal? {
        guard text.count <= wordDigits, text[0] != UInt8(ascii: "."), text[text.count - 1] != UInt8(ascii: ".") else {
            return nil
        }
        var units: Int64 = 0
        var scale = -1
        for byte in text {
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                units = units &* 10 &+ Int64(digit)
                if scale >= 0 { scale &+= 1 }
            } else if byte == UInt8(ascii: "."), scale < 0 {
                scale = 0
            } else {
                return nil
            }
        }
        return FixedDecimal(units: Integer(inline: units), scale: max(scale, 0))
    }

    /// Reads a number from text, by the same rules as `parse(_:)` for UTF-8 text.
    ///
    /// - Parameter text: The whole text of the number.
    /// - Returns: The number.
    /// - Throws: `DecimalSyntaxError` when the text is not a number.
    /// - Complexity: O(*n*) in the length of the text.
    public static func parse(_ text: String) throws(DecimalSyntaxError) -> FixedDecimal {
        var text = text
        return try text.withUTF8 { bytes -> Result<FixedDecimal, DecimalSyntaxError> in
            do throws(DecimalSyntaxError) {
                return .success(try parse(bytes))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    /// Creates a number from text, by the rules of `parse(_:)`.
    ///
    /// - Parameter text: The whole text of the number; the result is `nil` when it is not a number.
    /// - Complexity: O(*n*) in the length of the text.
    public init?(_ text: String) {
        guard let number = try? FixedDecimal.parse(text) else { return nil }
        self = number
    }

    /// The character that starts at an offset of UTF-8 text; U+FFFD when the text is not valid there.
    private static func character(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Character {
        let bytes = text[offset..<min(offset + 4, text.count)]
        return Character(String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}")
    }
}
