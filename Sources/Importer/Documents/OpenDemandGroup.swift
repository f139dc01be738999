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

    let region: Int
    let lot: Int
    let provenance: Int
    /// Empty unless somebody asks for them.
    private(set) var lines: [Line] = []
    private let keepsLines: Bool
    private var namesInstitutions = false
    private var keys = LineKeys()

    // A part is what has one specification (in the upper half of its key) and one brand (in the lower, plus 1).
    private var partKeys: [UInt64] = []
    private var partSums: [FixedDecimal] = []
    private var partOrdinals: [Int] = []
    private var partNumbers: [UInt64: Int] = [:]
    private var lastPart = 0

    init(region: Int, lot: Int, provenance: Int, keepsLines: Bool) {
        self.region = region
        self.lot = lot
        self.provenance = provenance
        self.keepsLines = keepsLines
    }

    var isEmpty: Bool { partKeys.isEmpty }

    /// Adds a line, or says why it can't be kept.
    mutating func take(
        _ specification: Int, _ institution: Int, _ brand: Int, _ quantity: FixedDecimal, ordinal: Int
    ) -> Problem? {
        let namesInstitution = institution != Self.none
        if partKeys.isEmpty {
            namesInstitutions = namesInstitution
        } else if namesInstitution != namesInstitutions {
            return namesInstitutions ? .institutionMissing : .institutionUnexpected
        }
        let part = part(UInt64(specification) << 32 | UInt64(brand + 1), ordinal)
        guard keys.insert(UInt64(institution + 1) << 32 | UInt64(part)) else { return .duplicate }
        partSums[part] += quantity
        if keepsLines {
            lines.append(
                Line(specification: specification, institution: institution, brand: brand, quantity: quantity))
        }
        return nil
    }

    /// The number of a part: that of the line before, or the one after it, as tables go in cycles.
    private mutating func part(_ key: UInt64, _ ordinal: Int) -> Int {
        if lastPart < partKeys.count, partKeys[lastPart] == key { return lastPart }
        let next = lastPart + 1 < partKeys.count ? lastPart + 1 : 0
        if next < partKeys.count, partKeys[next] == key {
            lastPart = next
        } else if let known = partNumbers[key] {
            lastPart = known
        } else {
            lastPart = partKeys.count
            partNumbers[key] = lastPart
            partKeys.append(key)
            partSums.append(.zero)
            partOrdinals.append(ordinal)
        }
        return lastPart
    }

    /// The totals by specification, in the order in which they appeared.
    var totals: [Total] {
        var totals: [Total] = []
        var numbers: [Int: Int] = [:]
        for (part, key) in partKeys.enumerated() {
            let (specification, brand) = (Int(key >> 32), Int(key & 0xFFFF_FFFF) - 1)
            let number = numbers[specification] ?? totals.count
            if number == totals.count {
                numbers[specification] = number
                totals.append(
                    Total(specification: specification, quantity: .zero, brands: [], ordinal: partOrdinals[part]))
            }
            totals[number].quantity += partSums[part]
            if brand != Self.none { totals[number].brands.append((brand, partSums[part])) }
        }
        return totals
    }
}

/// The keys of the lines that were met: the institution in the upper half, the part in the lower.
///
/// As long as they ascend none is there twice, and nothing has to be looked up.
private struct LineKeys {
    private var ascending: [UInt64] = []
    private var others: Set<UInt64>?

    /// Whether the key is new.
    mutating func insert(_ key: UInt64) -> Bool {
        if others == nil {
            if let last = ascending.last, last >= key {
                others = Set(ascending)
            } else {
                ascending.append(key)
                return true
            }
        }
        return others?.insert(key).inserted ?? true
    }
}
