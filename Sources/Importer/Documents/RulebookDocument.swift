import Decimals
import Procurement

/// Reads `rulebook.xml`, and refuses one that contradicts itself.
enum RulebookDocument {
    static func read(_ root: Element, _ diagnostics: Diagnostics) -> Rulebook? {
        var reader = RulebookReader(diagnostics: diagnostics)
        return reader.read(root)
    }
}

/// Reads a rulebook from top to bottom, so that rules speak only of what earlier ones have named.
struct RulebookReader {
    let diagnostics: Diagnostics
    /// The populations that earlier stages hand on.
    var populations: Set<Population> = ["filed"]
    /// The values that earlier stages name.
    var references: Set<Stage.ID> = []
    /// Those of them that may have a root, as a mean less one deviation has.
    var rootReferences: Set<Stage.ID> = []
    /// The stages that give points.
    var scores: Set<Stage.ID> = []
    /// The bidding units that bids are sorted into.
    var units: [String] = []
    /// The classes that bids are sorted into.
    var classes: Set<String> = []
    /// The identifiers of stages.
    private var stageIDs: Set<Stage.ID> = []
    /// Whether the stages at hand are gone through again.
    var isReevaluated = false

    init(diagnostics: Diagnostics) { self.diagnostics = diagnostics }

    mutating func read(_ root: Element) -> Rulebook? {
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
        var draft: DraftRule?
        var term: TermRule?
        for child in root.children {
            switch child.tag.name {
            case "note":
                AttributeReader(child.tag, diagnostics).finish()
                notes.append(child.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            case "alias":
                AttributeReader(child.tag, diagnostics).finish()
                aliases.append(child.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            case "comparable-price":
                if comparablePrice != nil { reportSecond(child) }
                comparablePrice = readComparablePrice(child)
            case "volume":
                if volume != nil { reportSecond(child) }
                volume = readVolume(child)
            case "draft":
                if draft != nil { reportSecond(child) }
                draft = readDraft(child)
            case "term":
                if term != nil { reportSecond(child) }
                term = readTerm(child)
            case let name where StageKind(rawValue: name) != nil:
                if let stage = readStage(child) { stages.append(stage) }
            default:
                diagnostics.unknownElement(
                    child.tag, in: root.tag.name,
                    allowed: ["alias", "note", "comparable-price"] + StageKind.allCases.map(\.rawValue) + [
                        "volume", "draft", "term",
                    ])
            }
        }
        if comparablePrice == nil, !root.children.contains(where: { $0.tag.name == "comparable-price" }) {
            diagnostics.error(
                .elementMissing, "the rulebook does not say how prices are compared",
                remedy: "add <comparable-price clause=\"…\" basis=\"…\" confidence=\"…\"/>", at: root.tag.location)
        }
        if populations.count > Rulebook.mostPopulations {
            diagnostics.error(
                .rulebookInconsistent, "the stages name \(populations.count) populations",
                remedy: "at most \(Rulebook.mostPopulations) can be told apart", at: root.tag.location)
        }
        guard let id, let comparablePrice else { return nil }
        return Rulebook(
            id: id, title: title, aliases: aliases, notes: notes, comparablePrice: comparablePrice, stages: stages,
            volume: volume, draft: draft, term: term)
    }

    /// Speaks of an element that may stand only once.
    func reportSecond(_ element: Element) {
        inconsistent("there is a second <\(element.tag.name)>", remedy: "keep one", at: element.tag.location)
    }

    func readCitation(_ attributes: inout AttributeReader) -> Citation? {
        let clause = attributes.required("clause")
        let basis = attributes.choice("basis", Basis.self, required: true)
        let confidence = attributes.choice("confidence", Confidence.self, required: true)
        guard let clause, let basis, let confidence else { return nil }
        return Citation(clause: clause, basis: basis, confidence: confidence)
    }

    /// Whether the identifier is new.
    mutating func note(_ id: Stage.ID, at location: SourceLocation) {
        if !stageIDs.insert(id).inserted {
            diagnostics.error(.duplicate, "two stages have the identifier '\(id)'", at: location)
        }
    }

    func inconsistent(_ message: String, remedy: String? = nil, at location: SourceLocation) {
        diagnostics.error(.rulebookInconsistent, message, remedy: remedy, at: location)
    }

    func report(unknown population: Population, at location: SourceLocation) {
        diagnostics.error(
            .unknownPopulation, "no earlier stage hands on a population '\(population)'",
            remedy: "here there are: \(populations.sorted().joined(separator: ", "))", at: location)
    }
}
