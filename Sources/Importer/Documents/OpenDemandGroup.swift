import Decimals

/// The group of a demand document that is being read: names by their numbers, and what they add up to.
struct OpenDemandGroup {
    /// Stands for no institution or no brand.
    static let none = -1

    /// Why a line can't be kept.
    enum Problem {
        /// The institution has a line of that specification and brand already.
        case duplicate
        /// The lines before name an institution.
        case institutionMissing
        /// The lines before name none.
        case institutionUnexpected
    }

    /// A line by the numbers of its names.
    struct Line {
        var specification: Int
        var institution: Int
        var brand: Int
        var quantity: FixedDecimal
    }

    /// What the lines of one specification add up to.
    struct Total {
        var specification: Int
        var quantity: FixedDecimal
        var brands: [(brand: Int, quantity: FixedDecimal)]
        /// Which line of the document is the first of them.
        var ordinal: Int
    }

    /// What the lines of one specification and brand add up to.
    private struct Part {
        let specification: Int
        let brand: Int
        var quantity: FixedDecimal
        let ordinal: Int
    }

    let region: Int
    let lot: Int
    let provenance: Int
    /// Empty unless somebody asks for them.
    private(set) var lines: [Line] = []
    private let keepsLines: Bool
    private var parts: [Part] = []
    private var partNumbers: [UInt64: Int] = [:]
    private var lastPart = 0
    private var namesInstitutions = false
    /// The lines that were met: the institution in the upper half, the part in the lower.
    private var seen: Set<UInt64> = []

    init(region: Int, lot: Int, provenance: Int, keepsLines: Bool) {
        self.region = region
        self.lot = lot
        self.provenance = provenance
        self.keepsLines = keepsLines
    }

    var isEmpty: Bool { parts.isEmpty }

    /// Adds a line, or says why it can't be kept.
    mutating func take(
        _ specification: Int, _ institution: Int, _ brand: Int, _ quantity: FixedDecimal, ordinal: Int
    ) -> Problem? {
        let namesInstitution = institution != Self.none
        if parts.isEmpty {
            namesInstitutions = namesInstitution
        } else if namesInstitution != namesInstitutions {
            return namesInstitutions ? .institutionMissing : .institutionUnexpected
        }
        let part = part(specification, brand, ordinal)
        guard seen.insert(UInt64(institution + 1) << 32 | UInt64(part)).inserted else { return .duplicate }
        parts[part].quantity += quantity
        if keepsLines {
            lines.append(
                Line(specification: specification, institution: institution, brand: brand, quantity: quantity))
        }
        return nil
    }

    /// The number of a specification and brand: that of the line before, or the one after it, as tables go in cycles.
    private mutating func part(_ specification: Int, _ brand: Int, _ ordinal: Int) -> Int {
        func isPart(_ number: Int) -> Bool {
            number < parts.count && parts[number].specification == specification && parts[number].brand == brand
        }
        if isPart(lastPart) { return lastPart }
        let next = lastPart + 1 < parts.count ? lastPart + 1 : 0
        if isPart(next) {
            lastPart = next
            return next
        }
        let key = UInt64(specification) << 32 | UInt64(brand + 1)
        if let known = partNumbers[key] {
            lastPart = known
        } else {
            lastPart = parts.count
            partNumbers[key] = parts.count
            parts.append(Part(specification: specification, brand: brand, quantity: .zero, ordinal: ordinal))
        }
        return lastPart
    }

    /// The totals by specification, in the order in which they appeared.
    var totals: [Total] {
        var totals: [Total] = []
        var numbers: [Int: Int] = [:]
        for part in parts {
            let number = numbers[part.specification] ?? totals.count
            if number == totals.count {
                numbers[part.specification] = number
                totals.append(
                    Total(specification: part.specification, quantity: .zero, brands: [], ordinal: part.ordinal))
            }
            totals[number].quantity += part.quantity
            if part.brand != Self.none { totals[number].brands.append((part.brand, part.quantity)) }
        }
        return totals
    }
}
