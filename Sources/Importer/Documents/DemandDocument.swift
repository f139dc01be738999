import Decimals
public import Procurement

/// Reads and writes `demand.xml`.
public enum DemandDocument {
    /// Reads line by line; nothing but the lines is kept.
    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private var sources = SourceTable()
        private var pendingSource: Tag?
        private var depth = 0
        private var defaultConfidence: Confidence?
        private(set) var demand: Demand?
        private(set) var places: [SourceLocation] = []

        init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

        func open(_ tag: Tag) {
            depth += 1
            switch (depth, tag.name) {
            case (1, _): openRoot(tag)
            case (2, "source"): pendingSource = tag
            case (2, "line"), (2, "unknown"): openLine(tag)
            default: diagnostics.unknownElement(tag, in: "demand", allowed: ["source", "line", "unknown"])
            }
        }

        func close(_ name: String, text: String) {
            depth -= 1
            if let tag = pendingSource {
                sources.read(tag, text: text, diagnostics)
                pendingSource = nil
            }
        }

        private func openRoot(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let round = attributes.required("round")
            let kind = attributes.choice("kind", Demand.Kind.self, required: true)
            defaultConfidence = attributes.choice("confidence", Confidence.self)
            attributes.finish()
            if let round, let kind { demand = Demand(round: round, kind: kind) }
        }

        private func openLine(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let region = attributes.required("region")
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let isKnown = tag.name == "line"
            let quantity = isKnown ? attributes.decimal("quantity", required: true) : nil
            var provenance = sources.provenance(&attributes)
            provenance.confidence = provenance.confidence ?? defaultConfidence
            attributes.finish()
            if let quantity, quantity.isNegative {
                diagnostics.error(
                    .notANumber, "quantity '\(quantity)' is negative", at: attributes.location(of: "quantity"))
                return
            }
            guard let region, let lot, let specification, quantity != nil || !isKnown else { return }
            demand?.lines.append(
                DemandLine(
                    region: region, lot: lot, specification: specification, quantity: quantity, provenance: provenance))
            places.append(tag.location)
        }
    }

    /// The text of `demand.xml`.
    public static func text(_ demand: Demand) -> String {
        let sources = SourceTable(demand.lines.map(\.provenance))
        let usual = mostFrequentConfidence(demand.lines)
        var writer = XMLWriter()
        writer.begin(
            "demand",
            [
                ("xmlns", DocumentKind.demand.namespace), ("round", demand.round), ("kind", demand.kind.rawValue),
                ("confidence", usual?.rawValue),
            ])
        sources.write(to: &writer)
        for line in demand.lines {
            var provenance = line.provenance
            if provenance.confidence == usual { provenance.confidence = nil }
            writer.element(
                line.quantity == nil ? "unknown" : "line",
                [
                    ("region", line.region), ("lot", line.lot), ("specification", line.specification),
                    ("quantity", line.quantity?.description),
                ] + sources.attributes(provenance))
        }
        writer.end()
        return writer.text
    }

    private static func mostFrequentConfidence(_ lines: [DemandLine]) -> Confidence? {
        guard !lines.isEmpty, lines.allSatisfy({ $0.provenance.confidence != nil }) else { return nil }
        var counts: [Confidence: Int] = [:]
        for case let confidence? in lines.map(\.provenance.confidence) { counts[confidence, default: 0] += 1 }
        return Confidence.allCases.max { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    }
}
