/// The elements that have a meaning, as a tree that is walked down and up with the document.
///
/// Names and namespaces are libxml2's interned pointers, so that a step is a few comparisons.
struct UBLPathTree {
    /// A place in the tree; the root element is 0.
    typealias Position = Int32

    private struct Node {
        let name: UnsafePointer<UInt8>?
        var field: UBLField?
        var firstChild: Position = -1
        var nextSibling: Position = -1
    }

    private var nodes: [Node]
    private let aggregates: UnsafePointer<UInt8>?
    private let basics: UnsafePointer<UInt8>?

    init(_ kind: UBLDocumentKind, _ names: XMLNames) {
        nodes = [Node(name: names.pointer(kind.rawValue), field: nil)]
        aggregates = names.pointer(UBLDocumentKind.aggregates)
        basics = names.pointer(UBLDocumentKind.basics)
        for (path, field) in kind.fields {
            var position: Position = 0
            for name in path.split(separator: "/") { position = step(from: position, to: names.pointer(String(name))) }
            nodes[Int(position)].field = field
        }
    }

    /// What the element at a position means; nil when only elements in it mean something.
    func field(_ position: Position) -> UBLField? { nodes[Int(position)].field }

    /// Whether the element holds text that means something.
    func holdsText(_ position: Position) -> Bool {
        let node = nodes[Int(position)]
        return node.firstChild < 0 && node.field != nil
    }

    /// The position of an element that begins inside the one at `position`; nil when it has no meaning there.
    func child(of position: Position, _ tag: StartTag) -> Position? {
        var child = nodes[Int(position)].firstChild
        while child >= 0 {
            let node = nodes[Int(child)]
            if node.name == tag.name {
                let isSkipped = node.field?.isSkipped ?? false
                let namespace = node.firstChild < 0 && !isSkipped ? basics : aggregates
                return tag.namespace == namespace ? child : nil
            }
            child = node.nextSibling
        }
        return nil
    }

    private mutating func step(from parent: Position, to name: UnsafePointer<UInt8>?) -> Position {
        var child = nodes[Int(parent)].firstChild
        while child >= 0 {
            if nodes[Int(child)].name == name { return child }
            child = nodes[Int(child)].nextSibling
        }
        let new = Position(nodes.count)
        nodes.append(Node(name: name, nextSibling: nodes[Int(parent)].firstChild))
        nodes[Int(parent)].firstChild = new
        return new
    }
}
