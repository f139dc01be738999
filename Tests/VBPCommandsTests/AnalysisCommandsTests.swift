import Foundation
import Testing

/// `vbp explain --figure`, `compare`, `portfolio` and `what-if`, by their statuses and forms.
@Suite("Analysts' commands", .temporaryFolder)
struct AnalysisCommandsTests {
    private let batch = Repository.tender("GY-YD2019-2")
    private let rules = "\(Repository.root)/Tenders/rulebooks/replay-batch-11.xml"

    @Test("a comparison ends with 1 when rounds differ, with 0 when they do not")
    func compare() {
        #expect(CommandRun("compare", Repository.tender("4+7"), Repository.tender("4+7-expansion")).status == 1)
        #expect(CommandRun("compare", batch, batch).status == 0)
        #expect(CommandRun("compare", batch).status == 64)
        #expect(CommandRun("compare", batch, "\(TemporaryFolder.path)/nowhere").status == 66)
    }

    @Test("an explanation of a figure that there is, one that there is not, and one that is none")
    func explain() {
        #expect(CommandRun("explain", batch, "--figure", "published/ceiling/savings").status == 0)
        let missing = CommandRun("explain", batch, "--figure", "published/list=x/savings")
        #expect(missing.status == 66 && missing.output.isEmpty && missing.notes.contains("no figure"))
        #expect(CommandRun("explain", batch, "--figure", "published/ceiling/average").status == 64)
    }

    @Test("a portfolio of rounds, of folders of rounds, of a region, and of one that is none")
    func portfolio() {
        #expect(CommandRun("portfolio", batch, Repository.tender("GY-YD2020-1")).status == 0)
        #expect(CommandRun("portfolio", "\(Repository.root)/Tenders", "--region", "成都").status == 0)
        let stranger = CommandRun("portfolio", batch, "--region", "火星")
        #expect(stranger.status == 66 && stranger.notes.contains("no") && stranger.output.isEmpty)
        #expect(CommandRun("portfolio", TemporaryFolder.path).status == 66)
    }

    @Test("a replay needs other rules and bids; faulty settings are faulty data")
    func whatIf() {
        #expect(CommandRun("what-if", batch, "--rulebook", rules).status == 0)
        #expect(CommandRun("what-if", batch).status == 64)
        #expect(CommandRun("what-if", batch, "--set", "gate=2").status == 64)
        #expect(CommandRun("what-if", batch, "--sweep", "gate/at-most@factor=2:1:0.1").status == 64)
        #expect(CommandRun("what-if", batch, "--sweep", "gate/at-most@factor=1:2:0").status == 64)
        #expect(CommandRun("what-if", batch, "--sweep", "gate/at-most@factor=1:2:0.0001").status == 64)
        #expect(CommandRun("what-if", batch, "--set", "gates/at-most@factor=2").status == 65)
        #expect(CommandRun("what-if", batch, "--rulebook", "\(TemporaryFolder.path)/none.xml").status == 66)
        #expect(CommandRun("what-if", Repository.tender("4+7"), "--rulebook", rules).status == 66)
    }

    @Test("without --rulebook the settings are of the round's own rules, its table of places too")
    func ownRules() throws {
        let run = CommandRun("what-if", batch, "--set", "shortlist/places[bidders=9-]@places=20", "--format", "csv")
        #expect(run.status == 0)
        let rows = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = try #require(rows.first).map(String.init)
        let before = try #require(header.firstIndex(of: "winners_before"))
        // No lot has more than six places by the round's own table.
        #expect(!rows.dropFirst().contains { Int($0[before]) ?? 0 > 6 } && rows.count == 33)
        #expect(rows.dropFirst().contains { Int($0[before + 1]) ?? 0 > 6 })
    }

    @Test(
        "JSON is JSON, and CSV has one width",
        arguments: [
            ["compare", "4+7", "4+7-expansion"], ["portfolio", "4+7", "4+7-expansion"],
            ["explain", "4+7", "--figure", "published/previous-price/mean-over-lots"],
            ["what-if", "GY-YD2019-2", "--sweep", "gate/at-most[1]@factor=1.7:1.9:0.1"],
        ])
    func forms(_ words: [String]) throws {
        let arguments = words.map { Repository.rounds.contains($0) ? Repository.tender($0) : $0 }
        let json = CommandRun(arguments + ["--format", "json"])
        let members = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((members?["format"] as? String)?.hasPrefix("vbp-") == true)
        let csv = CommandRun(arguments + ["--format", "csv"]).output
        let widths = csv.split(separator: "\n").map { line in
            // Commas in quotes are no separators.
            line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset.isMultiple(of: 2) }.reduce(1) { $0 + $1.element.count { $0 == "," } }
        }
        #expect(widths.count > 2 && Set(widths).count == 1)
    }
}
