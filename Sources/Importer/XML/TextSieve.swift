import Procurement

/// Reads a document that nobody knows, keeps nothing, and looks for characters that hide or reorder text.
///
/// What makes a file dangerous is found in this way whatever kind of document it is.
final class TextSieve: TagHandler {
    private let diagnostics: Diagnostics
    private var place: (() -> SourceLocation)?
    /// Each character is reported where it stands first, so that a file full of them is answered by a few lines.
    private var reported: Set<Unicode.Scalar> = []

    init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

    override func open(_ tag: StartTag) -> Bool {
        if place == nil { place = tag.reading }
        for index in 0..<tag.count {
            look(at: String(decoding: tag.value(index), as: UTF8.self), "an attribute value") { _ in tag.location }
        }
        return false
    }

    override func text(_ text: String) {
        look(at: text, "the text") { [place] lineFeeds in
            // The parser stands behind the text.
            var location = place?() ?? SourceLocation(file: "")
            location.line = max(location.line - lineFeeds, 0)
            return location
        }
    }

    override func close() -> Bool { false }

    private func look(at text: String, _ words: String, _ location: (_ lineFeedsAfter: Int) -> SourceLocation) {
        guard Invisible.mayBe(in: text) else { return }
        var rest = text.unicodeScalars[...]
        while let mark = rest.firstIndex(where: Invisible.contains) {
            let scalar = rest[mark]
            rest = rest[rest.index(after: mark)...]
            guard reported.insert(scalar).inserted else { continue }
            diagnostics.reportInvisible(scalar, in: words, at: location(rest.reduce(0) { $1 == "\n" ? $0 + 1 : $0 }))
        }
    }
}
