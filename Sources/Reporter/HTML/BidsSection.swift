import Decimals
import Procurement
import Ranking

/// Every bid in one table, to be sorted and filtered; each row leads to the trace.
enum BidsSection {
    static func markup(_ report: Report) -> Markup {
        let bids = report.lots.flatMap { lot in lot.bids.map { (lot: lot, bid: $0) } }
        guard !bids.isEmpty else { return .none }
        let (prices, drops) = (SortKeys(bids.map(\.bid.price)), SortKeys(bids.map(\.bid.drop)))
        let standings = BidReport.Standing.allCases.filter { standing in bids.contains { $0.bid.standing == standing } }
        let rows = bids.enumerated().map { index, item -> Markup in
            let bid = item.bid
            return """
                <tr data-f="\(bid.standing.rawValue)"><td>\(item.lot.lot.name ?? item.lot.lot.id)</td>\
                <th scope="row"><a href="#bid-\(bid.number)">\(bid.bidder.name)</a></th><td>\(bid.specification)</td>\
                <td class="n" data-s="\(prices[index])">\(bid.price.map { Numbers.exact($0) } ?? "–")</td>\
                <td class="n" data-s="\(bid.decision?.rank ?? 1_000_000)">\(bid.decision?.rank.map { String($0) } ?? "–")</td>\
                <td class="n" data-s="\(drops[index])">\(bid.drop.map { Numbers.percent($0) } ?? "–")</td>\
                <td class="d" data-s="\(BidReport.Standing.allCases.firstIndex(of: bid.standing) ?? 0)">\
                <svg width="14" height="14" aria-hidden="true" focusable="false">\(Mark.standing(bid.standing))</svg> \
                \(Phrase { Words.name(bid.standing, $0) })\(bid.decision?.decisive.map { verdict -> Markup in " <small>\(verdict.stage)</small>" } ?? .none)</td></tr>

                """
        }
        return """
            <p class="lead">\(Phrase(
                "\(Words.count(bids.count, "bid")). A bidder's name leads to its bid, step by step.", "共 \(bids.count) 个申报。点选企业名称可查看评审过程。"))</p>
            \(Tools.filter("bid-table", standings: standings))
            <div class="scroll tall" tabindex="0" role="region" aria-label="bids"><table class="sortable bids" id="bid-table">
            <thead><tr><th scope="col">\(Phrase("lot", "品种"))</th><th scope="col">\(Phrase("bidder", "企业"))</th>\
            <th scope="col">\(Phrase("specification", "规格"))</th><th scope="col" class="n">\(Phrase("comparable price", "单位可比价"))</th>\
            <th scope="col" class="n">\(Phrase("rank", "名次"))</th><th scope="col" class="n">\(Phrase("drop", "降幅"))</th>\
            <th scope="col">\(Phrase("decision", "结果"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
