import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

/// Cases small enough to be worked by hand; the ceiling of 10 mg is 2.00 in both lots.
@Suite("Impact")
struct ImpactTests {
    private func published(_ round: SampleRound) throws -> Impact {
        try #require(Assessment(round.dossier).published)
    }

    @Test("a mean over lots weighs lots alike, a mean over bids weighs bids alike")
    func means() throws {
        var round = SampleRound()
        round.award("A", "1.00")  // 50 %
        round.award("B", "1.60")  // 20 %
        round.award("C", "1.80", lot: "乙")  // 10 %
        let impact = try published(round)
        let overBids = try #require(impact.figure(.ceiling, .meanOverBids))
        #expect(overBids.value == Ratio(80, 300) && overBids.bids == 3 && overBids.lots == 2)
        // (35 % + 10 %) ÷ 2
        #expect(impact.figure(.ceiling, .meanOverLots)?.value == Ratio(225, 1000))
        #expect(overBids.bidsWithoutBaseline == 0 && overBids.lotsWithoutBaseline == 0)
    }

    @Test("a rise is a negative drop and lowers the mean")
    func rise() throws {
        var round = SampleRound()
        round.award("A", "1.50", previous: "1.00")  // −50 %
        round.award("B", "0.50", previous: "1.00", regions: ["北京"])  // 50 %
        round.demand("北京", "10")
        let impact = try published(round)
        #expect(impact.drops(against: .previousPrice) == [Ratio(-1, 2), Ratio(1, 2)])
        #expect(impact.figure(.previousPrice, .meanOverBids)?.value == .zero)
        var worse = SampleRound()
        worse.award("A", "1.50", previous: "1.00", regions: ["北京"])
        worse.demand("北京", "10")
        let rising = try published(worse)
        #expect(rising.figure(.previousPrice, .maximum)?.value == Ratio(-1, 2))
        #expect(rising.savings(against: .previousPrice)?.total == Ratio(-5))
        #expect(rising.figure(.previousPrice, .volumeWeighted)?.value == Ratio(-1, 2))
    }

    @Test("bids and lots without the baseline are counted and do not enter")
    func missing() throws {
        var round = SampleRound()
        round.award("A", "1.00", previous: "4.00", regions: ["北京"])
        round.award("B", "1.60", regions: ["上海"])
        round.award("C", "1.80", lot: "乙", regions: ["北京"])
        round.demand("北京", "100")
        round.demand("上海", "100")
        round.demand("北京", "100", lot: "乙")
        let impact = try published(round)
        let figure = try #require(impact.figure(.previousPrice, .meanOverLots))
        #expect(figure.value == Ratio(3, 4))
        #expect(figure.bids == 1 && figure.bidsWithoutBaseline == 2)
        #expect(figure.lots == 1 && figure.lotsWithoutBaseline == 1)
        let savings = try #require(impact.savings(against: .previousPrice))
        #expect(savings.total == Ratio(300) && savings.linesWithoutBaseline == 2)
        #expect(savings.byLot.map(\.lot) == ["甲"] && savings.byRegion.map(\.region) == ["北京"])
    }

    @Test("a baseline that no winner has gives no figure")
    func noBaseline() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        let impact = try published(round)
        #expect(impact.figure(.previousPrice, .meanOverBids) == nil && impact.savings(against: .previousPrice) == nil)
        #expect(impact.figure(.previousRound, .meanOverBids) == nil)
        #expect(impact.figure(.ownCeilingPerUnit, .meanOverBids) == nil)
        #expect(
            impact.figures.map(\.id) == [
                "published/ceiling/mean-over-bids", "published/ceiling/median-over-bids",
                "published/ceiling/lower-quartile-over-bids", "published/ceiling/upper-quartile-over-bids",
                "published/ceiling/minimum", "published/ceiling/maximum", "published/ceiling/mean-over-lots",
                "published/ceiling/median-over-lots", "published/ceiling/lower-quartile-over-lots",
                "published/ceiling/upper-quartile-over-lots", "published/ceiling/minimum-over-lots",
                "published/ceiling/maximum-over-lots",
            ])
    }

    @Test("the volume-weighted drop weighs each yuan of the baseline alike")
    func weighted() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.award("B", "1.60", regions: ["上海"])
        round.demand("北京", "300")
        round.demand("上海", "100")
        let impact = try published(round)
        // 1 − (300 × 1.00 + 100 × 1.60) ÷ (400 × 2.00)
        #expect(impact.figure(.ceiling, .volumeWeighted)?.value == Ratio(425, 1000))
        #expect(impact.supply.value == Ratio(460))
        let supplies = impact.suppliesByAward()
        #expect(supplies[0].value == Ratio(300) && supplies[1].quantity == Ratio(100))
    }

    @Test("another strength is weighed at its own converted price and its own converted ceiling")
    func otherStrength() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.demand("北京", "100", of: "20mg")
        let impact = try published(round)
        // 100 × 1.70 against 100 × 3.40
        #expect(impact.supply.value == Ratio(170))
        #expect(impact.savings(against: .ceiling)?.total == Ratio(170))
    }

    @Test("all bids that reach the maximum are named")
    func maximum() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.award("B", "1.60")
        round.award("C", "1.0", lot: "乙")
        let figure = try #require(try published(round).figure(.ceiling, .maximum))
        #expect(figure.value == Ratio(1, 2))
        #expect(figure.items.map(\.lot) == ["甲", "乙"] && figure.items.map(\.bidder) == ["A公司", "C公司"])
    }

    @Test(
        "savings are Σ quantity × baseline times the volume-weighted drop, in each published round",
        arguments: ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"])
    func identity(_ round: String) throws {
        let assessment = try Repository.assessment(round)
        #expect(!assessment.impacts.isEmpty)
        for impact in assessment.impacts {
            for savings in impact.savings {
                let drop = try #require(impact.figure(savings.baseline, .volumeWeighted)).value
                // S = B − P and d = 1 − P ÷ B, so d × (S + P) = S with P the amount paid for what has the baseline.
                if savings.linesWithoutBaseline == 0 {
                    #expect(drop * (savings.total + impact.supply.value) == savings.total, "\(savings.baseline)")
                } else {
                    let before = savings.total / drop
                    #expect(before - savings.total < impact.supply.value, "\(savings.baseline)")
                }
            }
        }
    }

    @Test("printed ceilings are another baseline where one is printed in another strength's row")
    func printed() throws {
        var round = SampleRound()
        round.dossier.round.lots[0].ceilings = [
            Ceiling(specification: "20mg", price: decimal("3.40"), printedFor: "10mg")
        ]
        round.award("A", "1.00")
        let impact = try published(round)
        // 3.40 ÷ 1.7 is 2.00 but for the 18th digit of the factor; the row prints 3.40.
        let drop = try #require(impact.figure(.ceiling, .meanOverBids)).value
        #expect(drop.rounded(to: 10, .halfUp) == decimal("0.5"))
        #expect(impact.figure(.ceilingAsPrinted, .meanOverBids)?.value == .one - Ratio(100, 340))
        // The winner's own strength has none, so nobody has the baseline that converts nothing.
        #expect(impact.figure(.ownCeilingPerUnit, .meanOverBids) == nil)
    }

    @Test("ceilings that are the prices of the round before are that baseline too")
    func previousRound() throws {
        var round = SampleRound(ceilingsFromRound: "earlier")
        round.award("A", "1.00", regions: ["北京"])
        round.demand("北京", "10")
        let impact = try published(round)
        #expect(impact.figure(.previousRound, .meanOverBids)?.value == Ratio(1, 2))
        #expect(impact.savings(against: .previousRound)?.total == Ratio(10))
    }

    @Test("figures of the winners by the rules stand beside those of the published winners")
    func populations() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.bid("B", "1.60")
        let assessment = Assessment(round.dossier)
        #expect(assessment.published?.figure(.ceiling, .meanOverBids)?.value == Ratio(1, 2))
        #expect(assessment.computed?.figure(.ceiling, .meanOverBids)?.value == Ratio(35, 100))
        #expect(assessment.computed?.figures.allSatisfy { $0.id.hasPrefix("computed/") } == true)
        #expect(assessment.impacts.map(\.population) == [.published, .computed])
    }

    @Test("value by confidence goes by the least trusted of price and volume")
    func confidence() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京", "上海"])
        round.dossier.submissions[0].bids[0].provenance.confidence = .medium
        round.dossier.published?.winners[0].provenance.confidence = .medium
        for (index, confidence) in [Confidence.high, .low].enumerated() {
            round.demand(["北京", "上海"][index], "10")
            round.dossier.demand?.lines[index].provenance.confidence = confidence
        }
        #expect(try published(round).valueByConfidence == [.medium: Ratio(10), .low: Ratio(10)])
    }
}
