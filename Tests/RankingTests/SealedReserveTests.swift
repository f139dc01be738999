import Decimals
import Procurement
import Ranking
import Testing

/// 底价: a reserve price that is sealed until it is revealed.
@Suite("Sealed reserve prices")
struct SealedReserveTests {
    private let rulebook = rules(
        rule("reserve", .define(.sealed)),
        rule("talks", .negotiate(Negotiation(succeed: .price(.atMost, times: .named("reserve"))))))

    private let commit = RecordedAct(.commit(digest: "0"), lot: "甲", stage: "reserve", evidence: "envelope")

    @Test("before it is revealed all bids that reach it wait, and one act is asked for")
    func sealed() throws {
        let offers = [Offer("A", "300"), Offer("B", "200")]
        for acts in [[], [commit]] {
            let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: acts))
            #expect(outcome.decisions() == ["A": .pending, "B": .pending])
            #expect(outcome.acts == ["甲 reserve: reveal reserve of A B"])
            #expect(outcome.value("reserve") == nil && outcome.refusals == [])
        }
    }

    @Test("revealed it is the bound, in yuan for the reference specification")
    func revealed() {
        let lot = sampleLot(strengths: ["10mg", "20mg"])
        let offers = [Offer("A", "300", of: "20mg"), Offer("B", "200")]
        // 170 of 20 mg is 100 of 10 mg.
        let acts = [commit, .reveal("100"), .offer("A", "170"), .offer("B", "100.01"), .close("B")]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook, acts: acts))
        #expect(outcome.decisions() == ["A": .won, "B": .lost])
        #expect(outcome.text("reserve") == "100" && outcome.usedActs == [0, 1, 2, 3, 4])
    }

    @Test("offers before the reserve is revealed are out of order, or have no talks yet")
    func order() {
        let offers = [Offer("A", "300")]
        let before = evaluate(
            Dossier([sampleLot()], offers, by: rulebook, acts: [commit, .offer("A", "90"), .reveal("100")]))
        #expect(before.refusals == ["2 reserve: an act of the later stage 'talks' in lot '甲' stands before it"])
        let never = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: [commit, .offer("A", "90")]))
        #expect(never.refusals == ["1 talks: there are no talks with bidder 'A' in lot '甲' at stage 'talks'"])
        let twice = evaluate(
            Dossier([sampleLot()], offers, by: rulebook, acts: [.reveal("100"), .reveal("90"), .offer("A", "100")]))
        #expect(twice.refusals == ["1 reserve: no rule asks for a reserve price in lot '甲' at stage 'reserve'"])
        #expect(twice.winners() == ["A"])
    }

    @Test("a value made of a sealed one waits as well, and so does what is compared with it")
    func derived() {
        let derived = rules(
            rule("reserve", .define(.sealed)),
            rule(
                "bound", .define(.smallest([.multiple(decimal("1.2"), .named("reserve")), .constant(decimal("500"))]))),
            rule("gate", .select(.price(.atMost, times: .named("bound")))))
        let offers = [Offer("A", "120"), Offer("B", "120.01")]
        let open = evaluate(Dossier([sampleLot()], offers, by: derived))
        #expect(open.acts == ["甲 reserve: reveal reserve of A B"])
        let revealed = evaluate(Dossier([sampleLot()], offers, by: derived, acts: [.reveal("100")]))
        #expect(revealed.decisions() == ["A": .won, "B": .lost] && revealed.text("bound") == "120")
    }

    @Test("what does not ask for the sealed price goes on, and a bid that is out stays out")
    func unconcerned() {
        let mixed = rules(
            rule("reserve", .define(.sealed)), rule("first", .screen(.price(.atMost, "250"))),
            rule("near", .mark(.price(.atMost, "1.5", times: .named("reserve"))), among: "filed", as: "near"),
            rule("gate", .select(.member("near"))))
        let offers = [Offer("A", "300"), Offer("B", "150")]
        let open = evaluate(Dossier([sampleLot()], offers, by: mixed))
        #expect(open.decisions() == ["A": .excluded, "B": .pending])
        #expect(open.acts == ["甲 reserve: reveal reserve of B"])
        let revealed = evaluate(Dossier([sampleLot()], offers, by: mixed, acts: [.reveal("100")]))
        #expect(revealed.decisions() == ["A": .excluded, "B": .won])
    }

    @Test("nobody is ranked over all lots while one of them lacks its reserve, and that one's is asked for")
    func acrossLots() {
        let ratio = rules(
            rule("reserve", .define(.sealed)),
            rule("best", .shortlist(.first(1, by: .priceRatio(to: "reserve"), scope: .round))))
        let lots = [sampleLot("甲"), sampleLot("乙")]
        let offers = [Offer("A", "90", lot: "甲"), Offer("B", "40", lot: "乙")]
        let open = evaluate(Dossier(lots, offers, by: ratio, acts: [.reveal("100")]))
        #expect(open.acts == ["乙 reserve: reveal reserve of B"])
        #expect(Set(open.decisions.map(\.decision)) == [.pending])
        // 90 ÷ 100 = 0.9 against 40 ÷ 50 = 0.8.
        let revealed = evaluate(Dossier(lots, offers, by: ratio, acts: [.reveal("100"), .reveal("50", lot: "乙")]))
        #expect(revealed.winners() == [] && revealed.winners(in: "乙") == ["B"])
    }

    @Test("a tie-break by the ratio to a sealed price waits rather than ask for a draw")
    func tieBreak() {
        let chain = rules(
            rule("reserve", .define(.sealed)),
            rule(
                "shortlist",
                .shortlist(
                    .first(
                        1, by: .fact("points"), tieBreaks: [TieBreak(.priceRatio(to: "reserve"), largerFirst: false)])))
        )
        let offers = [Offer("A", "2", facts: ["points": "1"]), Offer("B", "1", facts: ["points": "1"])]
        #expect(evaluate(Dossier([sampleLot()], offers, by: chain)).acts == ["甲 reserve: reveal reserve of A B"])
        #expect(evaluate(Dossier([sampleLot()], offers, by: chain, acts: [.reveal("5")])).winners() == ["B"])
    }
}
