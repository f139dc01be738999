import Decimals

/// Writes a document with two spaces a level, one element a line.
struct XMLWriter {
    private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var open: [String] = []

    /// Writes a start tag; elements written until `end()` are inside it.
    mutating func begin(_ name: String, _ attributes: [(String, String?)] = []) {
        line(name, attributes, close: ">")
        open.append(name)
    }

    /// Writes an element without content.
    mutating func element(_ name: String, _ attributes: [(String, String?)] = []) {
        line(name, attributes, close: "/>")
    }

    /// Writes an element that holds text.
    mutating func element(_ name: String, _ attributes: [(String, String?)] = [], text content: String) {
        line(name, attributes, close: ">" + XMLWriter.escaped(content) + "</\(name)>")
    }

    /// Ends the innermost open element.
    mutating func end() {
        guard let name = open.popLast() else { return }
        text += String(repeating: "  ", count: open.count) + "</\(name)>\n"
    }

    private mutating func line(_ name: String, _ attributes: [(String, String?)], close: String) {
        text += String(repeating: "  ", count: open.count) + "<" + name
        for case (let key, let value?) in attributes { text += " \(key)=\"\(XMLWriter.escaped(value))\"" }
        text += close + "\n"
    }

    /// Text as it may stand in an attribute or element.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\r": result += "&#13;"
            case "\t": result += "&#9;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
