import Procurement

/// The sources that a document names once and refers to by a short identifier.
struct SourceTable {
    private var texts: [String: String] = [:]
    private var identifiers: [String: String] = [:]
    private(set) var order: [(id: String, text: String)] = []

    // MARK: Reading

    /// Takes over `<source id="S1">text</source>`.
    mutating func read(_ tag: Tag, text: String, _ diagnostics: Diagnostics) {
        var attributes = AttributeReader(tag, diagnostics)
        let id = attributes.required("id")
        attributes.finish()
        guard let id else { return }
        if texts[id] != nil {
            diagnostics.error(.duplicate, "source '\(id)' is named twice", at: attributes.location(of: "id"))
        }
        if let scalar = Invisible.first(in: text) {
            diagnostics.reportInvisible(scalar, in: "the text of <source>", at: tag.location)
        }
        texts[id] = text
        order.append((id, text))
    }

    /// The text of the source of that identifier.
    subscript(id: String) -> String? { texts[id] }

    /// Reads `source`, `confidence` and `note`.
    func provenance<Tag>(_ attributes: inout TagReader<Tag>) -> Provenance {
        let diagnostics = attributes.diagnostics
        return provenance(&attributes) { diagnostics.report(unknownSource: $0, at: $1) }
    }

    /// Reads the same; a source that isn't known is handed on, with where it is named.
    func provenance<Tag>(
        _ attributes: inout TagReader<Tag>, ifUnknown handle: (String, SourceLocation) -> Void
    ) -> Provenance {
        var provenance = Provenance()
        if let id = attributes.text("source") {
            provenance.source = texts[id]
            if provenance.source == nil { handle(id, attributes.location(of: "source")) }
        }
        provenance.confidence = attributes.choice("confidence", Confidence.self)
        provenance.note = attributes.text("note")
        return provenance
    }

    // MARK: Writing

    /// A table of the distinct sources in order of first use.
    init(_ provenances: [Provenance] = []) {
        for case let source? in provenances.map(\.source) where identifiers[source] == nil {
            let id = "S\(order.count + 1)"
            identifiers[source] = id
            order.append((id, source))
        }
    }

    /// Writes the `<source>` elements.
    func write(to writer: inout XMLWriter) {
        for (id, text) in order { writer.element("source", [("id", id)], text: text) }
    }

    /// The attributes of a provenance.
    func attributes(_ provenance: Provenance) -> [(String, String?)] {
        [
            ("source", provenance.source.flatMap { identifiers[$0] }),
            ("confidence", provenance.confidence?.rawValue), ("note", provenance.note),
        ]
    }
}

extension Diagnostics {
    /// Reports a source that nothing describes.
    func report(unknownSource id: String, at location: SourceLocation) {
        error(
            .notAnAllowedValue, "no <source> has the identifier '\(id)'",
            remedy: "add <source id=\"\(id)\">…</source> at the beginning", at: location)
    }
}
