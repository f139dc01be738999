import Decimals

extension Content {
    /// Reads a specification as officers write it: `0.25g`, `250mg`, `10ml:0.1g`, `0.2mg/2ml`, `80mg+5mg`,
    /// `10%（150ml:15g）`, `250ml:莫西沙星0.4g与氯化钠2.0g`.
    ///
    /// Returns nil when the text has no readable amount; such a specification can still be matched by its text.
    public init?(reading written: String) {
        let text = Name.folded(written).lowercased()
        guard let content = Content.read(Substring(text)) else { return nil }
        self = content
    }

    private static func read(_ text: Substring) -> Content? {
        if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
            let outside = text[..<open]
            if let content = readPlain(outside) { return content }
            return read(text[text.index(after: open)..<close])
        }
        return readPlain(text)
    }

    private static func readPlain(_ text: Substring) -> Content? {
        // A part without a digit, as in 5mg/片, says nothing about the content.
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "/" })
            .filter { part in part.contains { ("0"..."9").contains($0) } }
        guard let first = parts.first, parts.count <= 2 else { return nil }
        guard parts.count == 2, let last = parts.last else {
            guard let components = readComponents(first) else { return nil }
            // A volume alone, as 100 ml, says how much is in the bottle and nothing about the strength.
            if components.count == 1, components[0].unit.dimension == .volume {
                return Content(components: [], fill: components[0])
            }
            return Content(components: components)
        }
        guard let left = readComponents(first), let right = readComponents(last) else { return nil }
        if left.count == 1, left[0].unit.dimension == .volume { return Content(components: right, fill: left[0]) }
        if right.count == 1, right[0].unit.dimension == .volume { return Content(components: left, fill: right[0]) }
        if text.contains("/") { return Content(components: left + right) }
        // A weight of powder or granules and the content in it: the larger is the fill.
        if left.count == 1, left[0].unit.dimension == .mass, right.allSatisfy({ $0.unit.dimension == .mass }) {
            let total = right.reduce(FixedDecimal.zero) { $0 + $1.baseAmount }
            return left[0].baseAmount >= total
                ? Content(components: right, fill: left[0]) : Content(components: left, fill: right.first)
        }
        return left.count == 1 ? Content(components: right, fill: left[0]) : nil
    }

    private static func readComponents(_ text: Substring) -> [Quantity]? {
        let pieces = text.split(whereSeparator: { $0 == "+" || $0 == "与" || $0 == "和" })
        guard !pieces.isEmpty else { return nil }
        var components: [Quantity] = []
        for piece in pieces {
            guard let quantity = readQuantity(piece) else { return nil }
            components.append(quantity)
        }
        return components
    }

    private static func readQuantity(_ text: Substring) -> Quantity? {
        guard let start = text.firstIndex(where: { ("0"..."9").contains($0) }) else { return nil }
        let rest = text[start...]
        let end = rest.firstIndex(where: { !("0"..."9").contains($0) && $0 != "." }) ?? rest.endIndex
        guard let amount = FixedDecimal(String(rest[..<end])), !amount.isZero else { return nil }
        let word = rest[end...]
        for (spelling, unit) in unitSpellings where word.hasPrefix(spelling) { return Quantity(amount, unit) }
        return nil
    }

    /// Longer spellings first, so that `mg` is not taken for `m`.
    private static let unitSpellings: [(String, MeasureUnit)] = [
        ("万单位", .tenThousandUnits), ("万iu", .tenThousandUnits), ("万u", .tenThousandUnits),
        ("mmol", .millimole), ("mol", .mole), ("毫升", .millilitre), ("毫克", .milligram), ("微克", .microgram),
        ("微升", .microlitre), ("单位", .internationalUnit), ("mcg", .microgram), ("μg", .microgram),
        ("ug", .microgram), ("μl", .microlitre), ("ul", .microlitre), ("kg", .kilogram), ("mg", .milligram),
        ("ng", .nanogram), ("ml", .millilitre), ("iu", .internationalUnit), ("克", .gram), ("升", .litre),
        ("g", .gram), ("l", .litre), ("u", .internationalUnit),
    ]
}
