import Decimals
import Procurement

/// The elements that are stages.
enum StageKind: String, CaseIterable {
    case screen
    case select
    case mark
    case shortlist
    case reference
    case merge
    case group
    case classify
    case score
    case negotiate
    case revive
    case withholdVolume = "withhold-volume"
    case reevaluate = "re-evaluate"

    /// The name of the bids that pass, where the rulebook gives none; nil where it has to.
    var population: Population? {
        switch self {
        case .screen: "valid"
        case .shortlist: "shortlisted"
        case .select: "winners"
        case .mark: nil
        case .merge: "firms"
        case .negotiate: "agreed"
        case .revive: "revived"
        case .withholdVolume: "without-volume"
        case .reference, .group, .classify, .score, .reevaluate: rawValue
        }
    }

    /// Whether it hands bids on under a name.
    var handsOn: Bool {
        switch self {
        case .screen, .shortlist, .select, .mark, .merge, .negotiate, .revive, .withholdVolume: true
        case .reference, .group, .classify, .score, .reevaluate: false
        }
    }

    /// Whether it names those that fail.
    var fails: Bool {
        switch self {
        case .screen, .shortlist, .select, .mark, .merge, .negotiate: true
        case .reference, .group, .classify, .score, .revive, .withholdVolume, .reevaluate: false
        }
    }

    /// Whether it can be about some bids only.
    var selects: Bool {
        switch self {
        case .screen, .select, .mark, .shortlist, .negotiate, .revive, .classify, .score, .withholdVolume: true
        case .reference, .merge, .group, .reevaluate: false
        }
    }

    /// Whether it may be gone through again.
    var repeats: Bool {
        switch self {
        case .screen, .select, .mark, .shortlist, .reference, .withholdVolume: true
        case .merge, .group, .classify, .score, .negotiate, .revive, .reevaluate: false
        }
    }
}

extension RulebookReader {
    mutating func readStage(_ element: Element) -> Stage? {
        guard let kind = StageKind(rawValue: element.tag.name) else { return nil }
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = attributes.required("id")
        let citation = readCitation(&attributes)
        let among = kind.selects ? attributes.text("among") : nil
        if let among, !populations.contains(among) {
            report(unknown: among, at: attributes.location(of: "among"))
        }
        var population: Population?
        if kind.handsOn {
            population = kind == .mark ? attributes.required("population") : attributes.text("population")
        }
        let failing = kind.fails ? attributes.text("failing") : nil
        let named: [(Population?, StaticString)] = [(population, "population"), (failing, "failing")]
        for (name, attribute) in named where name == "filed" {
            inconsistent(
                "'filed' is every bid with a price, and no other population", remedy: "give it another name",
                at: attributes.location(of: attribute))
        }
        if let id { note(id, at: element.tag.location) }
        if isReevaluated, !kind.repeats {
            inconsistent(
                "<\(kind.rawValue)> can't be gone through again", remedy: "put it outside <re-evaluate>",
                at: element.tag.location)
        }
        let action = readAction(kind, element, &attributes, id: id, among: among)
        let handedOn = population ?? kind.population ?? id ?? kind.rawValue
        if kind.handsOn { populations.insert(handedOn) }
        if let failing {
            if failing == handedOn {
                inconsistent(
                    "those that pass and those that fail are both called '\(failing)'", remedy: "give them two names",
                    at: attributes.location(of: "failing"))
            }
            populations.insert(failing)
        }
        guard let id, let citation, let action else { return nil }
        return Stage(
            id: id, citation: citation, among: among, action: action, population: handedOn, failing: failing)
    }

    private mutating func readAction(
        _ kind: StageKind, _ element: Element, _ attributes: inout AttributeReader, id: Stage.ID?, among: Population?
    ) -> Stage.Action? {
        switch kind {
        case .screen:
            attributes.finish()
            return readConditions(element).map { .screen($0) }
        case .select:
            attributes.finish()
            return readConditions(element).map { .select($0) }
        case .mark:
            attributes.finish()
            return readConditions(element).map { .mark($0) }
        case .withholdVolume:
            attributes.finish()
            return readConditions(element).map { .withholdVolume($0) }
        case .shortlist: return readShortlist(element, &attributes).map { .shortlist($0) }
        case .reference:
            attributes.finish()
            let value = readReference(element)
            if let id {
                if ["ceiling", "previous-price", "lowest", "highest", "mean"].contains(id) {
                    inconsistent(
                        "a reference is called '\(id)', which comparisons take for something else",
                        remedy: "give it another id", at: attributes.location(of: "id"))
                }
                references.insert(id)
                if let value, mayHaveRoot(value) { rootReferences.insert(id) }
            }
            return value.map { .define($0) }
        case .merge:
            attributes.finish()
            return .merge(Merger(tieBreaks: readTieBreak(in: element, allowed: ["tie-break"])))
        case .group:
            attributes.finish()
            let assignment = readAssignment(element, option: "unit")
            units = assignment?.options.map(\.name) ?? []
            return assignment.map { .group($0) }
        case .classify:
            attributes.finish()
            let assignment = readAssignment(element, option: "class")
            classes.formUnion((assignment?.options ?? []).map(\.name))
            return assignment.map { .classify($0) }
        case .score:
            let score = readScore(element, &attributes)
            if let id { scores.insert(id) }
            return score.map { .score($0) }
        case .negotiate: return readNegotiation(element, &attributes).map { .negotiate($0) }
        case .revive:
            if among == nil {
                inconsistent(
                    "<revive> does not say whose bids may come back",
                    remedy: "add among=\"…\", a population that an earlier stage names with failing=\"…\"",
                    at: element.tag.location)
            }
            return readRevival(element, &attributes).map { .revive($0) }
        case .reevaluate: return readReevaluation(element, &attributes).map { .reevaluate($0) }
        }
    }

    private func mayHaveRoot(_ value: ReferenceValue) -> Bool {
        switch value {
        case .named(let id): rootReferences.contains(id)
        case .deviation: true
        default: value.parts.contains { mayHaveRoot($0) }
        }
    }

    // MARK: - Shortlist

    private enum Order: String, CaseIterable {
        case lowest = "lowest-first"
        case highest = "highest-first"
    }

    private enum ShortlistScope: String, CaseIterable { case round }

    private func readShortlist(_ element: Element, _ attributes: inout AttributeReader) -> Shortlist? {
        let counting = attributes.text("counting") ?? "filed"
        if !populations.contains(counting) { report(unknown: counting, at: attributes.location(of: "counting")) }
        let measure = attributes.text("by") == nil ? .comparablePrice : readMeasure("by", &attributes)
        let order = attributes.choice("order", Order.self)
        let scope = attributes.choice("scope", ShortlistScope.self)
        let outside = attributes.choice("outside", Shortlist.Outside.self)
        attributes.finish()
        if scope == .round, isReevaluated {
            inconsistent(
                "a shortlist over all lots can't be gone through again lot by lot",
                remedy: "put it outside <re-evaluate>", at: attributes.location(of: "scope"))
        }
        var places: [Shortlist.Places] = []
        for child in element.children where child.tag.name == "places" {
            guard let row = readPlaces(child) else { continue }
            if scope == .round, row.unit != nil {
                inconsistent(
                    "all lots are ranked together, so there are no places of a unit", remedy: "leave out unit=\"…\"",
                    at: child.tag.location)
            }
            check(row, after: places.last { $0.unit == row.unit }, at: child.tag.location)
            places.append(row)
        }
        let tieBreaks = readTieBreak(in: element, allowed: ["places", "tie-break"])
        if !element.children.contains(where: { $0.tag.name == "places" }) {
            diagnostics.error(
                .elementMissing, "<shortlist> has no table of places",
                remedy: "add <places bidders=\"…\" places=\"…\"/>", at: element.tag.location)
        }
        for unit in units where !places.isEmpty && !places.contains(where: { $0.unit == nil || $0.unit == unit }) {
            inconsistent(
                "the table has no places for unit '\(unit)'",
                remedy: "add <places unit=\"\(unit)\" bidders=\"…\" places=\"…\"/>", at: element.tag.location)
        }
        guard !places.isEmpty, let measure else { return nil }
        return Shortlist(
            counting: counting, by: measure, highestFirst: order == .highest,
            scope: scope == .round ? .round : .competition, outside: outside ?? .lose, places: places,
            tieBreaks: tieBreaks)
    }

    private func readPlaces(_ element: Element) -> Shortlist.Places? {
        var reader = AttributeReader(element.tag, diagnostics)
        let bidders = reader.range("bidders")
        let count = reader.integer("places", in: 0...10_000)
        let dropped = reader.integer("all-but", in: 0...10_000)
        let unit = reader.text("unit")
        reader.finish()
        if let unit, !units.contains(unit) {
            inconsistent(
                "no earlier stage sorts bids into a unit '\(unit)'",
                remedy: units.isEmpty ? "add a <group> before it" : "there are: \(units.joined(separator: ", "))",
                at: reader.location(of: "unit"))
        }
        let hasOne = (reader.has("places") ? 1 : 0) + (reader.has("all-but") ? 1 : 0) == 1
        if !hasOne {
            diagnostics.error(
                .attributeMissing, "<places> says neither how many there are nor how many are left out, or both",
                remedy: "write places=\"…\" or all-but=\"…\"", at: element.tag.location)
        }
        guard hasOne, let bidders else { return nil }
        if let count { return Shortlist.Places(unit: unit, bidders: bidders, count: .places(count)) }
        return dropped.map { Shortlist.Places(unit: unit, bidders: bidders, count: .allBut($0)) }
    }

    private func check(_ row: Shortlist.Places, after last: Shortlist.Places?, at location: SourceLocation) {
        let expected = last.map { $0.bidders.upperBound == Int.max ? Int.max : $0.bidders.upperBound + 1 } ?? 1
        if row.bidders.lowerBound != expected {
            inconsistent(
                "the row for \(row.bidders.lowerBound) bidders leaves a gap or overlaps with the row before",
                remedy: expected == Int.max
                    ? "the row before holds for any number" : "the next row has to begin with \(expected)",
                at: location)
        }
        guard let last, last.bidders.upperBound < row.bidders.lowerBound else { return }
        let (before, places) = (last.places(for: last.bidders.upperBound), row.places(for: row.bidders.lowerBound))
        if places < before { inconsistent("more bidders get fewer places: \(places) after \(before)", at: location) }
    }

    private enum Preference: String, CaseIterable {
        case larger = "larger-first"
        case smaller = "smaller-first"
    }

    /// The tie-break of an element that may hold others too.
    func readTieBreak(in element: Element, allowed: [String]) -> [TieBreak] {
        var tieBreaks: [TieBreak]?
        for child in element.children {
            guard allowed.contains(child.tag.name) else {
                diagnostics.unknownElement(child.tag, in: element.tag.name, allowed: allowed)
                continue
            }
            guard child.tag.name == "tie-break" else { continue }
            if tieBreaks != nil {
                inconsistent(
                    "<\(element.tag.name)> has a second tie-break", remedy: "keep one", at: child.tag.location)
            }
            AttributeReader(child.tag, diagnostics).finish()
            tieBreaks = readTieBreak(child)
        }
        return tieBreaks ?? []
    }

    private func readTieBreak(_ element: Element) -> [TieBreak] {
        var tieBreaks: [TieBreak] = []
        for child in element.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "prefer":
                let measure: Measure?
                if reader.text("of") == nil {
                    measure = reader.required("fact").map { .fact($0) }
                } else {
                    measure = readMeasure("of", &reader)
                }
                let order = reader.choice("order", Preference.self, required: true)
                if let measure, let order { tieBreaks.append(TieBreak(measure, largerFirst: order == .larger)) }
            case "draw": break
            default: diagnostics.unknownElement(child.tag, in: "tie-break", allowed: ["prefer", "draw"])
            }
            reader.finish()
        }
        if element.children.last?.tag.name != "draw" || element.children.filter({ $0.tag.name == "draw" }).count > 1 {
            inconsistent(
                "the tie-break chain does not end in a draw",
                remedy: "add <draw/> as its last step: facts may be equal too", at: element.tag.location)
        }
        return tieBreaks
    }

    // MARK: - Units and classes

    private mutating func readAssignment(_ element: Element, option name: String) -> Assignment? {
        var options: [Assignment.Option] = []
        for child in element.children {
            guard child.tag.name == name else {
                diagnostics.unknownElement(child.tag, in: element.tag.name, allowed: [name])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let id = reader.required("name")
            reader.finish()
            let condition = child.children.isEmpty ? nil : readConditions(child)
            guard let id else { continue }
            if options.contains(where: { $0.name == id }) {
                diagnostics.error(.duplicate, "two of <\(element.tag.name)> are called '\(id)'", at: child.tag.location)
            }
            if let last = options.last, last.condition == nil {
                inconsistent(
                    "<\(name) name=\"\(id)\"> never gets a bid: '\(last.name)' before it takes all that are left",
                    remedy: "give '\(last.name)' a condition, or put it last", at: child.tag.location)
            }
            options.append(Assignment.Option(name: id, condition: condition))
        }
        guard let last = options.last else {
            diagnostics.error(
                .elementMissing, "<\(element.tag.name)> names none", remedy: "add <\(name) name=\"…\">",
                at: element.tag.location)
            return nil
        }
        if last.condition != nil {
            inconsistent(
                "a bid that meets no condition belongs nowhere",
                remedy: "end with <\(name) name=\"…\"/> without a condition", at: element.tag.location)
        }
        return Assignment(options: options)
    }

    // MARK: - Points

    private func readScore(_ element: Element, _ attributes: inout AttributeReader) -> Score? {
        let limit = attributes.price("limit")
        let digits = attributes.integer("digits", in: 0...18)
        let mode = attributes.choice("rounding", RoundingWord.self)
        attributes.finish()
        requireDigits(digits, of: "digits", for: "rounding", attributes)
        var parts: [Score.Part] = []
        for child in element.children {
            guard child.tag.name == "points" else {
                diagnostics.unknownElement(child.tag, in: "score", allowed: ["points"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let name = reader.required("for")
            let measure = readMeasure("of", &reader)
            let weight = reader.price("weight")
            reader.finish()
            let formula = readFormula(child)
            guard let name, let measure, let formula else { continue }
            if parts.contains(where: { $0.name == name }) {
                diagnostics.error(.duplicate, "two parts of <score> are called '\(name)'", at: child.tag.location)
            }
            parts.append(Score.Part(name: name, measure: measure, formula: formula, weight: weight ?? .one))
        }
        if element.children.isEmpty {
            diagnostics.error(
                .elementMissing, "<score> gives points for nothing", remedy: "add <points for=\"…\" of=\"…\">",
                at: element.tag.location)
        }
        guard !parts.isEmpty, parts.count == element.children.count else { return nil }
        return Score(
            parts: parts, limit: limit,
            rounding: digits.map { NamedRounding(digits: $0, mode: mode?.rounding ?? .halfUp) }
        )
    }

    private enum Best: String, CaseIterable { case lowest, highest }

    private func readFormula(_ element: Element) -> Score.Formula? {
        guard let first = element.children.first else {
            diagnostics.error(
                .elementMissing, "<points> has no formula", remedy: "add <relative>, <linear> or <step>",
                at: element.tag.location)
            return nil
        }
        if first.tag.name != "step", element.children.count > 1 {
            inconsistent("<points> has two formulas", remedy: "keep one", at: element.children[1].tag.location)
        }
        var reader = AttributeReader(first.tag, diagnostics)
        defer { if first.tag.name != "step" { reader.finish() } }
        switch first.tag.name {
        case "relative":
            let points = reader.price("points", required: true)
            let best = reader.choice("best", Best.self, required: true)
            let among = reader.required("among")
            if let among, !populations.contains(among) { report(unknown: among, at: reader.location(of: "among")) }
            guard let points, let best, let among else { return nil }
            return .relative(points: points, highestIsBest: best == .highest, among: among)
        case "linear":
            let from = reader.fraction("from", required: true)
            let to = reader.fraction("to", required: true)
            let low = reader.decimal("low", required: true)
            let high = reader.decimal("high", required: true)
            guard let from, let to, let low, let high else { return nil }
            if from == to {
                inconsistent(
                    "the points run from \(from) to the same number, which divides by zero",
                    remedy: "write two different numbers", at: first.tag.location)
                return nil
            }
            return .linear(from: from, to: to, low: low, high: high)
        case "step": return readSteps(element)
        default:
            diagnostics.unknownElement(first.tag, in: "points", allowed: ["relative", "linear", "step"])
            return nil
        }
    }

    private func readSteps(_ element: Element) -> Score.Formula? {
        var steps: [Score.Step] = []
        for child in element.children {
            guard child.tag.name == "step" else {
                diagnostics.unknownElement(child.tag, in: "points", allowed: ["step"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let atLeast = reader.fraction("at-least", required: true)
            let points = reader.decimal("points", required: true)
            reader.finish()
            guard let atLeast, let points else { continue }
            if let last = steps.last, atLeast <= last.atLeast {
                inconsistent(
                    "the step at \(atLeast) does not lie above the one before, \(last.atLeast)",
                    remedy: "write the steps in ascending order", at: child.tag.location)
            }
            steps.append(Score.Step(atLeast: atLeast, points: points))
        }
        return steps.isEmpty ? nil : .steps(steps)
    }

    // MARK: - Talks and returns

    private func readNegotiation(_ element: Element, _ attributes: inout AttributeReader) -> Negotiation? {
        let opening = attributes.integer("opening-offers", in: 1...100)
        let most = attributes.integer("most-offers", in: 1...100)
        attributes.finish()
        if let most, most < opening ?? 1 {
            inconsistent(
                "at most \(most) offers, and the first \(opening ?? 1) of them open the talks",
                remedy: "allow as many offers as open the talks", at: attributes.location(of: "most-offers"))
        }
        var enter: Condition?
        var succeed: Condition?
        for child in element.children {
            switch child.tag.name {
            case "enter":
                if enter != nil { reportSecond(child) }
                AttributeReader(child.tag, diagnostics).finish()
                enter = readConditions(child)
            case "succeed":
                if succeed != nil { reportSecond(child) }
                AttributeReader(child.tag, diagnostics).finish()
                succeed = readConditions(child)
            default: diagnostics.unknownElement(child.tag, in: "negotiate", allowed: ["enter", "succeed"])
            }
        }
        if !element.children.contains(where: { $0.tag.name == "succeed" }) {
            diagnostics.error(
                .elementMissing, "<negotiate> does not say which offer wins", remedy: "add <succeed>",
                at: element.tag.location)
        }
        return succeed.map { Negotiation(enter: enter, openingOffers: opening ?? 1, mostOffers: most, succeed: $0) }
    }

    private func readRevival(_ element: Element, _ attributes: inout AttributeReader) -> Revival? {
        let picks = attributes.flag("picks-regions") ?? true
        let volume = readAwardVolume(&attributes)
        attributes.finish()
        var condition: Condition?
        var cap: ReferenceValue?
        for child in element.children {
            switch child.tag.name {
            case "who":
                if condition != nil { reportSecond(child) }
                AttributeReader(child.tag, diagnostics).finish()
                condition = readConditions(child)
            case "cap":
                if cap != nil { reportSecond(child) }
                AttributeReader(child.tag, diagnostics).finish()
                cap = readReference(child)
            default: diagnostics.unknownElement(child.tag, in: "revive", allowed: ["who", "cap"])
            }
        }
        if !element.children.contains(where: { $0.tag.name == "cap" }) {
            diagnostics.error(
                .elementMissing, "<revive> does not say at which price a bid comes back", remedy: "add <cap>",
                at: element.tag.location)
        }
        return cap.map {
            Revival(condition: condition, cap: $0, award: AwardTerms(picksRegions: picks, volume: volume))
        }
    }

    private func readAwardVolume(_ attributes: inout AttributeReader) -> AwardTerms.Volume {
        switch attributes.text("volume") {
        case nil, "shared": return .shared
        case "own": return .own
        case "none": return .none
        case _?:
            guard let part = attributes.fraction("volume") else { return .shared }
            if part.isNegative || part > .one {
                inconsistent(
                    "a part of \(part.shifted(byPowerOfTen: 2).shortestDescription)% of the volume",
                    remedy: "write shared, own, none, or a part from 0% to 100%", at: attributes.location(of: "volume"))
            }
            return .part(part)
        }
    }

    private mutating func readReevaluation(_ element: Element, _ attributes: inout AttributeReader) -> Reevaluation? {
        let policy = attributes.choice("policy", Reevaluation.Policy.self, required: true)
        attributes.finish()
        isReevaluated = true
        defer { isReevaluated = false }
        var stages: [Stage] = []
        for child in element.children {
            guard let kind = StageKind(rawValue: child.tag.name), kind != .reevaluate else {
                diagnostics.unknownElement(
                    child.tag, in: "re-evaluate", allowed: StageKind.allCases.filter(\.repeats).map(\.rawValue))
                continue
            }
            if let stage = readStage(child) { stages.append(stage) }
        }
        let kinds = element.children.compactMap { StageKind(rawValue: $0.tag.name) }
        if kinds.filter({ $0 == .withholdVolume }).count != 1 || kinds.filter({ $0 == .shortlist }).count != 1
            || (kinds.firstIndex(of: .shortlist) ?? 0) > (kinds.firstIndex(of: .withholdVolume) ?? 0)
        {
            inconsistent(
                "<re-evaluate> needs one <shortlist>, and after it one <withhold-volume> that frees its places",
                remedy: "put both in it, in this order", at: element.tag.location)
        }
        let places = stages.first { if case .shortlist = $0.action { true } else { false } }
        for stage in stages {
            guard case .withholdVolume = stage.action, let among = stage.among, among == places?.population else {
                continue
            }
            inconsistent(
                "<withhold-volume> asks '\(among)', where a bid that freed its place is not any more: it never settles",
                remedy: "leave out among=\"\(among)\", and every bid that is still in is asked",
                at: element.tag.location)
        }
        return policy.map { Reevaluation(policy: $0, stages: stages) }
    }
}
