/// The unified social credit code (统一社会信用代码) by which a Chinese organisation is known, GB 32100-2015.
///
/// Eighteen characters: the registering department, the kind of organisation, six digits of the place, nine of the
/// organisation code, and a check character over the seventeen before it.
public enum CreditCode {
    /// The characters in the order of their values; I, O, S, V and Z are left out.
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// What is wrong with a code.
    public enum Problem: Error, Sendable, Hashable {
        /// It does not have 18 characters.
        case length(Int)
        /// A character is not in the alphabet.
        case character(Character)
        /// The last character is not the one that belongs to the others.
        case checkCharacter(found: Character, expected: Character)
    }

    /// Whether the name of a scheme means this code.
    public static func isNamed(by scheme: String?) -> Bool {
        guard let scheme else { return false }
        return ["USCC", "CN-USCC", "CN:USCC", "统一社会信用代码"].contains(Name.folded(scheme).uppercased())
    }

    /// What is wrong with a code; nil for a sound one.
    public static func problem(of code: String) -> Problem? {
        let characters = Array(code)
        guard characters.count == 18 else { return .length(characters.count) }
        var sum = 0
        var weight = 1
        for character in characters.dropLast() {
            guard let value = value(of: character) else { return .character(character) }
            sum += value * weight
            // The weights are 3⁰, 3¹ … modulo 31.
            weight = weight * 3 % 31
        }
        guard value(of: characters[17]) != nil else { return .character(characters[17]) }
        let expected = Character(Unicode.Scalar(alphabet[(31 - sum % 31) % 31]))
        return characters[17] == expected ? nil : .checkCharacter(found: characters[17], expected: expected)
    }

    private static func value(of character: Character) -> Int? {
        character.asciiValue.flatMap { alphabet.firstIndex(of: $0) }
    }
}
