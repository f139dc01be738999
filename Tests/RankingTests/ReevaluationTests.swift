import Decimals
import Procurement
import Ranking
import Testing

/// 中选不带量: bids far below the others go without volume and free their place, which changes the statistics.
@Suite("Re-evaluation")
struct ReevaluationTests {
    /// Three places; a bid below half the shortlisted mean goes without volume.
    private func rulebook(
        _ policy: Reevaluation.Policy, below bound: Condition = .price(.below, "0.5", times: .named("mean")),
        value: ReferenceValue = .mean("shortlist"), places: Int = 3
    ) -> Rulebook {
        rules(
            rule(
                "turns",
                .reevaluate(
                    Reevaluation(
                        policy: policy,
                        stages: [
                            rule("shortlist", .shortlist(.first(places))), rule("mean", .define(value)),
                            rule("low", .withholdVolume(bound), as: "without"),
                        ]))))
    }

    private func outcome(_ prices: [String], by rulebook: Rulebook) -> Outcome {
        // Named so that they stand in the order in which they are given.
        evaluate(Dossier([sampleLot()], prices.enumerated().map { Offer("\(10 + $0)", $1) }, by: rulebook))
    }

    /// The prices that win with volume, and those that win without.
    private func split(_ outcome: Outcome) -> (with: [String], without: [String]) {
        let winners = outcome.lots[0].winners
        return (
            winners.filter { $0.award == .full }.map(\.bid.price.description),
            winners.filter { $0.award == .withoutVolume }.map(\.bid.price.description)
        )
    }

    private let prices = ["1", "3", "7", "10", "40", "41", "42"]

    @Test("none: the freed place is filled, and nothing is computed again")
    func none() throws {
        // Shortlisted 1, 3, 7: mean 11 ÷ 3, half of it 1.83. Only 1 is below; 10 takes its place.
        let outcome = outcome(prices, by: rulebook(.none))
        #expect(split(outcome) == (["3", "7", "10"], ["1"]))
        #expect(outcome.text("mean") == "3.666667")
        let decision = try #require(outcome.decision(of: "10"))
        #expect(decision.place("shortlist")?.isWithoutPlace == true)
        guard case .volumeWithheld(let checks, let passes) = try #require(decision.verdict("low")).details else {
            Issue.record("it has volume")
            return
        }
        #expect(passes == 1 && checks.first?.comparison?.left == .one)
        #expect(outcome.decision(of: "13")?.verdict("low") == nil, "what fills the place was not looked at")
    }

    @Test("once: values and freed places are computed once more")
    func once() {
        // Without 1: 3, 7, 10 have the mean 20 ÷ 3, half of it 3.33: 1 and 3 are below. 10 and 40 fill.
        let outcome = outcome(prices, by: rulebook(.once))
        #expect(split(outcome) == (["7", "10", "40"], ["1", "3"]))
        #expect(outcome.text("mean") == "6.666667")
    }

    @Test("until stable: as often as it takes")
    func untilStable() throws {
        // 7, 10, 40: half the mean is 9.5, so 1, 3, 7. Then 10, 40, 41: 15.17, so 10 too. Then 40, 41, 42: 20.5,
        // the same four.
        let outcome = outcome(prices, by: rulebook(.untilStable))
        #expect(split(outcome) == (["40", "41", "42"], ["1", "3", "7", "10"]))
        #expect(outcome.text("mean") == "41")
        guard case .volumeWithheld(_, let passes) = try #require(outcome.decision(of: "13")?.verdict("low")).details
        else {
            Issue.record("it has volume")
            return
        }
        #expect(passes == 5)
    }

    @Test("where nobody is below, one pass is enough whatever the policy", arguments: Reevaluation.Policy.allCases)
    func nobody(_ policy: Reevaluation.Policy) {
        let outcome = outcome(["3", "4", "5", "6"], by: rulebook(policy))
        #expect(split(outcome) == (["3", "4", "5"], []) && outcome.text("mean") == "4")
    }

    /// The bound is mean − 1 deviation.
    ///
    /// 1, 4, 4: mean 3, deviation √2, bound 1.59, so 1 frees its place and 100 takes it.
    /// 4, 4, 100: mean 36, deviation √2048 = 45.25, bound below 0: nobody frees a place.
    private func circle(_ policy: Reevaluation.Policy) -> Outcome {
        let value = ReferenceValue.deviation("shortlist", multiple: decimal("-1"), kind: .population)
        return outcome(
            ["1", "4", "4", "100"], by: rulebook(policy, below: .price(.below, times: .named("mean")), value: value))
    }

    @Test("a circle is found and reported, and leaves the lot pending")
    func cycle() throws {
        // The place of 100 hangs on it as well.
        let outcome = circle(.untilStable)
        #expect(outcome.acts == ["甲 turns: settle 2 of 10 11 12 13"])
        #expect(Set(outcome.decisions.map(\.decision)) == [.pending] && outcome.lots[0].isPending)
        guard case .cycle(length: 2) = try #require(outcome.decision(of: "10")?.decisive).details else {
            Issue.record("no circle")
            return
        }
    }

    @Test("a bid that any turn of the circle lets in is pending, also where the last turn has put it out")
    func turns() {
        // Unit A goes in the same circle; B, of 1, 4 and 4, frees the place of 1 from the second pass on. So the passes
        // free {}, {A1, B1}, {B1}, {A1, B1}: the circle is found in the third, which leaves no place to 100.
        var rulebook = rulebook(
            .untilStable, below: .price(.below, times: .named("mean")),
            value: .deviation("shortlist", multiple: decimal("-1"), kind: .population))
        rulebook.stages.insert(
            rule(
                "units",
                .group(
                    Assignment(options: [
                        .init(name: "A", condition: .fact("unit", is: "A")), .init(name: "B", condition: nil),
                    ]))), at: 0)
        let offers =
            ["1", "4", "4", "100"].enumerated().map { Offer("A\($0 + 1)", $1, texts: ["unit": "A"]) }
            + ["1", "4", "4"].enumerated().map { Offer("B\($0 + 1)", $1) }
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook))
        #expect(outcome.acts == ["甲 turns: settle 2 of A1 A2 A3 A4 B1 B2 B3"])
        #expect(outcome.decisions()["A4"] == .pending)
    }

    @Test("where the stages are gone through once or twice only, there is no circle to report")
    func noCycle() {
        #expect(split(circle(.none)) == (["4", "4", "100"], ["1"]))
        #expect(circle(.none).value("mean")?.rounded(to: 4, .halfUp) == decimal("1.5858"))
        // Computed once more, nobody is below: 1 has its place and its volume, and 100 has none.
        #expect(split(circle(.once)) == (["1", "4", "4"], []))
        #expect(circle(.once).value("mean")?.rounded(to: 4, .halfUp) == decimal("-9.2548"))
        #expect(circle(.once).decisions()["13"] == .lost && circle(.once).pending.isEmpty)
    }

    @Test("handbook 9.3(2): 0.10 among nine bids about 2 has no volume, and the mean without it is 2.20")
    func handbook() {
        let bids = ["0.10", "2.00", "2.05", "2.10", "2.15", "2.20", "2.25", "2.30", "2.35", "2.40", "2.50"]
        let value = ReferenceValue.deviation("shortlist", multiple: decimal("-2"), kind: .population)
        let outcome = outcome(
            bids,
            by: rulebook(.untilStable, below: .price(.below, times: .named("mean")), value: value, places: 10))
        #expect(split(outcome) == (Array(bids.dropFirst()), ["0.10"]))
        // Nine bids from 2.00 to 2.40 and 2.50: mean 2.23; Σ(x − 2.20)² = 0.15 of the nine, so the variance is
        // (0.15 + 9 × 0.03² + 0.27²) ÷ 10 = 0.0231, and 2.23 − 2 × √0.0231 = 1.926026.
        #expect(outcome.text("mean") == "1.926026")
    }

    @Test("a bid without volume stays in for later stages, and is in no shortlist")
    func later() {
        var rulebook = rulebook(.untilStable)
        rulebook.stages.append(rule("gate", .select(.not(.member("shortlist"))), as: "winners"))
        #expect(split(outcome(prices, by: rulebook)) == ([], ["1", "3", "7", "10"]))
    }

    @Test("stages before and after the one that withholds volume are gone through again as well")
    func inner() {
        // The limit of 9 inside takes 40 and dearer ones out in every pass; 10 is out too.
        var rulebook = rulebook(.once)
        guard case .reevaluate(var turns) = rulebook.stages[0].action else { return }
        turns.stages.insert(rule("limit", .screen(.price(.atMost, "9")), as: "valid"), at: 0)
        turns.stages.append(rule("gate", .select(.price(.atLeast, "2")), as: "winners"))
        rulebook.stages[0].action = .reevaluate(turns)
        // 1, 3, 7: below 1.83 is 1. Then 3 and 7: mean 5, half of it 2.5: 1 again. The gate puts 1 out.
        let outcome = outcome(prices, by: rulebook)
        #expect(split(outcome) == (["3", "7"], []) && outcome.text("mean") == "5")
        #expect(outcome.decision(of: "13")?.stages == ["limit"] && outcome.decision(of: "13")?.decision == .excluded)
    }

    @Test("each lot, and each unit of a lot, settles by itself")
    func units() {
        let lots = [sampleLot("甲"), sampleLot("乙")]
        let first = prices.enumerated().map { Offer("\(10 + $0)", $1, lot: "甲") }
        let second = ["3", "4", "5", "6"].enumerated().map { Offer("\(10 + $0)", $1, lot: "乙") }
        let outcome = evaluate(Dossier(lots, second + first, by: rulebook(.untilStable)))
        #expect(outcome.text("mean") == "41" && outcome.text("mean", in: "乙") == "4")
        #expect(outcome.winners(in: "乙") == ["10", "11", "12"])
        var grouped = rulebook(.untilStable)
        grouped.stages.insert(
            rule(
                "units",
                .group(
                    Assignment(options: [
                        .init(name: "A", condition: .fact("unit", is: "A")), .init(name: "B", condition: nil),
                    ]))), at: 0)
        let mixed =
            prices.enumerated().map { Offer("A\(10 + $0)", $1, texts: ["unit": "A"]) }
            + ["3", "4", "5", "6"].enumerated().map { Offer("B\(10 + $0)", $1) }
        let both = evaluate(Dossier([sampleLot()], mixed, by: grouped))
        #expect(both.text("mean", unit: "A") == "41" && both.text("mean", unit: "B") == "4")
    }

    @Test("a draw that only the first pass called for is not used, and says so")
    func draws() {
        // 1, 7 and 7 with two places: tied in the first pass. 1 is below half of (1 + 7) ÷ 2 = 2, and frees its place:
        // both 7 have one.
        let act = RecordedAct.draw(["11"])
        let tied = rulebook(.untilStable, places: 2)
        let offers = [Offer("10", "1"), Offer("11", "7"), Offer("12", "7")]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: tied))
        #expect(split(outcome) == (["7", "7"], ["1"]) && outcome.pending.isEmpty)
        let drawn = evaluate(Dossier([sampleLot()], offers, by: tied, acts: [act]))
        #expect(drawn.refusals == ["0 shortlist: there is no tie to draw in lot '甲' at stage 'shortlist'"])
        #expect(drawn.usedActs == [])
    }
}
