import Procurement

/// Walks through a UBL document and hands what means something to the submission that is built from it.
///
/// Nothing is kept of the document but the open line.
final class UBLHandler: TagHandler {
    let kind: UBLDocumentKind
    private let builder: UBLSubmissionBuilder
    private var tree: UBLPathTree?
    private var currency: UnsafePointer<UInt8>?
    private var unit: UnsafePointer<UInt8>?
    private var scheme: UnsafePointer<UInt8>?
    private var open: [UBLPathTree.Position] = []
    /// How many elements are open of which the outermost has no meaning.
    private var skipped = 0
    private var content = ""
    private var attribute: String?

    init(_ kind: UBLDocumentKind, _ diagnostics: Diagnostics) {
        self.kind = kind
        builder = UBLSubmissionBuilder(kind, diagnostics)
    }

    /// What the document offers; nil when it is refused as a whole.
    var result: UBLSubmissionBuilder.Result? { builder.result }

    /// The version that the document states.
    var version: String? { builder.version }

    override func begin(_ names: XMLNames) {
        tree = UBLPathTree(kind, names)
        currency = names.pointer("currencyID")
        unit = names.pointer("unitCode")
        scheme = names.pointer("schemeID")
    }

    override func open(_ tag: StartTag) -> Bool {
        guard skipped == 0, let tree else {
            skipped += 1
            return false
        }
        guard let parent = open.last else {
            builder.begin(at: tag.location)
            open.append(0)
            return false
        }
        guard let position = tree.child(of: parent, tag) else {
            builder.ignored.count(String(cString: tag.name), at: tag.location)
            skipped = 1
            return false
        }
        let field = tree.field(position)
        if let field, field.isSkipped {
            builder.open(field, at: tag.location)
            skipped = 1
            return false
        }
        open.append(position)
        content = ""
        attribute = nil
        if tree.holdsText(position) {
            attribute = attribute(of: tag)
        } else if let field {
            builder.open(field, at: tag.location)
        }
        return false
    }

    override func text(_ text: String) {
        guard skipped == 0, let tree, let position = open.last else { return }
        if tree.holdsText(position) { content += text } else { builder.reportStray(text) }
    }

    override func close() -> Bool {
        if skipped > 0 {
            skipped -= 1
            return false
        }
        guard let tree, let position = open.popLast() else { return false }
        if open.isEmpty {
            builder.end()
        } else if let field = tree.field(position) {
            if tree.holdsText(position) {
                builder.take(field, content.trimmingWhitespace(), attribute)
            } else {
                builder.close(field)
            }
        }
        return false
    }

    /// The currency of an amount, the unit of a quantity or the scheme of an identifier.
    private func attribute(of tag: StartTag) -> String? {
        for index in 0..<tag.count {
            guard let name = tag.attributeName(index), name == currency || name == unit || name == scheme else {
                continue
            }
            return String(decoding: tag.value(index), as: UTF8.self)
        }
        return nil
    }
}

extension String {
    /// The text without the white space around it.
    fileprivate func trimmingWhitespace() -> String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return self }
        var view = unicodeScalars[...]
        while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
        while let last = view.last, last.properties.isWhitespace { view.removeLast() }
        return String(view)
    }
}
