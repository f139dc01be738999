public import PriceImpact
import Procurement
import Ranking

/// Renders `figures.csv`: every drop and every saving with its definition.
public enum FiguresTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        var table = CSV(header: [
            "figure", "population", "baseline", "statistic", "unit", "value", "bids", "lots", "bids_without_baseline",
            "lots_without_baseline", "item_lot", "item_bidder", "volumes_without_baseline",
        ])
        for impact in assessment.impacts {
            let population = impact.population.rawValue
            table.row([
                "\(population)/value", population, "", "value", "yuan", Numbers.money(impact.supply.value),
                String(impact.awards.count), String(Set(impact.awards.map(\.lot)).count), "", "", "", "", "",
            ])
            for figure in impact.figures {
                table.row([
                    figure.id, population, figure.baseline.rawValue, figure.statistic.rawValue, "fraction",
                    Numbers.fraction(figure.value), String(figure.bids), String(figure.lots),
                    String(figure.bidsWithoutBaseline), String(figure.lotsWithoutBaseline),
                    figure.items.map(\.lot).joined(separator: "|"), figure.items.map(\.bidder).joined(separator: "|"),
                    "",
                ])
            }
            for savings in impact.savings {
                table.row([
                    "\(population)/\(savings.baseline.rawValue)/savings", population, savings.baseline.rawValue,
                    "savings", "yuan", Numbers.money(savings.total), "", String(savings.byLot.count), "", "", "", "",
                    String(savings.linesWithoutBaseline),
                ])
            }
        }
        return table.text
    }
}
