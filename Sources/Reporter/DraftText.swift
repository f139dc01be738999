public import Procurement
public import Ranking

/// Says how far the picking of a lot's regions has come.
public enum DraftText {
    /// A heading, a line a region, whose turn it is, and the proposed picks where there is a proposal.
    public static func text(_ draft: RegionDraft, proposal: [RegionPick]?, _ language: Language) -> String {
        func name(_ id: Bidder.ID?) -> String {
            guard let id else { return "–" }
            return draft.order.first { $0.id == id }.map { "\($0.name) \($0.id)" } ?? id
        }
        var rows = [[language("region", "地区"), language("primary", "主供")]]
        if draft.rule.hasBackups { rows[0].append(language("back-up", "备供")) }
        for region in draft.regions {
            var row = [region, name(draft.supplier(of: region))]
            if draft.rule.hasBackups { row.append(name(draft.supplier(of: region, as: .backup))) }
            rows.append(row)
        }
        let order = draft.order.enumerated().map { "\($0 + 1) \($1.name)" }.joined(separator: language(", ", "、"))
        var lines = [language("lot '\(draft.id)', order: \(order)", "品种“\(draft.id)”，顺序：\(order)")]
        lines += Text.table(rows).map { "  " + $0 }
        if let turn = draft.turn {
            let role = turn.role == .primary ? language("primary", "主供") : language("back-up", "备供")
            lines.append(
                language(
                    "next: \(name(turn.bidder.id)), \(role), of: \(turn.open.joined(separator: ", "))",
                    "下一位：\(name(turn.bidder.id))，\(role)，可选：\(turn.open.joined(separator: "、"))"))
        }
        for pick in proposal ?? [] {
            let role = pick.role == .primary ? language("primary", "主供") : language("back-up", "备供")
            lines.append(
                language(
                    "proposed: \(name(pick.bidder)) picks \(pick.region), \(role)",
                    "建议：\(name(pick.bidder)) 选择 \(pick.region)，\(role)"))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
