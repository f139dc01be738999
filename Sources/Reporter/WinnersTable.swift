import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `winners.csv`: one row a winner, by the rules, by publication, or by both.
public enum WinnersTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        var table = CSV(header: [
            "lot", "bidder", "bidder_id", "named_by", "specification", "price", "pack", "pack_price", "paid_per_unit",
            "drop_from_ceiling", "drop_from_previous_price", "regions", "agreed_quantity", "value",
        ])
        let computed = keys(assessment.computed)
        let published = keys(assessment.published)
        for impact in [assessment.published, assessment.computed] {
            guard let impact else { continue }
            let other = impact.population == .published ? computed : published
            let supplies = impact.suppliesByAward()
            for (index, award) in impact.awards.enumerated() {
                let isBoth = other.contains(Key(award))
                if isBoth, impact.population == .computed { continue }
                table.row(row(award, index, impact, supplies[index], isBoth ? "both" : impact.population.rawValue))
            }
        }
        return table.text
    }

    private struct Key: Hashable {
        let lot: Lot.ID
        let bidder: Bidder.ID

        init(_ award: Award) {
            lot = award.lot
            bidder = award.bidder.id
        }
    }

    private static func keys(_ impact: Impact?) -> Set<Key> { Set((impact?.awards ?? []).map(Key.init)) }

    private static func row(
        _ award: Award, _ index: Int, _ impact: Impact, _ supplied: (quantity: Ratio, value: Ratio), _ namedBy: String
    ) -> [String] {
        let main = award.prices.first
        func drop(_ baseline: Baseline) -> String {
            (impact.drops[baseline]?[index]).map(Numbers.fraction) ?? ""
        }
        let isSupplied = !award.regions.isEmpty
        return [
            award.lot, award.bidder.name, award.bidder.id, namedBy, main?.specification ?? "",
            award.bid?.price.description ?? main.map { Numbers.exact($0.filed) } ?? "",
            main?.pack.map { String($0.units) } ?? "", main?.pack?.price.description ?? "",
            main.map { Numbers.exact($0.paid) } ?? "", drop(.ceiling), drop(.previousPrice),
            award.regions.joined(separator: "|"), isSupplied ? Numbers.quantity(supplied.quantity) : "",
            isSupplied ? Numbers.money(supplied.value) : "",
        ]
    }
}
