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
        let leaves = Self.leaves(of: kind)
        for child in root.children { checkLeaf(child, leaves) }
    }

    private func checkLeaf(_ element: Element, _ leaves: Set<String>) {
        // Most elements hold nothing.
        if element.children.isEmpty, element.text.isEmpty { return }
        let name = element.tag.name
        let holdsText = Element.holdsText(name)
        // Whoever reads a source looks at its text.
        if holdsText, name != "source", let scalar = Invisible.first(in: element.text) {
            reportInvisible(scalar, in: "the text of <\(name)>", at: element.tag.location)
        }
        if !holdsText { unexpectedText(element.text, in: element.tag) }
        let holdsNothing = holdsText || leaves.contains(name)
        for child in element.children {
            if holdsNothing {
                unknownElement(child.tag, in: name, allowed: [])
            } else {
                checkLeaf(child, leaves)
            }
        }
    }

    /// The elements that hold no others.
    private static func leaves(of kind: DocumentKind) -> Set<String> {
        switch kind {
        case .round: ["region"]
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
