import Decimals
public import Procurement

/// Reads and writes `published.xml`.
public enum PublishedDocument {
    /// Whether the list of winners is the whole one.
    private enum Extent: String, CaseIterable { case complete, partial }

    /// Where the parts of a published result stand.
    struct Places {
        var winners: [SourceLocation] = []
        var headlines: [SourceLocation] = []
    }

    static func read(_ root: Element, _ diagnostics: Diagnostics) -> (PublishedResult, Places)? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let round = attributes.required("round")
        let extent = attributes.choice("winners", Extent.self) ?? .complete
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)
        var sources = SourceTable()
        var published = PublishedResult(round: round ?? "", isPartial: extent == .partial)
        var places = Places()
        var seen: Set<[String]> = []
        for child in root.children {
            switch child.tag.name {
            case "source": sources.read(child.tag, text: child.text, diagnostics)
            case "winner":
                guard let winner = readWinner(child, sources, diagnostics) else { continue }
                if !seen.insert([winner.lot, winner.bidder]).inserted {
                    diagnostics.error(
                        .duplicate, "'\(winner.name)' is listed twice as a winner of lot '\(winner.lot)'",
                        remedy: "give one <winner> several <presentation> elements", at: child.tag.location)
                }
                published.winners.append(winner)
                places.winners.append(child.tag.location)
            case "headline":
                guard let headline = readHeadline(child, sources, diagnostics) else { continue }
                published.headlines.append(headline)
                places.headlines.append(child.tag.location)
            default:
                diagnostics.unknownElement(child.tag, in: root.tag.name, allowed: ["source", "winner", "headline"])
            }
        }
        return round == nil ? nil : (published, places)
    }

    private static func readWinner(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> PublishedWinner? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let lot = attributes.required("lot")
        let bidder = attributes.required("bidder")
        let name = attributes.required("name")
        let isOriginator = attributes.flag("originator")
        let isForeign = attributes.flag("foreign")
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        var presentations: [PublishedWinner.Presentation] = []
        var regions: [String] = []
        for child in element.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "presentation":
                let product = reader.text("product")
                let specification = reader.required("specification")
                let unitPrice = reader.price("unit-price", required: true)
                let units = reader.integer("pack", in: 1...1_000_000)
                let packPrice = reader.price("pack-price")
                let previous = reader.price("previous-price")
                reader.finish()
                guard let specification, let unitPrice else { continue }
                var pack: Pack?
                if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
                presentations.append(
                    PublishedWinner.Presentation(
                        product: product, specification: specification, unitPrice: unitPrice, pack: pack,
                        previousPrice: previous))
            case "supplies":
                if let region = reader.required("region") { regions.append(region) }
                reader.finish()
            default:
                diagnostics.unknownElement(child.tag, in: "winner", allowed: ["presentation", "supplies"])
            }
        }
        if presentations.isEmpty {
            diagnostics.error(
                .elementMissing, "<winner> has no <presentation>", remedy: "say what won and at which price",
                at: element.tag.location)
        }
        guard let lot, let bidder, let name, !presentations.isEmpty else { return nil }
        return PublishedWinner(
            lot: lot, bidder: bidder, name: name, presentations: presentations, regions: regions,
            isOriginator: isOriginator, isForeign: isForeign, provenance: provenance)
    }

    private static func readHeadline(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> Headline? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let measure = attributes.choice("measure", Headline.Measure.self, required: true)
        let group = attributes.text("of").flatMap { readGroup($0, attributes) }
        let value = attributes.decimal("value", required: true)
        let precision = attributes.price("precision")
        let isLowerBound = attributes.flag("at-least") ?? false
        let baseline = attributes.choice("baseline", Headline.Baseline.self) ?? .unstated
        let baselineText = attributes.text("baseline-text")
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        guard let measure, let value else { return nil }
        return Headline(
            measure: measure, group: group ?? .all, value: value, precision: precision, isLowerBound: isLowerBound,
            baseline: baseline, baselineText: baselineText,
            provenance: provenance)
    }

    private static func readGroup(_ word: String, _ attributes: AttributeReader) -> WinnerGroup? {
        switch WinnerGroup(rawValue: word) {
        case .month, .bidder, nil:
            attributes.diagnostics.error(
                .notAnAllowedValue, "attribute 'of' of <headline> is '\(word)'",
                remedy: "write originator, generic, domestic, foreign, region=… or lot=…",
                at: attributes.location(of: "of"))
            return nil
        case let group?: return group
        }
    }

    /// The text of `published.xml`.
    public static func text(_ published: PublishedResult) -> String {
        let sources = SourceTable(published.winners.map(\.provenance) + published.headlines.map(\.provenance))
        var writer = XMLWriter()
        writer.begin(
            "published",
            [
                ("xmlns", DocumentKind.published.namespace), ("round", published.round),
                ("winners", published.isPartial ? "partial" : nil),
            ])
        sources.write(to: &writer)
        for winner in published.winners {
            writer.begin(
                "winner",
                [
                    ("lot", winner.lot), ("bidder", winner.bidder), ("name", winner.name),
                    ("originator", winner.isOriginator?.description), ("foreign", winner.isForeign?.description),
                ]
                    + sources.attributes(winner.provenance))
            for presentation in winner.presentations {
                writer.element(
                    "presentation",
                    [
                        ("product", presentation.product), ("specification", presentation.specification),
                        ("unit-price", presentation.unitPrice.description),
                        ("pack", presentation.pack.map { String($0.units) }),
                        ("pack-price", presentation.pack?.price.description),
                        ("previous-price", presentation.previousPrice?.description),
                    ])
            }
            for region in winner.regions { writer.element("supplies", [("region", region)]) }
            writer.end()
        }
        for headline in published.headlines {
            writer.element(
                "headline",
                [
                    ("measure", headline.measure.rawValue),
                    ("of", headline.group == .all ? nil : headline.group.rawValue),
                    ("value", headline.value.description),
                    ("precision", headline.precision?.description),
                    ("at-least", headline.isLowerBound ? "true" : nil),
                    ("baseline", headline.baseline == .unstated ? nil : headline.baseline.rawValue),
                    ("baseline-text", headline.baselineText),
                ] + sources.attributes(headline.provenance))
        }
        writer.end()
        return writer.text
    }
}
