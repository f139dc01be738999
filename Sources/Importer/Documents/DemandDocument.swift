import Decimals
public import Procurement

/// Reads and writes `demand.xml`.
public enum DemandDocument {
    /// Reads line by line; nothing but the lines is kept.
    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private var sources = SourceTable()
        private var root: Tag?
        private var openSource: Tag?
        private var sourceText = ""
        private var depth = 0
        private var round: Round.ID?
        private var kind: Demand.Kind?
        private var defaultConfidence: Confidence?

        private var lines = Lines()
        private var plainProvenance = 0

        /// - Parameter expectedBytes: the file's size, so that room for its lines is made once.
        init(_ diagnostics: Diagnostics, expectedBytes: Int = 0) {
            self.diagnostics = diagnostics
            lines.makeRoom(forBytes: expectedBytes)
        }

        /// The demand; nil when its head could not be read.
        var demand: Demand? {
            guard let round, let kind else { return nil }
            let table = DemandTable(
                regions: lines.regions.strings, lots: lines.lots.strings,
                specifications: lines.specifications.strings, provenances: lines.provenances.values, rows: lines.rows)
            return Demand(round: round, kind: kind, lines: table)
        }

        /// Which line of the document a row is, from 0.
        func ordinal(ofRow row: Int) -> Int { lines.hasGaps ? lines.ordinals[row] : row }

        func begin(_ names: XMLNames) { lines.names = Names(names) }

        func open(_ tag: StartTag) -> Bool {
            depth += 1
            if depth == 2, lines.takePlain(tag, plainProvenance) { return false }
            let tag = tag.owned()
            switch (depth, tag.name) {
            case (1, _): openRoot(tag)
            case (2, "source"): openSource = tag
            case (2, "line"), (2, "unknown"): takeLine(tag)
            default: diagnostics.unknownElement(tag, in: "demand", allowed: ["source", "line", "unknown"])
            }
            return openSource != nil
        }

        func text(_ text: String) {
            if openSource != nil { sourceText += text } else { unexpected(text) }
        }

        func close() -> Bool {
            depth -= 1
            if let tag = openSource {
                sources.read(tag, text: sourceText, diagnostics)
                openSource = nil
                sourceText = ""
            }
            return false
        }

        private func unexpected(_ text: String) {
            if let root { diagnostics.unexpectedText(text, in: root) }
        }

        private func openRoot(_ tag: Tag) {
            root = tag
            var attributes = AttributeReader(tag, diagnostics)
            round = attributes.required("round")
            kind = attributes.choice("kind", Demand.Kind.self, required: true)
            defaultConfidence = attributes.choice("confidence", Confidence.self)
            attributes.finish()
            plainProvenance = lines.provenances.position(of: Provenance(confidence: defaultConfidence))
        }

        private func takeLine(_ tag: Tag) {
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
                return lines.skip()
            }
            guard let region, let lot, let specification, quantity != nil || !isKnown else { return lines.skip() }
            lines.keep(
                lines.regions.add(region), lines.lots.add(lot), lines.specifications.add(specification),
                lines.provenances.position(of: provenance), quantity)
        }
    }

    private struct Names {
        let line, region, lot, specification, quantity: UnsafePointer<UInt8>?

        init(_ names: XMLNames) {
            line = names["line"]
            region = names["region"]
            lot = names["lot"]
            specification = names["specification"]
            quantity = names["quantity"]
        }
    }

    /// The lines as they are kept; a value, so that taking a line is one access.
    private struct Lines {
        var names: Names?
        var regions = StringTable()
        var lots = StringTable()
        var specifications = StringTable()
        var provenances = Distinct<Provenance>([])
        private(set) var rows: [DemandTable.Row] = []
        /// Which line of the document each row is, where some were left out.
        private(set) var ordinals: [Int] = []
        private(set) var hasGaps = false
        private var lineOrdinal = 0

        /// A line has rarely less than 80 bytes; memory that is not written to is not used.
        mutating func makeRoom(forBytes bytes: Int) { rows.reserveCapacity(min(bytes, 1 << 30) / 80) }

        /// Takes a line that has its four attributes and nothing else; whatever is otherwise is left to `takeLine`.
        mutating func takePlain(_ tag: StartTag, _ provenance: Int) -> Bool {
            guard let names, tag.name == names.line, tag.count == 4 else { return false }
            var region: Int?
            var lot: Int?
            var specification: Int?
            var quantity: FixedDecimal?
            for index in 0..<4 {
                let name = tag.attributeName(index)
                let value = tag.value(index)
                if name == names.region {
                    region = regions.index(of: value)
                } else if name == names.lot {
                    lot = lots.index(of: value)
                } else if name == names.specification {
                    specification = specifications.index(of: value)
                } else if name == names.quantity {
                    quantity = try? FixedDecimal.parse(value)
                }
            }
            guard let region, let lot, let specification, let quantity, !quantity.isNegative else { return false }
            keep(region, lot, specification, provenance, quantity)
            return true
        }

        mutating func keep(
            _ region: Int, _ lot: Int, _ specification: Int, _ provenance: Int, _ quantity: FixedDecimal?
        ) {
            rows.append(
                DemandTable.Row(
                    region: region, lot: lot, specification: specification, provenance: provenance, quantity: quantity))
            if hasGaps { ordinals.append(lineOrdinal) }
            lineOrdinal += 1
        }

        /// Leaves out a line that was reported.
        mutating func skip() {
            if !hasGaps {
                hasGaps = true
                ordinals = Array(rows.indices)
            }
            lineOrdinal += 1
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

    private static func mostFrequentConfidence(_ lines: DemandTable) -> Confidence? {
        guard !lines.isEmpty, lines.allSatisfy({ $0.provenance.confidence != nil }) else { return nil }
        var counts: [Confidence: Int] = [:]
        for case let confidence? in lines.lazy.map(\.provenance.confidence) { counts[confidence, default: 0] += 1 }
        return Confidence.allCases.max { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    }
}
