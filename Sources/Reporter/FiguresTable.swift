import Decimals
public import PriceImpact
import Procurement

/// Renders `figures.csv`: every figure with its definition, whose identifier `vbp explain --figure` takes.
public enum FiguresTable {
    /// The table.
    public static func parts(_ assessment: Assessment, _ printed: PrintedFigures) -> FileParts {
        var parts = FileParts(header: [
            "figure", "population", "baseline", "statistic", "unit", "value", "bids", "lots", "bids_without_baseline",
            "lots_without_baseline", "item_lot", "item_bidder", "volumes_without_baseline", "group", "note",
        ])
        for impact in assessment.impacts.indices {
            parts.addRows(printed[impact].count) { portion, rows in
                for position in portion { add(printed[impact][position], to: &rows) }
            }
        }
        // The parts are those of the published winners where there are any.
        guard let impact = assessment.impacts.first else { return parts }
        let months = (0..<(impact.savings.map(\.byMonth.count).max() ?? 0)).map { WinnerGroup.month($0 + 1) }
        let groups = impact.parts + months
        parts.addRows(groups.count, portion: 16) { portion, rows in
            for group in groups[portion] {
                for figure in impact.figures(of: group) + impact.amounts(of: group) {
                    add(PrintedFigures.Printed(figure), to: &rows)
                }
            }
        }
        return parts
    }

    private static func add(_ printed: PrintedFigures.Printed, to table: inout CSV) {
        let definition = printed.figure.definition
        let group = definition.group.rawValue
        let baseline = definition.baseline?.rawValue
        table.cell { bytes in
            bytes += definition.population.rawValue.utf8
            if definition.group != .all {
                bytes += ":"
                bytes += group.utf8
            }
            if let baseline {
                bytes += "/"
                bytes += baseline.utf8
            }
            bytes += "/"
            bytes += definition.statistic.rawValue.utf8
        }
        table.cell(definition.population.rawValue)
        table.cell(baseline ?? "")
        table.cell(definition.statistic.rawValue)
        table.cell(definition.statistic.unit.rawValue)
        table.cell(printed.value)
        table.cell(printed.figure.bids)
        table.cell(printed.figure.lots)
        table.cell(printed.figure.bidsWithoutBaseline)
        table.cell(printed.figure.lotsWithoutBaseline)
        table.cell(printed.figure.items.map(\.lot))
        table.cell(printed.figure.items.compactMap(\.bidder))
        table.cell(printed.figure.linesWithoutBaseline)
        table.cell(group)
        table.cell(printed.figure.notes)
        table.endRow()
    }
}
