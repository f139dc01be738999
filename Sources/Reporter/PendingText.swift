import Procurement
public import Ranking

/// Says what has to be done, and by whom, before a round can be decided.
public enum PendingText {
    /// One sentence.
    public static func text(_ act: PendingAct, _ language: Language) -> String {
        let names = act.bidders.map { "\($0.name) \($0.id)" }.joined(separator: language == .english ? ", " : "、")
        switch (act.kind, language) {
        case (.draw(let places), .english):
            return "lot '\(act.lot)', rule '\(act.stage)': the procurement office has to draw \(places) of "
                + "\(act.bidders.count) exactly tied bidders (\(names)) and record it in record.xml"
        case (.draw(let places), .chinese):
            return "品种“\(act.lot)”，规则 \(act.stage)：\(act.bidders.count) 家同价（\(names)），"
                + "须由采购办公室抽签确定 \(places) 家并记入 record.xml"
        case (.stateConversion(let specification, let reference), .english):
            return "lot '\(act.lot)': the procurement office has to say how '\(specification)' (\(names)) converts to "
                + "'\(reference)': state its <content> in round.xml"
        case (.stateConversion(let specification, let reference), .chinese):
            return "品种“\(act.lot)”：须由采购办公室在 round.xml 中补充规格“\(specification)”（\(names)）的含量，"
                + "以折算为代表规格“\(reference)”"
        }
    }
}
