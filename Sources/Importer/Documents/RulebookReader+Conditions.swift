import Decimals
import Procurement

extension RulebookReader {
    private static let conditionNames =
        ["any", "all", "not"] + Test.Relation.allCases.map(\.rawValue)
        + ["in", "fact", "originator", "foreign", "recorded", "barred"]

    /// The conditions in an element, all of which have to be met; some number has to be able to meet them.
    func readConditions(_ element: Element) -> Condition? {
        let condition = readParts(element)
        if let (one, other) = condition?.contradiction {
            let asked = "\(one.measure.word) <\(one.relation.rawValue)> \(one.constant)"
            inconsistent(
                other.map { "no bid has \(asked) and <\($0.relation.rawValue)> \($0.constant) at once" }
                    ?? "no bid has \(asked): a cut of 100 % is a price of nothing",
                remedy: "correct the bounds" + (other == nil ? "" : ", or put the conditions into <any>"),
                at: element.tag.location)
        }
        return condition
    }

    private func readParts(_ element: Element) -> Condition? {
        let conditions = element.children.compactMap { readCondition($0) }
        if element.children.isEmpty {
            diagnostics.error(
                .elementMissing, "<\(element.tag.name)> has no condition",
                remedy: "add <any>, <all>, <not>, <at-most>, <at-least>, <below>, <above>, <in>, <fact> or another",
                at: element.tag.location)
        }
        guard let first = conditions.first, conditions.count == element.children.count else { return nil }
        return conditions.count == 1 ? first : .all(conditions)
    }

    private func readCondition(_ element: Element) -> Condition? {
        var attributes = AttributeReader(element.tag, diagnostics)
        guard Self.conditionNames.contains(element.tag.name) else {
            diagnostics.unknownElement(element.tag, in: "a condition", allowed: Self.conditionNames)
            return nil
        }
        let label = attributes.text("label")
        let condition = readUnlabelled(element, &attributes)
        attributes.finish()
        return condition.map { inner in label.map { .labelled($0, inner) } ?? inner }
    }

    private func readUnlabelled(_ element: Element, _ attributes: inout AttributeReader) -> Condition? {
        switch element.tag.name {
        case "any", "all", "not":
            guard let condition = readParts(element) else { return nil }
            if element.tag.name == "not" { return .not(condition) }
            // A single child is that condition itself, even where it is <all>.
            if element.tag.name == "any", element.children.count > 1, case .all(let parts) = condition {
                return .any(parts)
            }
            return condition
        case "in":
            guard let population = attributes.required("population") else { return nil }
            if !populations.contains(population) {
                report(unknown: population, at: attributes.location(of: "population"))
                return nil
            }
            return .member(population)
        case "fact":
            let name = attributes.required("name")
            let text = attributes.required("is")
            guard let name, let text else { return nil }
            return .fact(name, is: text)
        case "originator": return .originator
        case "foreign": return .foreign
        case "recorded": return .recorded
        case "barred": return .barred
        default:
            guard let relation = Test.Relation(rawValue: element.tag.name) else { return nil }
            return readTest(element.tag, relation, &attributes).map { .test($0) }
        }
    }

    private func readTest(_ tag: Tag, _ relation: Test.Relation, _ attributes: inout AttributeReader) -> Test? {
        let measure = readMeasure("of", &attributes)
        let target = attributes.text("to")
        let value = attributes.fraction("value")
        let fact = attributes.text("to-fact")
        let borrowed = attributes.text("to-borrowed")
        let factor = attributes.price("factor")
        let among = attributes.text("among")
        guard let measure else { return nil }
        let named = [target, fact, borrowed].compactMap { $0 }.count + (value == nil ? 0 : 1)
        let isPrice = measure == .unitPrice || measure == .comparablePrice
        guard named == 1, among == nil || target != nil else {
            reportUndirected(tag, measure)
            return nil
        }
        let times = factor ?? .one
        if let value {
            guard factor == nil else {
                reportUndirected(tag, measure)
                return nil
            }
            return Test(measure: measure, relation: relation, bound: .constant(value))
        }
        if let fact { return Test(measure: measure, relation: relation, bound: .fact(fact, factor: times)) }
        if let borrowed {
            guard measure == .unitPrice else {
                reportUndirected(tag, measure)
                return nil
            }
            return Test(measure: measure, relation: relation, bound: .ownBorrowed(borrowed, factor: times))
        }
        switch target {
        case "ceiling"? where measure == .unitPrice && factor == nil && among == nil:
            return Test(measure: measure, relation: relation, bound: .ceiling)
        case "previous-price"? where isPrice && measure == .unitPrice && among == nil:
            return Test(measure: measure, relation: relation, bound: .previousPrice(factor: times))
        case let target? where measure != .unitPrice && target != "ceiling" && target != "previous-price":
            guard let value = statistic(target, among: among, of: measure, tag, attributes) else { return nil }
            return Test(measure: measure, relation: relation, bound: .reference(value, factor: times))
        default:
            reportUndirected(tag, measure)
            return nil
        }
    }

    private func reportUndirected(_ tag: Tag, _ measure: Measure) {
        inconsistent(
            "<\(tag.name)> does not say what '\(measure.word)' is compared with",
            remedy: "write to=\"ceiling\" for unit-price, to=\"lowest\" with factor and among for "
                + "comparable-price, or value=\"…\"", at: tag.location)
    }

    // MARK: - Measures

    /// The measure that an attribute names, with what it needs.
    func readMeasure(_ attribute: StaticString, _ attributes: inout AttributeReader) -> Measure? {
        enum Word: String, CaseIterable {
            case unitPrice = "unit-price"
            case comparablePrice = "comparable-price"
            case cutFromCeiling = "cut-from-ceiling"
            case fact
            case ownDemand = "own-demand"
            case demandAhead = "demand-ahead"
            case demandThrough = "demand-through"
            case score
            case priceRatio = "price-ratio"
            case count
        }
        guard let word = attributes.choice(attribute, Word.self, required: true) else { return nil }
        switch word {
        case .unitPrice: return .unitPrice
        case .comparablePrice: return .comparablePrice
        case .cutFromCeiling: return .cutFromCeiling
        case .ownDemand: return .ownDemand
        case .fact: return attributes.required("fact").map { .fact($0) }
        case .demandAhead: return readPopulation(&attributes).map { .demandAhead($0) }
        case .demandThrough: return readPopulation(&attributes).map { .demandThrough($0) }
        case .count: return readPopulation(&attributes).map { .count($0) }
        case .score:
            guard let id = attributes.required("score") else { return nil }
            return known(id, in: scores, "gives points", &attributes, "score") ? .score(id) : nil
        case .priceRatio:
            guard let id = attributes.required("reference") else { return nil }
            guard known(id, in: references, "names a value", &attributes, "reference") else { return nil }
            if rootReferences.contains(id) {
                inconsistent(
                    "no ratio to '\(id)' is exact, which may have a root",
                    remedy: "compare with it: of=\"comparable-price\" to=\"\(id)\" factor=\"…\"",
                    at: attributes.location(of: "reference"))
            }
            return .priceRatio(to: id)
        }
    }

    private func readPopulation(_ attributes: inout AttributeReader) -> Population? {
        guard let population = attributes.required("population") else { return nil }
        if populations.contains(population) { return population }
        report(unknown: population, at: attributes.location(of: "population"))
        return nil
    }

    private func known(
        _ id: Stage.ID, in ids: Set<Stage.ID>, _ does: String, _ attributes: inout AttributeReader, _ name: StaticString
    ) -> Bool {
        if ids.contains(id) { return true }
        let known = ids.isEmpty ? "there is none" : "there are: \(ids.sorted().joined(separator: ", "))"
        inconsistent("no earlier stage '\(id)' \(does)", remedy: known, at: attributes.location(of: name))
        return false
    }

    // MARK: - Reference values

    /// A statistic by its word, or an earlier reference by its identifier.
    private func statistic(
        _ word: String, among: Population?, of measure: Measure, _ tag: Tag, _ attributes: AttributeReader
    ) -> ReferenceValue? {
        if references.contains(word), among == nil { return .named(word) }
        let statistics: [String: (ReferenceValue.Sample) -> ReferenceValue] = [
            "lowest": ReferenceValue.lowest, "highest": ReferenceValue.highest, "mean": ReferenceValue.mean,
        ]
        guard let statistic = statistics[word] else {
            let known = (Array(statistics.keys) + Array(references)).sorted().joined(separator: ", ")
            inconsistent(
                "nothing that prices are compared with is called '\(word)' here",
                remedy: "there are: ceiling, \(known)", at: attributes.location(of: "to"))
            return nil
        }
        guard let population = among ?? (populations.contains("valid") ? "valid" : nil) else {
            diagnostics.error(
                .unknownPopulation, "<\(tag.name)> does not say among which bids the \(word) is looked for",
                remedy: "add among=\"…\": \(populations.sorted().joined(separator: ", "))", at: tag.location)
            return nil
        }
        guard populations.contains(population) else {
            report(unknown: population, at: attributes.location(of: "among"))
            return nil
        }
        return statistic(ReferenceValue.Sample(population, of: measure))
    }

    /// The one value that an element holds.
    func readReference(_ element: Element) -> ReferenceValue? {
        let values = element.children.compactMap { readValue($0) }
        guard element.children.count == 1 else {
            inconsistent(
                "<\(element.tag.name)> holds \(element.children.count) values",
                remedy:
                    "give it one: <lowest>, <highest>, <mean>, <deviation>, <constant>, <published>, <borrowed>, "
                    + "<sealed>, <value>, or several in <largest> or <smallest>", at: element.tag.location)
            return nil
        }
        if values.first == .sealed, element.tag.name != "reference" {
            inconsistent(
                "a sealed price needs a name of its own", remedy: "put <sealed/> into a <reference> and name that here",
                at: element.tag.location)
            return nil
        }
        if let value = values.first, element.tag.name != "reference", isOverAllLots(value) {
            inconsistent(
                "a value over all lots needs a name of its own", remedy: "put it into a <reference> and name that here",
                at: element.tag.location)
            return nil
        }
        return values.first
    }

    private func isOverAllLots(_ value: ReferenceValue) -> Bool {
        value.sample?.scope == .round || value.parts.contains { isOverAllLots($0) }
    }

    private enum SampleScope: String, CaseIterable { case lot, round }

    /// Whose numbers a statistic is over.
    private func readSample(_ attributes: inout AttributeReader) -> ReferenceValue.Sample? {
        let among = attributes.required("among")
        let measure = attributes.text("of") == nil ? .comparablePrice : readMeasure("of", &attributes)
        let scope = attributes.choice("scope", SampleScope.self)
        let unit = attributes.text("unit")
        guard let among, let measure else { return nil }
        if !populations.contains(among) {
            report(unknown: among, at: attributes.location(of: "among"))
            return nil
        }
        if let unit, !units.contains(unit) {
            inconsistent(
                "no earlier stage sorts bids into a unit '\(unit)'",
                remedy: units.isEmpty ? "add a <group> before it" : "there are: \(units.joined(separator: ", "))",
                at: attributes.location(of: "unit"))
            return nil
        }
        if scope == .round, isReevaluated {
            inconsistent(
                "a value over all lots can't be computed again lot by lot", remedy: "put it outside <re-evaluate>",
                at: attributes.location(of: "scope"))
        }
        if unit != nil, scope != nil {
            inconsistent(
                "a value over one unit and over a wider scope", remedy: "keep one of unit and scope",
                at: attributes.location(of: "scope"))
        }
        let chosen: Scope = scope == .round ? .round : scope == .lot ? .lot : unit.map { .unit($0) } ?? .competition
        return ReferenceValue.Sample(among, of: measure, scope: chosen)
    }

    private func readValue(_ element: Element) -> ReferenceValue? {
        let tag = element.tag
        var attributes = AttributeReader(tag, diagnostics)
        let value: ReferenceValue?
        switch tag.name {
        case "lowest": value = readSample(&attributes).map { .lowest($0) }
        case "highest": value = readSample(&attributes).map { .highest($0) }
        case "mean": value = readSample(&attributes).map { .mean($0) }
        case "deviation":
            let sample = readSample(&attributes)
            let multiple = attributes.decimal("multiple", required: true)
            let kind = attributes.choice("kind", ReferenceValue.DeviationKind.self, required: true)
            guard let sample, let multiple, let kind else { return nil }
            value = .deviation(sample, multiple: multiple, kind: kind)
        case "constant": value = attributes.price("price", required: true).map { .constant($0) }
        case "published": value = attributes.required("name").map { .published($0) }
        case "borrowed": value = attributes.required("kind").map { .borrowed($0) }
        case "sealed":
            attributes.finish()
            return .sealed
        case "value":
            let id = attributes.required("of")
            if let id, !references.contains(id) {
                let known = references.sorted().joined(separator: ", ")
                inconsistent(
                    "no earlier <reference> is called '\(id)'",
                    remedy: references.isEmpty ? "there is none" : "there are: \(known)",
                    at: attributes.location(of: "of"))
                return nil
            }
            value = id.map { .named($0) }
        case "largest", "smallest":
            let values = element.children.compactMap { readValue($0) }
            if element.children.isEmpty {
                diagnostics.error(
                    .elementMissing, "<\(tag.name)> holds no value", remedy: "give it two or more", at: tag.location)
            }
            if values.contains(.sealed) {
                inconsistent(
                    "a sealed price needs a name of its own",
                    remedy: "put <sealed/> into a <reference> and name that here", at: tag.location)
                return nil
            }
            guard !values.isEmpty, values.count == element.children.count else { return nil }
            value = tag.name == "largest" ? .largest(values) : .smallest(values)
        default:
            diagnostics.unknownElement(
                tag, in: "reference",
                allowed: [
                    "lowest", "highest", "mean", "deviation", "constant", "published", "borrowed", "sealed", "value",
                    "largest", "smallest",
                ])
            return nil
        }
        let factor = attributes.price("factor")
        attributes.finish()
        return value.map { inner in factor.map { .multiple($0, inner) } ?? inner }
    }
}
