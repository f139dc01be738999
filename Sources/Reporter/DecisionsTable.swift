import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `decisions.csv`: one row a bid.
public enum DecisionsTable {
    /// The text of the table.
    public static func text(_ assessment: Assessment) -> String {
        let header = CSV.line([
            "lot", "bidder", "specification", "decision", "rank", "comparable_price", "reason", "reason_zh",
        ])
        let lots = assessment.outcome.lots
        return Portions.map(lots.count) { portion in
            var text = ""
            for lot in lots[portion] {
                for decision in lot.decisions {
                    let reason = Reason.texts(decision)
                    text += CSV.line([
                        lot.id, decision.bidder.name, decision.bid.specification, decision.decision.rawValue,
                        decision.rank.map { String($0) } ?? "", decision.comparablePrice.map(Numbers.exact) ?? "",
                        reason.english, reason.chinese,
                    ])
                }
            }
            return text
        }.reduce(into: header, +=)
    }
}
