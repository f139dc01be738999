import Decimals
import Procurement

/// Says what people recorded.
enum ActText {
    /// What an act was, without its evidence.
    static func text(_ act: RecordedAct, _ language: Language, name: (Bidder.ID) -> String) -> String {
        let separator = language(", ", "、")
        let who = act.bidder.map(name) ?? ""
        let what =
            switch act.kind {
            case .draw(let order):
                language("draw", "抽签") + ": "
                    + order.map { bid in
                        bid.lot.map { "\(name(bid.bidder)) (\($0))" } ?? name(bid.bidder)
                    }.joined(separator: separator)
            case .exclude: language("excluded", "排除") + ": " + who
            case .withdraw: language("withdrew", "撤回") + ": " + who
            case .affiliate(let bidders):
                language("affiliated", "关联企业") + ": " + bidders.map(name).joined(separator: separator)
            case .revive(_, let price):
                price.map { language("came back at \($0)", "按 \($0) 复活") } ?? language("declined to come back", "不接受复活")
            case .offer(_, let price): language("offered \(price)", "报价 \(price)")
            case .close: language("talks ended", "谈判结束")
            case .commit(let digest): language("reserve price sealed", "底价封存") + ": " + digest
            case .reveal(let price, _): language("reserve price revealed", "底价揭示") + ": \(price)"
            case .fail(let failure):
                language(
                    "no longer delivers from \(failure.from)\(failure.region.map { ", region \($0)" } ?? ""): "
                        + failure.cause,
                    "自 \(failure.from) 起断供\(failure.region.map { "（\($0)）" } ?? "")：\(failure.cause)")
            case .reselect(let selection):
                language(
                    "selected for \(selection.region) from \(selection.from)",
                    "自 \(selection.from) 起递补供应 \(selection.region)")
            case .pick(let pick):
                pick.role == .primary
                    ? language("picked region ", "选择供应地区：") + pick.region
                    : language("picked back-up region ", "选择备供地区：") + pick.region
            }
        let place = [act.lot, act.stage].compactMap { $0 }.joined(separator: ", ")
        let isNamed =
            switch act.kind {
            case .revive, .offer, .close, .pick, .fail, .reselect: true
            default: false
            }
        return (place.isEmpty ? "" : place + ": ") + (isNamed ? who + " " : "") + what
    }
}
