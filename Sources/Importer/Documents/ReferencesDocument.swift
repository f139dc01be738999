import Decimals
public import Procurement

/// Reads and writes `references.xml`: facts of other rounds.
public enum ReferencesDocument {
    /// Where the parts stand.
    struct Places {
        var root = SourceLocation(file: "references.xml")
        var prices: [SourceLocation] = []
        var bars: [SourceLocation] = []
    }

    static func read(_ root: Element, _ diagnostics: Diagnostics) -> (round: Round.ID, BorrowedFacts, Places)? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let round = attributes.required("round")
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)
        var sources = SourceTable()
        var facts = BorrowedFacts()
        var places = Places(root: root.tag.location)
        for child in root.children {
            switch child.tag.name {
            case "source": sources.read(child.tag, text: child.text, diagnostics)
            case "price":
                guard let price = readPrice(child, sources, diagnostics) else { continue }
                facts.prices.append(price)
                places.prices.append(child.tag.location)
            case "bar":
                guard let bar = readBar(child, sources, diagnostics) else { continue }
                facts.bars.append(bar)
                places.bars.append(child.tag.location)
            default:
                diagnostics.unknownElement(child.tag, in: root.tag.name, allowed: ["source", "price", "bar"])
            }
        }
        return round.map { ($0, facts, places) }
    }

    private static func readSource(_ attributes: inout AttributeReader, _ sources: SourceTable) -> BorrowedSource? {
        let round = attributes.required("round")
        let digest = attributes.text("sha256")
        let provenance = sources.provenance(&attributes)
        if let digest, digest.utf8.count != 64 || !digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) {
            attributes.diagnostics.error(
                .notAnAllowedValue, "'\(digest)' is no SHA-256", remedy: "write its 64 digits, 0-9 and a-f",
                at: attributes.location(of: "sha256"))
        }
        return round.map { BorrowedSource(round: $0, digest: digest, provenance: provenance) }
    }

    private static func readPrice(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> BorrowedPrice? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let kind = attributes.required("kind")
        let lot = attributes.required("lot")
        let specification = attributes.required("specification")
        let bidder = attributes.text("bidder")
        let price = attributes.price("price", required: true)
        let source = readSource(&attributes, sources)
        attributes.finish()
        guard let kind, let lot, let specification, let price, let source else { return nil }
        return BorrowedPrice(
            kind: kind, lot: lot, specification: specification, bidder: bidder, price: price, source: source)
    }

    private static func readBar(_ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics) -> Bar? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let bidder = attributes.required("bidder")
        let from = attributes.day("from")
        let to = attributes.day("to")
        let cause = attributes.required("cause")
        let source = readSource(&attributes, sources)
        attributes.finish()
        guard let bidder, let from, let to, let cause, let source else { return nil }
        if to < from {
            diagnostics.error(
                .notAnAllowedValue, "the bar ends on \(to), before it begins on \(from)",
                remedy: "write the first day and then the last", at: attributes.location(of: "to"))
            return nil
        }
        return Bar(bidder: bidder, from: from, to: to, cause: cause, source: source)
    }

    /// The text of `references.xml` with bars at its end, everything else in it as it is; nil where it has no end tag.
    ///
    /// - Parameters:
    ///   - bars: without sources of their own.
    ///   - text: the document as it is; nil where there is none yet.
    public static func adding(_ bars: [Bar], to text: String?, of round: Round.ID) -> String? {
        let fresh = ReferencesDocument.text(BorrowedFacts(bars: bars), of: round)
        guard let text else { return fresh }
        guard let end = text.ranges(of: "</references>").last else { return nil }
        let lines = fresh.split(separator: "\n").filter { $0.hasPrefix("  <bar ") }.map { "\($0)\n" }.joined()
        var head = String(text[..<end.lowerBound])
        if !head.hasSuffix("\n") { head += "\n" }
        return head + lines + text[end.lowerBound...]
    }

    /// The text of `references.xml`.
    public static func text(_ facts: BorrowedFacts, of round: Round.ID) -> String {
        let sources = SourceTable(facts.prices.map(\.source.provenance) + facts.bars.map(\.source.provenance))
        var writer = XMLWriter()
        writer.begin("references", [("xmlns", DocumentKind.references.namespace), ("round", round)])
        sources.write(to: &writer)
        for price in facts.prices {
            writer.element(
                "price",
                [
                    ("kind", price.kind), ("lot", price.lot), ("specification", price.specification),
                    ("bidder", price.bidder), ("price", price.price.description), ("round", price.source.round),
                    ("sha256", price.source.digest),
                ] + sources.attributes(price.source.provenance))
        }
        for bar in facts.bars {
            writer.element(
                "bar",
                [
                    ("bidder", bar.bidder), ("from", bar.from.description), ("to", bar.to.description),
                    ("cause", bar.cause), ("round", bar.source.round), ("sha256", bar.source.digest),
                ] + sources.attributes(bar.source.provenance))
        }
        writer.end()
        return writer.text
    }
}

extension TagReader {
    /// A day, such as 2020-01-17.
    mutating func day(_ name: StaticString, required isRequired: Bool = true) -> CalendarDate? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        if let day = CalendarDate(written) { return day }
        diagnostics.error(
            .notAnAllowedValue, "attribute '\(name)' of <\(tag.elementName)> is '\(written)', which is no day",
            remedy: "write it as 2020-01-17", at: location(of: name))
        return nil
    }
}
