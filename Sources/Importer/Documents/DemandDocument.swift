import Decimals
public import Procurement

/// Reads and writes `demand.xml`.
public enum DemandDocument {
    /// Reads line by line; nothing is kept but the totals and the names.
    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private let onGroup: ((DemandGroup) -> Void)?
        private var sources = SourceTable()
        private var root: Tag?
        private var openSource: Tag?
        private var sourceText = ""
        private var depth = 0
        private var openChild = ""
        private var openGroup: Tag?
        /// How much had been found before the open group began.
        private var findingsBeforeGroup = 0
        private var round: Round.ID?
        private var kind: Demand.Kind?
        private var defaultConfidence: Confidence?

        private let lines: InPlace<DemandLines>
        private var plainProvenance = 0

        /// - Parameters:
        ///   - expectedBytes: the file's size, so that room for its lines is made once.
        ///   - onGroup: who is handed each group when it ends.
        init(_ diagnostics: Diagnostics, expectedBytes: Int = 0, onGroup: ((DemandGroup) -> Void)? = nil) {
            self.diagnostics = diagnostics
            self.onGroup = onGroup
            lines = InPlace(DemandLines(keepsGroups: onGroup != nil))
            lines.value.makeRoom(forBytes: expectedBytes)
        }

        /// The demand; nil when its head could not be read.
        var demand: Demand? {
            guard let round, let kind else { return nil }
            return Demand(
                round: round, kind: kind, lines: lines.value.table, brandVolumes: lines.value.brandVolumes,
                institutions: lines.value.institutions.list)
        }

        /// Which line of the document a row is, or begins with, from 0.
        func ordinal(ofRow row: Int) -> Int { lines.value.ordinal(ofRow: row) }

        override func begin(_ names: XMLNames) { lines.value.names = DemandLines.Names(names) }

        override func open(_ tag: StartTag) -> Bool {
            depth += 1
            if depth == 2, lines.value.takePlain(tag, plainProvenance) {
                openChild = "line"
                return false
            }
            if depth == 3, lines.value.takeGrouped(tag) { return false }
            let tag = tag.owned()
            switch (depth, tag.name) {
            case (1, _): openRoot(tag)
            case (2, "source"): openSource = tag
            case (2, "line"), (2, "unknown"): takeLine(tag)
            case (2, "institution"): takeInstitution(tag)
            case (2, "group"): takeGroup(tag)
            case (3, "line") where openGroup != nil: takeGroupLine(tag)
            default: refuse(tag)
            }
            if depth == 2 { openChild = tag.name }
            return openSource != nil
        }

        override func text(_ text: String) {
            if openSource != nil {
                sourceText += text
            } else if let around = openGroup ?? root {
                diagnostics.unexpectedText(text, in: around)
            }
        }

        override func close() -> Bool {
            depth -= 1
            if let tag = openSource {
                sources.read(tag, text: sourceText, diagnostics)
                openSource = nil
                sourceText = ""
            } else if depth == 1, let tag = openGroup {
                closeGroup(tag)
            }
            return false
        }

        private func refuse(_ tag: Tag) {
            switch depth {
            case 2:
                diagnostics.unknownElement(
                    tag, in: "demand", allowed: ["source", "institution", "line", "unknown", "group"])
            case 3: diagnostics.unknownElement(tag, in: openChild, allowed: openGroup == nil ? [] : ["line"])
            default: diagnostics.unknownElement(tag, in: "line", allowed: [])
            }
            // Places are counted by the names of elements.
            if depth == 3, tag.name == "line" || tag.name == "unknown" { lines.value.skip() }
        }

        private func openRoot(_ tag: Tag) {
            root = tag
            var attributes = AttributeReader(tag, diagnostics)
            round = attributes.required("round")
            kind = attributes.choice("kind", Demand.Kind.self, required: true)
            defaultConfidence = attributes.choice("confidence", Confidence.self)
            attributes.finish()
            plainProvenance = lines.value.provenances.position(of: Provenance(confidence: defaultConfidence))
        }

        private func provenance(_ attributes: inout AttributeReader) -> Provenance {
            var provenance = sources.provenance(&attributes)
            provenance.confidence = provenance.confidence ?? defaultConfidence
            return provenance
        }

        private func quantity(_ attributes: inout AttributeReader) -> FixedDecimal? {
            guard let quantity = attributes.decimal("quantity", required: true) else { return nil }
            guard quantity.isNegative else { return quantity }
            diagnostics.error(
                .notANumber, "quantity '\(quantity)' is negative", at: attributes.location(of: "quantity"))
            return nil
        }

        private func takeLine(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let region = attributes.required("region")
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let isKnown = tag.name == "line"
            let quantity = isKnown ? quantity(&attributes) : nil
            let provenance = provenance(&attributes)
            attributes.finish()
            guard let region, let lot, let specification, quantity != nil || !isKnown else { return lines.value.skip() }
            lines.value.keep(
                DemandLine(
                    region: region, lot: lot, specification: specification, quantity: quantity, provenance: provenance))
        }

        // MARK: - Institutions and groups

        private func takeInstitution(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let id = attributes.required("id")
            let name = attributes.text("name")
            let region = attributes.required("region")
            let kind = attributes.choice("kind", Institution.Kind.self)
            attributes.finish()
            guard let id, let region else { return }
            if !lines.value.add(Institution(id: id, name: name, region: region, kind: kind)) {
                diagnostics.error(
                    .duplicate, "institution '\(id)' is listed twice", at: attributes.location(of: "id"))
            }
        }

        private func takeGroup(_ tag: Tag) {
            openGroup = tag
            findingsBeforeGroup = diagnostics.count
            var attributes = AttributeReader(tag, diagnostics)
            let region = attributes.required("region")
            let lot = attributes.required("lot")
            let provenance = provenance(&attributes)
            attributes.finish()
            guard let region, let lot else { return }
            if !lines.value.open(region: region, lot: lot, provenance) {
                diagnostics.error(
                    .demandNotGrouped, "lot '\(lot)' has a second group for region '\(region)'",
                    remedy: "put all its lines into one <group>", at: tag.location)
            }
        }

        private func closeGroup(_ tag: Tag) {
            openGroup = nil
            if let onGroup, let group = lines.value.group { onGroup(lines.value.demandGroup(of: group)) }
            // What was reported is not kept.
            guard !lines.value.closeGroup(), diagnostics.count == findingsBeforeGroup else { return }
            diagnostics.error(.elementMissing, "the group has no lines", remedy: "add <line …/>", at: tag.location)
        }

        private func takeGroupLine(_ tag: Tag) {
            let known = diagnostics.count
            var attributes = AttributeReader(tag, diagnostics)
            let specification = attributes.required("specification")
            let institution = attributes.text("institution")
            let brand = attributes.text("brand")
            let quantity = quantity(&attributes)
            attributes.finish()
            guard diagnostics.count == known, let region = lines.value.group?.region, let specification,
                let quantity
            else { return lines.value.skip() }
            var position: Int?
            if let institution {
                position = lines.value.institutions.position(of: institution)
                guard isOfGroup(institution, position, region, at: attributes.location(of: "institution")) else {
                    return lines.value.skip()
                }
            }
            guard let problem = lines.value.takeGrouped(specification, position, brand, quantity) else { return }
            lines.value.skip()
            switch problem {
            case .duplicate:
                let whose = institution.map { "institution '\($0)'" } ?? "the group"
                let product = brand.map { " of brand '\($0)'" } ?? ""
                diagnostics.error(
                    .duplicate, "\(whose) states the volume of '\(specification)'\(product) twice", at: tag.location)
            case .institutionMissing:
                diagnostics.error(
                    .attributeMissing, "<line> has no attribute 'institution', and the lines before it have",
                    remedy: "name the institution in each line of a group, or in none", at: tag.location)
            case .institutionUnexpected:
                diagnostics.error(
                    .attributeMissing, "<line> names an institution, and the lines before it name none",
                    remedy: "name the institution in each line of a group, or in none",
                    at: attributes.location(of: "institution"))
            }
        }

        private func isOfGroup(_ id: Institution.ID, _ position: Int?, _ region: Int, at place: SourceLocation) -> Bool
        {
            guard let position else {
                diagnostics.error(
                    .unknownInstitution, "no institution is listed as '\(id)'",
                    remedy: "add <institution id=\"\(id)\" region=\"…\"/> before the groups", at: place)
                return false
            }
            let (own, groups) = (lines.value.institutions.list[position].region, lines.value.regions.strings[region])
            guard own == groups else {
                diagnostics.error(
                    .unknownInstitution, "institution '\(id)' is of region '\(own)', the group of '\(groups)'",
                    remedy: "mend one of the two", at: place)
                return false
            }
            return true
        }
    }

    /// The text of `demand.xml`.
    ///
    /// Of a demand without groups the totals are written, and those that are split by brand as groups.
    ///
    /// - Parameters:
    ///   - demand: the demand.
    ///   - groups: the groups whose totals it holds, in the order of their lines.
    public static func text(_ demand: Demand, groups: [DemandGroup] = []) -> String {
        let groups = groups.isEmpty ? brandGroups(of: demand) : groups
        let sources = SourceTable(demand.lines.map(\.provenance))
        let usual = mostFrequentConfidence(demand.lines)
        func attributes(_ provenance: Provenance) -> [(String, String?)] {
            var provenance = provenance
            if provenance.confidence == usual { provenance.confidence = nil }
            return sources.attributes(provenance)
        }
        var writer = XMLWriter()
        writer.begin(
            "demand",
            [
                ("xmlns", DocumentKind.demand.namespace), ("round", demand.round), ("kind", demand.kind.rawValue),
                ("confidence", usual?.rawValue),
            ])
        sources.write(to: &writer)
        for institution in demand.institutions {
            writer.element(
                "institution",
                [
                    ("id", institution.id), ("name", institution.name), ("region", institution.region),
                    ("kind", institution.kind?.rawValue),
                ])
        }
        // A group stands where the first of its totals does.
        var (rest, written) = (groups[...], Set<[String]>())
        for line in demand.lines {
            if let group = rest.first, group.region == line.region, group.lot == line.lot,
                group.lines.contains(where: { $0.specification == line.specification })
            {
                rest.removeFirst()
                write(group, of: demand, attributes(group.provenance), to: &writer)
                for grouped in group.lines { written.insert([group.region, group.lot, grouped.specification]) }
            }
            if written.contains([line.region, line.lot, line.specification]) { continue }
            writer.element(
                line.quantity == nil ? "unknown" : "line",
                [
                    ("region", line.region), ("lot", line.lot), ("specification", line.specification),
                    ("quantity", line.quantity?.description),
                ] + attributes(line.provenance))
        }
        writer.end()
        return writer.text
    }

    private static func write(
        _ group: DemandGroup, of demand: Demand, _ provenance: [(String, String?)], to writer: inout XMLWriter
    ) {
        writer.begin("group", [("region", group.region), ("lot", group.lot)] + provenance)
        for line in group.lines {
            writer.element(
                "line",
                [
                    ("institution", line.institution.map { demand.institutions[$0].id }),
                    ("specification", line.specification), ("brand", line.brand),
                    ("quantity", line.quantity.description),
                ])
        }
        writer.end()
    }

    /// The totals that are split by brand, as groups without institutions, with the totals beside them.
    private static func brandGroups(of demand: Demand) -> [DemandGroup] {
        var groups: [DemandGroup] = []
        var brands = demand.brandVolumes[...]
        for (position, line) in demand.lines.enumerated() {
            guard let quantity = line.quantity else { continue }
            let own = brands.prefix { $0.line == position }
            brands = brands.dropFirst(own.count)
            let rest = own.reduce(quantity) { $0 - $1.quantity }
            var parts = own.map {
                DemandGroup.Line(specification: line.specification, brand: $0.brand, quantity: $0.quantity)
            }
            if own.isEmpty || !rest.isZero {
                parts.append(DemandGroup.Line(specification: line.specification, quantity: rest))
            }
            let group = DemandGroup(region: line.region, lot: line.lot, lines: parts, provenance: line.provenance)
            if let last = groups.last, last.region == group.region, last.lot == group.lot,
                last.provenance == group.provenance
            {
                groups[groups.count - 1].lines += parts
            } else {
                groups.append(group)
            }
        }
        return groups.filter { group in group.lines.contains { $0.brand != nil } }
    }

    private static func mostFrequentConfidence(_ lines: DemandTable) -> Confidence? {
        guard !lines.isEmpty, lines.allSatisfy({ $0.provenance.confidence != nil }) else { return nil }
        var counts: [Confidence: Int] = [:]
        for case let confidence? in lines.lazy.map(\.provenance.confidence) { counts[confidence, default: 0] += 1 }
        return Confidence.allCases.max { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    }
}
