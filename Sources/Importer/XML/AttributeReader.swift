import Decimals
import Procurement

/// A start tag whose attributes can be read.
protocol AttributeSource {
    /// The element's name, for findings.
    var elementName: String { get }
    /// Where the tag stands.
    var location: SourceLocation { get }
    /// How many attributes it has.
    var count: Int { get }
    /// Whether an attribute has that name.
    func isNamed(_ name: StaticString, at index: Int) -> Bool
    /// The name of an attribute; nil for one that carries no data of ours.
    func nameOfAttribute(at index: Int) -> String?
    /// The value of an attribute.
    func valueOfAttribute(at index: Int) -> String
    /// Where the value of an attribute stands.
    func locationOfAttribute(at index: Int) -> SourceLocation
}

extension Tag: AttributeSource {
    var elementName: String { name }
    var count: Int { attributes.count }
    func isNamed(_ name: StaticString, at index: Int) -> Bool {
        let written = attributes[index].name.utf8
        guard written.count == name.utf8CodeUnitCount else { return false }
        var wanted = name.utf8Start
        for byte in written {
            if byte != wanted.pointee { return false }
            wanted += 1
        }
        return true
    }
    func nameOfAttribute(at index: Int) -> String? { attributes[index].name }
    func valueOfAttribute(at index: Int) -> String { attributes[index].value }
    func locationOfAttribute(at index: Int) -> SourceLocation { attributes[index].place.location(in: file) }
}

/// Reads the attributes of a tag that is kept.
typealias AttributeReader = TagReader<Tag>

/// Reads the attributes of a tag, each once, and reports what is missing, malformed or unknown.
struct TagReader<Source: AttributeSource> {
    let tag: Source
    let diagnostics: Diagnostics
    /// Which of the first 64 attributes were asked for, a bit each.
    private var used: UInt64 = 0
    private var asked = AskedNames()

    init(_ tag: Source, _ diagnostics: Diagnostics) {
        self.tag = tag
        self.diagnostics = diagnostics
    }

    /// Where an attribute's value stands; the tag's place when there is no such attribute.
    func location(of name: StaticString) -> SourceLocation {
        position(of: name).map(tag.locationOfAttribute) ?? tag.location
    }

    /// Whether the tag has an attribute.
    func has(_ name: StaticString) -> Bool { position(of: name) != nil }

    @inline(__always)
    private func position(of name: StaticString) -> Int? {
        for index in 0..<tag.count where tag.isNamed(name, at: index) { return index }
        return nil
    }

    /// Which attribute has that name, which is known from then on.
    private mutating func ask(_ name: StaticString) -> Int? {
        asked.append(name)
        guard let index = position(of: name) else { return nil }
        if index < 64 { used |= 1 << UInt64(index) }
        return index
    }

    /// The text of an optional attribute; an empty one is reported.
    mutating func text(_ name: StaticString) -> String? {
        guard let index = ask(name) else { return nil }
        return checked(tag.valueOfAttribute(at: index), name, at: index)
    }

    /// The text of an attribute that must be there.
    mutating func required(_ name: StaticString) -> String? {
        guard let index = ask(name) else {
            diagnostics.error(
                .attributeMissing, "<\(tag.elementName)> has no attribute '\(name)'", remedy: "add \(name)=\"…\"",
                at: tag.location)
            return nil
        }
        return checked(tag.valueOfAttribute(at: index), name, at: index)
    }

    private mutating func checked(_ value: String, _ name: StaticString, at index: Int) -> String? {
        if value.isEmpty {
            diagnostics.error(
                .notAnAllowedValue, "attribute '\(name)' of <\(tag.elementName)> is empty",
                remedy: "give it a value or leave it out", at: tag.locationOfAttribute(at: index))
            return nil
        }
        if let scalar = Invisible.first(in: value) {
            diagnostics.reportInvisible(
                scalar, in: "attribute '\(name)' of <\(tag.elementName)>", at: tag.locationOfAttribute(at: index))
            return nil
        }
        return value
    }

    /// An exact decimal number.
    mutating func decimal(_ name: StaticString, required isRequired: Bool = false) -> FixedDecimal? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        do throws(DecimalSyntaxError) {
            return try FixedDecimal.parse(written)
        } catch {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.elementName)> is '\(written)': \(error)", remedy: nil,
                at: location(of: name))
            return nil
        }
    }

    /// A decimal number that is more than zero.
    mutating func price(_ name: StaticString, required isRequired: Bool = false) -> FixedDecimal? {
        guard let value = decimal(name, required: isRequired) else { return nil }
        if value.isNegative || value.isZero {
            diagnostics.error(
                .priceNotPositive,
                "attribute '\(name)' of <\(tag.elementName)> is '\(value)', a price must be more than 0",
                at: location(of: name))
            return nil
        }
        return value
    }

    /// A fraction written as `50%`, `50.00%` or `0.5`.
    mutating func fraction(_ name: StaticString, required isRequired: Bool = false) -> FixedDecimal? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        let isPercentage = written.hasSuffix("%")
        do throws(DecimalSyntaxError) {
            let value = try FixedDecimal.parse(isPercentage ? String(written.dropLast()) : written)
            return isPercentage ? value.shifted(byPowerOfTen: -2) : value
        } catch {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.elementName)> is '\(written)': \(error)",
                at: location(of: name))
            return nil
        }
    }

    /// A whole number within a range.
    mutating func integer(_ name: StaticString, in range: ClosedRange<Int>, required isRequired: Bool = false) -> Int? {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        guard let value = Int(written), String(value) == written, range.contains(value) else {
            diagnostics.error(
                .notANumber, "attribute '\(name)' of <\(tag.elementName)> is '\(written)'",
                remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)", at: location(of: name))
            return nil
        }
        return value
    }

    /// A range of whole numbers: `3`, `2-4` or `5-`.
    mutating func range(_ name: StaticString) -> ClosedRange<Int>? {
        guard let written = required(name) else { return nil }
        let parts = written.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.map { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
        if parts.count == 1, let only = numbers[0], only >= 1 { return only...only }
        if parts.count == 2, let low = numbers[0], low >= 1 {
            if parts[1].isEmpty { return low...Int.max }
            if let high = numbers[1], high >= low { return low...high }
        }
        diagnostics.error(
            .notANumber, "attribute '\(name)' of <\(tag.elementName)> is '\(written)'",
            remedy: "write a number, a range such as 2-4, or an open range such as 5-", at: location(of: name))
        return nil
    }

    /// One of the words that an enumeration allows.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: StaticString, _ type: Choice.Type, required isRequired: Bool = false
    ) -> Choice? where Choice.RawValue == String {
        guard let written = isRequired ? required(name) : text(name) else { return nil }
        if let value = Choice(rawValue: written) { return value }
        let allowed = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        diagnostics.error(
            .notAnAllowedValue, "attribute '\(name)' of <\(tag.elementName)> is '\(written)'",
            remedy: "write one of \(allowed)",
            at: location(of: name))
        return nil
    }

    /// `true` or `false`.
    mutating func flag(_ name: StaticString) -> Bool? { choice(name, Flag.self).map { $0 == .true } }

    /// Reports every attribute that nobody asked for; call it last.
    func finish() {
        for index in 0..<tag.count where index >= 64 || used & 1 << UInt64(index) == 0 {
            guard let name = tag.nameOfAttribute(at: index) else { continue }
            let asked = Set(asked.names)
            if index >= 64, asked.contains(name) { continue }
            let known = asked.sorted().joined(separator: ", ")
            diagnostics.error(
                .attributeUnknown, "<\(tag.elementName)> has no attribute '\(name)'",
                remedy: known.isEmpty ? "it has none" : "it has: \(known)", at: tag.locationOfAttribute(at: index))
        }
    }
}

private enum Flag: String, CaseIterable { case `true`, `false` }

/// The names of attributes that a reader asked for.
///
/// Few elements have more than 16, and an array would have to be made for each of them.
private struct AskedNames {
    private var first = InlineArray<16, UnsafePointer<UInt8>?>(repeating: nil)
    private var count = 0
    private var others: [UnsafePointer<UInt8>] = []

    var names: [String] {
        ((0..<min(count, first.count)).compactMap { first[$0] } + others).map { String(cString: $0) }
    }

    mutating func append(_ name: StaticString) {
        if count < first.count { first[count] = name.utf8Start } else { others.append(name.utf8Start) }
        count += 1
    }
}
