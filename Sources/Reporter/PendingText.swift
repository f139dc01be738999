import Decimals
import Procurement
public import Ranking

/// Says what has to be done, and by whom, before a round can be decided.
public enum PendingText {
    /// One sentence.
    public static func text(_ act: PendingAct, _ language: Language) -> String {
        let names = act.bidders.map { "\($0.name) \($0.id)" }.joined(separator: language(", ", "、"))
        let lot = act.lot.map { language("lot '\($0)'", "品种“\($0)”") } ?? language("all lots", "全部品种")
        let rule = language("rule '\(act.stage)'", "规则 \(act.stage)")
        switch act.kind {
        case .draw(let places):
            return language(
                "\(lot), \(rule): the procurement office has to draw \(places) of "
                    + "\(act.bidders.count) exactly tied bidders (\(names)) and record it in record.xml",
                "\(lot)，\(rule)：\(act.bidders.count) 家同价（\(names)），"
                    + "须由采购办公室抽签确定 \(places) 家并记入 record.xml")
        case .stateConversion(let specification, let reference):
            return language(
                "\(lot): the procurement office has to say how '\(specification)' (\(names)) converts to "
                    + "'\(reference)': state its <content> in round.xml",
                "\(lot)：须由采购办公室在 round.xml 中补充规格“\(specification)”（\(names)）的含量，"
                    + "以折算为代表规格“\(reference)”")
        case .answerRevival(let most):
            return language(
                "\(lot), \(rule): \(names) may come back at \(most) or less; record the answer",
                "\(lot)，\(rule)：\(names) 可按不高于 \(most) 复活，须记录其答复")
        case .makeOffer(let number):
            return language(
                "\(lot), \(rule): \(names) has to make offer \(number), or the talks are ended; record it",
                "\(lot)，\(rule)：\(names) 须作第 \(number) 次报价或结束谈判，并予记录")
        case .revealReserve(let id):
            return language(
                "\(lot): the reserve price '\(id)' is still sealed; record <reveal>",
                "\(lot)：底价“\(id)”尚未揭示，须记录 <reveal>")
        case .reselectSupplier(let region):
            return language(
                "\(lot): region '\(region)' has no supplier any more after \(names); select one and record it with "
                    + "vbp record reselect",
                "\(lot)：\(region) 在 \(names) 断供后无供应企业，须重新遴选并以 vbp record reselect 记录")
        case .pickRegion(let role, let open):
            return language(
                "\(lot), \(rule): \(names) has to pick a \(role == .primary ? "region to supply" : "region to back up"), of: "
                    + open.joined(separator: ", "),
                "\(lot)，\(rule)：\(names) 须选择\(role == .primary ? "供应" : "备供")地区，可选："
                    + open.joined(separator: "、"))
        case .settleCycle(let length):
            return language(
                "\(lot), \(rule): the stages lead in a circle of \(length) turns; the procurement office has to say which "
                    + "bids go without volume (\(names))",
                "\(lot)，\(rule)：规则循环（\(length) 轮），须由采购办公室决定哪些报价不带量（\(names)）")
        }
    }
}
