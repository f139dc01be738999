import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `allocation.csv`: the agreed volume of each region, lot and specification, and who supplies it.
///
/// The winners are the published ones, else those by the rules; the supplier is blank where it is not known.
public enum AllocationTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        var table = CSV(header: [
            "lot", "region", "institution", "role", "bidder", "specification", "quantity", "packs", "unit_price",
            "value",
        ])
        guard let impact = assessment.published ?? assessment.computed else { return table.text }
        for line in impact.supply.lines {
            let award = line.supplier.map { impact.awards[$0.award] }
            let main = line.supplier?.source
            // Packs are stated only for the specification whose pack is known.
            let packs = main.flatMap { price in
                price.specification == line.specification ? price.pack.map { line.quantity / Ratio($0.units) } : nil
            }
            table.row([
                line.lot, line.region, "", line.role.rawValue, award?.bidder.name ?? "",
                line.specification, Numbers.quantity(line.quantity), packs.map(Numbers.quantity) ?? "",
                line.supplier.map { Numbers.exact($0.unitPrice) } ?? "", line.value.map(Numbers.money) ?? "",
            ])
        }
        return table.text
    }
}
