import Decimals
import Procurement
import Ranking
import Testing

/// 关联企业: firms of one group are one bidder, and the lowest of their bids counts.
@Suite("Affiliated firms")
struct AffiliatedFirmsTests {
    private let rulebook = rules(
        rule("firms", .merge(Merger()), failing: "merged"),
        rule("shortlist", .shortlist(.table(.init(bidders: 1...2, places: 1), .init(bidders: 3...9, places: 2)))))

    @Test("of the firms that name one group the lowest comparable price goes on, and the others are excluded")
    func byName() throws {
        // 20 mg at 1.87 compares as 1.87 ÷ 1.7 = 1.10, above the 1.05 of its affiliate.
        let lot = sampleLot(strengths: ["10mg", "20mg"])
        let offers = [
            Offer("A", "1.05", affiliation: "group"), Offer("B", "1.87", of: "20mg", affiliation: "group"),
            Offer("C", "1.20"), Offer("D", "1.30", affiliation: "another"),
        ]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook))
        // Four filed, so two places: A and C.
        #expect(outcome.decisions() == ["A": .won, "B": .excluded, "C": .won, "D": .lost])
        let verdict = try #require(outcome.decision(of: "B")?.decisive)
        guard case .merged(let others, let counts) = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        #expect(others == ["A"] && counts == "A" && verdict.stage == "firms")
        #expect(outcome.decision(of: "D")?.verdict("firms") == nil, "nobody else of its group bids")
    }

    @Test("a table that counts firms counts an affiliated group once")
    func counted() {
        var one = rulebook
        one.stages[1].action = .shortlist(
            .table(.init(bidders: 1...2, places: 1), .init(bidders: 3...9, places: 2), counting: "firms"))
        let offers = [
            Offer("A", "1.05", affiliation: "group"), Offer("B", "1.10", affiliation: "group"), Offer("C", "1.20"),
        ]
        // Three filed and two firms: one place.
        #expect(evaluate(Dossier([sampleLot()], offers, by: one)).winners() == ["A"])
        #expect(evaluate(Dossier([sampleLot()], offers, by: rulebook)).winners() == ["A", "C"])
    }

    @Test("findings of the record are joined to each other and to what submissions say, in whatever order")
    func transitive() {
        // A names the group of D; the record joins A with C and C with B: one bidder of four, D the lowest.
        let offers = [
            Offer("A", "1.4", affiliation: "group"), Offer("B", "1.3"), Offer("C", "1.2"),
            Offer("D", "1.1", affiliation: "group"), Offer("E", "1.5"),
        ]
        let acts = [RecordedAct.affiliate("A", "C"), .affiliate("B", "C")]
        for order in [acts, acts.reversed()] {
            let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: order))
            #expect(outcome.decisions() == ["A": .excluded, "B": .excluded, "C": .excluded, "D": .won, "E": .won])
            #expect(outcome.usedActs == [0, 1] && outcome.refusals == [])
        }
    }

    @Test("every pair that is joined anywhere along a chain is one bidder", arguments: 0..<40)
    func chains(_ seed: Int) {
        // A chain of eight firms, its links in a random order and with random names: always one bidder.
        var random = SeededGenerator(state: UInt64(seed))
        let names = (1...8).map { "firm-\($0)" }.shuffled(using: &random)
        let links = zip(names, names.dropFirst()).map { RecordedAct.affiliate($0, $1) }.shuffled(using: &random)
        let offers = names.enumerated().map { Offer($1, "1.\($0 + 1)") }
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: links))
        #expect(outcome.winners() == [names[0]] && outcome.decisions.filter { $0.decision == .excluded }.count == 7)
    }

    @Test("a tie between affiliates is drawn, each pair of a lot by its own draw")
    func ties() {
        let offers = [
            Offer("A", "1.1", affiliation: "one"), Offer("B", "1.10", affiliation: "one"),
            Offer("C", "1.2", affiliation: "two"), Offer("D", "1.2", affiliation: "two"), Offer("E", "1.3"),
        ]
        let open = evaluate(Dossier([sampleLot()], offers, by: rulebook))
        // A or B, and C or D, have the two places whatever is drawn, so E is out.
        #expect(open.decisions() == ["A": .pending, "B": .pending, "C": .pending, "D": .pending, "E": .lost])
        #expect(open.acts == ["甲 firms: draw 1 of A B", "甲 firms: draw 1 of C D"])
        let draws = [RecordedAct.draw(["D", "C"], stage: "firms"), .draw(["B"], stage: "firms")]
        for acts in [draws, draws.reversed()] {
            let drawn = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: acts))
            #expect(drawn.decisions() == ["A": .excluded, "B": .won, "C": .excluded, "D": .won, "E": .lost])
            #expect(drawn.refusals == [] && drawn.usedActs == [0, 1] && drawn.pending.isEmpty)
        }
    }

    @Test("facts go before the draw")
    func tieBreak() {
        var chain = rulebook
        chain.stages[0].action = .merge(Merger(tieBreaks: [TieBreak(.ownDemand, largerFirst: true)]))
        let offers = [
            Offer("A", "1.1", demand: "100", affiliation: "one"), Offer("B", "1.1", demand: "101", affiliation: "one"),
        ]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: chain))
        #expect(outcome.decisions() == ["A": .excluded, "B": .won])
    }

    @Test("a bid that waits for an earlier draw still waits when it is the one that counts")
    func pendingBefore() {
        // All three are tied for the one place, so nobody wins before that is drawn, merged or not.
        let first = rules(
            rule("shortlist", .shortlist(.first(1))), rule("firms", .merge(Merger())))
        let offers = [Offer("A", "1", affiliation: "one"), Offer("B", "1", affiliation: "one"), Offer("C", "1")]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: first))
        #expect(outcome.decisions() == ["A": .pending, "B": .pending, "C": .pending])
        #expect(outcome.winners() == [])
    }

    @Test("an affiliation that merges no bids is an act that nothing calls for")
    func unused() {
        let offers = [Offer("A", "1"), Offer("B", "2")]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: rulebook, acts: [.affiliate("A", "Z")]))
        #expect(outcome.refusals == ["0 record: no rule merges the bids of 'A', 'Z'"])
    }

    @Test("affiliates in different lots are no rivals")
    func otherLots() {
        let offers = [
            Offer("A", "1", lot: "甲", affiliation: "one"), Offer("B", "2", lot: "乙", affiliation: "one"),
        ]
        let outcome = evaluate(Dossier([sampleLot("甲"), sampleLot("乙")], offers, by: rulebook))
        #expect(outcome.winners() == ["A"] && outcome.winners(in: "乙") == ["B"])
    }
}
