import Decimals
public import Procurement

/// Reads and writes `round.xml`.
public enum RoundDocument {
    /// Reads the lots as they come, and the rest as a tree.
    final class Handler: TagHandler {
        private let lots: LotReader
        private let builder: ElementBuilder

        init(limits: ImportLimits) {
            let lots = LotReader(limits: limits)
            self.lots = lots
            builder = ElementBuilder { if $0.tag.name == "source" { lots.take(source: $0) } }
        }

        override func begin(_ names: XMLNames) { lots.begin(names) }

        override func open(_ tag: StartTag) -> Bool {
            guard lots.isOpen || builder.depth == 1 && lots.isLot(tag) else { return builder.open(tag) }
            lots.open(tag)
            return false
        }

        override func text(_ text: String) {
            if lots.isOpen { lots.text(text) } else { builder.text(text) }
        }

        override func close() -> Bool {
            guard lots.isOpen else { return builder.close() }
            lots.close()
            return false
        }

        /// The document, when it has ended.
        func document(_ diagnostics: Diagnostics) -> ImportedDocument? {
            guard let root = builder.finish() else { return nil }
            diagnostics.checkLeaves(root, .round)
            return RoundDocument.read(root, lots, diagnostics).map { round, places in
                .round(round, lots: LotPlaces(of: round.lots, places, in: root.tag.file))
            }
        }
    }

    /// - Parameter lotReader: has read the lots, which are not in the tree.
    private static func read(
        _ root: Element, _ lotReader: LotReader, _ diagnostics: Diagnostics
    ) -> (Round, lotPlaces: [Place])? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let id = attributes.required("id")
        var round = Round(id: id ?? "")
        round.title = attributes.text("title")
        round.currency = attributes.text("currency") ?? "CNY"
        round.ceilingsFromRound = attributes.text("ceilings-from-round")
        round.agreementStart = attributes.day("agreement-start", required: false)
        round.isSynthetic = attributes.flag("synthetic") ?? false
        if let written = attributes.text("deadline") {
            round.deadline = Timestamp(written)
            if round.deadline == nil {
                diagnostics.error(
                    .notAnAllowedValue, "deadline '\(written)' is not a date and time",
                    remedy: "write it as 2020-01-17T10:00:00+08:00", at: attributes.location(of: "deadline"))
            }
        }
        if let written = attributes.text("date") {
            round.date = CalendarDate(written)
            if round.date == nil {
                diagnostics.error(
                    .notAnAllowedValue, "date '\(written)' is not a day", remedy: "write it as 2020-01-17",
                    at: attributes.location(of: "date"))
            }
        }
        var sources = SourceTable()
        for child in root.children where child.tag.name == "source" {
            sources.read(child.tag, text: child.text, diagnostics)
        }
        round.provenance = sources.provenance(&attributes)
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)

        let (lots, places) = lotReader.finish(sources, diagnostics)
        round.lots = lots
        reportRepetitions(round, places, in: root.tag.file, diagnostics)
        for child in root.children {
            switch child.tag.name {
            case "source": break
            case "region":
                var reader = AttributeReader(child.tag, diagnostics)
                if let region = reader.required("id") {
                    if round.regions.contains(region) {
                        diagnostics.error(.duplicate, "region '\(region)' is named twice", at: child.tag.location)
                    }
                    round.regions.append(region)
                }
                reader.finish()
            default:
                diagnostics.unknownElement(child.tag, in: root.tag.name, allowed: ["source", "region", "lot"])
            }
        }
        return id == nil ? nil : (round, places)
    }

    private static func reportRepetitions(
        _ round: Round, _ places: [Place], in file: String, _ diagnostics: Diagnostics
    ) {
        // Only such identifiers are written in two ways.
        guard round.lotIndex.hasRepetition || !round.lots.allSatisfy(\.id.isWrittenInOneWay) else { return }
        var known: Set<Lot.ID> = []
        for (lot, place) in zip(round.lots, places) where !known.insert(lot.id).inserted {
            diagnostics.error(.duplicate, "lot '\(lot.id)' is described twice", at: place.location(in: file))
        }
    }

    /// The text of `round.xml`.
    public static func text(_ round: Round) -> String {
        let provenances = [round.provenance] + round.lots.flatMap { [$0.provenance] + $0.ceilings.map(\.provenance) }
        let sources = SourceTable(provenances)
        var writer = XMLWriter()
        writer.begin(
            "round",
            [
                ("xmlns", DocumentKind.round.namespace), ("id", round.id), ("title", round.title),
                ("currency", round.currency), ("deadline", round.deadline?.description),
                ("date", round.date?.description),
                ("agreement-start", round.agreementStart?.description),
                ("ceilings-from-round", round.ceilingsFromRound), ("synthetic", round.isSynthetic ? "true" : nil),
            ] + sources.attributes(round.provenance))
        sources.write(to: &writer)
        for region in round.regions { writer.element("region", [("id", region)]) }
        for lot in round.lots {
            writer.begin(
                "lot",
                [
                    ("id", lot.id), ("name", lot.name), ("dosage-class", lot.dosageClass), ("tier", lot.tier),
                    ("reference", lot.reference), ("share", lot.share?.description),
                    ("term-months", lot.termMonths.map { String($0) }),
                    ("term-until", lot.termUntil?.description),
                ] + sources.attributes(lot.provenance))
            for specification in lot.specifications { write(specification, to: &writer) }
            for ceiling in lot.ceilings {
                writer.element(
                    "ceiling",
                    [
                        ("specification", ceiling.specification), ("price", ceiling.price.description),
                        ("pack", ceiling.pack == 1 ? nil : String(ceiling.pack)), ("printed-for", ceiling.printedFor),
                    ] + sources.attributes(ceiling.provenance))
            }
            for component in lot.components {
                writer.element(
                    "component", [("name", component.name), ("quantity", component.quantity.description)])
            }
            for (name, value) in lot.facts.sorted(by: { $0.key < $1.key }) {
                writer.element("fact", [("name", name), ("value", value.description)])
            }
            writer.end()
        }
        writer.end()
        return writer.text
    }

    private static func write(_ specification: Specification, to writer: inout XMLWriter) {
        guard let content = specification.content else {
            return writer.element("specification", [("id", specification.id)])
        }
        writer.begin("specification", [("id", specification.id)])
        for component in content.components {
            writer.element("content", [("amount", component.amount.description), ("unit", component.unit.rawValue)])
        }
        if let fill = content.fill {
            writer.element("fill", [("amount", fill.amount.description), ("unit", fill.unit.rawValue)])
        }
        writer.end()
    }
}
