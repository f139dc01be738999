import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

@Suite("Portfolio")
struct PortfolioTests {
    /// A round of a day: the ceiling of 10 mg is 2.00.
    private func assessment(_ id: String, _ date: String?, _ change: (inout SampleRound) -> Void) -> Assessment {
        var round = SampleRound()
        change(&round)
        round.dossier.round.id = id
        round.dossier.round.date = date.flatMap { CalendarDate($0) }
        return Assessment(round.dossier)
    }

    private func first() -> Assessment {
        assessment("first", "2019-01-01") { round in
            round.award("A", "1.00", previous: "4.00", regions: ["北京", "上海"])
            round.award("B", "1.00", lot: "乙", regions: ["北京"])
            round.demand("北京", "100")
            round.demand("上海", "10")
            round.demand("北京", "5", lot: "乙")
        }
    }

    private func renewal() -> Assessment {
        assessment("renewal", "2020-01-01") { round in
            round.award("C", "0.50", regions: ["北京"])
            round.demand("北京", "200")
        }
    }

    @Test("a lot that was renewed counts once a region, whatever the order in which rounds are named")
    func renewed() {
        for rounds in [[first(), renewal()], [renewal(), first()]] {
            let portfolio = Portfolio(rounds)
            #expect(portfolio.entries.map(\.round) == ["first", "renewal"])
            let (old, new) = (portfolio.entries[0], portfolio.entries[1])
            // Of the first round 上海's 10 and lot 乙's 5 still count: 10 + 5 yuan paid, and against the ceiling saved.
            #expect(old.volumes == 2 && old.superseded == 1 && old.lots == 2 && old.value == Ratio(15))
            #expect(old.low?.savings == Ratio(15) && old.low?.baseline == .ceiling)
            // Against the earlier price of 4.00 only lot 甲: 10 × 3.
            #expect(old.high?.savings == Ratio(30) && old.high?.volumesWithoutBaseline == 1)
            // 200 × 1.50
            #expect(new.volumes == 1 && new.superseded == 0 && new.low?.savings == Ratio(300))
            #expect(portfolio.lots == 2 && portfolio.value == Ratio(115))
            #expect(portfolio.low == Ratio(315) && portfolio.high == Ratio(330))
        }
    }

    @Test("a region has what is delivered there, and its own chains")
    func region() {
        let portfolio = Portfolio([first(), renewal()], region: "上海")
        #expect(portfolio.entries.map(\.volumes) == [1, 0] && portfolio.entries[0].superseded == 0)
        #expect(portfolio.value == Ratio(10) && portfolio.lots == 1 && portfolio.chains.isEmpty)
        #expect(portfolio.adding.map(\.round) == ["first"])
        #expect(Portfolio([first(), renewal()], region: "北京").chains.map(\.lot) == ["甲"])
    }

    @Test("a chain has the drop of each round, the cumulative drop, and who left and came")
    func chain() throws {
        let chain = try #require(Portfolio([first(), renewal()]).chains.first)
        #expect(chain.lot == "甲" && chain.cycles.map(\.round) == ["first", "renewal"])
        // 4.00 → 1.00 → 0.50: 75 %, then half of what was left, 87.5 % in all.
        #expect(chain.cycles.map(\.drop) == [Ratio(3, 4), Ratio(1, 2)] && chain.cycles[0].baseline == .previousPrice)
        #expect(chain.cycles.map(\.cumulative) == [Ratio(3, 4), Ratio(7, 8)])
        #expect(chain.cycles[1].left == ["A公司"] && chain.cycles[1].came == ["C公司"])
    }

    @Test("what was published of a round that can't be computed stands beside the sum")
    func published() {
        let city = assessment("city", nil) { round in
            round.dossier.round.lots = []
            round.dossier.published?.headlines = [
                Headline(measure: .savings, value: decimal("1800")), Headline(measure: .lotsWon, value: decimal("501")),
                Headline(measure: .savings, group: .region("北京"), value: decimal("7")),
            ]
        }
        let portfolio = Portfolio([first(), city])
        #expect(portfolio.entries.map(\.round) == ["city", "first"])
        #expect(portfolio.entries[0].publishedSavings?.value == decimal("1800"))
        #expect(portfolio.low == Ratio(100 + 10 + 5))
        #expect(portfolio.entries[0].publishedLots?.value == decimal("501"))
        let region = Portfolio([city], region: "北京").entries[0]
        // The number of lots is the whole round's, and says nothing of the region.
        #expect(region.publishedSavings?.value == decimal("7") && region.publishedLots == nil)
    }

    @Test("the pilot's 11 cities and the expansion's 25 provinces are different regions: nothing is superseded")
    func real() throws {
        let portfolio = try Portfolio([Repository.assessment("4+7-expansion"), Repository.assessment("4+7")])
        #expect(portfolio.entries.map(\.round) == ["4+7", "4+7-expansion"])
        #expect(portfolio.entries.allSatisfy { $0.superseded == 0 } && portfolio.lots == 25)
        let values = try ["4+7", "4+7-expansion"].map { try #require(Repository.assessment($0).published).supply.value }
        #expect(portfolio.value == Ratio.sum(values))
        #expect(portfolio.chains.count == 25)
    }
}
