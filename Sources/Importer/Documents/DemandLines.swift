import Decimals
import Procurement

/// The lines of a demand document as they are kept; a value, so that taking a line is one access.
struct DemandLines {
    /// Names as libxml2 interns them for one document.
    struct Names {
        let line, region, lot, specification, quantity, institution, brand: UnsafePointer<UInt8>?

        init(_ names: XMLNames) {
            line = names["line"]
            region = names["region"]
            lot = names["lot"]
            specification = names["specification"]
            quantity = names["quantity"]
            institution = names["institution"]
            brand = names["brand"]
        }
    }

    var names: Names?
    var regions = StringTable()
    var lots = StringTable()
    var specifications = StringTable()
    var provenances = Distinct<Provenance>([])
    var institutions = DemandInstitutions()
    private(set) var brandVolumes: [BrandVolume] = []
    private(set) var rows: [DemandTable.Row] = []
    /// Which line of the document each row is, or begins with, where that is not its own number.
    private var ordinals: [UInt32] = []
    private var hasGaps = false
    private var lineOrdinal = 0

    private var brands = StringTable()
    /// The group that is open.
    private(set) var group: OpenDemandGroup?
    /// The groups so far: the region in the upper half, the lot in the lower.
    private var groups: Set<UInt64> = []
    /// Whether the lines of a group are kept until it ends.
    private let keepsGroups: Bool

    init(keepsGroups: Bool) { self.keepsGroups = keepsGroups }

    var table: DemandTable {
        DemandTable(
            regions: regions.strings, lots: lots.strings, specifications: specifications.strings,
            provenances: provenances.values, rows: rows)
    }

    /// Which line of the document a row is, or begins with, from 0.
    func ordinal(ofRow row: Int) -> Int { hasGaps ? Int(ordinals[row]) : row }

    /// A line has rarely less than 80 bytes; memory that is not written to is not used.
    mutating func makeRoom(forBytes bytes: Int) { rows.reserveCapacity(min(bytes, 1 << 30) / 80) }

    // MARK: - Lines by themselves

    /// Takes a line that has its four attributes and nothing else; whatever is otherwise is left to the reader.
    mutating func takePlain(_ tag: StartTag, _ provenance: Int) -> Bool {
        guard let names, tag.name == names.line, tag.count == 4 else { return false }
        var region: Int?
        var lot: Int?
        var specification: Int?
        var quantity: FixedDecimal?
        for index in 0..<4 {
            let name = tag.attributeName(index)
            let value = tag.value(index)
            if name == names.region {
                region = regions.index(of: value)
            } else if name == names.lot {
                lot = lots.index(of: value)
            } else if name == names.specification {
                specification = specifications.index(of: value)
            } else if name == names.quantity {
                quantity = try? FixedDecimal.parse(value)
            }
        }
        guard let region, let lot, let specification, let quantity, !quantity.isNegative else { return false }
        append(region, lot, specification, provenance, quantity, ordinal: lineOrdinal)
        lineOrdinal += 1
        return true
    }

    /// Keeps a line as the reader read it.
    mutating func keep(_ line: DemandLine) {
        append(
            regions.add(line.region), lots.add(line.lot), specifications.add(line.specification),
            provenances.position(of: line.provenance), line.quantity, ordinal: lineOrdinal)
        lineOrdinal += 1
    }

    /// Leaves out a line that was reported.
    mutating func skip() {
        keepOrdinals()
        lineOrdinal += 1
    }

    private mutating func append(
        _ region: Int, _ lot: Int, _ specification: Int, _ provenance: Int, _ quantity: FixedDecimal?, ordinal: Int
    ) {
        rows.append(
            DemandTable.Row(
                region: region, lot: lot, specification: specification, provenance: provenance, quantity: quantity))
        if hasGaps { ordinals.append(UInt32(clamping: ordinal)) }
    }

    private mutating func keepOrdinals() {
        guard !hasGaps else { return }
        hasGaps = true
        ordinals = rows.indices.map { UInt32(clamping: $0) }
    }

    // MARK: - Groups

    /// Adds an institution; false when it is there already.
    mutating func add(_ institution: Institution) -> Bool {
        institutions.add(institution, region: regions.add(institution.region))
    }

    /// Begins a group; false, and nothing is begun, when its region and lot have one already.
    mutating func open(region: String, lot: String, _ provenance: Provenance) -> Bool {
        keepOrdinals()
        let (region, lot) = (regions.add(region), lots.add(lot))
        guard groups.insert(UInt64(region) << 32 | UInt64(lot)).inserted else { return false }
        group = OpenDemandGroup(
            region: region, lot: lot, provenance: provenances.position(of: provenance), keepsLines: keepsGroups)
        return true
    }

    /// Takes a line of the open group that has nothing but what it may have; what is otherwise is left to the reader.
    mutating func takeGrouped(_ tag: StartTag) -> Bool {
        guard let names, let region = group?.region, tag.name == names.line else { return false }
        var specification: Int?
        var institution = OpenDemandGroup.none
        var brand = OpenDemandGroup.none
        var quantity: FixedDecimal?
        for index in 0..<tag.count {
            let name = tag.attributeName(index)
            let value = tag.value(index)
            if name == names.institution {
                guard let known = institutions.position(of: value, inRegion: region) else { return false }
                institution = known
            } else if name == names.specification {
                specification = specifications.index(of: value)
            } else if name == names.quantity {
                quantity = try? FixedDecimal.parse(value)
            } else if name == names.brand {
                guard let known = brands.index(of: value) else { return false }
                brand = known
            } else {
                return false
            }
        }
        guard let specification, let quantity, !quantity.isNegative else { return false }
        return keepGrouped(specification, institution, brand, quantity) == nil
    }

    /// Takes a line of the open group as the reader read it; says why it can't be kept.
    mutating func takeGrouped(
        _ specification: String, _ institution: Int?, _ brand: Bidder.ID?, _ quantity: FixedDecimal
    ) -> OpenDemandGroup.Problem? {
        keepGrouped(
            specifications.add(specification), institution ?? OpenDemandGroup.none,
            brand.map { brands.add($0) } ?? OpenDemandGroup.none, quantity)
    }

    private mutating func keepGrouped(
        _ specification: Int, _ institution: Int, _ brand: Int, _ quantity: FixedDecimal
    ) -> OpenDemandGroup.Problem? {
        let problem = group?.take(specification, institution, brand, quantity, ordinal: lineOrdinal)
        if problem == nil { lineOrdinal += 1 }
        return problem
    }

    /// Ends the open group, whose totals are kept; false when no line of it was.
    mutating func closeGroup() -> Bool {
        guard let group else { return true }
        self.group = nil
        for total in group.totals {
            let row = rows.count
            append(
                group.region, group.lot, total.specification, group.provenance, total.quantity, ordinal: total.ordinal)
            for (brand, quantity) in total.brands {
                brandVolumes.append(BrandVolume(line: row, brand: brands.strings[brand], quantity: quantity))
            }
        }
        return !group.isEmpty
    }

    /// The open group with the lines that it has kept.
    func demandGroup(of group: OpenDemandGroup) -> DemandGroup {
        DemandGroup(
            region: regions.strings[group.region], lot: lots.strings[group.lot],
            lines: group.lines.map { line in
                DemandGroup.Line(
                    specification: specifications.strings[line.specification],
                    institution: line.institution == OpenDemandGroup.none ? nil : line.institution,
                    brand: line.brand == OpenDemandGroup.none ? nil : brands.strings[line.brand],
                    quantity: line.quantity)
            }, provenance: provenances[group.provenance])
    }
}
