/// A text in both languages of reports.
public struct Phrase: Sendable, Hashable {
    /// The English text.
    public var english: String
    /// The Chinese text.
    public var chinese: String

    /// Creates a phrase.
    public init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// Creates a text that is the same in both languages: a name, a number.
    public init(_ text: String) { self.init(text, text) }

    /// Creates a phrase from a function that knows both languages.
    public init(_ text: (Language) -> String) { self.init(text(.english), text(.chinese)) }

    /// The text in a language.
    public subscript(language: Language) -> String { language == .english ? english : chinese }
}
