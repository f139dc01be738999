import Decimals
public import Procurement

/// Reads and writes `record.xml`.
public enum RecordDocument {
    /// Where the parts of a record stand.
    struct Places {
        var acts: [SourceLocation] = []
        var corrections: [SourceLocation] = []
    }

    /// The acts whose elements hold nothing.
    static let plainActs = [
        "exclude", "withdraw", "revive", "offer", "close", "commit", "reveal", "pick", "default", "reselect",
    ]
    private static let actNames = ["draw", "affiliate"] + plainActs

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
            case let name where actNames.contains(name):
                guard let act = readAct(child, sources, diagnostics) else { continue }
                record.acts.append(act)
                places.acts.append(child.tag.location)
            case "correct-demand", "correct-bid":
                guard let correction = readCorrection(child, sources, diagnostics) else { continue }
                record.corrections.append(correction)
                places.corrections.append(child.tag.location)
            default:
                diagnostics.unknownElement(
                    child.tag, in: root.tag.name, allowed: ["source"] + actNames + ["correct-demand", "correct-bid"])
            }
        }
        return round == nil ? nil : (record, places)
    }

    // MARK: - Acts

    private static func readAct(_ element: Element, _ sources: SourceTable, _ diagnostics: Diagnostics) -> RecordedAct?
    {
        var attributes = AttributeReader(element.tag, diagnostics)
        let word = element.tag.name
        let needsLot = !["draw", "affiliate", "exclude", "withdraw"].contains(word)
        let hasStage = !["affiliate", "default", "reselect"].contains(word)
        let lot = needsLot ? attributes.required("lot") : word == "affiliate" ? nil : attributes.text("lot")
        let stage = hasStage ? attributes.required("stage") : nil
        let kind = readKind(element, &attributes, isOfLot: lot != nil)
        let evidence = attributes.required("evidence")
        let provenance = sources.provenance(&attributes)
        attributes.finish()
        guard let kind, let evidence, !needsLot || lot != nil, !hasStage || stage != nil else { return nil }
        return RecordedAct(kind, lot: lot, stage: stage, evidence: evidence, provenance: provenance)
    }

    private static func readKind(
        _ element: Element, _ attributes: inout AttributeReader, isOfLot: Bool
    ) -> RecordedAct.Kind? {
        switch element.tag.name {
        case "draw":
            let order = readBidders(element, isOfLot: isOfLot, attributes.diagnostics)
            return order.isEmpty ? nil : .draw(order)
        case "affiliate":
            let bidders = readBidders(element, isOfLot: true, attributes.diagnostics)
            if bidders.count == 1 {
                attributes.diagnostics.error(
                    .elementMissing, "<affiliate> names one bidder", remedy: "name those that are one bidder",
                    at: element.tag.location)
            }
            return bidders.count < 2 ? nil : .affiliate(bidders.map(\.bidder))
        case "exclude": return attributes.required("bidder").map { .exclude($0) }
        case "withdraw": return attributes.required("bidder").map { .withdraw($0) }
        case "close": return attributes.required("bidder").map { .close($0) }
        case "pick":
            let bidder = attributes.required("bidder")
            let region = attributes.required("region")
            let role = attributes.choice("role", RegionRole.self, required: true)
            guard let bidder, let region, let role else { return nil }
            return .pick(RegionPick(bidder, region: region, role: role))
        case "default":
            let bidder = attributes.required("bidder")
            let region = attributes.text("region")
            let from = attributes.day("from")
            let cause = attributes.required("cause")
            guard let bidder, let from, let cause else { return nil }
            return .fail(SupplierDefault(bidder, region: region, from: from, cause: cause))
        case "reselect":
            let bidder = attributes.required("bidder")
            let region = attributes.required("region")
            let from = attributes.day("from")
            guard let bidder, let region, let from else { return nil }
            return .reselect(Reselection(bidder, region: region, from: from))
        case "offer":
            let bidder = attributes.required("bidder")
            let price = attributes.price("price", required: true)
            guard let bidder, let price else { return nil }
            return .offer(bidder, price: price)
        case "revive":
            let bidder = attributes.required("bidder")
            let price = attributes.price("price")
            let declines = attributes.flag("declines") ?? false
            if attributes.has("price") == declines {
                attributes.diagnostics.error(
                    .attributeMissing, "<revive> says neither a price nor that the firm declines, or both",
                    remedy: "write price=\"…\" or declines=\"true\"", at: element.tag.location)
                return nil
            }
            guard let bidder, declines || price != nil else { return nil }
            return .revive(bidder, price: price)
        case "commit":
            guard let digest = attributes.required("sha256") else { return nil }
            let isDigest = digest.utf8.count == 64 && digest.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
            if !isDigest {
                attributes.diagnostics.error(
                    .notAnAllowedValue, "'\(digest)' is no SHA-256", remedy: "write its 64 digits, 0-9 and a-f",
                    at: attributes.location(of: "sha256"))
                return nil
            }
            return .commit(digest: digest)
        default:
            let price = attributes.price("price", required: true)
            let salt = attributes.required("salt")
            guard let price, let salt else { return nil }
            return .reveal(price: price, salt: salt)
        }
    }

    private static func readBidders(_ element: Element, isOfLot: Bool, _ diagnostics: Diagnostics) -> [DrawnBid] {
        var order: [DrawnBid] = []
        for child in element.children {
            guard child.tag.name == "bidder" else {
                diagnostics.unknownElement(child.tag, in: element.tag.name, allowed: ["bidder"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let id = reader.required("id")
            let lot = isOfLot ? nil : reader.required("lot")
            reader.finish()
            guard let id, isOfLot || lot != nil else { continue }
            let bid = DrawnBid(id, lot: lot)
            if order.contains(bid) {
                diagnostics.error(.duplicate, "bidder '\(id)' is named twice", at: child.tag.location)
            } else {
                order.append(bid)
            }
        }
        if element.children.isEmpty {
            diagnostics.error(
                .elementMissing, "<\(element.tag.name)> names no bidder",
                remedy: element.tag.name == "draw"
                    ? "add <bidder id=\"…\"/> in the order drawn" : "add <bidder id=\"…\"/>", at: element.tag.location)
        }
        return order
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

    // MARK: - Writing

    /// The text of `record.xml`.
    public static func text(_ record: Record) -> String {
        let sources = SourceTable(record.acts.map(\.provenance) + record.corrections.map(\.provenance))
        var writer = XMLWriter()
        writer.begin("record", [("xmlns", DocumentKind.record.namespace), ("round", record.round)])
        sources.write(to: &writer)
        for act in record.acts { write(act, sources.attributes(act.provenance), to: &writer) }
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

    /// The element of an act, as it stands in a record.
    ///
    /// - Parameter source: the identifier that the document gives to the act's source.
    static func element(_ act: RecordedAct, source: String?) -> String {
        var writer = XMLWriter()
        writer.begin("record")
        let provenance = [
            ("source", source), ("confidence", act.provenance.confidence?.rawValue), ("note", act.provenance.note),
        ]
        write(act, provenance, to: &writer)
        return writer.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
            .joined(separator: "\n")
    }

    private static func write(_ act: RecordedAct, _ provenance: [(String, String?)], to writer: inout XMLWriter) {
        var own: [(String, String?)] = [("lot", act.lot), ("stage", act.stage), ("bidder", act.bidder)]
        var bidders: [DrawnBid] = []
        switch act.kind {
        case .draw(let order): bidders = order
        case .affiliate(let affiliated): bidders = affiliated.map { DrawnBid($0) }
        case .exclude, .withdraw, .close: break
        case .revive(_, let price):
            own += [("price", price?.description), ("declines", price == nil ? "true" : nil)]
        case .offer(_, let price): own += [("price", price.description)]
        case .commit(let digest): own += [("sha256", digest)]
        case .pick(let pick): own += [("region", pick.region), ("role", pick.role.rawValue)]
        case .fail(let failure):
            own += [("region", failure.region), ("from", failure.from.description), ("cause", failure.cause)]
        case .reselect(let selection):
            own += [("region", selection.region), ("from", selection.from.description)]
        case .reveal(let price, let salt): own += [("price", price.description), ("salt", salt)]
        }
        let attributes = own + [("evidence", act.evidence)] + provenance
        if bidders.isEmpty { return writer.element(act.word, attributes) }
        writer.begin(act.word, attributes)
        for bidder in bidders { writer.element("bidder", [("id", bidder.bidder), ("lot", bidder.lot)]) }
        writer.end()
    }
}
