import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `decisions.csv`: one row a bid.
public enum DecisionsTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        var table = CSV(header: [
            "lot", "bidder", "specification", "decision", "rank", "comparable_price", "reason", "reason_zh",
        ])
        for lot in assessment.outcome.lots {
            for decision in lot.decisions {
                table.row([
                    lot.id, decision.bidder.name, decision.bid.specification, decision.decision.rawValue,
                    decision.rank.map { String($0) } ?? "", decision.comparablePrice.map(Numbers.exact) ?? "",
                    Reason.text(decision, .english), Reason.text(decision, .chinese),
                ])
            }
        }
        return table.text
    }
}
