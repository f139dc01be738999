import Decimals
import Foundation
import Importer
import PriceImpact
import Procurement
import Ranking
import Testing

/// Replays against `Tests/References/replays.json`, which an independent script computes.
@Suite("Replay")
struct ReplayTests {
    struct Reference: Decodable {
        var winners: Int
        var mean: String?
    }

    private static func rules(_ name: String, _ dossier: Dossier, keepingPlaces: Bool = true) throws -> Rulebook {
        let read = RulebookFile.read(path: "\(Repository.root)/Tenders/rulebooks/\(name).xml")
        return try #require(read.rulebook).replaying(dossier.rulebook, keepingPlaces: keepingPlaces)
    }

    @Test("the winners and mean prices of each lot under each gate", arguments: ["GY-YD2019-2", "GY-YD2020-1"])
    func gates(_ round: String) throws {
        let data = try Data(contentsOf: URL(filePath: "\(Repository.root)/Tests/References/replays.json"))
        let all = try JSONDecoder().decode([String: [String: [String: Reference]]].self, from: data)
        let expected = try #require(all[round])
        let dossier = try Repository.assessment(round).dossier
        let anchored = try Self.rules("replay-batch-11", dossier)
        let lowest = try Self.rules("replay-lowest-gate", dossier)
        let own = Replay.replays(of: dossier, under: anchored, against: dossier.rulebook)
        #expect(own.map(\.consents) == [.refused, .given])
        let alone = Replay.replays(of: dossier, under: lowest, against: dossier.rulebook)
        #expect(alone.map(\.consents) == [.recorded])
        let pairs: [(gate: String, replay: Replay)] = [
            ("anchor", own[0]), ("revived", own[1]), ("lowest", alone[0]),
        ]
        for (gate, replay) in pairs {
            #expect(Set(replay.lots.map(\.lot)) == Set(expected.keys))
            for lot in replay.lots {
                for (name, winners, mean) in [
                    ("own", lot.before, lot.meanBefore), (gate, lot.after, lot.meanAfter),
                ] {
                    let reference = try #require(expected[lot.lot]?[name])
                    #expect(winners.count == reference.winners, "\(lot.lot), \(name)")
                    #expect(mean?.rounded(to: 8, .halfUp).description == reference.mean, "\(lot.lot), \(name)")
                }
            }
        }
    }

    @Test("means, shares and extremes of a replay are those of its lots")
    func summary() throws {
        var round = SampleRound()
        round.bid("A", "1.00")
        round.bid("B", "1.60")
        round.bid("C", "1.00", lot: "乙")
        round.bid("D", "1.90", lot: "乙")
        // Only prices below 1.50 win: 甲 1.30 → 1.00, 乙 1.45 → 1.00.
        var rules = round.dossier.rulebook
        rules.stages.append(
            Stage(
                id: "cap", citation: SampleRound.citation,
                action: .select(
                    .test(Test(measure: .unitPrice, relation: .below, bound: .constant(decimal("1.5"))))),
                population: "winners"))
        let replay = try #require(
            Replay.replays(of: round.dossier, under: rules, against: round.dossier.rulebook).first)
        #expect(replay.compared.count == 2 && replay.rising.isEmpty && replay.falling.count == 2)
        #expect(replay.lots.map(\.change) == [Ratio(-3, 13), Ratio(-9, 29)])
        #expect(replay.changed.map(\.lot) == ["乙", "甲"])
        #expect(replay.meanChange(replay.falling) == (Ratio(-3, 13) + Ratio(-9, 29)) / Ratio(2))
        #expect(replay.lots[0].lost.map(\.bidder.id) == ["B"] && replay.lots[0].gained.isEmpty)
        // The other way round D and B gain.
        let back = try #require(
            Replay.replays(of: round.dossier, under: round.dossier.rulebook, against: rules).first)
        #expect(back.rising.count == 2 && back.lots[0].change == Ratio(3, 10))
        #expect(back.lots.map { $0.gained.map(\.bidder.id) } == [["B"], ["D"]])
        // No winner was published, so nobody's regions and no value are known.
        #expect(back.cost == .zero && back.lotsWithoutValue == 2)
    }

    @Test("a lot without a winner on one side is left out, with the reason")
    func obstacles() throws {
        var round = SampleRound()
        round.bid("A", "1.00")
        round.bid("B", "9.00", lot: "乙")
        var rules = round.dossier.rulebook
        rules.stages[0].action = .screen(
            .test(Test(measure: .unitPrice, relation: .above, bound: .constant(decimal("5")))))
        let replay = try #require(
            Replay.replays(of: round.dossier, under: rules, against: round.dossier.rulebook).first)
        #expect(replay.lots.map(\.obstacle) == [.noWinnerAfter, .noWinnerBefore] && replay.compared.isEmpty)
    }

    @Test("the cost is the value of the lot times its change")
    func cost() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京"])
        round.award("B", "1.50", regions: ["上海"])
        round.demand("北京", "100")
        round.demand("上海", "100")
        var rules = round.dossier.rulebook
        rules.stages[0].action = .screen(
            .test(Test(measure: .unitPrice, relation: .atMost, bound: .constant(decimal("1")))))
        let replay = try #require(
            Replay.replays(of: round.dossier, under: rules, against: round.dossier.rulebook).first)
        // 250 yuan × (1.00 ÷ 1.25 − 1)
        #expect(replay.cost == Ratio(-50))
    }

    @Test("a replay keeps the round's own table of places, unless told otherwise")
    func places() throws {
        let dossier = try Repository.assessment("GY-YD2019-2").dossier
        let kept = try Self.rules("replay-lowest-gate", dossier)
        let other = try Self.rules("replay-lowest-gate", dossier, keepingPlaces: false)
        func places(_ rulebook: Rulebook) -> Shortlist? {
            rulebook.stages.lazy.compactMap { if case .shortlist(let list) = $0.action { list } else { nil } }.first
        }
        #expect(places(kept)?.places == places(dossier.rulebook)?.places)
        #expect(places(other)?.places != places(dossier.rulebook)?.places)
        // Shares that the other rules do not state are the round's own.
        #expect(kept.volume == dossier.rulebook.volume && kept.volume != nil)
    }
}
