import Decimals
public import Procurement

/// Reads and writes `baselines.xml`.
public enum BaselinesDocument {
    static func read(_ root: Element, _ diagnostics: Diagnostics) -> (PriceLists, [SourceLocation])? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let round = attributes.required("round")
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)
        var sources = SourceTable()
        var result = PriceLists(round: round ?? "")
        var places: [SourceLocation] = []
        for child in root.children {
            switch child.tag.name {
            case "source": sources.read(child.tag, text: child.text, diagnostics)
            case "list":
                guard let list = readList(child, sources, diagnostics) else { continue }
                if result.lists.contains(where: { $0.id == list.id }) {
                    diagnostics.error(.duplicate, "list '\(list.id)' is given twice", at: child.tag.location)
                }
                result.lists.append(list)
                places.append(child.tag.location)
            default: diagnostics.unknownElement(child.tag, in: root.tag.name, allowed: ["source", "list"])
            }
        }
        return round == nil ? nil : (result, places)
    }

    private static func readList(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> PriceList? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = identifier(&attributes)
        let kind = attributes.choice("kind", PriceList.Kind.self, required: true)
        let date = date(&attributes)
        let title = attributes.text("title")
        let currency = attributes.text("currency")
        let rate = attributes.price("exchange-rate")
        let round = attributes.text("round")
        let digest = digest(&attributes)
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        if (currency == nil) != (rate == nil) {
            diagnostics.error(
                .attributeMissing, "a list in another currency needs both currency and exchange-rate",
                remedy: "state both, or neither", at: element.tag.location)
        }
        var prices: [PriceList.Price] = []
        for child in element.children {
            guard child.tag.name == "price" else {
                diagnostics.unknownElement(child.tag, in: "list", allowed: ["price"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let lot = reader.required("lot")
            let specification = reader.required("specification")
            let price = reader.price("price", required: true)
            let pack = reader.integer("pack", in: 1...1_000_000)
            let provenance = sources.provenance(&reader)
            reader.finish()
            guard let lot, let specification, let price else { continue }
            prices.append(
                PriceList.Price(
                    lot: lot, specification: specification, price: price, pack: pack ?? 1, provenance: provenance))
        }
        guard let id, let kind, let date else { return nil }
        return PriceList(
            id: id, kind: kind, date: date, title: title, currency: currency, exchangeRate: rate, round: round,
            digest: digest, prices: prices, provenance: provenance)
    }

    /// An identifier can stand in that of a figure: no slash.
    private static func identifier(_ attributes: inout AttributeReader) -> String? {
        guard let id = attributes.required("id") else { return nil }
        guard !id.contains("/") else {
            attributes.diagnostics.error(
                .notAnAllowedValue, "the identifier '\(id)' of a list holds a slash",
                remedy: "figures are named by it: write it without", at: attributes.location(of: "id"))
            return nil
        }
        return id
    }

    private static func date(_ attributes: inout AttributeReader) -> CalendarDate? {
        guard let written = attributes.required("date") else { return nil }
        if let date = CalendarDate(written) { return date }
        attributes.diagnostics.error(
            .notAnAllowedValue, "date '\(written)' is not a day", remedy: "write it as 2019-12-31",
            at: attributes.location(of: "date"))
        return nil
    }

    private static func digest(_ attributes: inout AttributeReader) -> String? {
        guard let written = attributes.text("sha256") else { return nil }
        let isDigest =
            written.utf8.count == 64
            && written.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        if isDigest { return written }
        attributes.diagnostics.error(
            .notAnAllowedValue, "sha256 '\(written)' is not a SHA-256", remedy: "write 64 digits 0-9a-f",
            at: attributes.location(of: "sha256"))
        return nil
    }

    /// The text of `baselines.xml`.
    public static func text(_ lists: PriceLists) -> String {
        let sources = SourceTable(lists.lists.flatMap { [$0.provenance] + $0.prices.map(\.provenance) })
        var writer = XMLWriter()
        writer.begin("baselines", [("xmlns", DocumentKind.baselines.namespace), ("round", lists.round)])
        sources.write(to: &writer)
        for list in lists.lists {
            writer.begin(
                "list",
                [
                    ("id", list.id), ("kind", list.kind.rawValue), ("date", list.date.description),
                    ("title", list.title), ("currency", list.currency),
                    ("exchange-rate", list.exchangeRate?.description), ("round", list.round), ("sha256", list.digest),
                ] + sources.attributes(list.provenance))
            for price in list.prices {
                writer.element(
                    "price",
                    [
                        ("lot", price.lot), ("specification", price.specification),
                        ("price", price.price.description), ("pack", price.pack == 1 ? nil : String(price.pack)),
                    ] + sources.attributes(price.provenance))
            }
            writer.end()
        }
        writer.end()
        return writer.text
    }
}
