import Decimals
public import Procurement

/// Reads and writes `record.xml`.
public enum RecordDocument {
    /// Where the parts of a record stand.
    struct Places {
        var acts: [SourceLocation] = []
        var corrections: [SourceLocation] = []
    }

    static func read(_ root: Element, _ diagnostics: Diagnostics) -> (Record, Places)? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let round = attributes.required("round")
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)
        var sources = SourceTable()
        var record = Record(round: round ?? "")
        var places = Places()
        for child in root.children {
            switch child.tag.name {
            case "source": sources.read(child.tag, text: child.text, diagnostics)
            case "draw":
                guard let draw = readDraw(child, sources, diagnostics) else { continue }
                record.acts.append(.draw(draw))
                places.acts.append(child.tag.location)
            case "correct-demand", "correct-bid":
                guard let correction = readCorrection(child, sources, diagnostics) else { continue }
                record.corrections.append(correction)
                places.corrections.append(child.tag.location)
            default:
                diagnostics.unknownElement(
                    child.tag, in: root.tag.name, allowed: ["source", "draw", "correct-demand", "correct-bid"])
            }
        }
        return round == nil ? nil : (record, places)
    }

    private static func readDraw(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> RecordedAct.Draw? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let lot = attributes.required("lot")
        let stage = attributes.required("stage")
        let evidence = attributes.required("evidence")
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        var order: [Bidder.ID] = []
        for child in element.children {
            guard child.tag.name == "bidder" else {
                diagnostics.unknownElement(child.tag, in: "draw", allowed: ["bidder"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            if let id = reader.required("id") {
                if order.contains(id) {
                    diagnostics.error(.duplicate, "bidder '\(id)' is drawn twice", at: child.tag.location)
                } else {
                    order.append(id)
                }
            }
            reader.finish()
        }
        if order.isEmpty {
            diagnostics.error(
                .elementMissing, "<draw> names no bidder", remedy: "add <bidder id=\"…\"/> in the order drawn",
                at: element.tag.location)
        }
        guard let lot, let stage, let evidence, !order.isEmpty else { return nil }
        return RecordedAct.Draw(lot: lot, stage: stage, order: order, evidence: evidence, provenance: provenance)
    }

    private static func readCorrection(
        _ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics
    ) -> Correction? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let lot = attributes.required("lot")
        let reason = attributes.required("reason")
        var target: Correction.Target?
        if element.tag.name == "correct-demand" {
            let region = attributes.required("region")
            let specification = attributes.required("specification")
            let becomes = attributes.required("becomes")
            if let lot, let region, let specification, let becomes {
                target = .demand(region: region, lot: lot, specification: specification, becomes: becomes)
            }
        } else {
            let bidder = attributes.required("bidder")
            let price = attributes.price("price", required: true)
            let becomes = attributes.price("becomes", required: true)
            if let lot, let bidder, let price, let becomes {
                target = .bid(bidder: bidder, lot: lot, price: price, becomes: becomes)
            }
        }
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        guard let target, let reason else { return nil }
        return Correction(target: target, reason: reason, provenance: provenance)
    }

    /// The text of `record.xml`.
    public static func text(_ record: Record) -> String {
        var provenances: [Provenance] = record.corrections.map(\.provenance)
        for case .draw(let draw) in record.acts { provenances.append(draw.provenance) }
        let sources = SourceTable(provenances)
        var writer = XMLWriter()
        writer.begin("record", [("xmlns", DocumentKind.record.namespace), ("round", record.round)])
        sources.write(to: &writer)
        for case .draw(let draw) in record.acts {
            writer.begin(
                "draw",
                [("lot", draw.lot), ("stage", draw.stage), ("evidence", draw.evidence)]
                    + sources.attributes(draw.provenance))
            for bidder in draw.order { writer.element("bidder", [("id", bidder)]) }
            writer.end()
        }
        for correction in record.corrections {
            let common = [("reason", correction.reason)] + sources.attributes(correction.provenance)
            switch correction.target {
            case .demand(let region, let lot, let specification, let becomes):
                writer.element(
                    "correct-demand",
                    [("region", region), ("lot", lot), ("specification", specification), ("becomes", becomes)] + common)
            case .bid(let bidder, let lot, let price, let becomes):
                writer.element(
                    "correct-bid",
                    [
                        ("bidder", bidder), ("lot", lot), ("price", price.description),
                        ("becomes", becomes.description),
                    ] + common)
            }
        }
        writer.end()
        return writer.text
    }
}
