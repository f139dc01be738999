import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `winners.csv`: one row a winner, by the rules, by publication, or by both.
public enum WinnersTable {
    /// The table.
    public static func parts(_ assessment: Assessment) -> FileParts {
        var parts = FileParts(header: [
            "lot", "bidder", "bidder_id", "named_by", "specification", "price", "pack", "pack_price", "paid_per_unit",
            "drop_from_ceiling", "drop_from_previous_price", "regions", "agreed_quantity", "value",
        ])
        // Where only one of the two is known, nobody is named by both.
        let both = assessment.published != nil
        let lots = assessment.dossier.round.lotIndex
        let computed = both ? keys(assessment.computed, lots) : []
        let published = both ? keys(assessment.published, lots) : []
        for impact in [assessment.published, assessment.computed] {
            guard let impact else { continue }
            let other = impact.population == .published ? computed : published
            let supplies = impact.suppliesByAward()
            let drops = [Baseline.ceiling, .previousPrice].map { impact.drops(against: $0) }
            let awards = impact.awards
            parts.addRows(awards.count) { index, rows in
                let isBoth = !other.isEmpty && other.contains(Key(awards[index], lots))
                if isBoth, impact.population == .computed { return }
                let named = isBoth ? "both" : impact.population.rawValue
                add(awards[index], drops.map { $0.isEmpty ? nil : $0[index] }, supplies[index], named, to: &rows)
            }
        }
        return parts
    }

    private struct Key: Hashable {
        /// Its position in the round.
        let lot: Int?
        let bidder: Bidder.ID

        init(_ award: Award, _ lots: NameIndex) {
            lot = lots.position(of: award.lot)
            bidder = award.bidder.id
        }
    }

    private static func keys(_ impact: Impact?, _ lots: NameIndex) -> Set<Key> {
        Set((impact?.awards ?? []).map { Key($0, lots) })
    }

    private static func add(
        _ award: Award, _ drops: [Ratio?], _ supplied: (quantity: Ratio, value: Ratio), _ namedBy: String,
        to table: inout CSV
    ) {
        let main = award.mainPrice
        table.cell(award.lot)
        table.cell(award.bidder.name)
        table.cell(award.bidder.id)
        table.cell(namedBy)
        table.cell(main?.specification ?? "")
        if let price = award.filedPrice {
            table.cell(price)
        } else {
            table.shortCell(main?.filed.rounded(to: Numbers.exactDigits, .halfUp))
        }
        table.cell(main?.pack?.units)
        table.cell(main?.pack?.price)
        table.shortCell(main?.paid.rounded(to: Numbers.exactDigits, .halfUp))
        for drop in drops { table.cell(drop?.rounded(to: Numbers.fractionDigits, .halfUp)) }
        table.cell(award.regions)
        if award.regions.isEmpty {
            table.emptyCell()
            table.emptyCell()
        } else {
            table.shortCell(supplied.quantity.rounded(to: Numbers.quantityDigits, .halfUp))
            table.cell(supplied.value.rounded(to: Numbers.moneyDigits, .halfUp))
        }
        table.endRow()
    }
}
