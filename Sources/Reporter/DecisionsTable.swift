import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `decisions.csv`: one row a bid.
public enum DecisionsTable {
    /// The table.
    public static func parts(_ assessment: Assessment) -> FileParts {
        var parts = FileParts(header: [
            "lot", "bidder", "specification", "decision", "rank", "comparable_price", "reason", "reason_zh",
        ])
        let lots = assessment.outcome.lots
        parts.addRows(lots.count) { portion, rows in
            var reasons = ReasonCells()
            for number in portion {
                for decision in lots[number].decisions {
                    rows.cell(lots[number].id)
                    rows.cell(decision.bidder.name)
                    rows.cell(decision.specification)
                    rows.cell(decision.decision.rawValue)
                    rows.cell(decision.rank)
                    rows.shortCell(decision.comparablePrice?.rounded(to: Numbers.exactDigits, .halfUp))
                    reasons.add(decision, to: &rows)
                    rows.endRow()
                }
            }
        }
        return parts
    }
}
