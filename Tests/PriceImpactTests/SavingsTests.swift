import Decimals
import PriceImpact
import Procurement
import Testing

/// Savings and who has them, worked by hand; the ceiling of 10 mg is 2.00 in both lots.
@Suite("Savings")
struct SavingsTests {
    /// 北京 buys 100 of A at 1.00 and 10 of C at 1.50, 上海 50 of B at 1.60: 100 + 5 + 20 yuan saved.
    private static func round() -> SampleRound {
        var round = SampleRound()
        round.award("A", "1.00", previous: "5.00", regions: ["北京"])
        round.award("B", "1.60", regions: ["上海"])
        round.award("C", "1.50", lot: "乙", regions: ["北京"])
        round.demand("北京", "100")
        round.demand("上海", "50")
        round.demand("北京", "10", lot: "乙")
        round.dossier.round.lots[0].termMonths = 24
        round.dossier.round.lots[1].termMonths = 12
        return round
    }

    private func savings(_ round: SampleRound, _ baseline: Baseline = .ceiling) throws -> Savings {
        let impact = try #require(Assessment(round.dossier).published)
        return try #require(impact.savings(against: baseline))
    }

    @Test("by lot, region, winner and month; each part adds up to the whole")
    func parts() throws {
        let savings = try savings(Self.round())
        #expect(savings.total == Ratio(125))
        #expect(savings.byLot.map(\.savings) == [Ratio(120), Ratio(5)])
        #expect(savings.byRegion.map(\.savings) == [Ratio(105), Ratio(20)])
        #expect(savings.byBidder.map(\.savings) == [Ratio(100), Ratio(20), Ratio(5)])
        #expect(savings.byBidder.map(\.bidder.id) == ["A", "B", "C"])
        // A twelfth of 125 yuan while both lots run, of 120 yuan in the second year.
        #expect(savings.byMonth == Array(repeating: Ratio(125, 12), count: 12) + Array(repeating: Ratio(10), count: 12))
        #expect(Ratio.sum(Array(savings.byMonth.prefix(12))) == savings.total && savings.lotsWithoutTerm.isEmpty)
    }

    @Test("a lot whose term is not known is in no month, and named")
    func withoutTerm() throws {
        var round = Self.round()
        round.dossier.round.lots[0].termMonths = nil
        let savings = try savings(round)
        #expect(savings.lotsWithoutTerm == ["甲"] && savings.byMonth.count == 12 && savings.byMonth[0] == Ratio(5, 12))
    }

    @Test("value at the baseline × the drop weighted by it is the savings")
    func identity() throws {
        let identity = try savings(Self.round()).identity
        // 160 tablets at 2.00; 125 ÷ 320.
        #expect(identity.marketValue == Ratio(320) && identity.drop == Ratio(125, 320) && identity.holds)
    }

    @Test("the interval goes from the baseline that gives least to the one that gives most")
    func interval() throws {
        let impact = try #require(Assessment(Self.round().dossier).published)
        let interval = try #require(impact.savingsInterval)
        #expect(interval.low.baseline == .ceiling && interval.low.total == Ratio(125))
        // Against the winner's own 5.00 only A has savings, 400; against the lot's 5.00 B has 50 × 3.40 more.
        #expect(interval.high.baseline == .lowestPreviousPrice && interval.high.total == Ratio(570))
        #expect(interval.high.linesWithoutBaseline == 1)
    }

    @Test("the fund saves its ratio, patients the rest; the most specific ratio holds")
    func payers() throws {
        var round = Self.round()
        round.dossier.payment = Payment(
            round: "sample",
            reimbursements: [
                .init(ratio: decimal("0.5")), .init(region: "上海", ratio: decimal("0.6")),
                .init(lot: "乙", ratio: decimal("0.8")),
            ],
            retentions: [
                .init(institution: "甲医院", region: "北京", share: decimal("0.1"), ratio: decimal("0.5")),
                .init(institution: "乙医院", region: "上海", share: decimal("1"), ratio: decimal("0.3")),
            ])
        let payers = try #require(try savings(round).payers)
        // 100 × 0.5 + 20 × 0.6 + 5 × 0.8
        #expect(payers.fundSavings == Ratio(66) && payers.patientSavings == Ratio(125 - 66))
        // Before: 200 × 0.5 + 100 × 0.6 + 20 × 0.8
        #expect(payers.fundBefore == Ratio(176) && payers.patientsBefore == Ratio(320 - 176))
        #expect(payers.linesWithoutRatio == 0)
        // 北京: budget 116, spending 50 + 12 = 62, a tenth of it each; half of the difference.
        let kept = payers.retained
        #expect(kept[0].budget == Ratio(116, 10) && kept[0].spending == Ratio(62, 10))
        #expect(kept[0].basis == Ratio(54, 10) && kept[0].amount == Ratio(27, 10))
        // 上海: 60 − 48, of which 30 %.
        #expect(kept[1].basis == Ratio(12) && kept[1].amount == Ratio(36, 10))
    }

    @Test("volumes without a ratio are counted; nothing is kept where more is spent")
    func withoutRatio() throws {
        var round = Self.round()
        round.award("D", "2.00", lot: "乙", regions: ["上海"])
        round.dossier.submissions[3].bids[0].previousPrice = decimal("1.00")
        round.demand("上海", "10", lot: "乙")
        round.dossier.payment = Payment(
            round: "sample", reimbursements: [.init(region: "上海", ratio: decimal("1"))],
            retentions: [.init(institution: "H", region: "上海", share: decimal("1"), ratio: decimal("0.5"))])
        #expect(try savings(round).payers?.linesWithoutRatio == 2)
        let kept = try #require(try savings(round, .previousPrice).payers?.retained.first)
        #expect(kept.budget == Ratio(10) && kept.spending == Ratio(20) && kept.basis == .zero && kept.amount == .zero)
    }
}
