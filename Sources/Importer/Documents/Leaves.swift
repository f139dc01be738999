import Procurement

extension Diagnostics {
    /// Reports what stands inside elements that hold nothing, and text outside the elements that hold text.
    ///
    /// The readers ask each element for what they know; what nobody asks for must not be dropped in silence.
    ///
    /// - Parameters:
    ///   - root: the document's root element; the readers look at its own children and text.
    ///   - kind: what kind of document it is.
    func checkLeaves(_ root: Element, _ kind: DocumentKind) {
        for child in root.children { checkLeaf(child, Self.leaves(of: kind)) }
    }

    /// The same of one child of the root.
    func checkLeaf(_ child: Element, of kind: DocumentKind) { checkLeaf(child, Self.leaves(of: kind)) }

    private func checkLeaf(_ element: Element, _ leaves: Set<String>) {
        let name = element.tag.name
        let holdsText = ["source", "note", "alias"].contains(name)
        // Whoever reads a source looks at its text.
        if holdsText, name != "source", let scalar = Invisible.first(in: element.text) {
            reportInvisible(scalar, in: "the text of <\(name)>", at: element.tag.location)
        }
        // The reader of a lot speaks of the lot's own text.
        if !holdsText, name != "lot" { unexpectedText(element.text, in: element.tag) }
        for child in element.children {
            if holdsText || leaves.contains(name) {
                unknownElement(child.tag, in: name, allowed: [])
            } else {
                checkLeaf(child, leaves)
            }
        }
    }

    private static let leavesOfRound: Set = ["region", "content", "fill", "ceiling", "component", "fact"]

    /// The elements that hold no others.
    private static func leaves(of kind: DocumentKind) -> Set<String> {
        switch kind {
        case .round: leavesOfRound
        case .rulebook:
            Set(
                [
                    "convert", "factor", "multiply", "divide", "coefficient", "places", "prefer", "draw", "share",
                    "own", "cascade", "priority",
                    "months", "lowest", "highest", "mean", "deviation", "constant", "published", "borrowed", "sealed",
                    "value", "in", "fact", "originator", "foreign", "recorded", "barred", "relative", "linear", "step",
                ] + Test.Relation.allCases.map(\.rawValue))
        case .record: Set(["bidder", "correct-demand", "correct-bid"] + RecordDocument.plainActs)
        case .references: ["price", "bar"]
        case .published: ["presentation", "supplies", "headline"]
        case .baselines: ["price"]
        case .payment: ["reimbursement", "retention"]
        case .demand, .submission: []
        }
    }
}
