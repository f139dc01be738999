import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

/// Totals of what is delivered, and how far they can be trusted.
@Suite("Supply totals")
struct SupplyTotalTests {
    private func total(_ totals: [SupplyTotal], _ group: WinnerGroup) throws -> SupplyTotal {
        try #require(totals.first { $0.group == group })
    }

    @Test("each total says what it lacks and on what it rests")
    func trust() throws {
        // 北京: 100 of A at 1.00 from a volume of low confidence, 10 of C at 1.50; of 乙 an unknown volume in 上海, where
        // C supplies too, and 7 in 上海 of 甲 that nobody is known to deliver. The ceiling is 2.00; A's earlier price 5.00.
        var round = SampleRound()
        round.award("A", "1.00", previous: "5.00", regions: ["北京"])
        round.award("C", "1.50", lot: "乙", regions: ["北京", "上海"])
        round.demand("北京", "10", lot: "乙")
        round.demand("上海", nil, lot: "乙")
        round.demand("上海", "7")
        round.dossier.demand?.lines.append(
            DemandLine(
                region: "北京", lot: "甲", specification: "10mg", quantity: decimal("100"),
                provenance: Provenance(confidence: .low)))
        let impact = try #require(Assessment(round.dossier).published)
        let totals = impact.totals
        #expect(
            totals.map(\.group) == [
                .all, .region("北京"), .region("上海"), .lot("甲"), .lot("乙"), .bidder("A"), .bidder("C"),
            ])
        #expect(totals.map(\.value) == [115, 115, 0, 100, 15, 100, 15].map { Ratio($0) })
        // 甲 has volume without a supplier, 乙 an unknown volume that C would deliver.
        #expect(totals.map(\.lotsLacking) == [2, 0, 2, 1, 1, 0, 1])
        #expect(
            totals.map { $0.savings[.ceiling]?.amount } == [105, 105, nil, 100, 5, 100, 5].map { $0.map { Ratio($0) } })
        #expect(totals.allSatisfy { $0.savings[.ceiling]?.lotsWithoutBaseline == 0 })
        // Against the earlier price only A saves: 100 × 4; 乙 lacks it.
        #expect(try total(totals, .all).savings[.previousPrice]?.amount == Ratio(400))
        #expect(try total(totals, .all).savings[.previousPrice]?.lotsWithoutBaseline == 1)
        #expect(try total(totals, .bidder("C")).savings[.previousPrice]?.amount == nil)
        #expect(try total(totals, .region("北京")).share(of: .low) == Ratio(100, 115))
        #expect(try total(totals, .region("上海")).share(of: .low) == nil)
        #expect(try total(totals, .lot("乙")).share(of: .low) == .zero)
    }

    /// Lots that were won and have an `<unknown>` volume, counted in demand.xml and published.xml (Python).
    private static let unknown = [
        "北京": 1, "天津": 1, "上海": 1, "重庆": 2, "沈阳": 1, "大连": 2, "厦门": 5, "广州": 0, "深圳": 1, "成都": 1, "西安": 2,
    ]

    @Test("by city in 4+7: what is lacking, and Xi'an rests on data of low confidence alone")
    func cities() throws {
        let assessment = try Repository.assessment("4+7")
        let impact = try #require(assessment.published)
        let totals = impact.totals
        for (city, lots) in Self.unknown {
            let total = try total(totals, .region(city))
            #expect(total.lotsLacking == lots, "\(city)")
            #expect(total.share(of: city == "西安" ? .low : .medium) == .one, "\(city)")
        }
        #expect(try total(totals, .all).lotsLacking == 5)
        #expect(impact.supply.notesByRegion["西安"] == ["oral quantities look like packs, not tablets"])
    }

    @Test(
        "regions, lots and winners of a real round add up to the whole, value and savings and trust alike",
        arguments: ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"])
    func reconciles(round: String) throws {
        let assessment = try Repository.assessment(round)
        let impact = try #require(assessment.published)
        let totals = impact.totals
        let whole = try total(totals, .all)
        #expect(whole.value == impact.supply.value && whole.valueByConfidence == impact.valueByConfidence)
        let kinds: [(WinnerGroup) -> Bool] = [
            { if case .region = $0 { true } else { false } }, { if case .lot = $0 { true } else { false } },
            { if case .bidder = $0 { true } else { false } },
        ]
        for isKind in kinds {
            let parts = totals.filter { isKind($0.group) }
            #expect(Ratio.sum(parts.map(\.value)) == whole.value)
            for confidence in Confidence.allCases {
                #expect(
                    Ratio.sum(parts.compactMap { $0.valueByConfidence[confidence] })
                        == whole.valueByConfidence[confidence] ?? .zero)
            }
            for baseline in impact.baselines {
                #expect(
                    Ratio.sum(parts.compactMap { $0.savings[baseline]?.amount })
                        == impact.savings(against: baseline)?.total)
            }
        }
    }
}
