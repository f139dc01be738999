import Decimals
import Procurement
import Ranking
import Testing

/// What follows from a tie that nobody has drawn yet.
@Suite("Pending ties")
struct PendingTieTests {
    /// A at 1, B and C at 3 for the second place, D at 4.
    private let offers = [Offer("A", "1"), Offer("B", "3"), Offer("C", "3"), Offer("D", "4")]

    private func outcome(_ stages: Stage..., acts: [RecordedAct] = [], consents: Consents = .recorded) -> Outcome {
        let rulebook = Rulebook(
            id: "sample", comparablePrice: SampleRules.comparablePrice(),
            stages: [rule("shortlist", .shortlist(.first(2)), failing: "unlisted")] + stages)
        return evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: acts), consents: consents)
    }

    @Test("a statistic is over as many prices as there are places, and the draw does not change it")
    func statistics() {
        // (1 + 3) ÷ 2 = 2, not (1 + 3 + 3) ÷ 3.
        let anchor = rule("anchor", .define(.mean("shortlist")))
        let deviation = rule(
            "deviation", .define(.deviation("shortlist", multiple: decimal("1"), kind: .population)))
        let counted = rule("counted", .define(.mean(.init("shortlist", of: .count("shortlist")))))
        for acts in [[], [RecordedAct.draw(["B"])], [.draw(["C"])]] {
            let outcome = outcome(anchor, deviation, counted, acts: acts)
            #expect(outcome.text("anchor") == "2")
            #expect(outcome.text("deviation") == "3", "the deviation of 1 and 3 is 1")
            #expect(outcome.text("counted") == "2")
        }
    }

    @Test("so it is over what is marked and passed afterwards")
    func marked() {
        let marked = rule("dear", .mark(.price(.atLeast, "2")), as: "dear", failing: "cheap")
        let gate = rule("gate", .select(.price(.atMost, "9")), as: "winners")
        let anchors = [
            rule("number of dear", .define(.mean(.init("filed", of: .count("dear"))))),
            rule("number of winners", .define(.mean(.init("filed", of: .count("winners"))))),
        ]
        for acts in [[], [RecordedAct.draw(["C"])]] {
            let outcome = outcome(marked, gate, anchors[0], anchors[1], acts: acts)
            #expect(outcome.text("number of dear") == "1" && outcome.text("number of winners") == "2")
        }
    }

    @Test("a later shortlist gives the tied as many places as the draw will, and asks for no second draw")
    func laterShortlist() throws {
        // A and one of B and C go on to two places: no further tie.
        let second = rule("second", .shortlist(.first(2)))
        let open = outcome(second)
        #expect(open.acts == ["甲 shortlist: draw 1 of B C"])
        #expect(open.decisions() == ["A": .won, "B": .pending, "C": .pending, "D": .lost])
        #expect(outcome(second, acts: [.draw(["C"])]).winners() == ["A", "C"])
        // One place: A has it, and whoever is drawn loses. Nothing is asked for.
        let single = outcome(rule("second", .shortlist(.first(1))))
        #expect(single.pending.isEmpty && single.decisions() == ["A": .won, "B": .lost, "C": .lost, "D": .lost])
    }

    @Test("a later shortlist with another measure does not put out whom the draw may bring in")
    func otherMeasure() {
        let facts = ["A": "5", "B": "1", "C": "9"]
        let known = offers.map {
            Offer($0.bidder, $0.bid.price.description, facts: ["points": facts[$0.bidder] ?? "0"])
        }
        let rulebook = rules(
            rule("shortlist", .shortlist(.first(2))),
            rule("best", .shortlist(.first(1, by: .fact("points"), highestFirst: true))))
        func decisions(_ acts: RecordedAct...) -> [String: Decision] {
            evaluate(Dossier([sampleLot()], known, by: rulebook, acts: acts)).decisions()
        }
        // B drawn, A is best of A and B; C drawn, C is best.
        #expect(decisions(.draw(["B"])) == ["A": .won, "B": .lost, "C": .lost, "D": .lost])
        #expect(decisions(.draw(["C"])) == ["A": .lost, "B": .lost, "C": .won, "D": .lost])
        #expect(decisions()["C"] == .pending)
    }

    @Test("where the fused may come back a tie matters even if all the tied are fused: only one got that far")
    func revivable() {
        let gate = rule("gate", .select(.price(.atMost, "2")), as: "winners", failing: "fused")
        let listed = rule("listed", .revive(Revival(cap: .constant(decimal("2")))), among: "fused")
        let unlisted = rule("unlisted", .revive(Revival(cap: .constant(decimal("1.5")))), among: "unlisted")
        let open = outcome(gate, listed, unlisted)
        #expect(open.decisions() == ["A": .won, "B": .pending, "C": .pending, "D": .pending])
        #expect(open.acts == ["甲 shortlist: draw 1 of B C", "甲 unlisted: revive at 1.5000 of D"])
        let drawn = outcome(gate, listed, unlisted, acts: [.draw(["C"])])
        #expect(
            drawn.acts == [
                "甲 listed: revive at 2.0000 of C", "甲 unlisted: revive at 1.5000 of B",
                "甲 unlisted: revive at 1.5000 of D",
            ])
        // Without a return no draw is needed between bids that lose anyway.
        #expect(outcome(gate).pending.isEmpty && outcome(gate).decisions()["B"] == .lost)
    }

    @Test("a tie is pending until it is drawn, whatever comes after, and the decided stay as they are")
    func settled() {
        // Every draw of many random rounds by price: what was decided before stays decided alike.
        var drawnRounds = 0
        for seed in UInt64(1)...400 {
            let dossier = RandomRound.dossier(seed: seed, hasFacts: false)
            var rulebook = dossier.rulebook
            rulebook.stages.insert(rule("anchor", .define(.mean("shortlisted"))), at: 2)
            rulebook.stages.append(rule("last", .select(.price(.atMost, "2", times: .named("anchor")))))
            var round = dossier
            round.rulebook = rulebook
            let open = evaluate(round)
            guard let act = open.pending.first, case .draw(let places) = act.kind else { continue }
            drawnRounds += 1
            for first in act.bidders {
                let order = [first] + act.bidders.filter { $0.id != first.id }
                round.record.acts = [
                    RecordedAct(
                        .draw(order.prefix(places).map { DrawnBid($0.id) }), lot: act.lot, stage: act.stage,
                        evidence: "e")
                ]
                let drawn = evaluate(round)
                #expect(drawn.forbiddenActs.isEmpty, "seed \(seed)")
                for (bid, decision) in open.decisionsByBid where decision != .pending {
                    #expect(drawn.decisionsByBid[bid] == decision, "seed \(seed): \(bid)")
                }
            }
        }
        #expect(drawnRounds > 20)
    }
}
