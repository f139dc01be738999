import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `decisions.csv`: one row a bid.
public enum DecisionsTable {
    /// The table in UTF-8.
    public static func bytes(_ assessment: Assessment) -> [UInt8] {
        var table = CSV(header: [
            "lot", "bidder", "specification", "decision", "rank", "comparable_price", "reason", "reason_zh",
        ])
        let lots = assessment.outcome.lots
        let parts = Portions.map(lots.count) { portion in
            var rows = CSV()
            var reasons = ReasonTexts()
            for lot in lots[portion] {
                for decision in lot.decisions {
                    let reason = reasons.texts(decision)
                    rows.cell(lot.id)
                    rows.cell(decision.bidder.name)
                    rows.cell(decision.specification)
                    rows.cell(decision.decision.rawValue)
                    rows.cell(decision.rank)
                    rows.shortCell(decision.comparablePrice?.rounded(to: Numbers.exactDigits, .halfUp))
                    rows.cell(reason.english)
                    rows.cell(reason.chinese)
                    rows.endRow()
                }
            }
            return rows
        }
        for part in parts { table.append(part) }
        return table.bytes
    }
}
