import Decimals
import Procurement
import Ranking
import Testing

/// Statistics over lots and over the whole round, and what has to wait for other lots.
@Suite("Statistics over all lots")
struct StatisticScopeTests {
    private let lots = [sampleLot("甲"), sampleLot("乙")]

    /// Two bids of 1 and 3 for 甲, one of 8 for 乙.
    private let offers = [
        Offer("A", "1", lot: "甲"), Offer("B", "3", lot: "甲"), Offer("C", "8", lot: "乙"),
    ]

    private func named(_ value: ReferenceValue) -> Rulebook {
        rules(
            rule("anchor", .define(value)),
            rule("gate", .select(.price(.atMost, times: .named("anchor"))), as: "winners"))
    }

    @Test("a mean over the round is over its bids, not over its lots")
    func mean() {
        // (1 + 3 + 8) ÷ 3 = 4; the mean of the lots' means would be 5.
        let outcome = evaluate(Dossier(lots, offers, by: named(.mean(.init("filed", scope: .round)))))
        #expect(outcome.text("anchor") == "4" && outcome.text("anchor", in: "乙") == "4")
        #expect(outcome.winners() == ["A", "B"] && outcome.winners(in: "乙") == [])
        let ofLots = evaluate(Dossier(lots, offers, by: named(.mean(.init("filed", scope: .lot)))))
        #expect(ofLots.text("anchor") == "2" && ofLots.text("anchor", in: "乙") == "8")
    }

    @Test("a value over the round beside one of the lot is each lot's own, in whatever order the lots stand")
    func mixed() {
        // The larger of the round's mean, 4, and what the lot publishes: 5 in 甲, 3 in 乙.
        var published = lots
        published[0].facts["floor"] = decimal("5")
        published[1].facts["floor"] = decimal("3")
        let round = ReferenceValue.mean(.init("filed", scope: .round))
        let value = ReferenceValue.largest([.multiple(decimal("1"), round), .published("floor")])
        for order in [published, published.reversed()] {
            let outcome = evaluate(Dossier(order, offers, by: named(value)))
            #expect(outcome.text("anchor") == "5" && outcome.text("anchor", in: "乙") == "4")
        }
        // The same with a value that an earlier reference names for each lot: lows of 1 and 8.
        let rulebook = rules(
            rule("low", .define(.lowest("filed"))), rule("anchor", .define(.smallest([round, .named("low")]))))
        for order in [lots, lots.reversed()] {
            let outcome = evaluate(Dossier(order, offers, by: rulebook))
            #expect(outcome.text("anchor") == "1" && outcome.text("anchor", in: "乙") == "4")
        }
    }

    @Test("a statistic of another measure: the mean demand, the largest cut")
    func measures() {
        // Ceilings of 100: cuts of 99 %, 97 % and 92 %. Demands of 10, 20 and 60.
        var demanded = offers
        for (index, demand) in ["10", "20", "60"].enumerated() {
            demanded[index].bid.facts[Bid.reportedDemand] = decimal(demand)
        }
        func text(_ value: ReferenceValue) -> String? {
            evaluate(Dossier(lots, demanded, by: rules(rule("anchor", .define(value))))).text("anchor")
        }
        #expect(text(.mean(.init("filed", of: .ownDemand))) == "15")
        #expect(text(.mean(.init("filed", of: .ownDemand, scope: .round))) == "30")
        #expect(text(.highest(.init("filed", of: .cutFromCeiling, scope: .round))) == "0.99")
        #expect(text(.mean(.init("filed", of: .cutFromCeiling, scope: .round))) == "0.96")
        #expect(text(.lowest(.init("filed", of: .cutFromCeiling))) == "0.97")
    }

    @Test("a measure of a bid among others is taken in its own lot, also where the statistic is over the round")
    func ownCompetition() {
        // Ahead of B is A with 30 of 40; ahead of A and of C nobody. The mean is 0.75 ÷ 3 = 0.25.
        var demanded = offers
        for (index, demand) in ["30", "10", "60"].enumerated() {
            demanded[index].bid.facts[Bid.reportedDemand] = decimal(demand)
        }
        let value = ReferenceValue.mean(.init("filed", of: .demandAhead("filed"), scope: .round))
        let counts = ReferenceValue.mean(.init("filed", of: .count("filed"), scope: .round))
        let outcome = evaluate(
            Dossier(lots, demanded, by: rules(rule("ahead", .define(value)), rule("number", .define(counts)))))
        #expect(outcome.text("ahead") == "0.25")
        // Two lots' counts by bid: (2 + 2 + 1) ÷ 3.
        #expect(outcome.text("number") == "1.666667")
    }

    @Test("over a lot that waits for a draw there is no value yet, and the other lots wait for it")
    func pendingLot() throws {
        let tied = [
            Offer("A", "1", lot: "甲"), Offer("B", "1", lot: "甲"), Offer("C", "8", lot: "乙"), Offer("D", "9", lot: "乙"),
        ]
        let rulebook = rules(
            rule("shortlist", .shortlist(.first(1))), rule("anchor", .define(.mean(.init("shortlist", scope: .round)))),
            rule("gate", .select(.price(.below, "2", times: .named("anchor")))))
        let open = evaluate(Dossier(lots, tied, by: rulebook))
        #expect(open.acts == ["甲 shortlist: draw 1 of A B"])
        #expect(open.decisions(in: "乙") == ["C": .pending, "D": .lost])
        guard case .waits(let waiting) = try #require(open.decision(of: "C", in: "乙")?.decisive).details else {
            Issue.record("it does not wait")
            return
        }
        #expect(waiting == ["甲"])
        #expect(open.text("anchor", in: "乙") == nil)
        // Drawn, the mean is (1 + 8) ÷ 2 = 4.5, and 8 < 9.
        let drawn = evaluate(Dossier(lots, tied, by: rulebook, acts: [.draw(["B"])]))
        #expect(drawn.winners() == ["B"] && drawn.winners(in: "乙") == ["C"] && drawn.pending.isEmpty)
    }

    @Test("a draw is still asked for when only other lots wait for it")
    func awaitedDraw() {
        // A and B are tied, and both fail the limit of 0.5 later; 乙 waits for the mean of the shortlisted.
        let tied = [Offer("A", "1", lot: "甲"), Offer("B", "1", lot: "甲"), Offer("C", "8", lot: "乙")]
        let rulebook = rules(
            rule("shortlist", .shortlist(.first(1))), rule("limit", .select(.not(.price(.atMost, "1")))),
            rule("anchor", .define(.mean(.init("limit", scope: .round)))),
            rule("gate", .select(.price(.atMost, times: .named("anchor")))))
        // They are out before the mean is taken: nothing waits.
        let early = evaluate(Dossier(lots, tied, by: rulebook))
        #expect(early.pending.isEmpty && early.winners(in: "乙") == ["C"])
        // The mean is taken first: C waits, and the draw is needed although A and B lose either way.
        var later = rulebook
        later.stages = [
            rulebook.stages[0], rule("anchor", .define(.mean(.init("shortlist", scope: .round)))), rulebook.stages[1],
            rulebook.stages[3],
        ]
        let open = evaluate(Dossier(lots, tied, by: later))
        #expect(open.decisions() == ["A": .lost, "B": .lost] && open.decisions(in: "乙") == ["C": .pending])
        #expect(open.acts == ["甲 shortlist: draw 1 of A B"])
    }

    @Test("a bid that waits for anything else holds up a value over the round too")
    func pendingConversion() {
        let units = [sampleLot("甲", strengths: ["10mg", "100IU"]), sampleLot("乙")]
        let unclear = [Offer("A", "1", lot: "甲", of: "100IU"), Offer("C", "8", lot: "乙")]
        let outcome = evaluate(Dossier(units, unclear, by: named(.mean(.init("filed", scope: .round)))))
        #expect(outcome.decisions(in: "乙") == ["C": .pending])
        #expect(outcome.acts == ["甲 comparable-price: convert 100IU to 10mg of A"])
    }
}
