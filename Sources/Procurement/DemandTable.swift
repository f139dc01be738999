package import Decimals

/// The lines of a demand, kept in 32 bytes each: names and provenances once, and their numbers in the rows.
public struct DemandTable: Sendable {
    /// A line by the positions of its names.
    package struct Row: Sendable {
        package var region: UInt32
        package var lot: UInt32
        package var specification: UInt32
        package var provenance: UInt32
        package var quantity: FixedDecimal?
    }

    package private(set) var regions: Distinct<String>
    package private(set) var lots: Distinct<Lot.ID>
    package private(set) var specifications: Distinct<Specification.ID>
    package private(set) var provenances: Distinct<Provenance>
    package private(set) var rows: [Row]

    /// Creates an empty table.
    public init() {
        self.init(regions: [], lots: [], specifications: [], provenances: [], rows: [])
    }

    /// Creates a table from rows that speak of the positions in the lists.
    package init(
        regions: [String], lots: [Lot.ID], specifications: [Specification.ID], provenances: [Provenance], rows: [Row]
    ) {
        self.regions = Distinct(regions)
        self.lots = Distinct(lots)
        self.specifications = Distinct(specifications)
        self.provenances = Distinct(provenances)
        self.rows = rows
    }

    /// Adds a line at the end.
    public mutating func append(_ line: DemandLine) {
        rows.append(row(line))
    }

    private mutating func row(_ line: DemandLine) -> Row {
        Row(
            region: regions.position(of: line.region), lot: lots.position(of: line.lot),
            specification: specifications.position(of: line.specification),
            provenance: provenances.position(of: line.provenance), quantity: line.quantity)
    }
}

extension DemandTable: RandomAccessCollection, MutableCollection {
    /// The first position.
    public var startIndex: Int { 0 }
    /// The position after the last.
    public var endIndex: Int { rows.count }

    /// The line at a position.
    public subscript(position: Int) -> DemandLine {
        get {
            let row = rows[position]
            return DemandLine(
                region: regions[Int(row.region)], lot: lots[Int(row.lot)],
                specification: specifications[Int(row.specification)], quantity: row.quantity,
                provenance: provenances[Int(row.provenance)])
        }
        set { rows[position] = row(newValue) }
    }
}

extension DemandTable: Hashable {
    /// Whether both hold the same lines in the same order.
    public static func == (left: DemandTable, right: DemandTable) -> Bool { left.elementsEqual(right) }

    /// Feeds the lines.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for line in self { hasher.combine(line) }
    }
}

extension DemandTable.Row {
    // In an extension, so that the implicit initializer does the work: it makes no copies.
    package init(region: Int, lot: Int, specification: Int, provenance: Int, quantity: FixedDecimal?) {
        self.init(
            region: UInt32(region), lot: UInt32(lot), specification: UInt32(specification),
            provenance: UInt32(provenance), quantity: quantity)
    }
}

/// Distinct values, each known by its position.
package struct Distinct<Value: Hashable & Sendable>: Sendable {
    package private(set) var values: [Value]
    private var positions: [Value: Int]

    package init(_ values: [Value]) {
        self.values = values
        positions = Dictionary(values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package subscript(position: Int) -> Value { values[position] }

    /// The position of a value, which is added when it is new.
    package mutating func position(of value: Value) -> Int {
        if let known = positions[value] { return known }
        values.append(value)
        positions[value] = values.count - 1
        return values.count - 1
    }
}
