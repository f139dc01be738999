import Decimals
import Procurement
import Ranking
import Testing

@Suite("Shortlist")
struct ShortlistTests {
    /// The table of batch 2 (`handbook/rules.md` §2.3) from one firm up to ten, and of batch 3 (§13) up to twelve.
    static let published: [(round: String, places: [Int])] = [
        ("GY-YD2019-2", [1, 2, 2, 3, 4, 4, 5, 5, 6, 6]), ("GY-YD2020-1", [1, 2, 2, 3, 4, 4, 5, 6, 6, 8, 8, 8]),
        ("4+7-expansion", [1, 2, 3, 3, 3]), ("4+7", [1, 1, 1]),
    ]

    @Test("the rulebooks have the published tables", arguments: published)
    func tables(_ round: String, _ places: [Int]) throws {
        let stages = try Repository.rulebook(round).stages
        let shortlist = try #require(
            stages.compactMap { stage -> Shortlist? in
                if case .shortlist(let shortlist) = stage.action { shortlist } else { nil }
            }.first)
        #expect((1...places.count).map { shortlist.places(for: $0) } == places)
        #expect(shortlist.places(for: 500) == places.last)
        #expect(shortlist.places(for: 0) == 0)
        #expect(shortlist.counting == "filed")
    }

    @Test("the table's steps hold at every boundary", arguments: 1...12)
    func steps(_ firms: Int) throws {
        let expected = firms <= 9 ? [1, 2, 2, 3, 4, 4, 5, 5, 6][firms - 1] : 6
        // All prices are within 1.8 times the lowest, so the places alone decide.
        let offers = (0..<firms).map { Offer("firm-\($0 + 10)", "1.\($0 + 10)") }
        let outcome = evaluate(Dossier([sampleLot()], offers, by: SampleRules.secondBatch()))
        let lot = try #require(outcome.lots.first)
        #expect(lot.filed == firms && lot.places == expected)
        #expect(lot.winners.map(\.bidder.id) == (0..<expected).map { "firm-\($0 + 10)" })
    }

    @Test("bids above the ceiling count as firms that filed")
    func filedCounts() {
        let lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("2"))])
        let valid = [Offer("A", "1.0"), Offer("B", "1.1"), Offer("C", "1.2")]
        let three = evaluate(Dossier([lot], valid, by: SampleRules.secondBatch()))
        #expect(three.decisions() == ["A": .won, "B": .won, "C": .lost])
        let four = evaluate(Dossier([lot], valid + [Offer("D", "2.0001")], by: SampleRules.secondBatch()))
        #expect(four.decisions() == ["A": .won, "B": .won, "C": .won, "D": .excluded])
        #expect(four.lots.first?.filed == 4 && four.lots.first?.places == 3)
    }

    @Test("a table that counts a later population does not count the excluded")
    func validCounts() {
        var rulebook = SampleRules.secondBatch()
        guard case .shortlist(var shortlist) = rulebook.stages[1].action else { return }
        shortlist.counting = "valid"
        rulebook.stages[1].action = .shortlist(shortlist)
        let lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("2"))])
        let offers = [Offer("A", "1.0"), Offer("B", "1.1"), Offer("C", "1.2"), Offer("D", "2.0001")]
        let outcome = evaluate(Dossier([lot], offers, by: rulebook))
        #expect(outcome.decisions() == ["A": .won, "B": .won, "C": .lost, "D": .excluded])
    }

    @Test("equal prices share a rank: 1, 2, 2, 4")
    func ranks() {
        let offers = [Offer("D", "3"), Offer("B", "2"), Offer("A", "1"), Offer("C", "2.0000")]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: SampleRules.secondBatch()))
        #expect(outcome.ranks() == ["A": 1, "B": 2, "C": 2, "D": 4])
        #expect(outcome.pending.isEmpty)
    }

    @Test("the trace of a place tells how many were counted, the places, the rank and the last place's price")
    func trace() throws {
        let offers = [Offer("A", "1"), Offer("B", "2"), Offer("C", "3")]
        let outcome = evaluate(Dossier([sampleLot()], offers, by: SampleRules.secondBatch()))
        let verdict = try #require(outcome.decision(of: "C")?.decisive)
        guard case .shortlist(let place) = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        #expect(place.counted == 3 && place.places == 2 && place.rank == 3 && place.lastValue == Ratio(2))
        #expect(place.tied.isEmpty && place.decidedBy == nil && verdict.standing == .out)
        #expect(verdict.citation == SampleRules.citation)
    }

    @Test("the last place has a price where it is taken, and none where there are more places than bids")
    func lastPrice() throws {
        func lastPrice(_ offers: [Offer], places: [Int]) throws -> Ratio? {
            let outcome = evaluate(Dossier([sampleLot()], offers, by: SampleRules.withoutGate(places: places)))
            guard case .shortlist(let place) = try #require(outcome.decisions.first?.decisive).details else {
                return nil
            }
            return place.lastValue
        }
        let two = [Offer("A", "1"), Offer("B", "2")]
        #expect(try lastPrice(two, places: [1, 2]) == Ratio(2))
        #expect(try lastPrice(two, places: [1, 1]) == Ratio(1))
        #expect(try lastPrice(two, places: [3]) == nil)
    }

    @Test("a lot that nobody bid for has no outcome")
    func noBids() {
        let lots = [sampleLot("甲"), sampleLot("乙")]
        let outcome = evaluate(Dossier(lots, [Offer("A", "1", lot: "乙")], by: SampleRules.secondBatch()))
        #expect(outcome.lots.map(\.id) == ["乙"])
    }
}
