import Decimals
import PriceImpact
import Procurement
import Testing

/// Published figures among themselves; every bound worked by hand.
@Suite("Coherence")
struct CoherenceTests {
    private func headline(
        _ measure: Headline.Measure, _ value: String, of group: WinnerGroup = .all, precision: String? = nil,
        atLeast: Bool = false, against baseline: Headline.Baseline = .unstated
    ) -> Headline {
        Headline(
            measure: measure, group: group, value: decimal(value), precision: precision.map(decimal),
            isLowerBound: atLeast, baseline: baseline)
    }

    private func coherence(_ headlines: Headline..., lots: [String] = []) throws -> Coherence {
        var round = SampleRound()
        round.dossier.round.lots = lots.map { Lot(id: $0, reference: "x", specifications: []) }
        round.dossier.published?.headlines = headlines
        return try #require(Assessment(round.dossier).verification).coherence
    }

    @Test("mean prices before and after give the drop, within what their digits allow")
    func dropFromPrices() throws {
        let found = try coherence(
            headline(.averageDrop, "89.9"), headline(.priceBefore, "3248"), headline(.priceAfter, "327"))
        let check = try #require(found.checks.first)
        #expect(found.checks.count == 1 && check.relation == .dropFromPrices && check.holds)
        // 1 − 327.5 ÷ 3247.5 and 1 − 326.5 ÷ 3248.5, in per cent: 89.9153 … 89.9492; 89.9 stands for 89.85 … 89.95.
        #expect(check.derived.low == Ratio(100) - Ratio(32_750) / Ratio(decimal("3247.5")))
        #expect(check.derived.high == Ratio(100) - Ratio(32_650) / Ratio(decimal("3248.5")))
        for wrong in ["89.8", "90.0", "90.1"] {
            let found = try coherence(
                headline(.averageDrop, wrong), headline(.priceBefore, "3248"), headline(.priceAfter, "327"))
            #expect(found.checks.map(\.holds) == [false], "\(wrong)")
        }
        // Whole per cents stand for more.
        let rough = try coherence(
            headline(.averageDrop, "90"), headline(.priceBefore, "3248"), headline(.priceAfter, "327"))
        #expect(rough.checks.map(\.holds) == [true])
    }

    @Test("a volume that was not published is implied by savings and mean prices, for a region at the round's prices")
    func impliedVolume() throws {
        let found = try coherence(
            headline(.priceBefore, "3248"), headline(.priceAfter, "327"), headline(.savings, "1105000000"),
            headline(.savings, "78000000", of: .region("成都")))
        let volumes = found.implied.filter { $0.quantity == .volume }
        #expect(volumes.map(\.group) == [.all, .region("成都")])
        // 1,105,000,000 ÷ 2,921; from 1,104,500,000 ÷ 2,922 to 1,105,500,000 ÷ 2,920.
        #expect(volumes[0].value == Ratio(1_105_000_000, 2921))
        #expect(volumes[0].range.low == Ratio(1_104_500_000, 2922))
        #expect(volumes[0].range.high == Ratio(1_105_500_000, 2920))
        #expect(volumes[1].value == Ratio(78_000_000, 2921) && volumes[1].range.low == Ratio(77_500_000, 2922))
        #expect(found.checks.map(\.relation) == [.partWithinWhole] && !found.checks.contains { !$0.holds })
    }

    @Test("market value × drop is held against the savings; the spine round fits, lenses and sports do not")
    func savingsFromMarket() throws {
        let spine = try coherence(
            headline(.averageDrop, "84"), headline(.marketValue, "31000000000"), headline(.savings, "26000000000"))
        // 30.5 × 0.835 = 25.4675 and 31.5 × 0.845 = 26.6175; 26 stands for 25.5 … 26.5.
        #expect(spine.checks.map(\.holds) == [true])
        #expect(
            spine.checks[0].derived.low == Ratio(25_467_500_000)
                && spine.checks[0].derived.high == Ratio(26_617_500_000))
        let lenses = try coherence(
            headline(.averageDrop, "70"), headline(.marketValue, "15500000000"), headline(.savings, "10600000000"))
        // 15.45 × 0.695 = 10.73775; 10.6 stands for less than 10.65.
        #expect(lenses.checks.map(\.holds) == [false])
    }

    @Test("a stated precision says how many zeros are digits")
    func precision() throws {
        // 20 billion alone may be anything from 15 to 25; to the billion 19.5 … 20.5 × 0.815 … 0.825 = 15.9 … 16.9.
        for (precision, holds) in [(nil, true), ("1000000000", false)] as [(String?, Bool)] {
            let found = try coherence(
                headline(.averageDrop, "82"), headline(.marketValue, "20000000000", precision: precision),
                headline(.savings, "14000000000"))
            #expect(found.checks.map(\.holds) == [holds])
        }
    }

    @Test("volume × difference is held against the savings, and savings ÷ volume is implied")
    func savingsFromVolume() throws {
        let found = try coherence(
            headline(.priceBefore, "13000"), headline(.priceAfter, "700"), headline(.volume, "1070000"),
            headline(.savings, "10900000000"))
        // 1.065 million × (12,500 − 750) = 12.51375 billion at least.
        #expect(found.checks.map(\.relation) == [.savingsFromVolume] && found.checks.map(\.holds) == [false])
        #expect(found.checks[0].derived.low == Ratio(12_513_750_000))
        #expect(found.implied.map(\.quantity) == [.difference])
        #expect(found.implied[0].value == Ratio(1_090_000, 107))
    }

    @Test("parts add up, and an average lies between those of its parts")
    func parts() throws {
        let (a, b) = (WinnerGroup.lot("a"), WinnerGroup.lot("b"))
        let found = try coherence(
            headline(.volume, "537518"), headline(.volume, "305542", of: a), headline(.volume, "231976", of: b),
            headline(.averageDrop, "82"), headline(.averageDrop, "80", of: a), headline(.averageDrop, "84", of: b),
            lots: ["a", "b"])
        #expect(
            found.checks.map(\.relation) == [.partsAddUp, .partWithinWhole, .partWithinWhole, .averageBetweenParts])
        #expect(!found.checks.contains { !$0.holds })
        let wrong = try coherence(
            headline(.volume, "537530"), headline(.volume, "305542", of: a), headline(.volume, "231976", of: b),
            headline(.averageDrop, "86"), headline(.averageDrop, "80", of: a), headline(.averageDrop, "84", of: b),
            headline(.averageDrop, "91", of: .domestic), headline(.averageDrop, "92", of: .foreign), lots: ["a", "b"])
        #expect(
            wrong.checks.filter { !$0.holds }.map(\.relation) == [
                .partsAddUp, .averageBetweenParts, .averageBetweenParts,
            ])
        // One part alone says nothing of the whole.
        let one = try coherence(headline(.averageDrop, "86"), headline(.averageDrop, "80", of: a), lots: ["a", "b"])
        #expect(one.checks.isEmpty)
    }

    @Test("order: averages and maxima of one baseline, prices, counts, parts")
    func order() throws {
        let found = try coherence(
            headline(.averageDrop, "95"), headline(.maximumDrop, "93"), headline(.maximumDrop, "90", against: .ceiling),
            headline(.lowestPrice, "20"), headline(.priceAfter, "327"), headline(.highestPrice, "310"),
            headline(.winningFirms, "9"), headline(.biddingFirms, "8"), headline(.lotsWon, "5"),
            headline(.lotsTendered, "5"), headline(.savings, "5"), headline(.savings, "7", of: .region("x")))
        let wrong = found.checks.filter { !$0.holds }.map(\.relation)
        #expect(wrong == [.maximumAboveAverage, .priceBetween, .countWithinCount, .partWithinWhole])
        #expect(found.checks.filter(\.holds).map(\.relation) == [.priceBetween, .countWithinCount])
    }

    @Test("lower bounds leave the upper end open; drops against a ceiling say nothing of prices before")
    func bounds() throws {
        let cochlear = try coherence(
            headline(.averageDrop, "75", against: .other), headline(.priceBefore, "200000", atLeast: true),
            headline(.priceAfter, "50000"))
        // 1 − 55,000 ÷ 200,000 at least, 100 % at most.
        #expect(cochlear.checks.map(\.holds) == [true] && cochlear.checks[0].derived.low == Ratio(725, 10))
        let ceiling = try coherence(
            headline(.averageDrop, "75", against: .ceiling), headline(.priceBefore, "200"), headline(.priceAfter, "199")
        )
        #expect(ceiling.checks.isEmpty)
    }

    @Test("a figure that several sources print is taken once")
    func distinct() throws {
        let found = try coherence(
            headline(.averageDrop, "84"), headline(.averageDrop, "84"), headline(.marketValue, "31000000000"),
            headline(.savings, "26000000000"), headline(.savings, "26000000000"))
        #expect(found.checks.count == 1)
    }
}
