import Decimals
import Procurement
import Ranking
import Testing

/// 竞价单元: bids are sorted into units, and each unit of a lot competes by itself.
@Suite("Bidding units")
struct BiddingUnitTests {
    private func units(_ condition: Condition) -> Stage {
        rule(
            "units",
            .group(
                Assignment(options: [.init(name: "A", condition: condition), .init(name: "B", condition: nil)])))
    }

    private func unit(of demands: [String], by condition: Condition) -> [String?] {
        let offers = demands.enumerated().map { index, demand in
            Offer("firm-\(index)", "1", demand: demand.isEmpty ? nil : demand)
        }
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rules(units(condition))))
        return demands.indices.map { outcome.decision(of: "firm-\($0)")?.unit }
    }

    @Test("by facts: the first unit whose conditions a bid meets")
    func facts() throws {
        let condition = Condition.all([
            .fact("supplies", is: "nationwide"), .asks(.fact("brands"), .atLeast, "3"),
        ])
        let offers = [
            Offer("on", "1", facts: ["brands": "3"], texts: ["supplies": "nationwide"]),
            Offer("few", "1", facts: ["brands": "2.99"], texts: ["supplies": "nationwide"]),
            Offer("silent", "1", facts: ["brands": "9"]),
        ]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rules(units(condition))))
        #expect(outcome.decision(of: "on")?.unit == "A")
        #expect(outcome.decision(of: "few")?.unit == "B")
        #expect(outcome.decision(of: "silent")?.unit == "B")
        let decision = try #require(outcome.decision(of: "on"))
        #expect(decision.decision == .won && decision.checks("units").map(\.holds) == [true, true])
    }

    @Test("by cumulative demand: volumes of 50, 30, 15 and 5, the bound exactly on 80 %")
    func demandThrough() {
        // Through them: 50 %, 80 %, 95 %, 100 %.
        let demands = ["15", "50", "5", "30"]
        #expect(unit(of: demands, by: .asks(.demandThrough("filed"), .atMost, "0.80")) == ["B", "A", "B", "A"])
        #expect(unit(of: demands, by: .asks(.demandThrough("filed"), .below, "0.80")) == ["B", "A", "B", "B"])
        #expect(unit(of: demands, by: .asks(.demandThrough("filed"), .atMost, "0.7999")) == ["B", "A", "B", "B"])
    }

    @Test("by the demand ahead: the bid that crosses the bound still belongs to the unit")
    func demandAhead() {
        // Ahead of them: 0, 50 %, 80 %, 95 %.
        let demands = ["15", "50", "5", "30"]
        #expect(unit(of: demands, by: .asks(.demandAhead("filed"), .below, "0.80")) == ["B", "A", "B", "A"])
        #expect(unit(of: demands, by: .asks(.demandAhead("filed"), .atMost, "0.80")) == ["A", "A", "B", "A"])
    }

    @Test("equal demands stand together: ahead of neither is the other, through each are both")
    func equalDemands() {
        // 40, 40, 20: ahead 0, 0, 80 %; through 80 %, 80 %, 100 %.
        let demands = ["40", "40.0", "20"]
        #expect(unit(of: demands, by: .asks(.demandThrough("filed"), .atMost, "0.8")) == ["A", "A", "B"])
        #expect(unit(of: demands, by: .asks(.demandThrough("filed"), .below, "0.8")) == ["B", "B", "B"])
        #expect(unit(of: demands, by: .asks(.demandAhead("filed"), .below, "0.8")) == ["A", "A", "B"])
    }

    @Test("a bid without a stated demand goes to the last unit and counts for nobody; where all are 0 nothing holds")
    func unknownDemand() {
        #expect(unit(of: ["60", "", "40"], by: .asks(.demandThrough("filed"), .atMost, "0.6")) == ["A", "B", "B"])
        #expect(unit(of: ["0", "0"], by: .asks(.demandAhead("filed"), .atMost, "1")) == ["B", "B"])
    }

    @Test("demands are converted linearly, not by the price factors")
    func linear() {
        // 25 of 20 mg are 50 of 10 mg; by 1.7 they would be 42.5, less than 45.
        let lot = sampleLot(strengths: ["10mg", "20mg"])
        let offers = [Offer("X", "1", of: "20mg", demand: "25"), Offer("Y", "1", demand: "45")]
        let outcome = evaluate(
            Dossier([lot], offers, by: rules(units(.asks(.demandAhead("filed"), .atMost, "0")))))
        #expect(outcome.decision(of: "X")?.unit == "A" && outcome.decision(of: "Y")?.unit == "B")
    }

    /// Four bids of unit A from 1.00 to 1.30 and three of unit B from 0.50 to 0.90.
    private let sorted = [
        Offer("A1", "1.00", texts: ["unit": "A"]), Offer("A2", "1.10", texts: ["unit": "A"]),
        Offer("A3", "1.20", texts: ["unit": "A"]), Offer("A4", "1.30", texts: ["unit": "A"]),
        Offer("B1", "0.50", texts: ["unit": "B"]), Offer("B2", "0.60", texts: ["unit": "B"]),
        Offer("B3", "0.90", texts: ["unit": "B"]),
    ]

    private func outcome(_ stages: Stage...) -> Outcome {
        let rulebook = Rulebook(
            id: "sample", comparablePrice: SampleRules.comparablePrice(),
            stages: [units(.fact("unit", is: "A"))] + stages)
        return evaluate(Dossier([sampleLot()], sorted, by: rulebook))
    }

    @Test("each unit has its own rows of the table, its own count and its own ranks")
    func tables() throws {
        let outcome = outcome(
            rule(
                "shortlist",
                .shortlist(
                    .table(
                        .init(unit: "A", bidders: 1...3, places: 1), .init(unit: "A", bidders: 4...9, places: 3),
                        .init(unit: "B", bidders: 1...2, places: 2), .init(unit: "B", bidders: 3...9, places: 2)))))
        #expect(outcome.winners() == ["A1", "A2", "A3", "B1", "B2"])
        #expect(outcome.ranks() == ["A1": 1, "A2": 2, "A3": 3, "A4": 4, "B1": 1, "B2": 2, "B3": 3])
        #expect(outcome.lots.first?.places == nil, "no shortlist is of the whole lot")
        let place = try #require(outcome.decision(of: "B3")?.place("shortlist"))
        #expect(place.counted == 3 && place.places == 2 && place.rank == 3 && place.lastValue == Ratio(decimal("0.6")))
    }

    @Test("all but one of each unit; and a unit's own rows go before those for every unit")
    func allBut() {
        #expect(
            outcome(rule("shortlist", .shortlist(.table(.init(bidders: 1...9, count: .allBut(1)))))).winners()
                == ["A1", "A2", "A3", "B1", "B2"])
        #expect(
            outcome(rule("shortlist", .shortlist(.table(.init(bidders: 1...9, count: .allBut(4)))))).winners() == [])
        // B has two places by the row for every unit, A one by its own, whichever stands first.
        let rows = [Shortlist.Places(bidders: 1...9, places: 2), .init(unit: "A", bidders: 1...9, places: 1)]
        for table in [rows, rows.reversed()] {
            let shortlist = Shortlist(counting: "filed", places: table, tieBreaks: [])
            #expect(outcome(rule("shortlist", .shortlist(shortlist))).winners() == ["A1", "B1", "B2"])
        }
    }

    @Test("a statistic is of the bid's own unit, of one unit, or of the whole lot")
    func statistics() {
        // 1.2 × 1.00 = 1.20 in A, 1.2 × 0.50 = 0.60 in B.
        let own = outcome(rule("gate", .select(.price(.atMost, "1.2", times: .lowest("filed")))))
        #expect(own.winners() == ["A1", "A2", "A3", "B1", "B2"])
        // The lowest of A for both: 1.2 × 1.00.
        let ofA = outcome(
            rule("gate", .select(.price(.atMost, "1.2", times: .lowest(.init("filed", scope: .unit("A")))))))
        #expect(ofA.winners() == ["A1", "A2", "A3", "B1", "B2", "B3"])
        // The lowest of the lot for both: 2 × 0.50 = 1.00.
        let ofLot = outcome(
            rule("gate", .select(.price(.atMost, "2", times: .lowest(.init("filed", scope: .lot))))))
        #expect(ofLot.winners() == ["A1", "B1", "B2", "B3"])
    }

    @Test("a named value has one number a unit, and a bid meets that of its own")
    func namedValues() {
        // Means: A 1.15, B 2.0 ÷ 3.
        let outcome = outcome(
            rule("anchor", .define(.mean("filed"))), rule("gate", .select(.price(.atMost, times: .named("anchor")))))
        #expect(outcome.text("anchor", unit: "A") == "1.15" && outcome.text("anchor", unit: "B") == "0.666667")
        #expect(outcome.winners() == ["A1", "A2", "B1", "B2"])
    }

    @Test("ties in two units of a lot are drawn apart, in any order of the acts")
    func ties() {
        let tied = [
            Offer("A1", "1", texts: ["unit": "A"]), Offer("A2", "1", texts: ["unit": "A"]), Offer("B1", "1"),
            Offer("B2", "1"),
        ]
        let rulebook = rules(units(.fact("unit", is: "A")), rule("shortlist", .shortlist(.first(1))))
        let open = evaluate(Dossier([sampleLot()], tied, by: rulebook))
        #expect(open.acts == ["甲 shortlist: draw 1 of A1 A2", "甲 shortlist: draw 1 of B1 B2"])
        let acts = [RecordedAct.draw(["B2"]), .draw(["A2", "A1"])]
        for order in [acts, acts.reversed()] {
            let drawn = evaluate(Dossier([sampleLot()], tied, by: rulebook, acts: order))
            #expect(drawn.winners() == ["A2", "B2"] && drawn.refusals == [] && drawn.pending.isEmpty)
        }
        let mixed = evaluate(Dossier([sampleLot()], tied, by: rulebook, acts: [.draw(["A1", "B1"])]))
        #expect(mixed.refusals == ["0 shortlist: bidder 'B1' is not among the tied bids of lot '甲': A1, A2"])
    }
}
