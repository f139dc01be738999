import Decimals
import Procurement
import Ranking
import Testing

/// Shortlists by other measures than the price, and over all lots.
@Suite("Shortlists by measure and scope")
struct ShortlistMeasureTests {
    private func lot(_ id: String, ceiling: String) -> Lot {
        sampleLot(id, ceilings: [Ceiling(specification: "10mg", price: decimal(ceiling))])
    }

    @Test("by cut, the largest first: a dear bid for a dear product can come before a cheap one")
    func cut() throws {
        // Cuts: 10 mg at 0.60 of 1.00, 40 %; 20 mg at 2.00 of 4.00, 50 %; 10 mg at 0.55 of 1.00, 45 %.
        let lot = sampleLot(
            strengths: ["10mg", "20mg"],
            ceilings: [
                Ceiling(specification: "10mg", price: decimal("1")),
                Ceiling(specification: "20mg", price: decimal("4")),
            ])
        let offers = [Offer("A", "0.60"), Offer("B", "2.00", of: "20mg"), Offer("C", "0.55")]
        let rulebook = rules(rule("shortlist", .shortlist(.first(2, by: .cutFromCeiling, highestFirst: true))))
        let outcome = evaluate(Dossier([lot], offers, by: rulebook))
        #expect(outcome.winners() == ["B", "C"])
        let place = try #require(outcome.decision(of: "A")?.place("shortlist"))
        #expect(place.rank == 3 && place.value == Ratio(decimal("0.4")) && place.lastValue == Ratio(decimal("0.45")))
        #expect(outcome.ranks() == ["C": 1, "A": 2, "B": 3], "ranks stay those of comparable prices")
    }

    @Test("by points, and by the ratio to a value of the lot")
    func pointsAndRatio() {
        let points = Score(parts: [
            .init(
                name: "years", measure: .fact("years"),
                formula: .steps([.init(atLeast: decimal("5"), points: decimal("9"))]))
        ])
        let offers = [Offer("A", "1", facts: ["years": "4"]), Offer("B", "2", facts: ["years": "5"]), Offer("C", "3")]
        let byPoints = rules(
            rule("points", .score(points)),
            rule("shortlist", .shortlist(.first(1, by: .score("points"), highestFirst: true))))
        #expect(evaluate(Dossier([sampleLot()], offers, by: byPoints)).winners() == ["B"])
        let byRatio = rules(
            rule("anchor", .define(.constant(decimal("2")))),
            rule("shortlist", .shortlist(.first(2, by: .priceRatio(to: "anchor")))))
        #expect(evaluate(Dossier([sampleLot()], offers, by: byRatio)).winners() == ["A", "B"])
    }

    @Test("a bid without the measure has no place, even where places are left")
    func unknown() {
        let rulebook = rules(rule("shortlist", .shortlist(.first(9, by: .fact("years"), highestFirst: true))))
        let outcome = evaluate(
            Dossier([sampleLot()], [Offer("A", "1"), Offer("B", "2", facts: ["years": "0"])], by: rulebook))
        #expect(outcome.decisions() == ["A": .lost, "B": .won])
    }

    @Test("outside the places bids lose, or stay in where the places only name a population")
    func outside() {
        let offers = [Offer("A", "1"), Offer("B", "2"), Offer("C", "3")]
        func decisions(_ outside: Shortlist.Outside) -> [String: Decision] {
            let rulebook = rules(
                rule("direct", .shortlist(.first(1, outside: outside)), as: "direct", failing: "others"),
                rule("gate", .select(.price(.atMost, "2")), among: "others"))
            return evaluate(Dossier([sampleLot()], offers, by: rulebook)).decisions()
        }
        #expect(decisions(.lose) == ["A": .won, "B": .lost, "C": .lost])
        #expect(decisions(.stay) == ["A": .won, "B": .won, "C": .lost])
    }

    /// Cuts of 甲: 60 %, 50 %, 20 %; of 乙: 50 %, 40 %.
    private let offers = [
        Offer("A", "4", lot: "甲"), Offer("B", "5", lot: "甲"), Offer("C", "8", lot: "甲"), Offer("D", "1", lot: "乙"),
        Offer("E", "1.2", lot: "乙"),
    ]

    private var lots: [Lot] { [lot("甲", ceiling: "10"), lot("乙", ceiling: "2")] }

    private func best(_ places: Int, outside: Shortlist.Outside = .lose) -> Rulebook {
        rules(
            rule(
                "best",
                .shortlist(.first(places, by: .cutFromCeiling, highestFirst: true, scope: .round, outside: outside))))
    }

    @Test("the bids of all lots are ranked together, and the table counts all of them")
    func round() throws {
        let outcome = evaluate(Dossier(lots, offers, by: best(3)))
        #expect(outcome.winners() == ["A", "B"] && outcome.winners(in: "乙") == ["D"])
        let place = try #require(outcome.decision(of: "E", in: "乙")?.place("best"))
        #expect(place.counted == 5 && place.rank == 4)
        #expect(outcome.lots.map(\.places) == [nil, nil], "the places are nobody's lot")
    }

    @Test("a tie across lots is drawn for the round, each bid named with its lot")
    func roundTie() throws {
        let open = evaluate(Dossier(lots, offers, by: best(2)))
        #expect(open.acts == ["all best: draw 1 of B D"])
        #expect(open.decisions() == ["A": .won, "B": .pending, "C": .lost])
        #expect(open.decisions(in: "乙") == ["D": .pending, "E": .lost])
        func drawn(_ bids: DrawnBid...) -> Outcome {
            let act = RecordedAct(.draw(bids), stage: "best", evidence: "minutes")
            return evaluate(Dossier(lots, offers, by: best(2), acts: [act]))
        }
        #expect(drawn(DrawnBid("D", lot: "乙")).winners(in: "乙") == ["D"])
        #expect(drawn(DrawnBid("D", lot: "乙")).decisions()["B"] == .lost)
        #expect(drawn(DrawnBid("B", lot: "甲"), DrawnBid("D", lot: "乙")).winners() == ["A", "B"])
        #expect(
            drawn(DrawnBid("D", lot: "甲")).refusals == [
                "0 best: bidder 'D' of lot '甲' is not among the tied bids of the round: B, D"
            ])
        #expect(
            drawn(DrawnBid("B", lot: "甲"), DrawnBid("E", lot: "乙")).refusals == [
                "0 best: bidder 'E' of lot '乙' is not among the tied bids of the round: B, D"
            ])
        #expect(
            evaluate(Dossier(lots, offers, by: best(2), acts: [.draw(["B"], lot: "甲", stage: "best")])).refusals == [
                "0 best: there is no tie to draw in lot '甲' at stage 'best'"
            ])
    }

    @Test("one firm's bids in two lots can be tied with each other")
    func ownTie() {
        let same = [Offer("A", "5", lot: "甲"), Offer("A", "1", lot: "乙")]
        let act = RecordedAct(.draw([DrawnBid("A", lot: "乙")]), stage: "best", evidence: "minutes")
        let outcome = evaluate(Dossier(lots, same, by: best(1), acts: [act]))
        #expect(outcome.decisions() == ["A": .lost] && outcome.decisions(in: "乙") == ["A": .won])
        #expect(outcome.refusals == [])
    }

    @Test("while a lot is pending nobody is ranked over all lots, whatever it waits for")
    func pendingLots() {
        // A second bid at 5 makes a tie for 甲's second place; 乙 waits for it.
        let tied = offers + [Offer("F", "5", lot: "甲")]
        let rulebook = rules(rule("shortlist", .shortlist(.first(2))), best(2).stages[0])
        let open = evaluate(Dossier(lots, tied, by: rulebook))
        #expect(open.acts == ["甲 shortlist: draw 1 of B F"])
        #expect(open.decisions() == ["A": .pending, "B": .pending, "C": .lost, "F": .pending])
        #expect(open.decisions(in: "乙") == ["D": .pending, "E": .pending])
        let drawn = evaluate(Dossier(lots, tied, by: rulebook, acts: [.draw(["F"])]))
        #expect(drawn.acts == ["all best: draw 1 of D F"])
        // Talks that are open hold it up as well.
        let talks = rules(
            rule("cheap", .mark(.asks(.cutFromCeiling, .below, "0.3")), as: "dear"),
            rule("talks", .negotiate(Negotiation(succeed: .asks(.unitPrice, .atMost, "3"))), among: "dear"),
            best(2).stages[0])
        let waiting = evaluate(Dossier(lots, offers, by: talks))
        #expect(waiting.acts == ["甲 talks: offer 1 of C"])
        #expect(Set(waiting.decisions.map(\.decision)) == [.pending])
        // C at 3 is a cut of 70 %: it and A at 60 % have the places.
        let agreed = evaluate(Dossier(lots, offers, by: talks, acts: [.offer("C", "3")]))
        #expect(agreed.winners() == ["A", "C"] && agreed.winners(in: "乙") == [])
    }

    @Test("4+7: candidates of all lots by their cut, the first at most so many win directly, the rest bargain")
    func direct() {
        // Handbook 2.4, with one place instead of seven: A at 60 % wins directly, D at 50 % has to bargain.
        let rulebook = rules(
            rule("lowest", .shortlist(.first(1))),
            rule(
                "direct", .shortlist(.first(1, by: .cutFromCeiling, highestFirst: true, scope: .round, outside: .stay)),
                as: "direct", failing: "bargaining"),
            rule(
                "talks", .negotiate(Negotiation(succeed: .asks(.cutFromCeiling, .atLeast, "0.55"))), among: "bargaining"
            ))
        let outcome = evaluate(Dossier(lots, offers, by: rulebook, acts: [.offer("D", "0.90", lot: "乙")]))
        #expect(outcome.decisions() == ["A": .won, "B": .lost, "C": .lost])
        // 0.90 of 2.00 is a cut of exactly 55 %.
        #expect(outcome.decisions(in: "乙") == ["D": .won, "E": .lost] && outcome.prices(in: "乙")["D"] == "0.90")
    }
}
