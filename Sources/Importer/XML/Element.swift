import Procurement

/// An element with its children, for documents small enough to be held whole.
final class Element {
    let tag: Tag
    fileprivate(set) var children: [Element] = []
    fileprivate(set) var text = ""

    init(_ tag: Tag, children: [Element] = [], text: String = "") {
        self.tag = tag
        self.children = children
        self.text = text
    }
}

/// Builds the tree of a document.
final class ElementBuilder: TagHandler {
    private(set) var root: Element?
    private let stack = InPlace<[Element]>([])
    private let takesChild: ((Element) -> Bool)?

    /// - Parameter takesChild: is handed each child of the root when it ends, and says whether it is to be left out of
    ///   the tree.
    init(takesChild: ((Element) -> Bool)? = nil) { self.takesChild = takesChild }

    override func open(_ tag: StartTag) -> Bool {
        let element = Element(tag.owned())
        if let parent = stack.value.last { parent.children.append(element) } else { root = element }
        stack.value.append(element)
        return true
    }

    override func text(_ text: String) { stack.value.last?.text += text }

    override func close() -> Bool {
        let element = stack.value.removeLast()
        if stack.value.count == 1, let takesChild, takesChild(element) { root?.children.removeLast() }
        return true
    }
}

extension Diagnostics {
    /// Reports an element that doesn't belong where it stands.
    func unknownElement(_ tag: Tag, in parent: String, allowed: [String]) {
        let known = allowed.map { "<\($0)>" }.joined(separator: ", ")
        error(
            .elementUnknown, "<\(tag.name)> does not belong in <\(parent)>",
            remedy: allowed.isEmpty ? "it holds no elements" : "it holds \(known)", at: tag.location)
    }

    /// Reports text where none belongs, so that nothing that somebody wrote is dropped in silence.
    func unexpectedText(_ text: String, in tag: Tag) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(40)
        error(
            .elementUnknown, "<\(tag.name)> holds the text '\(shown)', which belongs nowhere", remedy: "remove it",
            at: tag.location)
    }
}
