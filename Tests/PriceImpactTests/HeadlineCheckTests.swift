import Decimals
import PriceImpact
import Procurement
import Testing

@Suite("HeadlineCheck")
struct HeadlineCheckTests {
    /// Drops from the ceiling of 50 % and 20 % in one lot and 10 % in the other: 26.67 % over bids, 22.5 % over lots.
    private func check(
        _ measure: Headline.Measure, _ value: String, atLeast: Bool = false,
        against baseline: Headline.Baseline = .ceiling,
        in round: SampleRound? = nil
    ) throws -> HeadlineCheck {
        var sample = round ?? HeadlineCheckTests.round()
        sample.headline(measure, value, atLeast: atLeast, against: baseline)
        return try #require(Assessment(sample.dossier).verification?.headlines.first)
    }

    private static func round(ceilingsFromRound: String? = nil) -> SampleRound {
        var round = SampleRound(ceilingsFromRound: ceilingsFromRound)
        round.award("A", "1.00", previous: "4.00")
        round.award("B", "1.60", previous: "2.00")
        round.award("C", "1.80", lot: "乙", previous: "6.00")
        return round
    }

    @Test("a figure is reproduced to its printed precision, no more and no less")
    func precision() throws {
        for value in ["27", "26.7", "26.67"] {
            let check = try check(.averageDrop, value)
            #expect(check.reproducing.map(\.definition) == ["published/ceiling/mean-over-bids"], "\(value)")
        }
        for value in ["26", "28", "26.6", "26.66"] { #expect(try check(.averageDrop, value).reproducing.isEmpty) }
        // 22.5 % is printed as 23 when there is no room for the half.
        #expect(try check(.averageDrop, "23").reproducing.map(\.definition) == ["published/ceiling/mean-over-lots"])
        #expect(try check(.averageDrop, "22").reproducing.isEmpty)
    }

    @Test("a lower bound is reached by any figure that is at least as large")
    func lowerBound() throws {
        #expect(try check(.maximumDrop, "50", atLeast: true).reproducing.count == 1)
        #expect(try check(.maximumDrop, "49.9", atLeast: true).reproducing.count == 1)
        #expect(try check(.maximumDrop, "50.1", atLeast: true).reproducing.isEmpty)
        #expect(try check(.maximumDrop, "49.9").reproducing.isEmpty)
    }

    @Test("only definitions with a compatible baseline are tried")
    func compatible() throws {
        let ceiling = try check(.averageDrop, "27")
        #expect(
            ceiling.tried.map(\.definition) == ["published/ceiling/mean-over-bids", "published/ceiling/mean-over-lots"])
        // Own prices before: 75 %, 20 % and 70 %: 55 % over bids and 58.75 % over lots.
        let previous = try check(.averageDrop, "55", against: .previous)
        #expect(previous.tried.count == 6 && previous.tried.allSatisfy { $0.definition.contains("previous-price/") })
        #expect(previous.reproducing.map(\.definition) == ["published/previous-price/mean-over-bids"])
        // The same number against the ceiling is no reproduction, however near.
        #expect(try check(.averageDrop, "55", against: .ceiling).reproducing.isEmpty)
        let unstated = try check(.averageDrop, "55", against: .unstated)
        // Ceiling, own, lowest and median earlier price, each over bids and over lots.
        #expect(unstated.tried.count == 8)
        #expect(unstated.reproducing.map(\.definition) == ["published/previous-price/mean-over-bids"])
    }

    @Test("a baseline that the data lacks is tried with nothing")
    func none() throws {
        for baseline in [Headline.Baseline.other, .previousRound] {
            let check = try check(.averageDrop, "27", against: baseline)
            #expect(check.tried.isEmpty && check.reproducing.isEmpty && check.nearest == nil, "\(baseline)")
        }
        let check = try check(
            .averageDrop, "27", against: .previousRound, in: HeadlineCheckTests.round(ceilingsFromRound: "earlier"))
        #expect(check.reproducing.map(\.definition) == ["published/previous-round/mean-over-bids"])
    }

    @Test("the nearest definition is named where none reproduces the figure, on either side")
    func nearest() throws {
        #expect(try check(.averageDrop, "30").nearest?.definition == "published/ceiling/mean-over-bids")
        #expect(try check(.averageDrop, "20").nearest?.definition == "published/ceiling/mean-over-lots")
        #expect(try check(.averageDrop, "30").nearest?.value == Ratio(80, 3))
    }

    @Test("a maximum is compared with maxima only")
    func maximum() throws {
        #expect(try check(.maximumDrop, "50").tried.map(\.definition) == ["published/ceiling/maximum"])
        #expect(try check(.maximumDrop, "27").reproducing.isEmpty)
    }

    @Test("savings are compared in yuan")
    func savings() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.demand("北京", "100")
        let check = try check(.savings, "100", in: round)
        #expect(check.reproducing.map(\.definition) == ["published/ceiling/savings"])
        #expect(try self.check(.savings, "101", in: round).reproducing.isEmpty)
    }

    @Test(
        "counts are counted",
        arguments: [
            (Headline.Measure.lotsTendered, "2"), (.lotsWon, "2"), (.winningBids, "3"), (.winningFirms, "3"),
            (.biddingFirms, "4"), (.bids, "5"),
        ])
    func counts(_ measure: Headline.Measure, _ value: String) throws {
        var round = HeadlineCheckTests.round()
        round.bid("D", "9")
        round.bid("D", "9", lot: "乙")
        let check = try check(measure, value, against: .unstated, in: round)
        #expect(check.tried.count == 1 && check.reproducing.count == 1)
        #expect(check.tried.first?.value == Ratio(decimal(value)))
    }

    @Test("volumes, market values and winning prices of one lot are tried; a part of the winners is asked alone")
    func amounts() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.award("B", "1.60", regions: ["上海"])
        round.demand("北京", "300")
        round.demand("上海", "100")
        round.dossier.submissions[1].bids[0].isForeign = true
        func tried(_ measure: Headline.Measure, of group: WinnerGroup = .all) throws -> [String: Ratio] {
            var sample = round
            sample.dossier.published?.headlines = [Headline(measure: measure, group: group, value: decimal("1"))]
            let check = try #require(Assessment(sample.dossier).verification?.headlines.first)
            return Dictionary(uniqueKeysWithValues: check.tried.map { ($0.definition, $0.value) })
        }
        #expect(try tried(.volume) == ["agreed quantity": Ratio(400)])
        #expect(try tried(.volume, of: .region("上海")) == ["agreed quantity": Ratio(100)])
        #expect(try tried(.marketValue) == ["published/ceiling/market-value": Ratio(800)])
        // (300 × 1.00 + 100 × 1.60) ÷ 400
        #expect(
            try tried(.priceAfter)
                == ["mean over winning bids": Ratio(13, 10), "mean weighted by agreed quantity": Ratio(115, 100)])
        #expect(try tried(.lowestPrice).values.first == Ratio(1))
        #expect(try tried(.highestPrice).values.first == Ratio(16, 10))
        #expect(try tried(.maximumDrop, of: .foreign) == ["published:foreign/ceiling/maximum": Ratio(20)])
        for measure in [Headline.Measure.priceBefore, .institutions] { #expect(try tried(measure).isEmpty) }
    }

    @Test("of a list of some winners only the extremes are tried")
    func partial() throws {
        var round = HeadlineCheckTests.round()
        round.dossier.published?.isPartial = true
        #expect(try check(.averageDrop, "27", in: round).tried.isEmpty)
        #expect(try check(.winningBids, "3", in: round).tried.isEmpty)
        #expect(try check(.maximumDrop, "50", in: round).reproducing.count == 1)
    }

    @Test("names that differ in the width of their brackets alone are one firm")
    func winningFirms() throws {
        var round = SampleRound()
        round.award("A", "1")
        round.award("B", "1", lot: "乙")
        round.dossier.published?.winners[0].name = "齐鲁制药（海南）有限公司"
        round.dossier.published?.winners[1].name = "齐鲁制药(海南)有限公司"
        #expect(try check(.winningFirms, "1", in: round).reproducing.count == 1)
    }

    @Test("batch 2's 53 % is the mean over lots against the ceiling; 4+7's 52 % can't be computed, its 96 % can")
    func published() throws {
        let second = try #require(Repository.assessment("GY-YD2019-2").verification).headlines
        let average = try #require(second.first { $0.headline.measure == .averageDrop })
        #expect(average.reproducing.map(\.definition) == ["published/ceiling/mean-over-lots"])
        let pilot = try #require(Repository.assessment("4+7").verification).headlines
        for check in pilot where check.headline.measure == .averageDrop { #expect(check.reproducing.isEmpty) }
        for check in pilot where check.headline.measure == .maximumDrop { #expect(check.reproducing.count == 1) }
        #expect(pilot.contains { $0.headline.measure == .averageDrop })
    }
}
