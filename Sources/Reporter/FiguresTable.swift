import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `figures.csv`: every figure with its definition, whose identifier `vbp explain --figure` takes.
public enum FiguresTable {
    /// The table in UTF-8.
    public static func bytes(_ assessment: Assessment) -> [UInt8] {
        var table = CSV(header: [
            "figure", "population", "baseline", "statistic", "unit", "value", "bids", "lots", "bids_without_baseline",
            "lots_without_baseline", "item_lot", "item_bidder", "volumes_without_baseline", "group", "note",
        ])
        for impact in assessment.impacts {
            for figure in impact.amounts(of: .all) + impact.figures { add(figure, to: &table) }
        }
        // The parts are those of the published winners where there are any.
        guard let impact = assessment.impacts.first else { return table.bytes }
        let months = (0..<(impact.savings.map(\.byMonth.count).max() ?? 0)).map { WinnerGroup.month($0 + 1) }
        let groups = impact.parts + months
        table.addRows(groups.count, portion: 128) { position, rows in
            let group = groups[position]
            for figure in impact.figures(of: group) + impact.amounts(of: group) { add(figure, to: &rows) }
        }
        return table.bytes
    }

    private static func add(_ figure: Figure, to table: inout CSV) {
        table.cell(figure.id)
        table.cell(figure.population.rawValue)
        table.cell(figure.baseline?.rawValue ?? "")
        table.cell(figure.statistic.rawValue)
        table.cell(figure.statistic.unit.rawValue)
        table.cell(figure.rounded(to: figure.statistic.unit == .yuan ? Numbers.moneyDigits : Numbers.fractionDigits))
        table.cell(figure.bids)
        table.cell(figure.lots)
        table.cell(figure.bidsWithoutBaseline)
        table.cell(figure.lotsWithoutBaseline)
        table.cell(figure.items.map(\.lot).joined(separator: "|"))
        table.cell(figure.items.compactMap(\.bidder).joined(separator: "|"))
        table.cell(figure.linesWithoutBaseline)
        table.cell(figure.group.rawValue)
        table.cell(figure.notes.joined(separator: "|"))
        table.endRow()
    }
}
