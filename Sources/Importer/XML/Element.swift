import Procurement

/// An element with its children, for documents small enough to be held whole.
final class Element {
    let tag: Tag
    let children: [Element]
    let text: String

    init(_ tag: Tag, children: [Element] = [], text: String = "") {
        self.tag = tag
        self.children = children
        self.text = text
    }

    /// Whether elements of that name hold text; in others there is at most the space between their children.
    static func holdsText(_ name: String) -> Bool { name == "source" || name == "note" || name == "alias" }
}

/// Builds the tree of a document.
final class ElementBuilder: TagHandler {
    /// An element that has not ended.
    private struct Open {
        let tag: Tag
        let holdsText: Bool
        var children: [Element] = []
        var text = ""

        var element: Element { Element(tag, children: children, text: text) }
    }

    private let open = InPlace<[Open]>([])
    private var ended: Element?
    private let childEnded: ((Element) -> Void)?

    /// - Parameter childEnded: is handed each child of the root when it ends.
    init(childEnded: ((Element) -> Void)? = nil) { self.childEnded = childEnded }

    /// How many elements are open.
    var depth: Int { open.value.count }

    /// The root, as far as the document was read; nil when there is none.
    func finish() -> Element? {
        while !open.value.isEmpty { end() }
        return ended
    }

    override func open(_ tag: StartTag) -> Bool {
        let tag = tag.owned()
        let holdsText = Element.holdsText(tag.name)
        open.value.append(Open(tag: tag, holdsText: holdsText))
        return holdsText
    }

    override func text(_ text: String) {
        if !open.value.isEmpty { open.value[open.value.count - 1].text += text }
    }

    override func close() -> Bool {
        end()
        return open.value.last?.holdsText ?? false
    }

    private func end() {
        let element = open.value.removeLast().element
        guard let parent = open.value.indices.last else {
            ended = element
            return
        }
        if parent == 0 { childEnded?(element) }
        open.value[parent].children.append(element)
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
        if !text.isEmpty { unexpectedText(text, in: tag.name, at: tag.location) }
    }

    /// The same of an element of that name.
    func unexpectedText(_ text: String, in name: String, at location: SourceLocation) {
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(40)
        error(
            .elementUnknown, "<\(name)> holds the text '\(shown)', which belongs nowhere", remedy: "remove it",
            at: location)
    }
}
