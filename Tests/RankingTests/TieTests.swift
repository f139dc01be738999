import Decimals
import Procurement
import Ranking
import Testing

/// Three firms make two places; B and C are tied for the second one.
@Suite("Ties")
struct TieTests {
    private let rulebook = SampleRules.secondBatch()

    private func round(_ offers: [Offer], acts: [RecordedAct] = [], by rulebook: Rulebook? = nil) -> Outcome {
        evaluate(Dossier([sampleLot()], offers, by: rulebook ?? self.rulebook, acts: acts))
    }

    private func draw(_ order: [String], lot: String = "甲", stage: String = "shortlist") -> RecordedAct {
        RecordedAct(.draw(order.map { DrawnBid($0) }), lot: lot, stage: stage, evidence: "minutes")
    }

    private func place(_ outcome: Outcome, of bidder: String) throws -> ShortlistPlace {
        let verdict = try #require(outcome.decision(of: bidder)?.trace.first { $0.stage == "shortlist" })
        guard case .shortlist(let place) = verdict.details else {
            throw UnexpectedDetails(details: "\(verdict.details)")
        }
        return place
    }

    private struct UnexpectedDetails: Error { var details: String }

    @Test("a tie across the last place is pending, and the others are decided")
    func pending() throws {
        let outcome = round([Offer("A", "1"), Offer("B", "1.5"), Offer("C", "1.50"), Offer("D", "1.6")])
        // Four firms make three places: A, B and C have them.
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .won, "D": .lost] && outcome.pending.isEmpty)

        let tied = round([Offer("A", "1"), Offer("C", "1.50"), Offer("B", "1.5")])
        #expect(tied.decisions() == ["A": .won, "B": .pending, "C": .pending])
        #expect(tied.ranks() == ["A": 1, "B": 2, "C": 2])
        #expect(tied.lots.first?.isPending == true)
        let act = try #require(tied.pending.first)
        #expect(tied.pending.count == 1)
        #expect(act.lot == "甲" && act.stage == "shortlist" && act.bidders.map(\.id) == ["B", "C"])
        guard case .draw(places: 1) = act.kind else {
            Issue.record("the act is \(act.kind)")
            return
        }
        #expect(try place(tied, of: "B").tied == ["B", "C"])
        #expect(try place(tied, of: "A").tied == [])
        #expect(tied.decision(of: "B")?.decisive?.standing == .pending)
    }

    @Test("a tie for several places asks for that many")
    func severalPlaces() throws {
        // Four firms make three places; A has one, and B, C and D are tied for two.
        let outcome = round([Offer("A", "1"), Offer("B", "1.2"), Offer("C", "1.2"), Offer("D", "1.2")])
        #expect(outcome.decisions() == ["A": .won, "B": .pending, "C": .pending, "D": .pending])
        guard case .draw(places: 2) = try #require(outcome.pending.first).kind else {
            Issue.record("the act is \(outcome.pending)")
            return
        }
    }

    @Test("no draw is asked for between bids that lose at the gate anyway")
    func idle() throws {
        let outcome = round([Offer("A", "1"), Offer("B", "60"), Offer("C", "60")])
        #expect(outcome.decisions() == ["A": .won, "B": .lost, "C": .lost])
        #expect(outcome.pending.isEmpty && outcome.lots.first?.isPending == false)
        #expect(outcome.decision(of: "B")?.decisive?.stage == "gate")
    }

    @Test("a draw is asked for where one of the tied bids would pass the gate")
    func halfIdle() throws {
        // 20 mg at 3.40 compares as 2.00 and is half of its ceiling; 10 mg at 2.00 has a cut of 20 %.
        let lot = sampleLot(
            reference: "20mg", strengths: ["10mg", "20mg"],
            ceilings: [
                Ceiling(specification: "10mg", price: decimal("2.50")),
                Ceiling(specification: "20mg", price: decimal("6.80")),
            ])
        let outcome = evaluate(
            Dossier(
                [lot],
                [Offer("A", "1", of: "20mg"), Offer("B", "3.40", of: "20mg"), Offer("C", "2.00", of: "10mg")],
                by: rulebook))
        #expect(outcome.decisions() == ["A": .won, "B": .pending, "C": .lost])
        #expect(outcome.pending.map { $0.bidders.map(\.id) } == [["B", "C"]])
    }

    struct Chain: CustomTestStringConvertible, Sendable {
        var name: String
        var b: [String: String]
        var c: [String: String]
        var decisions: [String: Decision]
        var fact: String?
        var testDescription: String { name }
    }

    static let chains = [
        Chain(
            name: "more regions first", b: ["regions-supplied": "3"], c: ["regions-supplied": "5"],
            decisions: ["A": .won, "B": .lost, "C": .won], fact: "regions-supplied"),
        Chain(
            name: "equal regions, then the earlier date",
            b: ["regions-supplied": "3", "passing-date": "20180101"],
            c: ["regions-supplied": "3.0", "passing-date": "20180102"],
            decisions: ["A": .won, "B": .won, "C": .lost], fact: "passing-date"),
        Chain(
            name: "regions known of one only, then the earlier date",
            b: ["regions-supplied": "9", "passing-date": "20180102"], c: ["passing-date": "20180101"],
            decisions: ["A": .won, "B": .lost, "C": .won], fact: "passing-date"),
        Chain(
            name: "regions known of one only, and nothing else", b: ["regions-supplied": "9"], c: [:],
            decisions: ["A": .won, "B": .pending, "C": .pending], fact: nil),
        Chain(
            name: "equal facts",
            b: ["regions-supplied": "3", "passing-date": "20180101"],
            c: ["regions-supplied": "3", "passing-date": "20180101"],
            decisions: ["A": .won, "B": .pending, "C": .pending], fact: nil),
        Chain(
            name: "a fact that the rulebook does not name", b: ["sales-volume": "3"], c: ["sales-volume": "5"],
            decisions: ["A": .won, "B": .pending, "C": .pending], fact: nil),
    ]

    @Test("the chain of facts decides, each where it is known of all tied bids", arguments: chains)
    func facts(_ row: Chain) throws {
        let outcome = round([Offer("A", "1"), Offer("B", "1.5", facts: row.b), Offer("C", "1.5", facts: row.c)])
        #expect(outcome.decisions() == row.decisions)
        #expect(outcome.pending.count == (row.fact == nil ? 1 : 0))
        let expected: ShortlistPlace.TieDecision? = row.fact.map { .measure(.fact($0)) }
        #expect(try place(outcome, of: "B").decidedBy == expected)
        #expect(try place(outcome, of: "C").decidedBy == expected)
    }

    @Test("facts decide part of a tie, and the draw the rest")
    func partialFacts() throws {
        // Five firms make four places. A has one; B to E are tied for three: B leads, E trails, C and D stay tied… for two.
        let five = [
            Offer("A", "1"), Offer("B", "1.5", facts: ["regions-supplied": "9"]),
            Offer("C", "1.5", facts: ["regions-supplied": "5"]), Offer("D", "1.5", facts: ["regions-supplied": "5"]),
            Offer("E", "1.5", facts: ["regions-supplied": "1"]),
        ]
        let decided = round(five)
        #expect(decided.decisions() == ["A": .won, "B": .won, "C": .won, "D": .won, "E": .lost])
        #expect(decided.pending.isEmpty)
        // With three places they are tied for one.
        let fewer = SampleRules.secondBatch(places: [1, 2, 2, 2, 3])
        let open = round(five, by: fewer)
        #expect(open.decisions() == ["A": .won, "B": .won, "C": .pending, "D": .pending, "E": .lost])
        let act = try #require(open.pending.first)
        #expect(act.bidders.map(\.id) == ["C", "D"])
        guard case .draw(places: 1) = act.kind else {
            Issue.record("the act is \(act.kind)")
            return
        }
        #expect(try place(open, of: "B").decidedBy == .measure(.fact("regions-supplied")))
        let drawn = round(five, acts: [draw(["D", "C"])], by: fewer)
        #expect(drawn.decisions() == ["A": .won, "B": .won, "C": .lost, "D": .won, "E": .lost])
        #expect(try place(drawn, of: "E").decidedBy == .measure(.fact("regions-supplied")))
        #expect(try place(drawn, of: "C").decidedBy == .draw)
    }

    private let tied = [Offer("A", "1"), Offer("B", "1.5"), Offer("C", "1.5")]

    @Test("a recorded draw decides, and is used", arguments: [["C", "B"], ["C"]])
    func drawn(_ order: [String]) throws {
        let outcome = round(tied, acts: [draw(order)])
        #expect(outcome.decisions() == ["A": .won, "B": .lost, "C": .won])
        #expect(outcome.pending.isEmpty && outcome.forbiddenActs.isEmpty && outcome.usedActs == [0])
        #expect(try place(outcome, of: "B").decidedBy == .draw)
        #expect(try place(outcome, of: "C").decidedBy == .draw)
    }

    @Test("facts go before the draw, which then finds no tie")
    func factsBeforeDraw() {
        let offers = [
            Offer("A", "1"), Offer("B", "1.5", facts: ["regions-supplied": "9"]),
            Offer("C", "1.5", facts: ["regions-supplied": "5"]),
        ]
        let outcome = round(offers, acts: [draw(["C", "B"])])
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .lost])
        #expect(outcome.forbiddenActs.map(\.index) == [0] && outcome.usedActs.isEmpty)
    }

    struct Forbidden: CustomTestStringConvertible, Sendable {
        var name: String
        var order: [String]
        var lot = "甲"
        var stage = "shortlist"
        var words: String
        var testDescription: String { name }
    }

    @Test(
        "a draw that the tie does not call for is forbidden, and says why",
        arguments: [
            Forbidden(name: "a stranger", order: ["C", "A"], words: "bidder 'A' is not among the tied bids"),
            Forbidden(name: "nobody of that name", order: ["Z"], words: "bidder 'Z' is not among the tied bids"),
            Forbidden(name: "too short", order: [], words: "the draw names 0 of 1 places"),
            Forbidden(name: "another lot", order: ["B", "C"], lot: "乙", words: "there is no tie to draw in lot '乙'"),
            Forbidden(name: "another stage", order: ["B", "C"], stage: "gate", words: "at stage 'gate'"),
        ])
    func forbidden(_ row: Forbidden) throws {
        let outcome = round(tied, acts: [draw(row.order, lot: row.lot, stage: row.stage)])
        let act = try #require(outcome.forbiddenActs.first)
        #expect(outcome.forbiddenActs.count == 1 && act.index == 0 && act.stage == row.stage)
        #expect(act.reason.contains(row.words), "\(act.reason)")
        #expect(outcome.usedActs.isEmpty)
        #expect(outcome.decisions() == ["A": .won, "B": .pending, "C": .pending])
    }

    @Test("a draw where there is no tie is forbidden")
    func noTie() {
        let outcome = round([Offer("A", "1"), Offer("B", "1.4"), Offer("C", "1.5")], acts: [draw(["B", "C"])])
        #expect(outcome.forbiddenActs.map(\.index) == [0])
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .lost])
    }

    @Test("a second draw for the same tie is forbidden")
    func twice() {
        let outcome = round(tied, acts: [draw(["C", "B"]), draw(["B", "C"])])
        #expect(outcome.decisions() == ["A": .won, "B": .lost, "C": .won])
        #expect(outcome.usedActs == [0] && outcome.forbiddenActs.map(\.index) == [1])
    }
}
