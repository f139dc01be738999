import Foundation
import Testing
import VBPCommands

@Suite("vbp audit", .temporaryFolder)
struct AuditTests {
    private var report: String { "\(TemporaryFolder.path)/report" }

    /// A copy of a committed report.
    private func copy(_ round: String) throws {
        try? FileManager.default.removeItem(atPath: report)
        try FileManager.default.copyItem(atPath: "\(Repository.root)/Reports/\(round)", toPath: report)
    }

    private func change(_ name: String, _ old: String, _ new: String, in folder: String? = nil) throws {
        let path = "\(folder ?? report)/\(name)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text, "\(name) has no '\(old)'")
        try Data(changed.utf8).write(to: URL(filePath: path))
    }

    @Test("the committed reports hold", arguments: Repository.rounds)
    func committed(_ round: String) {
        let run = CommandRun("audit", "\(Repository.root)/Reports/\(round)")
        #expect(run.status == 0, "\(run.output)\(run.notes)")
        #expect(run.output.hasSuffix("  holds    every figure is what the round gives\n"))
        #expect(!run.output.contains("differs"))
    }

    @Test("the round is found by what it holds, whatever its folder is called, and nothing is written")
    func elsewhere() throws {
        try copy("4+7")
        let round = try TemporaryFolder.copy("4+7", as: "archive/a name 名")
        let before = try Repository.files(in: report)
        #expect(CommandRun("audit", report, "--tenders", "\(TemporaryFolder.path)/archive").status == 0)
        #expect(CommandRun("audit", report, "--tenders", round).status == 0)
        #expect(try Repository.files(in: report) == before)
    }

    struct Change: CustomTestStringConvertible, Sendable {
        var file: String
        var old: String
        var new: String
        var words: String
        var testDescription: String { "\(file): \(old)" }
    }

    @Test(
        "what was changed in a report is told in terms of figures",
        arguments: [
            Change(
                file: "result.json", old: "\"value\": \"0.5540020911\"", new: "\"value\": \"0.5640020911\"",
                words: "result.json: impact.published.figures[published/ceiling/mean-over-bids].value: "
                    + "the report has '0.5640020911', the round gives '0.5540020911'"),
            Change(
                file: "result.json", old: "\"price\": \"23.3333\"", new: "\"price\": \"23.3332\"",
                words: "result.json: lots[阿比特龙口服常释剂型].decisions[正大天晴药业集团股份有限公司].ceiling.price: "
                    + "the report has '23.3332', the round gives '23.3333'"),
            Change(
                file: "figures.csv", old: "published/value,published,,value,yuan,2041018030.83",
                new: "published/value,published,,value,yuan,2041018030.84",
                words: "figures.csv: row 2 (published/value, published), value: "
                    + "the report has '2041018030.84', the round gives '2041018030.83'"),
            Change(
                file: "summary.md", old: "| Lots | 33 |", new: "| Lots | 34 |",
                words: "summary.md: line 6: the report has '| Lots | 34 |', the round gives '| Lots | 33 |'"),
            Change(
                file: "report.html", old: "<strong>53.08 %</strong>", new: "<strong>54.08 %</strong>",
                words: "54.08 %"),
        ])
    func changedOutput(_ change: Change) throws {
        try copy("GY-YD2019-2")
        try self.change(change.file, change.old, change.new)
        let run = CommandRun("audit", report, "--tenders", "\(Repository.root)/Tenders")
        #expect(run.status == 1)
        #expect(run.output.contains("  differs  \(change.file)") && run.output.contains(change.words), "\(run.output)")
        #expect(run.output.contains("the file was changed after it was written"))
        #expect(run.output.hasSuffix("  fails    1 difference\n"))
    }

    @Test("a workbook is compared by its cells, not by how it was packed")
    func workbook() throws {
        try copy("4+7")
        let other = "\(TemporaryFolder.path)/other"
        let round = try TemporaryFolder.copy("4+7")
        try change("demand.xml", "quantity=\"22723100\"", "quantity=\"227231001\"", in: round)
        #expect(CommandRun("report", round, "--output", other, "--quiet").status == 0)
        try FileManager.default.removeItem(atPath: "\(report)/report.xlsx")
        try FileManager.default.copyItem(atPath: "\(other)/report.xlsx", toPath: "\(report)/report.xlsx")
        let run = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(run.status == 1, "\(run.output)")
        #expect(
            run.output.contains(
                /differs  report\.xlsx: Summary!C\d+: the report has 'agreed quantity × price: .*', the round gives/))
        try TemporaryFolder.write("no workbook", to: "report/report.xlsx")
        let broken = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(broken.output.contains("  differs  report.xlsx: this is no workbook; the file was changed"))
    }

    @Test("what was changed in the round is told as input and as its effect on every file")
    func changedInput() throws {
        try copy("GY-YD2019-2")
        let round = try TemporaryFolder.copy("GY-YD2019-2")
        try change("demand.xml", "quantity=\"408800\"", "quantity=\"4088001\"", in: round)
        try FileManager.default.removeItem(atPath: "\(round)/record.xml")
        let run = CommandRun("audit", report, "--tenders", round)
        #expect(run.status == 1)
        #expect(run.output.contains("  input    demand.xml is not what the report was made of\n"))
        #expect(run.output.contains("  input    record.xml is not there any more\n"))
        #expect(run.output.contains("  differs  allocation.csv: row "))
        #expect(!run.output.contains("changed after it was written"))
    }

    @Test("a file that is missing, or one that the manifest does not name")
    func missing() throws {
        try copy("4+7")
        try FileManager.default.removeItem(atPath: "\(report)/winners.csv")
        let run = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(run.status == 1 && run.output.contains("  differs  winners.csv: the report has no such file\n"))
        try copy("4+7")
        try change("manifest.json", "\"name\": \"winners.csv\"", "\"name\": \"losers.csv\"")
        let other = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(other.status == 1 && other.output.contains("winners.csv: the manifest does not name it"))
        #expect(other.output.contains("losers.csv: this version makes no such file"))
    }

    @Test("a report of another version: which one to use; other libraries are only noted")
    func versions() throws {
        try copy("4+7")
        try change("manifest.json", "vbp-manifest-1", "vbp-manifest-0")
        let older = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(older.status == 65 && older.notes.contains("audit it with vbp \(VBPTool.version), which wrote it"))
        try copy("4+7")
        try change("manifest.json", "\"version\": \"\(VBPTool.version)\"", "\"version\": \"0.0.9\"")
        #expect(CommandRun("audit", report, "--tenders", Repository.tender("4+7")).status == 0)
        try change("figures.csv", "published", "publishes")
        let run = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(run.status == 1 && run.output.contains("use vbp 0.0.9 to make the report again"))
        try copy("4+7")
        try change("manifest.json", "\"libxml2\": \"", "\"libxml2\": \"1.")
        let library = CommandRun("audit", report, "--tenders", Repository.tender("4+7"))
        #expect(library.status == 0 && library.output.contains("  note     made with libxml2 1."))
    }

    @Test("what is no report, and a round that is not there")
    func nothing() throws {
        #expect(CommandRun("audit", report).status == 66)
        try TemporaryFolder.write("x", to: "report/summary.md")
        let unfinished = CommandRun("audit", report)
        #expect(unfinished.status == 66 && unfinished.notes.contains("there is no manifest: the report is unfinished"))
        for damage in ["", "{", "[]", "{\"format\": \"vbp-manifest-1\"}"] {
            try TemporaryFolder.write(damage, to: "report/manifest.json")
            #expect(CommandRun("audit", report).status == 65, "\(damage)")
        }
        try copy("4+7")
        let lost = CommandRun("audit", report, "--tenders", TemporaryFolder.path)
        #expect(lost.status == 66 && lost.notes.contains("round '4+7' is not found; name its folder with --tenders"))
    }

    @Test("the manifest names every input and output, and nothing of this machine")
    func manifest() throws {
        let round = try TemporaryFolder.copy("4+7-expansion")
        try TemporaryFolder.write("not read", to: "4+7-expansion/notes.txt")
        #expect(CommandRun("report", round, "--output", report, "--quiet").status == 0)
        let text = try String(contentsOfFile: "\(report)/manifest.json", encoding: .utf8)
        for word in [TemporaryFolder.path, ProcessInfo.processInfo.hostName, "\"\(NSUserName())\""] {
            #expect(!text.contains(word), "\(word)")
        }
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let document = try #require(parsed as? [String: Any])
        let inputs = try #require(document["inputs"] as? [[String: Any]]).compactMap { $0["name"] as? String }
        let names = try FileManager.default.subpathsOfDirectory(atPath: round).filter { $0.hasSuffix(".xml") }
        #expect(inputs == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let outputs = try #require(document["outputs"] as? [[String: Any]]).compactMap { $0["name"] as? String }
        #expect(Set(outputs + ["manifest.json"]) == Set(try Repository.files(in: report).keys))
        let rulebook = try #require(document["rulebook"] as? [String: Any])
        #expect(rulebook["id"] as? String == "4+7-expansion" && rulebook["rules"] as? Int ?? 0 > 0)
    }
}
