import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

/// Baselines from the lot's bidders and from lists, worked by hand; the factor for 10 mg → 20 mg is 1.7.
@Suite("Baselines")
struct BaselineTests {
    private func published(_ round: SampleRound) throws -> Impact {
        try #require(Assessment(round.dossier).published)
    }

    private static func round() -> SampleRound {
        var round = SampleRound()
        round.award("A", "1.00", previous: "4.00", regions: ["北京"])
        round.bid("B", "1.90", previous: "2.00")
        // 3.40 for 20 mg is 2.00 for 10 mg, but for the 18th digit of 1 ÷ 1.7.
        round.bid("C", "5.00", of: "20mg", previous: "3.40")
        round.bid("D", "1.95")
        round.demand("北京", "100")
        return round
    }

    @Test("lowest and median of the lot's previous prices, losing bids included, converted by content")
    func previous() throws {
        let impact = try published(Self.round())
        // 4.00, 2.00 and 2.00 for 10 mg: lowest and median 2.00; the winner's own price is another baseline.
        for baseline in [Baseline.lowestPreviousPrice, .medianPreviousPrice] {
            let figure = try #require(impact.figure(baseline, .meanOverBids))
            #expect(figure.value.rounded(to: 12, .halfUp) == decimal("0.5"), "\(baseline)")
        }
        #expect(impact.figure(.previousPrice, .meanOverBids)?.value == Ratio(3, 4))
        #expect(impact.figure(.weightedPreviousPrice, .meanOverBids) == nil)
    }

    @Test("weighted by what was sold, where every previous price says how much")
    func weighted() throws {
        var round = SampleRound()
        round.award("A", "1.00", previous: "4.00")
        round.bid("B", "1.90", previous: "2.00")
        round.dossier.submissions[0].bids[0].facts["previous-quantity"] = decimal("100")
        #expect(try published(round).figure(.weightedPreviousPrice, .meanOverBids) == nil)
        round.dossier.submissions[1].bids[0].facts["previous-quantity"] = decimal("300")
        // (4 × 100 + 2 × 300) ÷ 400 = 2.50
        #expect(try published(round).figure(.weightedPreviousPrice, .meanOverBids)?.value == Ratio(60, 100))
    }

    @Test("where each winner states one price, lowest and median say nothing new")
    func distinct() throws {
        var round = SampleRound()
        round.award("A", "1.00", previous: "4.00")
        let impact = try published(round)
        #expect(impact.baselines == [.ceiling, .previousPrice])
    }

    @Test("a list gives a price for its own strength, converted for another, and is not averaged where it is silent")
    func list() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.award("B", "1.70", of: "20mg")
        round.award("C", "1.00", lot: "乙")
        round.dossier.priceLists = [
            PriceList(
                id: "nhsa", kind: .reference, date: try #require(CalendarDate("2019-12-31")),
                prices: [.init(lot: "甲", specification: "10mg", price: decimal("25"), pack: 10)])
        ]
        let impact = try published(round)
        let figure = try #require(impact.figure(.list("nhsa"), .meanOverBids))
        // 2.50 a tablet: 60 %; for 20 mg 4.25: 60 %; lot 乙 is not in the list.
        #expect(figure.value == Ratio(60, 100) && figure.bids == 2 && figure.bidsWithoutBaseline == 1)
        #expect(figure.lots == 1 && figure.lotsWithoutBaseline == 1)
        #expect(impact.awardsWithout(.list("nhsa")).map { impact.awards[$0].bidder.id } == ["C"])
        #expect(impact.figure(.list("nhsa"), .medianPriceRatio) == nil)
    }

    @Test("a median price ratio is the median over lots of the median of a lot's winning prices ÷ reference")
    func priceRatio() throws {
        var round = SampleRound()
        round.award("A", "0.70")
        round.award("B", "1.40")
        round.award("C", "1.75")
        round.award("D", "0.50", lot: "乙")
        round.dossier.priceLists = [
            PriceList(
                id: "msh", kind: .international, date: try #require(CalendarDate("2015-12-31")), currency: "USD",
                exchangeRate: decimal("7"),
                prices: [
                    .init(lot: "甲", specification: "10mg", price: decimal("0.1")),
                    .init(lot: "乙", specification: "10mg", price: decimal("0.1")),
                ])
        ]
        let impact = try published(round)
        func value(_ statistic: Statistic) -> Ratio? { impact.figure(.list("msh"), statistic)?.value }
        // 0.70 yuan: 1, 2 and 2.5 in lot 甲, 5/7 in lot 乙; over the lots 2 and 5/7.
        #expect(value(.medianPriceRatio) == Ratio(19, 14))
        #expect(value(.maximumPriceRatio) == Ratio(2) && value(.minimumPriceRatio) == Ratio(5, 7))
        #expect(impact.figure(.list("msh"), .maximumPriceRatio)?.items.map(\.lot) == ["甲"])
        #expect(impact.figure(.ceiling, .medianPriceRatio) == nil)
    }

    @Test("an unstated baseline of a headline is never an international reference price")
    func headline() throws {
        var round = SampleRound()
        round.award("A", "0.70")
        round.dossier.priceLists = [
            PriceList(
                id: "x", kind: .international, date: try #require(CalendarDate("2015-12-31")),
                prices: [.init(lot: "甲", specification: "10mg", price: decimal("7"))]),
            PriceList(
                id: "y", kind: .lowestPrevious, date: try #require(CalendarDate("2019-12-31")),
                prices: [.init(lot: "甲", specification: "10mg", price: decimal("1"))]),
        ]
        round.headline(.averageDrop, "90")
        round.headline(.averageDrop, "30", against: .previous)
        let checks = try #require(Assessment(round.dossier).verification).headlines
        #expect(checks[0].reproducing.isEmpty)
        #expect(
            checks[1].tried.map(\.definition) == ["published/list=y/mean-over-bids", "published/list=y/mean-over-lots"])
        #expect(checks[1].reproducing.count == 2)
    }
}
