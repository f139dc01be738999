import Procurement

/// A piece of HTML or SVG.
///
/// What stands in the source is markup; whatever is interpolated is text and is escaped, unless it is markup itself. So
/// no name can become an element, an attribute or a script.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    private(set) var text: String

    init(stringLiteral literal: String) { text = literal }
    init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    /// Markup that the tool holds as a text: never anything from a document.
    init(literal: String) { text = literal }

    /// Nothing.
    static let none: Markup = ""

    static func += (left: inout Markup, right: Markup) { left.text += right.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }
        mutating func appendInterpolation(_ parts: [Markup]) { for part in parts { text += part.text } }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ string: String) { Markup.escape(string, into: &text) }

        /// Both languages; the style sheet shows the one that is chosen.
        mutating func appendInterpolation(_ phrase: Phrase) { append(phrase, "i") }

        /// Both languages within a `<text>` of an SVG.
        mutating func appendInterpolation(svg phrase: Phrase) { append(phrase, "tspan") }

        private mutating func append(_ phrase: Phrase, _ element: String) {
            guard phrase.english != phrase.chinese else { return Markup.escape(phrase.english, into: &text) }
            text += "<\(element) lang=\"zh\">"
            Markup.escape(phrase.chinese, into: &text)
            text += "</\(element)><\(element) lang=\"en\">"
            Markup.escape(phrase.english, into: &text)
            text += "</\(element)>"
        }
    }

    /// Text in which nothing is taken for markup, inside elements and inside quoted attributes.
    ///
    /// Control characters, which HTML does not allow, and marks that turn the direction of writing, which could make a
    /// name read as another one, become U+FFFD.
    private static func escape(_ string: String, into text: inout String) {
        for scalar in string.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\n", "\t": text.unicodeScalars.append(scalar)
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            }
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
    }
}
