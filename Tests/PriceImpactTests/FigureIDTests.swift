import PriceImpact
import Procurement
import Testing

@Suite("FigureID")
struct FigureIDTests {
    @Test("is read as it is printed, whatever stands in the names")
    func roundTrip() {
        let groups: [WinnerGroup] =
            [.all] + WinnerGroup.kinds + [
                .bidder("B-1/2:3"), .region("新疆（含兵团）"), .lot("阿莫西林/克拉维酸=1:2"), .month(36), .lot("a/ceiling/savings"),
            ]
        let baselines: [Baseline] = [
            .ceiling, .ceilingAsPrinted, .ownCeilingPerUnit, .previousPrice, .lowestPreviousPrice,
            .medianPreviousPrice, .weightedPreviousPrice, .previousRound, .list("who-2019"),
        ]
        for population in PopulationKind.allCases {
            for group in groups {
                for statistic in Statistic.allCases {
                    for baseline in statistic == .value ? [nil] : baselines.map(Optional.some) {
                        let id = FigureID(population, group, baseline, statistic)
                        #expect(FigureID(id.description) == id, "\(id)")
                    }
                }
            }
        }
    }

    @Test("has the form that the documents promise")
    func form() {
        #expect(FigureID(.published, .ceiling, .meanOverLots).description == "published/ceiling/mean-over-lots")
        #expect(
            FigureID(.computed, .region("北京"), .list("x"), .savings).description == "computed:region=北京/list=x/savings")
        #expect(FigureID(.published, .month(2), nil, .value).description == "published:month=2/value")
    }

    @Test(
        "anything else is no figure",
        arguments: [
            "", "published", "published/ceiling", "published/ceiling/average", "rumoured/ceiling/savings",
            "published/floor/savings", "published:/ceiling/savings", "published:month=0/ceiling/savings",
            "published:month=01/ceiling/savings", "published:region=/ceiling/savings", "published/list=/savings",
            "published/savings", "published/ceiling/value", "published:everybody/ceiling/savings",
        ])
    func refused(_ text: String) { #expect(FigureID(text) == nil) }
}
