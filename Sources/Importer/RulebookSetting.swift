import Procurement

/// One attribute of a rulebook set to another value before it is read: `gate/at-most[1]@factor` = `2.0`.
///
/// A path is made of steps, the first of which names a stage by its identifier or any element by its name; each
/// further one an element somewhere below. A step that several elements fit takes the first, or the one that its
/// brackets say: `[2]`, or attributes, `[tier=normal,winners=1]`.
public struct RulebookSetting: Sendable, Hashable {
    /// The path, with the attribute's name after `@`.
    public var path: String
    /// The value, as it would stand in the document.
    public var value: String
    private let steps: [Step]
    private let attribute: String

    private struct Step: Sendable, Hashable {
        var name: String
        var position = 1
        var attributes: [String: String] = [:]
    }

    /// Reads a path; nil when it is none.
    public init?(path: String, value: String) {
        let parts = path.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty, !value.isEmpty else { return nil }
        var steps: [Step] = []
        for text in RulebookSetting.split(parts[0]) {
            guard let step = RulebookSetting.step(text) else { return nil }
            steps.append(step)
        }
        guard !steps.isEmpty else { return nil }
        self.path = path
        self.value = value
        self.steps = steps
        attribute = parts[1]
    }

    /// The parts between slashes that stand in no brackets.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if character == "/", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    private static func step(_ text: String) -> Step? {
        guard let open = text.firstIndex(of: "[") else { return text.isEmpty ? nil : Step(name: text) }
        guard text.hasSuffix("]"), open > text.startIndex else { return nil }
        var step = Step(name: String(text[..<open]))
        let inner = text[text.index(after: open)...].dropLast()
        if let position = Int(inner), position >= 1 {
            step.position = position
            return step
        }
        for pair in inner.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { return nil }
            step.attributes[sides[0]] = sides[1]
        }
        return step
    }

    // MARK: - Applying it

    /// The document with the attribute set; nil when no element fits the path.
    func applied(to root: Element) -> Element? {
        guard let target = target(in: root) else { return nil }
        return root.replacing(target, with: target.setting(attribute, to: value))
    }

    private func target(in root: Element) -> Element? {
        var element = root
        for (index, step) in steps.enumerated() {
            let below = element.descendants
            let fitting = below.filter { candidate in
                let isNamed =
                    candidate.tag.name == step.name
                    || index == 0 && candidate.tag.attributes.contains { $0.name == "id" && $0.value == step.name }
                return isNamed
                    && step.attributes.allSatisfy { name, value in
                        candidate.tag.attributes.contains { $0.name == name && $0.value == value }
                    }
            }
            guard fitting.count >= step.position else { return nil }
            element = fitting[step.position - 1]
        }
        return element
    }
}

extension Element {
    /// Everything below, in the order of the document.
    fileprivate var descendants: [Element] { children.flatMap { [$0] + $0.descendants } }

    /// A copy with an attribute set, or added.
    fileprivate func setting(_ name: String, to value: String) -> Element {
        var tag = tag
        if let index = tag.attributes.firstIndex(where: { $0.name == name }) {
            tag.attributes[index] = Tag.Attribute(name: name, value: value, place: tag.attributes[index].place)
        } else {
            tag.attributes.append(Tag.Attribute(name: name, value: value, place: tag.place))
        }
        return Element(tag, children: children, text: text)
    }

    /// A copy of the tree with one element in the place of another.
    fileprivate func replacing(_ old: Element, with new: Element) -> Element {
        if self === old { return new }
        return Element(tag, children: children.map { $0.replacing(old, with: new) }, text: text)
    }
}
