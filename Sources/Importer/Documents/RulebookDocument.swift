import Decimals
import Procurement

/// Reads `rulebook.xml`, and refuses one that contradicts itself.
enum RulebookDocument {
    static func read(_ root: Element, _ diagnostics: Diagnostics) -> Rulebook? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let id = attributes.required("id")
        let title = attributes.text("title")
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)

        var aliases: [String] = []
        var notes: [String] = []
        var comparablePrice: ComparablePriceRule?
        var stages: [Stage] = []
        var volume: VolumeRule?
        var term: TermRule?
        var scope = Scope()
        for child in root.children {
            switch child.tag.name {
            case "note":
                AttributeReader(child.tag, diagnostics).finish()
                notes.append(child.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            case "alias":
                AttributeReader(child.tag, diagnostics).finish()
                aliases.append(child.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            case "comparable-price":
                if comparablePrice != nil { reportSecond(child, diagnostics) }
                comparablePrice = readComparablePrice(child, diagnostics)
            case "screen", "shortlist", "select", "reference":
                guard let stage = readStage(child, &scope, diagnostics) else { continue }
                if stages.contains(where: { $0.id == stage.id }) {
                    diagnostics.error(
                        .duplicate, "two stages have the identifier '\(stage.id)'", at: child.tag.location)
                }
                stages.append(stage)
            case "volume":
                if volume != nil { reportSecond(child, diagnostics) }
                volume = readVolume(child, diagnostics)
            case "term":
                if term != nil { reportSecond(child, diagnostics) }
                term = readTerm(child, diagnostics)
            default:
                diagnostics.unknownElement(
                    child.tag, in: root.tag.name,
                    allowed: [
                        "alias", "note", "comparable-price", "screen", "reference", "shortlist", "select", "volume",
                        "term",
                    ])
            }
        }
        if comparablePrice == nil, !root.children.contains(where: { $0.tag.name == "comparable-price" }) {
            diagnostics.error(
                .elementMissing, "the rulebook does not say how prices are compared",
                remedy: "add <comparable-price clause=\"…\" basis=\"…\" confidence=\"…\"/>", at: root.tag.location)
        }
        guard let id, let comparablePrice else { return nil }
        return Rulebook(
            id: id, title: title, aliases: aliases, notes: notes, comparablePrice: comparablePrice, stages: stages,
            volume: volume, term: term)
    }

    private static func reportSecond(_ element: Element, _ diagnostics: Diagnostics) {
        diagnostics.error(
            .rulebookInconsistent, "the rulebook has a second <\(element.tag.name)>", remedy: "keep one",
            at: element.tag.location)
    }

    // MARK: - Rules

    private static func readCitation(_ attributes: inout AttributeReader) -> Citation? {
        let clause = attributes.required("clause")
        let basis = attributes.choice("basis", Basis.self, required: true)
        let confidence = attributes.choice("confidence", Confidence.self, required: true)
        guard let clause, let basis, let confidence else { return nil }
        return Citation(clause: clause, basis: basis, confidence: confidence)
    }

    private static func readComparablePrice(_ element: Element, _ diagnostics: Diagnostics) -> ComparablePriceRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        let digits = attributes.integer("digits", in: 0...18)
        let mode = attributes.choice("rounding", RoundingWord.self)
        let unitDigits = attributes.integer("unit-price-digits", in: 0...18)
        let unitMode = attributes.choice("unit-price-rounding", RoundingWord.self)
        let filedDigits = attributes.integer("filed-digits", in: 0...18)
        attributes.finish()
        var conversions: [ComparablePriceRule.Conversion] = []
        for child in element.children {
            guard child.tag.name == "convert" else {
                diagnostics.unknownElement(child.tag, in: "comparable-price", allowed: ["convert"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let dimension = reader.choice(
                "dimension", ComparablePriceRule.Conversion.Dimension.self, required: true)
            let base = reader.price("base", required: true)
            let classes = reader.text("dosage-classes")?.split(separator: " ").map(String.init) ?? []
            reader.finish()
            if let base, base <= FixedDecimal.one {
                diagnostics.error(
                    .rulebookInconsistent, "the base of a conversion is \(base); twice the amount would cost no more",
                    remedy: "write a base above 1, such as 1.7", at: reader.location(of: "base"))
                continue
            }
            guard let dimension, let base else { continue }
            conversions.append(
                ComparablePriceRule.Conversion(dimension: dimension, base: base, dosageClasses: classes))
        }
        guard let citation else { return nil }
        return ComparablePriceRule(
            citation: citation, conversions: conversions,
            rounding: digits.map { NamedRounding(digits: $0, mode: mode?.rounding ?? .halfUp) },
            unitPriceRounding: NamedRounding(digits: unitDigits ?? 4, mode: unitMode?.rounding ?? .halfUp),
            filedDigits: filedDigits)
    }

    private static func readStage(
        _ element: Element, _ scope: inout Scope, _ diagnostics: Diagnostics
    ) -> Stage? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = attributes.required("id")
        let citation = readCitation(&attributes)
        let usual = ["screen": "valid", "shortlist": "shortlisted", "select": "winners"][element.tag.name]
        let population = (usual == nil ? nil : attributes.text("population")) ?? usual ?? element.tag.name
        let action: Stage.Action?
        switch element.tag.name {
        case "shortlist":
            let counting = attributes.text("counting") ?? "filed"
            if !scope.populations.contains(counting) {
                report(unknown: counting, scope.populations, at: attributes.location(of: "counting"), diagnostics)
            }
            attributes.finish()
            action = readShortlist(element, counting: counting, diagnostics).map { .shortlist($0) }
        case "reference":
            attributes.finish()
            action = readReference(element, scope, diagnostics).map { .define($0) }
        default:
            attributes.finish()
            let condition = readConditions(element, scope, diagnostics)
            if element.tag.name == "screen" {
                action = condition.map { .screen($0) }
            } else {
                action = condition.map { .select($0) }
            }
        }
        if element.tag.name == "reference" {
            if let id { scope.references.insert(id) }
        } else {
            scope.populations.insert(population)
        }
        guard let id, let citation, let action else { return nil }
        return Stage(id: id, citation: citation, action: action, population: population)
    }

    private static func report(
        unknown population: Population, _ known: Set<Population>, at location: SourceLocation,
        _ diagnostics: Diagnostics
    ) {
        diagnostics.error(
            .unknownPopulation, "no earlier stage hands on a population '\(population)'",
            remedy: "here there are: \(known.sorted().joined(separator: ", "))", at: location)
    }

    private static func readShortlist(
        _ element: Element, counting: Population, _ diagnostics: Diagnostics
    ) -> Shortlist? {
        var places: [Shortlist.Places] = []
        var tieBreaks: [Shortlist.TieBreak] = []
        for child in element.children {
            switch child.tag.name {
            case "places":
                var reader = AttributeReader(child.tag, diagnostics)
                let bidders = reader.range("bidders")
                let count = reader.integer("places", in: 0...10_000, required: true)
                reader.finish()
                guard let bidders, let count else { continue }
                check(bidders: bidders, places: count, after: places.last, at: child.tag.location, diagnostics)
                places.append(Shortlist.Places(bidders: bidders, places: count))
            case "tie-break":
                AttributeReader(child.tag, diagnostics).finish()
                tieBreaks = readTieBreaks(child, diagnostics)
            default:
                diagnostics.unknownElement(child.tag, in: "shortlist", allowed: ["places", "tie-break"])
            }
        }
        if !element.children.contains(where: { $0.tag.name == "places" }) {
            diagnostics.error(
                .elementMissing, "<shortlist> has no table of places",
                remedy: "add <places bidders=\"…\" places=\"…\"/>", at: element.tag.location)
        }
        if places.isEmpty { return nil }
        return Shortlist(counting: counting, places: places, tieBreaks: tieBreaks)
    }

    private static func check(
        bidders: ClosedRange<Int>, places: Int, after last: Shortlist.Places?, at location: SourceLocation,
        _ diagnostics: Diagnostics
    ) {
        let expected = last.map { $0.bidders.upperBound == Int.max ? Int.max : $0.bidders.upperBound + 1 } ?? 1
        if bidders.lowerBound != expected {
            let words =
                expected == Int.max
                ? "the row before holds for any number" : "the next row has to begin with \(expected)"
            diagnostics.error(
                .rulebookInconsistent,
                "the row for \(bidders.lowerBound) bidders leaves a gap or overlaps with the row before",
                remedy: words, at: location)
        }
        if let last, places < last.places {
            diagnostics.error(
                .rulebookInconsistent, "more bidders get fewer places: \(places) after \(last.places)", at: location)
        }
    }

    private static func readTieBreaks(_ element: Element, _ diagnostics: Diagnostics) -> [Shortlist.TieBreak] {
        enum Order: String, CaseIterable {
            case larger = "larger-first"
            case smaller = "smaller-first"
        }
        var tieBreaks: [Shortlist.TieBreak] = []
        for child in element.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "prefer":
                let fact = reader.required("fact")
                let order = reader.choice("order", Order.self, required: true)
                if let fact, let order {
                    tieBreaks.append(Shortlist.TieBreak(fact: fact, largerFirst: order == .larger))
                }
            case "draw": break
            default: diagnostics.unknownElement(child.tag, in: "tie-break", allowed: ["prefer", "draw"])
            }
            reader.finish()
        }
        if element.children.last?.tag.name != "draw" || element.children.filter({ $0.tag.name == "draw" }).count > 1 {
            diagnostics.error(
                .rulebookInconsistent, "the tie-break chain does not end in a draw",
                remedy: "add <draw/> as its last step: facts may be equal too", at: element.tag.location)
        }
        return tieBreaks
    }

    private static func readVolume(_ element: Element, _ diagnostics: Diagnostics) -> VolumeRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        attributes.finish()
        var shares: [VolumeRule.Share] = []
        for child in element.children {
            guard child.tag.name == "share" else {
                diagnostics.unknownElement(child.tag, in: "volume", allowed: ["share"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let tier = reader.required("tier")
            let winners = reader.range("winners")
            let share = reader.fraction("value", required: true)
            reader.finish()
            guard let tier, let winners, let share else { continue }
            if share.isNegative || share > FixedDecimal.one {
                diagnostics.error(
                    .rulebookInconsistent,
                    "a share of \(share.shifted(byPowerOfTen: 2).shortestDescription)% of the volume",
                    remedy: "write a share from 0% to 100%", at: reader.location(of: "value"))
            }
            if shares.contains(where: { $0.tier == tier && $0.winners.overlaps(winners) }) {
                diagnostics.error(
                    .rulebookInconsistent, "two shares hold for the same number of winners in tier '\(tier)'",
                    at: child.tag.location)
            }
            shares.append(VolumeRule.Share(tier: tier, winners: winners, share: share))
        }
        return citation.map { VolumeRule(citation: $0, shares: shares) }
    }

    private static func readTerm(_ element: Element, _ diagnostics: Diagnostics) -> TermRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        attributes.finish()
        var rows: [TermRule.Row] = []
        for child in element.children {
            guard child.tag.name == "months" else {
                diagnostics.unknownElement(child.tag, in: "term", allowed: ["months"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let winners = reader.range("winners")
            let months = reader.integer("value", in: 1...240, required: true)
            reader.finish()
            if let winners, let months { rows.append(TermRule.Row(winners: winners, months: months)) }
        }
        return citation.map { TermRule(citation: $0, rows: rows) }
    }

    // MARK: - Conditions

    /// The conditions in an element, all of which have to be met.
    private static func readConditions(
        _ element: Element, _ scope: Scope, _ diagnostics: Diagnostics
    ) -> Condition? {
        let conditions = element.children.compactMap { readCondition($0, scope, diagnostics) }
        if element.children.isEmpty {
            diagnostics.error(
                .elementMissing, "<\(element.tag.name)> has no condition",
                remedy: "add <any>, <all>, <not>, <at-most>, <at-least>, <below> or <above>", at: element.tag.location)
        }
        guard let first = conditions.first, conditions.count == element.children.count else { return nil }
        return conditions.count == 1 ? first : .all(conditions)
    }

    private static func readCondition(
        _ element: Element, _ scope: Scope, _ diagnostics: Diagnostics
    ) -> Condition? {
        switch element.tag.name {
        case "any", "all", "not":
            AttributeReader(element.tag, diagnostics).finish()
            let condition = readConditions(element, scope, diagnostics)
            guard let condition else { return nil }
            if element.tag.name == "not" { return .not(condition) }
            // A single child is that condition itself, even where it is <all>.
            if element.tag.name == "any", element.children.count > 1, case .all(let parts) = condition {
                return .any(parts)
            }
            return condition
        default:
            guard let relation = Test.Relation(rawValue: element.tag.name) else {
                diagnostics.unknownElement(
                    element.tag, in: "a condition",
                    allowed: ["any", "all", "not"] + Test.Relation.allCases.map(\.rawValue))
                return nil
            }
            return readTest(element.tag, relation, scope, diagnostics).map { .test($0) }
        }
    }

    private static func readTest(
        _ tag: Tag, _ relation: Test.Relation, _ scope: Scope, _ diagnostics: Diagnostics
    ) -> Test? {
        var attributes = AttributeReader(tag, diagnostics)
        let measure = attributes.choice("of", Test.Measure.self, required: true)
        let target = attributes.text("to")
        let value = attributes.fraction("value")
        let factor = attributes.price("factor")
        let among = attributes.text("among")
        attributes.finish()
        guard let measure else { return nil }
        switch (target, value) {
        case ("ceiling"?, nil) where measure == .unitPrice && factor == nil && among == nil:
            return Test(measure: measure, relation: relation, bound: .ceiling)
        case (let target?, nil) where measure == .comparablePrice && target != "ceiling":
            guard let reference = reference(target, among: among, tag, attributes, scope) else { return nil }
            let bound = Test.Bound.reference(reference, factor: factor ?? FixedDecimal.one)
            return Test(measure: measure, relation: relation, bound: bound)
        case (nil, let value?) where factor == nil && among == nil:
            return Test(measure: measure, relation: relation, bound: .constant(value))
        default:
            diagnostics.error(
                .rulebookInconsistent, "<\(tag.name)> does not say what '\(measure.rawValue)' is compared with",
                remedy: "write to=\"ceiling\" for unit-price, to=\"lowest\" with factor and among for "
                    + "comparable-price, or value=\"…\"", at: tag.location)
            return nil
        }
    }

    // MARK: - Reference values

    /// What earlier stages have named.
    private struct Scope {
        var populations: Set<Population> = ["filed"]
        var references: Set<Stage.ID> = []
    }

    /// A statistic by its word, or an earlier reference by its identifier.
    private static func reference(
        _ word: String, among: Population?, _ tag: Tag, _ attributes: AttributeReader, _ scope: Scope
    ) -> ReferenceValue? {
        let diagnostics = attributes.diagnostics
        if scope.references.contains(word), among == nil { return .named(word) }
        let statistics: [String: (Population) -> ReferenceValue] = [
            "lowest": ReferenceValue.lowest, "highest": ReferenceValue.highest, "mean": ReferenceValue.mean,
        ]
        guard let statistic = statistics[word] else {
            let known = (Array(statistics.keys) + Array(scope.references)).sorted().joined(separator: ", ")
            diagnostics.error(
                .rulebookInconsistent, "nothing that prices are compared with is called '\(word)' here",
                remedy: "there are: ceiling, \(known)", at: attributes.location(of: "to"))
            return nil
        }
        guard let population = among ?? (scope.populations.contains("valid") ? "valid" : nil) else {
            diagnostics.error(
                .unknownPopulation, "<\(tag.name)> does not say among which bids the \(word) is looked for",
                remedy: "add among=\"…\": \(scope.populations.sorted().joined(separator: ", "))", at: tag.location)
            return nil
        }
        guard scope.populations.contains(population) else {
            report(unknown: population, scope.populations, at: attributes.location(of: "among"), diagnostics)
            return nil
        }
        return statistic(population)
    }

    /// The one value that a `<reference>` names.
    private static func readReference(
        _ element: Element, _ scope: Scope, _ diagnostics: Diagnostics
    ) -> ReferenceValue? {
        let values = readValues(element, scope, diagnostics)
        guard element.children.count == 1 else {
            diagnostics.error(
                .rulebookInconsistent, "<reference> holds \(element.children.count) values",
                remedy:
                    "give it one: <lowest>, <highest>, <mean>, <deviation>, <constant>, <value>, or several in <largest> "
                    + "or <smallest>", at: element.tag.location)
            return nil
        }
        return values.first
    }

    private static func readValues(
        _ element: Element, _ scope: Scope, _ diagnostics: Diagnostics
    ) -> [ReferenceValue] {
        element.children.compactMap { readValue($0, scope, diagnostics) }
    }

    private static func readValue(_ element: Element, _ scope: Scope, _ diagnostics: Diagnostics) -> ReferenceValue? {
        let tag = element.tag
        var attributes = AttributeReader(tag, diagnostics)
        let value: ReferenceValue?
        switch tag.name {
        case "lowest", "highest", "mean":
            value = reference(tag.name, among: attributes.required("among"), tag, attributes, scope)
        case "deviation":
            let among = attributes.required("among")
            let multiple = attributes.decimal("multiple", required: true)
            let kind = attributes.choice("kind", ReferenceValue.DeviationKind.self, required: true)
            guard case .mean(let population)? = among.flatMap({ reference("mean", among: $0, tag, attributes, scope) }),
                let multiple, let kind
            else { return nil }
            value = .deviation(population, multiple: multiple, kind: kind)
        case "constant": value = attributes.price("price", required: true).map { .constant($0) }
        case "value":
            let id = attributes.required("of")
            if let id, !scope.references.contains(id) {
                diagnostics.error(
                    .rulebookInconsistent, "no earlier <reference> is called '\(id)'",
                    remedy: "there are: \(scope.references.sorted().joined(separator: ", "))",
                    at: attributes.location(of: "of"))
                return nil
            }
            value = id.map { .named($0) }
        case "largest", "smallest":
            let values = readValues(element, scope, diagnostics)
            if element.children.isEmpty {
                diagnostics.error(
                    .elementMissing, "<\(tag.name)> holds no value", remedy: "give it two or more", at: tag.location)
            }
            guard !values.isEmpty, values.count == element.children.count else { return nil }
            value = tag.name == "largest" ? .largest(values) : .smallest(values)
        default:
            diagnostics.unknownElement(
                tag, in: "reference",
                allowed: ["lowest", "highest", "mean", "deviation", "constant", "value", "largest", "smallest"])
            return nil
        }
        let factor = attributes.price("factor")
        attributes.finish()
        return value.map { inner in factor.map { .multiple($0, inner) } ?? inner }
    }
}

/// How documents name the modes of rounding.
enum RoundingWord: String, CaseIterable {
    case halfUp = "half-up"
    case halfEven = "half-even"
    case down
    case up

    var rounding: Rounding {
        switch self {
        case .halfUp: .halfUp
        case .halfEven: .halfEven
        case .down: .down
        case .up: .up
        }
    }
}
