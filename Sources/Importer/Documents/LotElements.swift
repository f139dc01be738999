import Procurement

/// Reads the lots of `round.xml` while the document is parsed, so that no tree of all of them has to be held.
///
/// Only a lot that refers to a source that stands behind it waits for the end of the document.
final class LotElements {
    /// A lot, or its element as long as it waits.
    private enum Item {
        case read(Lot?)
        case waiting(Element)
    }

    private let items = InPlace<[Item]>([])
    private let named = InPlace<[(id: Lot.ID?, place: Place)]>([])
    private let sources = InPlace(SourceTable())
    private let diagnostics: Diagnostics
    /// Whoever reads the whole document speaks of its sources.
    private let silent = Diagnostics()

    init(limits: ImportLimits) { diagnostics = Diagnostics(limits: limits) }

    /// Takes a child of the root that has ended; false for what is no lot.
    func take(_ child: Element) -> Bool {
        guard child.tag.name == "lot" else {
            if child.tag.name == "source" { sources.value.read(child.tag, text: child.text, silent) }
            return false
        }
        named.value.append((child.tag.attributes.first { $0.name == "id" }?.value, child.tag.place))
        diagnostics.checkLeaf(child, of: .round)
        if sources.value.hasSources(of: child) {
            items.value.append(.read(RoundDocument.readLot(child, sources.value, diagnostics)))
        } else {
            items.value.append(.waiting(child))
        }
        return true
    }

    /// The lots in their order, when the document has ended, with where each stands.
    func finish(_ sources: SourceTable, _ diagnostics: Diagnostics) -> (lots: [Lot], places: [Place]) {
        var lots: [Lot] = []
        var places: [Place] = []
        lots.reserveCapacity(items.value.count)
        places.reserveCapacity(items.value.count)
        for (item, name) in zip(items.value, named.value) {
            let lot =
                switch item {
                case .read(let lot): lot
                case .waiting(let element): RoundDocument.readLot(element, sources, self.diagnostics)
                }
            guard let lot else { continue }
            lots.append(lot)
            places.append(name.place)
        }
        for finding in self.diagnostics.findings { diagnostics.report(finding) }
        items.value = []
        return (lots, places)
    }

    /// Where the lots stand.
    func places(in file: String) -> LotPlaces { LotPlaces(file: file, named.value) }
}

extension SourceTable {
    /// Whether every source is known that an element, or one in it, refers to.
    fileprivate func hasSources(of element: Element) -> Bool {
        element.tag.attributes.allSatisfy { $0.name != "source" || knows($0.value) }
            && element.children.allSatisfy(hasSources)
    }
}

/// Where the lots of a round document stand.
struct LotPlaces {
    private let file: String
    private let lots: [(id: Lot.ID?, place: Place)]
    private let places = InPlace<[Lot.ID: Place]?>(nil)

    init(file: String, _ lots: [(id: Lot.ID?, place: Place)]) {
        self.file = file
        self.lots = lots
    }

    /// Where a lot stands; most documents have nothing to say of any.
    subscript(id: Lot.ID) -> SourceLocation {
        if places.value == nil {
            let named = lots.compactMap { lot in lot.id.map { ($0, lot.place) } }
            places.value = Dictionary(named, uniquingKeysWith: { _, last in last })
        }
        return places.value?[id]?.location(in: file) ?? SourceLocation(file: file)
    }
}
