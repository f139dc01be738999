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
            let figures = printed[impact]
            parts.addRows(figures.count) { add(figures[$0], of: figures[$0].figure.group.rawValue, to: &$1) }
        }
        // The parts are those of the published winners where there are any.
        guard let impact = assessment.impacts.first else { return parts }
        let months = (0..<(impact.savings.map(\.byMonth.count).max() ?? 0)).map { WinnerGroup.month($0 + 1) }
        let groups = impact.parts + months
        parts.addRows(groups.count, portion: 16) { position, rows in
            let group = groups[position]
            let name = group.rawValue
            for figure in impact.figures(ofPart: group) { add(PrintedFigures.Printed(figure), of: name, to: &rows) }
        }
        return parts
    }

    /// Adds a figure of a group whose name in identifiers is given.
    private static func add(
        _ printed: borrowing PrintedFigures.Printed, of group: String, to table: inout CSV
    ) {
        let definition = printed.figure.definition
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
