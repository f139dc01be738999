import Decimals
import Foundation
import Importer
import Procurement
import Ranking
import Testing

/// The worked examples in `Tenders/examples`: what comes out is what was worked out by hand beside them.
@Suite("Worked examples")
struct ExampleRoundsTests {
    static let folder = "\(Repository.root)/Tenders/examples"
    static let rounds = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    /// A row of `expected.csv`.
    private struct Row {
        var cells: [String: String]
        subscript(_ column: String) -> String { cells[column] ?? "" }
    }

    private func rows(_ round: String) throws -> [Row] {
        let text = try String(contentsOfFile: "\(Self.folder)/\(round)/expected.csv", encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", maxSplits: 7, omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        #expect(header == ["lot", "bidder", "decision", "price", "unit", "class", "volume", "why"])
        return lines.dropFirst().map {
            Row(cells: Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }))
        }
    }

    @Test("are marked as synthetic and decided as worked out by hand", arguments: rounds)
    func decided(round: String) throws {
        let imported = RoundFolder(path: "\(Self.folder)/\(round)").read()
        #expect(imported.findings.filter { $0.severity != .note }.map(\.line) == [])
        let dossier = try #require(imported.dossier)
        #expect(dossier.round.isSynthetic)
        let outcome = evaluate(dossier)
        #expect(outcome.forbiddenActs.map(\.reason) == [])
        let rows = try rows(round)
        #expect(rows.count == outcome.decisions.count, "every bid has a row")
        for row in rows {
            let decision = try #require(
                outcome.lots.first { $0.id == row["lot"] }?.decisions.first { $0.bidder.id == row["bidder"] },
                "\(row["lot"]) \(row["bidder"])")
            let place = Comment("\(row["lot"]), \(row["bidder"]): \(row["why"])")
            #expect(decision.decision.rawValue == row["decision"], place)
            #expect(row["price"].isEmpty || decision.awarded.price.description == row["price"], place)
            #expect((decision.unit ?? "") == row["unit"], place)
            #expect((decision.classification ?? "") == row["class"], place)
            if decision.decision == .won { #expect(decision.award.volume.word == row["volume"], place) }
            #expect(!row["why"].isEmpty)
        }
    }

    @Test("rulebooks of one identifier are the same, wherever they stand")
    func copies() throws {
        let tenders = "\(Repository.root)/Tenders"
        let paths = FileManager.default.enumerator(atPath: tenders)?.compactMap { $0 as? String } ?? []
        var known: [Rulebook.ID: (path: String, rulebook: Rulebook)] = [:]
        for path in paths.sorted()
        where path.hasSuffix("rulebook.xml") || path.hasPrefix("rulebooks/") && path.hasSuffix(".xml") {
            let rulebook = try #require(RulebookFile.read(path: "\(tenders)/\(path)").rulebook, "\(path)")
            if let other = known[rulebook.id] { #expect(rulebook == other.rulebook, "\(path) and \(other.path)") }
            known[rulebook.id] = (path, rulebook)
        }
        #expect(known.count > 4)
    }

    @Test("what waits for people is said", arguments: rounds)
    func pending(round: String) throws {
        let dossier = try #require(RoundFolder(path: "\(Self.folder)/\(round)").read().dossier)
        let outcome = evaluate(dossier)
        #expect(outcome.pending.isEmpty == !outcome.decisions.contains { $0.decision == .pending })
    }
}
