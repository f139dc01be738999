import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `figures.csv`: every figure with its definition, whose identifier `vbp explain --figure` takes.
public enum FiguresTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        var table = CSV(header: [
            "figure", "population", "baseline", "statistic", "unit", "value", "bids", "lots", "bids_without_baseline",
            "lots_without_baseline", "item_lot", "item_bidder", "volumes_without_baseline", "group", "note",
        ])
        for impact in assessment.impacts {
            for figure in impact.amounts(of: .all) + impact.figures { table.row(row(figure)) }
        }
        // The parts are those of the published winners where there are any.
        if let impact = assessment.impacts.first {
            let months = (0..<(impact.savings.map(\.byMonth.count).max() ?? 0)).map { WinnerGroup.month($0 + 1) }
            for group in impact.parts + months {
                for figure in impact.figures(of: group) + impact.amounts(of: group) { table.row(row(figure)) }
            }
        }
        return table.text
    }

    private static func row(_ figure: Figure) -> [String] {
        let isAmount = figure.statistic.unit == .yuan
        return [
            figure.id, figure.population.rawValue, figure.baseline?.rawValue ?? "", figure.statistic.rawValue,
            figure.statistic.unit.rawValue,
            isAmount ? Numbers.money(figure.value) : Numbers.fraction(figure.value), String(figure.bids),
            String(figure.lots), String(figure.bidsWithoutBaseline), String(figure.lotsWithoutBaseline),
            figure.items.map(\.lot).joined(separator: "|"), figure.items.compactMap(\.bidder).joined(separator: "|"),
            String(figure.linesWithoutBaseline), figure.group.rawValue, figure.notes.joined(separator: "|"),
        ]
    }
}
