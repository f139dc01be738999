import Decimals
import Importer
import PriceImpact
import Procurement
import Ranking
import Testing

/// `Tenders/examples/price-impact`, whose figures are worked out by hand at the head of its round.xml.
@Suite("The worked example of baselines and payers")
struct ExampleFiguresTests {
    private func impact() throws -> Impact {
        let folder = "\(Repository.root)/Tenders/examples/price-impact"
        let dossier = try #require(RoundFolder(path: folder).read().dossier)
        return try #require(Assessment(dossier).published)
    }

    @Test("value, savings and drops against every kind of baseline")
    func figures() throws {
        let impact = try impact()
        let expected: [(Baseline?, Statistic, Ratio)] = [
            (nil, .value, Ratio(3400)), (.ceiling, .marketValue, Ratio(9000)), (.ceiling, .savings, Ratio(5600)),
            (.ceiling, .volumeWeighted, Ratio(5600, 9000)),
            // 1000 × (b − 1) + 500 × (b − 2) with b = 3, 4 and 4.2; with 5 and 3, each winner's own.
            (.lowestPreviousPrice, .savings, Ratio(2500)), (.medianPreviousPrice, .savings, Ratio(4000)),
            (.weightedPreviousPrice, .savings, Ratio(4300)), (.previousPrice, .savings, Ratio(4500)),
            (.list("published"), .savings, Ratio(2800)),
            (.list("abroad"), .medianPriceRatio, Ratio(85, 56)), (.list("abroad"), .minimumPriceRatio, Ratio(25, 28)),
            (.list("abroad"), .maximumPriceRatio, Ratio(15, 7)),
        ]
        for (baseline, statistic, value) in expected {
            let id = FigureID(.published, baseline, statistic)
            #expect(impact.figure(id)?.value == value, "\(id)")
        }
        // Lot 示例药二 has no earlier price: two bids, one lot and two volumes lack it, and none is averaged away.
        let partial = try #require(impact.figure(FigureID(.published, .previousPrice, .savings)))
        #expect(partial.bidsWithoutBaseline == 2 && partial.lotsWithoutBaseline == 1)
        #expect(partial.linesWithoutBaseline == 2)
    }

    @Test("the fund's part and the patients', and what a hospital may keep of its share of the region")
    func payers() throws {
        let impact = try impact()
        let payers = try #require(impact.savings(against: .ceiling)?.payers)
        #expect(payers.fundSavings == Ratio(3600) && payers.patientSavings == Ratio(2000))
        // 60 % of (4000 × 70 % + 1000 × 50 %) − 60 % of (1000 × 70 % + 600 × 50 %): 1980 − 600, and half of it.
        let kept = try #require(payers.retained.first)
        #expect(kept.budget == Ratio(1980) && kept.spending == Ratio(600) && kept.amount == Ratio(690))
    }

    @Test("the interval of savings leaves international prices out")
    func interval() throws {
        let impact = try impact()
        // Against them nothing is saved: 2730 − 3400.
        #expect(impact.savings(against: .list("abroad"))?.total == Ratio(-670))
        let interval = try #require(impact.savingsInterval)
        #expect(interval.low.baseline == .lowestPreviousPrice && interval.low.total == Ratio(2500))
        #expect(interval.high.baseline == .ceiling && interval.high.total == Ratio(5600))
    }
}
