import Decimals
import Procurement
import Ranking
import Testing

@Suite("Marks")
struct MarkTests {
    /// Marks prices of 5 yuan or less of firms with a fact; everybody up to the ceiling wins.
    private let outcome: Outcome = {
        let cheap = Condition.test(Test(measure: .unitPrice, relation: .atMost, bound: .constant(decimal("5"))))
        let mark = Stage(
            id: "mark", citation: SampleRules.citation,
            action: .mark(.all([cheap, .fact("national", is: "yes")])), population: "cheap", failing: "rest")
        var offers = [Offer("a", "5"), Offer("b", "5.01"), Offer("c", "4"), Offer("d", "101")]
        for index in [0, 1, 3] { offers[index].bid.texts["national"] = "yes" }
        return evaluate(
            Dossier(
                [sampleLot()], offers,
                by: Rulebook(
                    id: "sample", comparablePrice: SampleRules.comparablePrice(),
                    stages: [SampleRules.ceilingStage, mark])))
    }()

    @Test("a mark says into which population a bid goes and what spoke for that, and decides nothing")
    func trace() throws {
        #expect(outcome.decisions() == ["a": .won, "b": .won, "c": .won, "d": .excluded])
        var told: [String: String] = [:]
        for firm in ["a", "b", "c", "d"] {
            let decision = try #require(outcome.decision(of: firm))
            #expect(decision.decisive?.stage == "ceiling", "\(firm)")
            if case .assigned(let name, let checks)? = decision.trace.last?.details {
                let questions = checks.map { check in
                    if case .comparison = check.subject { "price \(check.holds)" } else { "fact \(check.holds)" }
                }
                told[firm] = "\(name): \(questions.joined(separator: " "))"
            }
        }
        #expect(told == ["a": "cheap: price true fact true", "b": "rest: price false", "c": "rest: fact false"])
    }
}
