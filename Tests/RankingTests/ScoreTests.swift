import Decimals
import Procurement
import Ranking
import Testing

/// 综合评审: points for prices and facts.
@Suite("Scores")
struct ScoreTests {
    private func points(
        _ parts: [Score.Part], _ offers: [Offer], limit: String? = nil, rounding: NamedRounding? = nil
    ) -> [String: String?] {
        let score = Score(parts: parts, limit: limit.map(decimal), rounding: rounding)
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rules(rule("points", .score(score)))))
        return Dictionary(uniqueKeysWithValues: outcome.decisions.map { ($0.bidder.id, $0.points("points")) })
    }

    private let prices = [Offer("A", "2.00"), Offer("B", "2.50"), Offer("C", "4.00")]

    @Test("in proportion to the lowest, or to the highest")
    func relative() {
        // 60 × 2 ÷ price; 10 × years ÷ 8.
        let price = Score.Part(
            name: "price", measure: .comparablePrice,
            formula: .relative(points: decimal("60"), highestIsBest: false, among: "filed"))
        #expect(points([price], prices) == ["A": "60", "B": "48", "C": "30"])
        let years = Score.Part(
            name: "years", measure: .fact("years"),
            formula: .relative(points: decimal("10"), highestIsBest: true, among: "filed"))
        let offers = [
            Offer("A", "1", facts: ["years": "8"]), Offer("B", "1", facts: ["years": "2"]),
            Offer("C", "1", facts: ["years": "0"]), Offer("D", "1"),
        ]
        #expect(points([years], offers) == ["A": "10", "B": "2.5", "C": "0", "D": "0"])
    }

    @Test("the best is looked for among the population that is named")
    func relativeAmong() throws {
        // Among the valid the lowest is 2.50; A is excluded and gets no points.
        let part = Score.Part(
            name: "price", measure: .comparablePrice,
            formula: .relative(points: decimal("60"), highestIsBest: false, among: "valid"))
        let rulebook = rules(
            rule("floor", .screen(.price(.above, "2")), as: "valid"), rule("points", .score(Score(parts: [part]))))
        let outcome = evaluate(Dossier([sampleLot()], prices, by: rulebook))
        #expect(outcome.decision(of: "A")?.points("points") == nil)
        #expect(outcome.decision(of: "B")?.points("points") == "60")
        #expect(outcome.decision(of: "C")?.points("points") == "37.5")
    }

    @Test("linear between two numbers, no further on either side, upwards and downwards")
    func linear() {
        // Ceiling 100: cuts 98 %, 70 %, 50 %, 40 %, 0 % and below 0.
        let offers = ["2", "30", "50", "60", "100", "120"].enumerated().map { Offer("\($0)", $1) }
        func part(_ from: String, _ to: String, _ low: String, _ high: String) -> Score.Part {
            Score.Part(
                name: "cut", measure: .cutFromCeiling,
                formula: .linear(from: decimal(from), to: decimal(to), low: decimal(low), high: decimal(high)))
        }
        // 10 points at 40 %, 40 at 70 %: 1 point a per cent.
        #expect(
            points([part("0.4", "0.7", "10", "40")], offers) == [
                "0": "40", "1": "40", "2": "20", "3": "10", "4": "10", "5": "10",
            ])
        // The same read backwards, and falling points.
        #expect(
            points([part("0.7", "0.4", "40", "10")], offers) == [
                "0": "40", "1": "40", "2": "20", "3": "10", "4": "10", "5": "10",
            ])
        #expect(
            points([part("0", "1", "5", "0")], offers) == [
                "0": "0.1", "1": "1.5", "2": "2.5", "3": "3", "4": "5", "5": "5",
            ])
    }

    @Test("steps: the highest that is reached, none below the first; on the bound it is reached")
    func steps() {
        let part = Score.Part(
            name: "demand", measure: .ownDemand,
            formula: .steps([
                .init(atLeast: decimal("10"), points: decimal("1")),
                .init(atLeast: decimal("20"), points: decimal("5")),
            ]))
        let offers = ["9.99", "10", "19.99", "20", "99"].enumerated().map { Offer("\($0)", "1", demand: $1) }
        #expect(points([part], offers) == ["0": "0", "1": "1", "2": "1", "3": "5", "4": "5"])
    }

    @Test("weights, the limit, and rounding of the sum, in this order")
    func sum() {
        let third = Score.Part(
            name: "price", measure: .comparablePrice,
            formula: .relative(points: decimal("100"), highestIsBest: false, among: "filed"), weight: decimal("0.5"))
        let fixed = Score.Part(
            name: "fixed", measure: .unitPrice,
            formula: .steps([.init(atLeast: decimal("0"), points: decimal("12.345"))]), weight: decimal("2"))
        let offers = [Offer("A", "2"), Offer("B", "3")]
        // A: 50 + 24.69; B: 100 ÷ 3 + 24.69 = 58.02333…
        #expect(points([third, fixed], offers) == ["A": "74.69", "B": "58.023333"])
        #expect(points([third, fixed], offers, limit: "60") == ["A": "60", "B": "58.023333"])
        let cents = NamedRounding(digits: 2, mode: .up)
        #expect(points([third, fixed], offers, limit: "58.0201", rounding: cents) == ["A": "58.03", "B": "58.03"])
        #expect(
            points([third, fixed], offers, rounding: NamedRounding(digits: 1, mode: .down)) == ["A": "74.6", "B": "58"])
    }

    @Test("the trace has each part with its measure, and a part that is not known gives none")
    func trace() throws {
        let part = Score.Part(name: "years", measure: .fact("years"), formula: .steps([]), weight: decimal("3"))
        let outcome = evaluate(
            Dossier([sampleLot()], [Offer("A", "1")], by: rules(rule("points", .score(Score(parts: [part]))))))
        guard case .scored(let parts, let total) = try #require(outcome.decision(of: "A")?.verdict("points")).details
        else {
            Issue.record("no score")
            return
        }
        #expect(parts.map(\.part.name) == ["years"] && parts.map(\.value) == [nil] && total.isZero)
    }
}
