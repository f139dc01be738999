import Decimals
public import PriceImpact
public import Procurement
public import Ranking

/// Renders `allocation.csv`: the agreed volume of each region, lot and specification, and who supplies it.
///
/// The winners are the published ones, else those by the rules; the supplier is blank where it is not known.
public enum AllocationTable {
    /// The header row.
    public static let header = CSV(header: [
        "lot", "region", "institution", "role", "bidder", "specification", "quantity", "packs", "unit_price", "value",
    ]).text

    /// The text of the table, without institutions.
    public static func text(_ assessment: Assessment) -> String {
        guard let impact = assessment.published ?? assessment.computed else { return header }
        return header + impact.supply.lines.map { row($0, impact.awards) }.joined()
    }

    /// One row.
    ///
    /// Packs are stated only for the specification whose pack is known.
    public static func row(_ line: SupplyLine, _ awards: [Award], _ institution: Institution.ID? = nil) -> String {
        let packs = line.supplier?.pack(of: line.specification).map { line.quantity / Ratio($0.units) }
        return CSV.line([
            line.lot, line.region, institution ?? "", line.role.rawValue,
            line.supplier.map { awards[$0.award].bidder.name } ?? "", line.specification,
            Numbers.quantity(line.quantity), packs.map(Numbers.quantity) ?? "",
            line.supplier.map { Numbers.exact($0.unitPrice) } ?? "", line.value.map(Numbers.money) ?? "",
        ])
    }
}
