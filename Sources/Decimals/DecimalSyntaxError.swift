/// Why a text is not a decimal number.
public enum DecimalSyntaxError: Error, Hashable, Sendable {
    /// The text has no characters.
    case empty
    /// A character is not part of a number, or not at this place; the offset counts UTF-8 bytes from the start.
    case unexpectedCharacter(Character, offset: Int)
    /// The text is a sign with nothing after it.
    case missingDigits
    /// There is no digit before the decimal point.
    case missingIntegerDigits
    /// There is no digit after the decimal point.
    case missingFractionDigits
    /// There are more digits, not counting leading zeros, than a number may have.
    case tooManyDigits(limit: Int)
    /// There are more digits after the decimal point than a number may have.
    case tooManyFractionDigits(limit: Int)
}

extension DecimalSyntaxError: CustomStringConvertible {
    /// What is wrong with the text and what to write instead, in plain lower-case English.
    public var description: String {
        switch self {
        case .empty: "the number is empty"
        case .unexpectedCharacter(let character, _): Self.description(of: character)
        case .missingDigits: "a sign alone is not a number; write digits after it"
        case .missingIntegerDigits: "there is no digit before the decimal point; write one, for example 0.5"
        case .missingFractionDigits: "there is no digit after the decimal point; write one, for example 1.0, or drop it"
        case .tooManyDigits(let limit): "a number has at most \(limit) significant digits"
        case .tooManyFractionDigits(let limit): "a number has at most \(limit) digits after the decimal point"
        }
    }

    /// What is wrong with a character that is not part of a number.
    private static func description(of character: Character) -> String {
        switch character {
        case ",": return "',' is not part of a number; write a decimal point, for example 1.5"
        case ".": return "a number has only one decimal point"
        case "-": return "'-' may only stand before the first digit"
        case "+": return "'+' is not part of a number; write a positive number without a sign"
        case "e", "E": return "'\(character)' is not part of a number; write it out, for example 1000 instead of 1e3"
        case " ": return "a space is not part of a number"
        default: break
        }
        if let digit = character.wholeNumberValue {
            return "'\(character)' is not an ASCII digit; write the digits 0 to 9, for example \(digit)"
        }
        if isPrintable(character) { return "'\(character)' is not part of a number" }
        let codes = character.unicodeScalars.map { "U+" + padded(String($0.value, radix: 16, uppercase: true)) }
        return "the character \(codes.joined(separator: " ")) is not part of a number"
    }

    /// Whether a character can be shown between quotes.
    private static func isPrintable(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned: false
            case .spaceSeparator, .lineSeparator, .paragraphSeparator: false
            case .nonspacingMark, .enclosingMark, .spacingMark: false
            default: true
            }
        }
    }

    /// Hexadecimal digits padded with zeros to at least four.
    private static func padded(_ digits: String) -> String {
        String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }
}
