import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

/// Two and three small rounds; the factor for 10 mg → 20 mg is 1.7.
@Suite("RoundComparison")
struct RoundComparisonTests {
    private func comparison(_ rounds: SampleRound...) -> RoundComparison {
        RoundComparison(
            rounds.enumerated().map { index, round in
                var dossier = round.dossier
                dossier.round.id = ["a", "b", "c"][index]
                return Assessment(dossier)
            })
    }

    private static func north() -> SampleRound {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.award("B", "2.00", regions: ["上海"])
        round.demand("北京", "100")
        round.demand("上海", "50")
        return round
    }

    @Test("prices are means over the winners on one strength; the dearer round leaves value × (1 − lowest ÷ own)")
    func prices() throws {
        var south = SampleRound()
        // 1.70 for 20 mg is 1.00 for 10 mg, but for the 18th digit of 1 ÷ 1.7; the pack price over its units counts.
        south.award("A", "1.70", of: "20mg", pack: Pack(units: 10, price: decimal("17.0")), regions: ["北京"])
        south.demand("北京", "10", of: "20mg")
        let found = comparison(Self.north(), south)
        let lot = try #require(found.lots.first)
        #expect(found.lots.count == 1 && lot.lot == "甲" && lot.reference == "10mg" && lot.differs && found.differs)
        #expect(lot.sides[0]?.price == Ratio(3, 2))
        #expect(lot.sides[1]?.price?.rounded(to: 12, .halfUp) == decimal("1"))
        #expect(lot.ratio(0)?.rounded(to: 12, .halfUp) == decimal("1.5") && lot.ratio(1) == .one)
        // 100 × 1.00 + 50 × 2.00 = 200 yuan; a third of it.
        #expect(lot.left(0)?.rounded(to: 9, .halfUp) == (Ratio(200, 3)).rounded(to: 9, .halfUp))
        #expect(lot.left(1) == .zero && found.left(1) == .zero)
        #expect(lot.sides[1]?.winners.first?.factor?.steps.count == 1)
    }

    @Test("a firm that wins both at other prices is named, with the multiple; lots of one round are listed")
    func firms() throws {
        var south = SampleRound()
        south.award("A", "0.80")
        south.award("C", "0.80")
        south.award("C", "1.00", lot: "乙")
        let found = comparison(Self.north(), south)
        #expect(found.firmsAtDifferentPrices.map(\.name) == ["A公司"])
        #expect(found.firmsAtDifferentPrices[0].ratio == Ratio(5, 4))
        #expect(found.firmsAtDifferentPrices[0].prices == [Ratio(1), Ratio(8, 10)])
        #expect(found.lotsOfOneRound == [[], ["乙"]])
    }

    @Test("three rounds, of which one lacks the lot; the same prices and firms do not differ")
    func several() throws {
        var empty = SampleRound()
        empty.award("Z", "1.00", lot: "乙")
        let three = comparison(Self.north(), empty, Self.north())
        let lot = try #require(three.lots.first { $0.lot == "甲" })
        #expect(lot.sides[1] == nil && lot.priced.map(\.round) == [0, 2] && !lot.differs)
        #expect(three.lotsOfOneRound == [[], ["乙"], []] && three.differs)
        let same = comparison(Self.north(), Self.north())
        #expect(!same.differs)
        // The same price from another firm is a difference.
        var other = SampleRound()
        other.award("A", "1.00")
        other.award("X", "2.00")
        #expect(comparison(Self.north(), other).differs)
    }

    @Test("a strength at the end of a lot's name does not keep lots apart")
    func names() {
        var south = Self.north()
        for index in south.dossier.round.lots.indices { south.dossier.round.lots[index].id += "10mg" }
        for index in south.dossier.submissions.indices {
            for bid in south.dossier.submissions[index].bids.indices {
                south.dossier.submissions[index].bids[bid].lot += "10mg"
            }
        }
        for index in (south.dossier.published?.winners ?? []).indices {
            south.dossier.published?.winners[index].lot += "10mg"
        }
        #expect(comparison(Self.north(), south).lots.map(\.lot) == ["甲"])
    }

    @Test("the pilot and the expansion have 25 lots in common, and the pilot pays as much or more in each")
    func real() throws {
        let found = try RoundComparison([Repository.assessment("4+7"), Repository.assessment("4+7-expansion")])
        #expect(found.lots.count == 25 && found.lotsOfOneRound == [[], []])
        for lot in found.lots { #expect(lot.ratio(1) == .one, "\(lot.lot)") }
        // 6.6 ÷ 7 against (1.68 ÷ 14 + 3.6 ÷ 28 + 4.41 ÷ 14) ÷ 3 × 1.7
        let atorvastatin = try #require(found.lots.first)
        #expect(atorvastatin.sides[0]?.price == Ratio(66, 70))
        let mean = (Ratio(168, 1400) + Ratio(360, 2800) + Ratio(441, 1400)) / Ratio(3) * Ratio(17, 10)
        #expect(atorvastatin.sides[1]?.price == mean)
    }
}
