package import Procurement

/// The lots, regions, specifications and provenances that supply lines are about, kept once for all of them.
package final class SupplyNames: Sendable {
    package let lots: [Lot.ID]
    package let regions: [String]
    package let specifications: [Specification.ID]
    let provenances: [Provenance]
    /// Whether some volume has to be read with a note.
    package let haveNotes: Bool

    /// Where the names of a line stand in the lists.
    package struct Place: Sendable {
        package let lot: UInt32
        package let region: UInt32
        package let specification: UInt32
        let provenance: UInt32
    }

    init(lots: [Lot.ID], regions: [String], specifications: [Specification.ID], provenances: [Provenance]) {
        self.lots = lots
        self.regions = regions
        self.specifications = specifications
        self.provenances = provenances
        haveNotes = provenances.contains { $0.note != nil }
    }

    /// How far the volumes of a place can be trusted.
    package func confidence(_ place: Place) -> Confidence? { provenances[Int(place.provenance)].confidence }

    convenience init(_ demand: DemandTable) {
        self.init(
            lots: demand.lots.values, regions: demand.regions.values, specifications: demand.specifications.values,
            provenances: demand.provenances.values)
    }
}

extension SupplyNames.Place {
    init(_ row: DemandTable.Row) {
        self.init(lot: row.lot, region: row.region, specification: row.specification, provenance: row.provenance)
    }
}
