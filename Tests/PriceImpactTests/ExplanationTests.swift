import Decimals
import PriceImpact
import Procurement
import Testing

/// What a figure says of itself: its terms give it, and what is missing is listed.
@Suite("FigureExplanation")
struct ExplanationTests {
    private static let rounds = ["4+7", "4+7-expansion", "GY-YD2019-2"]

    @Test("the listed terms give the figure again, by plain sums over them", arguments: rounds)
    func terms(_ round: String) throws {
        for impact in try Repository.assessment(round).impacts {
            let tabulated = impact.figures + impact.amounts + impact.figures(ofPart: .month(13))
            let parts = impact.parts.filter { if case .bidder = $0 { false } else { true } }
            for figure in tabulated + parts.prefix(5).flatMap(impact.figures(ofPart:)) {
                let explanation = try #require(impact.explanation(of: figure.definition), "\(figure.id)")
                #expect(explanation.figure.value == figure.value)
                let amounts = explanation.terms.compactMap(\.amount)
                let sum = Ratio.sum(amounts)
                switch figure.statistic {
                case .value, .marketValue, .savings: #expect(sum == figure.value, "\(figure.id)")
                case .meanOverBids, .meanOverLots:
                    #expect(sum / Ratio(amounts.count) == figure.value, "\(figure.id)")
                case .volumeWeighted, .quantityWeighted:
                    let weights = explanation.terms.compactMap(\.weight)
                    let products = zip(amounts, weights).map { $0 * $1 }
                    #expect(Ratio.sum(products) == figure.value * Ratio.sum(weights), "\(figure.id)")
                default:
                    let below = amounts.count { $0 <= figure.value }
                    let above = amounts.count { $0 >= figure.value }
                    #expect(below >= 1 && above >= 1, "\(figure.id)")
                }
                #expect(explanation.missing.allSatisfy { $0.amount == nil })
            }
        }
    }

    @Test("each term of a drop shows its price and its baseline")
    func drop() throws {
        var round = SampleRound()
        round.award("A", "1.00", previous: "4.00")
        round.award("B", "1.60")
        let impact = try #require(Assessment(round.dossier).published)
        let explanation = try #require(impact.explanation(of: FigureID(.published, .previousPrice, .meanOverBids)))
        #expect(explanation.terms.map(\.price) == [Ratio(1)] && explanation.terms.map(\.baseline) == [Ratio(4)])
        #expect(explanation.terms.map(\.amount) == [Ratio(3, 4)])
        #expect(explanation.missing.map(\.bidder?.id) == ["B"])
    }

    @Test("what is not there has no explanation")
    func nothing() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        let impact = try #require(Assessment(round.dossier).published)
        for id in [
            FigureID(.computed, .ceiling, .meanOverBids), FigureID(.published, .previousPrice, .meanOverBids),
            FigureID(.published, .region("火星"), .ceiling, .meanOverBids), FigureID(.published, .ceiling, .savings),
            FigureID(.published, .month(1), .ceiling, .meanOverBids), FigureID(.published, .list("x"), .savings),
            FigureID(.published, nil, .value), FigureID(.published, .foreign, .ceiling, .meanOverBids),
        ] {
            #expect(impact.explanation(of: id) == nil, "\(id)")
        }
    }
}
