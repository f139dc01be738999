import Decimals
import Procurement

/// A line and a column in a file; there may be millions of them.
struct Place {
    let line: Int32
    let column: Int32

    init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    func location(in file: String) -> SourceLocation {
        SourceLocation(file: file, line: Int(line), column: Int(column))
    }
}

/// An element's start tag as it stands in the file.
struct Tag {
    /// An attribute with the place of its value.
    struct Attribute {
        let name: String
        let value: String
        let place: Place
    }

    let name: String
    let namespace: String
    var attributes: [Attribute]
    let file: String
    let place: Place

    /// Where it stands.
    var location: SourceLocation { place.location(in: file) }

    /// Where the value of one of its attributes stands.
    func location(of attribute: Attribute) -> SourceLocation { attribute.place.location(in: file) }
}

/// Collects what is wrong with one file.
final class Diagnostics {
    private var list: FindingList
    /// How much the file may hold.
    let limits: ImportLimits

    init(limits: ImportLimits = ImportLimits()) {
        self.limits = limits
        list = FindingList(limit: limits.findings)
    }

    /// What was found, and how much of it is not listed.
    var findings: [Finding] { list.all }
    /// How much was found.
    var count: Int { list.count }
    /// Whether something was found after which the file's content is not known.
    var isUnreadable: Bool { list.kept.contains { FindingList.unreadable.contains($0.code) } }

    /// The line of what was found last.
    private(set) var lastLine = 0

    func report(_ finding: Finding) {
        list.append(finding)
        lastLine = finding.location?.line ?? 0
    }

    func error(_ code: FindingCode, _ message: String, remedy: String? = nil, at location: SourceLocation) {
        report(Finding(.error, code, message, remedy: remedy, at: location))
    }
}

/// Reads the attributes of a tag, each once, and reports what is missing, malformed or unknown.
struct AttributeReader {
    let tag: Tag
    let diagnostics: Diagnostics
    /// Which of the first 64 attributes were asked for, a bit each.
    private var used: UInt64 = 0
    private var asked: [String] = []

    init(_ tag: Tag, _ diagnostics: Diagnostics) {
        self.tag = tag
        self.diagnostics = diagnostics
        asked.reserveCapacity(16)
    }

    /// Where an attribute's value stands; the tag's place when there is no such attribute.
    func location(of name: String) -> SourceLocation {
        tag.attributes.first { $0.name == name }.map { tag.location(of: $0) } ?? tag.location
    }

    /// Whether the tag has an attribute.
    func has(_ name: String) -> Bool { tag.attributes.contains { $0.name == name } }

    private mutating func attribute(_ name: String) -> Tag.Attribute? {
        asked.append(name)
        guard let index = tag.attributes.firstIndex(where: { $0.name == name }) else { return nil }
        if index < 64 { used |= 1 << UInt64(index) }
        return tag.attributes[index]
    }

    /// The text of an optional attribute; an empty one is reported.
    mutating func text(_ name: String) -> String? {
        guard let attribute = attribute(name) else { return nil }
        if attribute.value.isEmpty {
            diagnostics.error(
                .notAnAllowedValue, "attribute '\(name)' of <\(tag.name)> is empty",
                remedy: "give it a value or leave it out", at: tag.location(of: attribute))
            return nil
        }
        if let scalar = Invisible.first(in: attribute.value) {
            diagnostics.reportInvisible(
                scalar, in: "attribute '\(name)' of <\(tag.name)>", at: tag.location(of: attribute))
            return nil
        }
        return attribute.value
    }

    /// The text of an attribute that must be there.
    mutating func required(_ name: String) -> String? {
        if attribute(name) == nil {
            diagnostics.error(
                .attributeMissing, "<\(tag.name)> has no attribute '\(name)'", remedy: "add \(name)=\"…\"",
                at: tag.location)
            return nil
        }
        return text(name)
    }

    /// An exact decimal number.
    mutating func decimal(_ name: String, required isRequired: Bool = false) -> FixedDecimal? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        do throws(DecimalSyntaxError) {
            return try FixedDecimal.parse(written)
        } catch {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.name)> is '\(written)': \(error)", remedy: nil,
                at: location(of: name))
            return nil
        }
    }

    /// A decimal number that is more than zero.
    mutating func price(_ name: String, required isRequired: Bool = false) -> FixedDecimal? {
        guard let value = decimal(name, required: isRequired) else { return nil }
        if value.isNegative || value.isZero {
            diagnostics.error(
                .priceNotPositive, "attribute '\(name)' of <\(tag.name)> is '\(value)', a price must be more than 0",
                at: location(of: name))
            return nil
        }
        return value
    }

    /// A fraction written as `50%`, `50.00%` or `0.5`.
    mutating func fraction(_ name: String, required isRequired: Bool = false) -> FixedDecimal? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        let isPercentage = written.hasSuffix("%")
        do throws(DecimalSyntaxError) {
            let value = try FixedDecimal.parse(isPercentage ? String(written.dropLast()) : written)
            return isPercentage ? value.shifted(byPowerOfTen: -2) : value
        } catch {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.name)> is '\(written)': \(error)", at: location(of: name))
            return nil
        }
    }

    /// A whole number within a range.
    mutating func integer(_ name: String, in range: ClosedRange<Int>, required isRequired: Bool = false) -> Int? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        guard let value = Int(written), String(value) == written, range.contains(value) else {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.name)> is '\(written)'",
                remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)", at: location(of: name))
            return nil
        }
        return value
    }

    /// A range of whole numbers: `3`, `2-4` or `5-`.
    mutating func range(_ name: String) -> ClosedRange<Int>? {
        guard let written = required(name) else { return nil }
        let parts = written.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.map { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
        if parts.count == 1, let only = numbers[0], only >= 1 { return only...only }
        if parts.count == 2, let low = numbers[0], low >= 1 {
            if parts[1].isEmpty { return low...Int.max }
            if let high = numbers[1], high >= low { return low...high }
        }
        diagnostics.error(
            .notANumber, "attribute '\(name)' of <\(tag.name)> is '\(written)'",
            remedy: "write a number, a range such as 2-4, or an open range such as 5-", at: location(of: name))
        return nil
    }

    /// One of the words that an enumeration allows.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type, required isRequired: Bool = false
    ) -> Choice? where Choice.RawValue == String {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        if let value = Choice(rawValue: written) { return value }
        let allowed = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        diagnostics.error(
            .notAnAllowedValue, "attribute '\(name)' of <\(tag.name)> is '\(written)'",
            remedy: "write one of \(allowed)",
            at: location(of: name))
        return nil
    }

    /// `true` or `false`.
    mutating func flag(_ name: String) -> Bool? {
        enum Flag: String, CaseIterable { case `true`, `false` }
        return choice(name, Flag.self).map { $0 == .true }
    }

    /// Reports every attribute that nobody asked for; call it last.
    func finish() {
        for (index, attribute) in tag.attributes.enumerated() where index >= 64 || used & 1 << UInt64(index) == 0 {
            if index >= 64, asked.contains(attribute.name) { continue }
            let known = Set(asked).sorted().joined(separator: ", ")
            diagnostics.error(
                .attributeUnknown, "<\(tag.name)> has no attribute '\(attribute.name)'",
                remedy: known.isEmpty ? "it has none" : "it has: \(known)", at: tag.location(of: attribute))
        }
    }
}
