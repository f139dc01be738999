import Decimals
public import Procurement

/// Reads and writes `round.xml`.
public enum RoundDocument {
    /// Reads the lots as they come, and the rest as a tree.
    final class Handler: TagHandler {
        private let lots: LotElements
        private let builder: ElementBuilder

        init(limits: ImportLimits) {
            let lots = LotElements(limits: limits)
            self.lots = lots
            builder = ElementBuilder(takesChild: lots.take)
        }

        override func open(_ tag: StartTag) -> Bool { builder.open(tag) }
        override func text(_ text: String) { builder.text(text) }
        override func close() -> Bool { builder.close() }

        /// The document, when it has ended.
        func document(_ diagnostics: Diagnostics) -> ImportedDocument? {
            guard let root = builder.root else { return nil }
            diagnostics.checkLeaves(root, .round)
            return RoundDocument.read(root, lots, diagnostics).map {
                .round($0, lots: lots.places(in: root.tag.file))
            }
        }
    }

    /// - Parameter lotElements: the lots, which are not in the tree.
    private static func read(_ root: Element, _ lotElements: LotElements, _ diagnostics: Diagnostics) -> Round? {
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

        let (lots, places) = lotElements.finish(sources, diagnostics)
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
        return id == nil ? nil : round
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

    static func readLot(_ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics) -> Lot? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = attributes.required("id")
        let reference = attributes.required("reference")
        var lot = Lot(id: id ?? "", reference: reference ?? "", specifications: [])
        lot.name = attributes.text("name")
        lot.dosageClass = attributes.text("dosage-class")
        lot.tier = attributes.text("tier") ?? "normal"
        lot.share = attributes.fraction("share")
        if let share = lot.share, share.isNegative || share > FixedDecimal.one {
            diagnostics.error(
                .notAnAllowedValue, "a share of \(share.shifted(byPowerOfTen: 2).shortestDescription)% of the volume",
                remedy: "write a share from 0% to 100%", at: attributes.location(of: "share"))
        }
        lot.termMonths = attributes.integer("term-months", in: 1...240)
        lot.termUntil = attributes.day("term-until", required: false)
        if lot.termMonths != nil, lot.termUntil != nil {
            diagnostics.error(
                .attributeUnknown, "lot '\(lot.id)' states a term in months and one to a day", remedy: "keep one",
                at: attributes.location(of: "term-until"))
        }
        lot.provenance = sources.provenance(&attributes)
        attributes.finish()
        diagnostics.unexpectedText(element.text, in: element.tag)
        for child in element.children {
            switch child.tag.name {
            case "specification":
                guard let specification = readSpecification(child, diagnostics) else { continue }
                if lot.specification(specification.id) != nil {
                    diagnostics.error(
                        .duplicate, "specification '\(specification.id)' is described twice in lot '\(lot.id)'",
                        at: child.tag.location)
                }
                lot.specifications.append(specification)
            case "ceiling":
                guard let ceiling = readCeiling(child, sources, diagnostics) else { continue }
                lot.ceilings.append(ceiling)
            case "component":
                var reader = AttributeReader(child.tag, diagnostics)
                let name = reader.required("name")
                let quantity = reader.price("quantity", required: true)
                reader.finish()
                guard let name, let quantity else { continue }
                if lot.components.contains(where: { $0.name == name }) {
                    diagnostics.error(
                        .duplicate, "component '\(name)' is described twice in lot '\(lot.id)'", at: child.tag.location)
                }
                lot.components.append(Component(name: name, quantity: quantity))
            case "fact":
                var reader = AttributeReader(child.tag, diagnostics)
                let name = reader.required("name")
                let value = reader.decimal("value", required: true)
                reader.finish()
                guard let name, let value else { continue }
                if lot.facts.updateValue(value, forKey: name) != nil {
                    diagnostics.error(.duplicate, "the fact '\(name)' is stated twice", at: child.tag.location)
                }
            default:
                diagnostics.unknownElement(
                    child.tag, in: "lot", allowed: ["specification", "ceiling", "component", "fact"])
            }
        }
        let known = Set(lot.specifications.map(\.id))
        if let reference, !known.contains(reference) {
            diagnostics.error(
                .unknownSpecification, "the reference specification '\(reference)' is not one of lot '\(lot.id)'",
                remedy: "describe it with <specification id=\"\(reference)\">", at: attributes.location(of: "reference")
            )
        }
        for (child, ceiling) in zip(element.children.filter { $0.tag.name == "ceiling" }, lot.ceilings) {
            for name in [ceiling.specification, ceiling.printedFor].compactMap({ $0 }) where !known.contains(name) {
                diagnostics.error(
                    .unknownSpecification,
                    "a ceiling is for specification '\(name)', which lot '\(lot.id)' does not have",
                    remedy: "describe it with <specification id=\"\(name)\">", at: child.tag.location)
            }
        }
        return id == nil || reference == nil ? nil : lot
    }

    private static func readSpecification(_ element: Element, _ diagnostics: Diagnostics) -> Specification? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = attributes.required("id")
        attributes.finish()
        var components: [Quantity] = []
        var fill: Quantity?
        for child in element.children {
            guard child.tag.name == "content" || child.tag.name == "fill" else {
                diagnostics.unknownElement(child.tag, in: "specification", allowed: ["content", "fill"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let amount = reader.price("amount", required: true)
            let unit = reader.choice("unit", MeasureUnit.self, required: true)
            reader.finish()
            guard let amount, let unit else { continue }
            if child.tag.name == "content" {
                components.append(Quantity(amount, unit))
            } else {
                fill = Quantity(amount, unit)
            }
        }
        let content = components.isEmpty && fill == nil ? nil : Content(components: components, fill: fill)
        return id.map { Specification(id: $0, content: content) }
    }

    private static func readCeiling(_ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics) -> Ceiling?
    {
        var attributes = AttributeReader(element.tag, diagnostics)
        let specification = attributes.required("specification")
        let price = attributes.price("price", required: true)
        let pack = attributes.integer("pack", in: 1...1_000_000)
        let printedFor = attributes.text("printed-for")
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        guard let specification, let price else { return nil }
        return Ceiling(
            specification: specification, price: price, pack: pack ?? 1, printedFor: printedFor, provenance: provenance)
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
