import Decimals
import Procurement

/// Reads the lots of `round.xml` as they are parsed, so that no tree of them is held.
final class LotReader {
    /// What stands in a lot, or the lot.
    private enum Part { case lot, specification, content, fill, ceiling, component, fact, unknown }

    /// An element that has not ended.
    private struct Open {
        let part: Part
        let name: UnsafePointer<UInt8>
        let place: Place
        var text = ""
    }

    /// Names as libxml2 interns them for one document.
    private struct InternedNames {
        let lot, specification, content, fill, ceiling, component, fact, reference: UnsafePointer<UInt8>?
    }

    /// A source that nothing before it describes.
    private struct Unresolved {
        /// What it is the source of; nil for what could not be read.
        var owner: (lot: Int, ceiling: Int?)?
        let source: String
        let location: SourceLocation
    }

    /// The lot that is being read.
    private struct Draft {
        var id: String?
        var name: String?
        var dosageClass: String?
        var tier: String?
        var reference: String?
        var referencePlace = Place(line: 0, column: 0)
        var share: FixedDecimal?
        var termMonths: Int?
        var termUntil: CalendarDate?
        var provenance = Provenance()
        var specifications: [Specification] = []
        var ceilings: [Ceiling] = []
        /// Specifications that a ceiling names before they are described.
        var expected: [(specification: Specification.ID, place: Place)] = []
        var components: [Component] = []
        var facts: [String: FixedDecimal] = [:]
        /// The specification that is open.
        var specification: String?
        var contents: [Quantity] = []
        var fill: Quantity?
        /// How many sources were not known before it.
        var unresolved = 0

        func has(_ specification: Specification.ID) -> Bool { specifications.contains { $0.id == specification } }
    }

    /// What was read; a value, so that reading an element is one access.
    private struct State {
        var open: [Open] = []
        var draft = Draft()
        var lots: [Lot] = []
        var places: [Place] = []
        var sources = SourceTable()
        var unresolved: [Unresolved] = []
    }

    private let state = InPlace(State())
    private var names: InternedNames?
    private let diagnostics: Diagnostics
    private var file = ""

    init(limits: ImportLimits) { diagnostics = Diagnostics(limits: limits) }

    func begin(_ names: XMLNames) {
        self.names = InternedNames(
            lot: names["lot"], specification: names["specification"], content: names["content"], fill: names["fill"],
            ceiling: names["ceiling"], component: names["component"], fact: names["fact"],
            reference: names["reference"])
    }

    /// Takes over a source; whoever reads the whole document speaks of what is wrong with it.
    func take(source: Element) { state.value.sources.read(source.tag, text: source.text, Diagnostics()) }

    func isLot(_ tag: StartTag) -> Bool { tag.name == names?.lot }

    /// Whether a lot has begun and not ended.
    var isOpen: Bool { !state.value.open.isEmpty }

    // MARK: - Elements

    func open(_ tag: StartTag) {
        let part = part(tag)
        if part == .lot {
            openLot(tag)
        } else {
            state.value.open.append(Open(part: part, name: tag.name, place: tag.place))
        }
        switch part {
        case .lot, .unknown: break
        case .specification: openSpecification(tag)
        case .content:
            if let content = quantity(tag) { state.value.draft.contents.append(content) }
        case .fill:
            if let fill = quantity(tag) { state.value.draft.fill = fill }
        case .ceiling: openCeiling(tag)
        case .component: openComponent(tag)
        case .fact: openFact(tag)
        }
    }

    func text(_ text: String) { state.value.open[state.value.open.count - 1].text += text }

    func close() {
        let ended = state.value.open.removeLast()
        if !ended.text.isEmpty {
            diagnostics.unexpectedText(ended.text, in: String(cString: ended.name), at: ended.place.location(in: file))
        }
        switch ended.part {
        case .lot: closeLot(ended.place)
        case .specification: closeSpecification(ended.place)
        default: break
        }
    }

    /// What an element is where it stands; what doesn't belong there is reported.
    private func part(_ tag: StartTag) -> Part {
        guard let names, let parent = state.value.open.last else { return .lot }
        let allowed: [String]
        switch parent.part {
        case .lot:
            if tag.name == names.specification { return .specification }
            if tag.name == names.ceiling { return .ceiling }
            if tag.name == names.component { return .component }
            if tag.name == names.fact { return .fact }
            allowed = ["specification", "ceiling", "component", "fact"]
        case .specification:
            if tag.name == names.content { return .content }
            if tag.name == names.fill { return .fill }
            allowed = ["content", "fill"]
        case .unknown: return .unknown
        case .content, .fill, .ceiling, .component, .fact: allowed = []
        }
        diagnostics.unknownElement(tag.owned(), in: String(cString: parent.name), allowed: allowed)
        return .unknown
    }

    // MARK: - Lots

    private func openLot(_ tag: StartTag) {
        state.value.draft.unresolved = state.value.unresolved.count
        if file.isEmpty { file = tag.location.file }
        let (place, referencePlace) = tag.places(ofValueOf: names?.reference)
        state.value.draft.referencePlace = referencePlace
        state.value.open.append(Open(part: .lot, name: tag.name, place: place))
        var attributes = TagReader(tag, diagnostics)
        state.value.draft.id = attributes.required("id")
        state.value.draft.reference = attributes.required("reference")
        state.value.draft.name = attributes.text("name")
        state.value.draft.dosageClass = attributes.text("dosage-class")
        state.value.draft.tier = attributes.text("tier")
        state.value.draft.share = attributes.fraction("share")
        if let share = state.value.draft.share, share.isNegative || share > FixedDecimal.one {
            diagnostics.error(
                .notAnAllowedValue, "a share of \(share.shifted(byPowerOfTen: 2).shortestDescription)% of the volume",
                remedy: "write a share from 0% to 100%", at: attributes.location(of: "share"))
        }
        state.value.draft.termMonths = attributes.integer("term-months", in: 1...240)
        state.value.draft.termUntil = attributes.day("term-until", required: false)
        if state.value.draft.termMonths != nil, state.value.draft.termUntil != nil {
            diagnostics.error(
                .attributeUnknown, "lot '\(state.value.draft.id ?? "")' states a term in months and one to a day",
                remedy: "keep one", at: attributes.location(of: "term-until"))
        }
        state.value.draft.provenance = provenance(&attributes, ofCeiling: nil)
        attributes.finish()
    }

    private func closeLot(_ place: Place) {
        var draft = Draft()
        swap(&draft, &state.value.draft)
        if let reference = draft.reference, !draft.has(reference) {
            diagnostics.error(
                .unknownSpecification,
                "the reference specification '\(reference)' is not one of lot '\(draft.id ?? "")'",
                remedy: "describe it with <specification id=\"\(reference)\">",
                at: draft.referencePlace.location(in: file))
        }
        for (name, place) in draft.expected where !draft.has(name) {
            diagnostics.error(
                .unknownSpecification,
                "a ceiling is for specification '\(name)', which lot '\(draft.id ?? "")' does not have",
                remedy: "describe it with <specification id=\"\(name)\">", at: place.location(in: file))
        }
        guard let id = draft.id, let reference = draft.reference else {
            return forgetOwners(since: draft.unresolved)
        }
        state.value.lots.append(
            Lot(
                id: id, name: draft.name, dosageClass: draft.dosageClass, tier: draft.tier ?? "normal",
                reference: reference, specifications: draft.specifications, ceilings: draft.ceilings,
                components: draft.components, facts: draft.facts, share: draft.share, termMonths: draft.termMonths,
                termUntil: draft.termUntil, provenance: draft.provenance))
        state.value.places.append(place)
    }

    private func openSpecification(_ tag: StartTag) {
        var attributes = TagReader(tag, diagnostics)
        state.value.draft.specification = attributes.required("id")
        attributes.finish()
    }

    private func closeSpecification(_ place: Place) {
        let (contents, fill) = (state.value.draft.contents, state.value.draft.fill)
        state.value.draft.contents = []
        state.value.draft.fill = nil
        guard let id = state.value.draft.specification else { return }
        if state.value.draft.has(id) {
            diagnostics.error(
                .duplicate, "specification '\(id)' is described twice in lot '\(state.value.draft.id ?? "")'",
                at: place.location(in: file))
        }
        let content = contents.isEmpty && fill == nil ? nil : Content(components: contents, fill: fill)
        state.value.draft.specifications.append(Specification(id: id, content: content))
    }

    private func quantity(_ tag: StartTag) -> Quantity? {
        var attributes = TagReader(tag, diagnostics)
        let amount = attributes.price("amount", required: true)
        let unit = attributes.choice("unit", MeasureUnit.self, required: true)
        attributes.finish()
        guard let amount, let unit else { return nil }
        return Quantity(amount, unit)
    }

    private func openCeiling(_ tag: StartTag) {
        let unresolved = state.value.unresolved.count
        var attributes = TagReader(tag, diagnostics)
        let specification = attributes.required("specification")
        let price = attributes.price("price", required: true)
        let pack = attributes.integer("pack", in: 1...1_000_000)
        let printedFor = attributes.text("printed-for")
        let provenance = provenance(&attributes, ofCeiling: state.value.draft.ceilings.count)
        attributes.finish()
        guard let specification, let price else { return forgetOwners(since: unresolved) }
        expect(specification, tag)
        if let printedFor { expect(printedFor, tag) }
        state.value.draft.ceilings.append(
            Ceiling(
                specification: specification, price: price, pack: pack ?? 1, printedFor: printedFor,
                provenance: provenance))
    }

    private func expect(_ specification: Specification.ID, _ tag: StartTag) {
        if !state.value.draft.has(specification) { state.value.draft.expected.append((specification, tag.place)) }
    }

    private func openComponent(_ tag: StartTag) {
        var attributes = TagReader(tag, diagnostics)
        let name = attributes.required("name")
        let quantity = attributes.price("quantity", required: true)
        attributes.finish()
        guard let name, let quantity else { return }
        if state.value.draft.components.contains(where: { $0.name == name }) {
            diagnostics.error(
                .duplicate, "component '\(name)' is described twice in lot '\(state.value.draft.id ?? "")'",
                at: tag.location)
        }
        state.value.draft.components.append(Component(name: name, quantity: quantity))
    }

    private func openFact(_ tag: StartTag) {
        var attributes = TagReader(tag, diagnostics)
        let name = attributes.required("name")
        let value = attributes.decimal("value", required: true)
        attributes.finish()
        guard let name, let value else { return }
        if state.value.draft.facts.updateValue(value, forKey: name) != nil {
            diagnostics.error(.duplicate, "the fact '\(name)' is stated twice", at: tag.location)
        }
    }

    // MARK: - Sources

    private func provenance(_ attributes: inout TagReader<StartTag>, ofCeiling ceiling: Int?) -> Provenance {
        let lot = state.value.lots.count
        return state.value.sources.provenance(&attributes) { source, location in
            state.value.unresolved.append(
                Unresolved(owner: (lot, ceiling), source: source, location: location))
        }
    }

    /// What has a source that isn't known yet could not be read.
    private func forgetOwners(since mark: Int) {
        for index in mark..<state.value.unresolved.count { state.value.unresolved[index].owner = nil }
    }

    /// The lots in their order, when the document has ended, with where each stands.
    ///
    /// - Parameter sources: every source of the document, also those that stand behind the lots.
    func finish(_ sources: SourceTable, _ diagnostics: Diagnostics) -> (lots: [Lot], places: [Place]) {
        if isOpen { forgetOwners(since: state.value.draft.unresolved) }
        for unresolved in state.value.unresolved {
            guard let text = sources[unresolved.source] else {
                diagnostics.report(unknownSource: unresolved.source, at: unresolved.location)
                continue
            }
            guard let owner = unresolved.owner else { continue }
            if let ceiling = owner.ceiling {
                state.value.lots[owner.lot].ceilings[ceiling].provenance.source = text
            } else {
                state.value.lots[owner.lot].provenance.source = text
            }
        }
        for finding in self.diagnostics.findings { diagnostics.report(finding) }
        return (state.value.lots, state.value.places)
    }
}
