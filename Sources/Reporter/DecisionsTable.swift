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
        let bidders = WrittenTexts(assessment.dossier.submissions.lazy.map(\.bidder.name), CSV.append)
        parts.addRows(lots.count, sharing: ReasonCells()) { lot, reasons, rows in
            let (id, decisions) = (lots[lot].id, lots[lot].decisions)
            for bid in decisions.indices {
                rows.cell(id)
                add(decisions[bid], bidders, &reasons, to: &rows)
            }
        }
        return parts
    }

    private static func add(
        _ decision: borrowing BidDecision, _ bidders: borrowing WrittenTexts, _ reasons: inout ReasonCells,
        to rows: inout CSV
    ) {
        rows.cell(bidders, decision.submission)
        rows.cell(decision.specification)
        rows.cell(decision.decision.rawValue)
        rows.cell(decision.rank)
        rows.shortCell(decision.comparablePrice?.rounded(to: Numbers.exactDigits, .halfUp))
        reasons.add(decision, to: &rows)
        rows.endRow()
    }
}
