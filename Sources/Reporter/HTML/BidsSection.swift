import Decimals

/// Every bid in one table, to be sorted and filtered; each row leads to the bid step by step.
///
/// The script fills it from the ladders of the lots, some rows at a time: so bids stand in the page once, and ten
/// thousand of them are sorted in no time. Without scripts the ladders are there.
enum BidsSection {
    static func markup(_ report: Report) -> Markup {
        let bids = report.lots.flatMap(\.bids)
        guard !bids.isEmpty else { return .none }
        let standings = BidReport.Standing.allCases.filter { standing in bids.contains { $0.standing == standing } }
        let heads: [(name: Phrase, isNumber: Bool)] = [
            (Phrase("lot", "品种"), false), (Phrase("bidder", "企业"), false), (Phrase("specification", "规格"), false),
            (Phrase("comparable price", "单位可比价"), true), (Phrase("rank", "名次"), true), (Phrase("drop", "降幅"), true),
            (Phrase("decision", "结果"), false),
        ]
        let row = heads.map { head -> Markup in
            "<th scope=\"col\"\(head.isNumber ? " class=\"n\"" : Markup.none)>\(head.name)</th>"
        }
        let count = Words.count(bids.count, "bid")
        return """
            <p class="lead">\(Phrase(
                "\(count). A bidder's name leads to its bid, step by step.",
                "共 \(Words.grouped(bids.count)) 个申报。点选企业名称可查看评审过程。"))</p>
            <noscript><p class="note">\(Phrase(
                "This table sorts and filters by a script. Each lot above has its bids.", "本表由脚本排序和筛选。各品种的申报见上文。"))</p></noscript>
            \(Tools.filter("bid-table", standings: standings))
            <div class="scroll tall" tabindex="0" role="region" aria-labelledby="h-bids" hidden>\
            <table class="sortable bids" id="bid-table">
            <thead><tr>\(row)</tr></thead>
            <tbody></tbody></table>\
            <button type="button" class="more" hidden>\(Phrase("more", "更多"))</button></div>
            """
    }
}

/// The order of all bids by comparable price and by drop, by which the script sorts.
struct BidKeys {
    private let prices: SortKeys
    private let drops: SortKeys

    init(_ report: Report) {
        let bids = report.lots.flatMap(\.bids)
        prices = SortKeys(bids.map(\.price))
        drops = SortKeys(bids.map(\.drop))
    }

    /// Both places of the bid of that number, the price first.
    func text(_ number: Int) -> String { "\(prices[number - 1]) \(drops[number - 1])" }
}
