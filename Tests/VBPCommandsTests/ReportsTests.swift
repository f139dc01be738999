import Foundation
import Testing

@Suite("Reports", .temporaryFolder)
struct ReportsTests {
    @Test("the committed reports are what the tool writes now, byte for byte", arguments: Repository.allRounds)
    func committed(_ round: String) throws {
        let run = CommandRun("report", Repository.tender(round), "--output", "\(TemporaryFolder.path)/out", "--quiet")
        #expect(run.status == 0, "\(run.notes)")
        let written = try Repository.files(in: "\(TemporaryFolder.path)/out")
        let committed = try Repository.files(in: "\(Repository.root)/Reports/\(round)")
        #expect(Set(written.keys) == Set(committed.keys))
        // The manifest names the versions of libraries, and a library packs the workbook: `AuditTests` compares them.
        for (name, data) in written.sorted(by: { $0.key < $1.key })
        where name != "manifest.json" && !name.hasSuffix(".xlsx") {
            let isSame = committed[name] == data
            #expect(isSame, "Reports/\(round)/\(name) differs; `make` writes it anew")
        }
    }

    @Test("--all writes one folder a round, each with what a run for itself writes")
    func all() throws {
        let out = "\(TemporaryFolder.path)/deep/out/"
        #expect(CommandRun("evaluate", "\(Repository.root)/Tenders", "--all", "--output", out).status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == Repository.allRounds)
        for round in Repository.rounds {
            let single = "\(TemporaryFolder.path)/single/\(round)"
            #expect(CommandRun("evaluate", Repository.tender(round), "--output", single).status == 0)
            #expect(try Repository.files(in: "\(out)\(round)") == Repository.files(in: single), "\(round)")
        }
    }

    @Test(
        "every file is UTF-8 with line feeds, ends with one, and says nothing of this machine",
        arguments: Repository.rounds)
    func texts(_ round: String) throws {
        let folder = try TemporaryFolder.copy(round)
        let out = "\(TemporaryFolder.path)/out"
        #expect(CommandRun("report", folder, "--output", out).status == 0)
        let files = try Repository.files(in: out)
        #expect(files.count >= 5)
        for (name, data) in files where !name.hasSuffix(".xlsx") {
            let text = try #require(String(data: data, encoding: .utf8), "\(name)")
            #expect(text.hasSuffix("\n") && !text.contains("\r") && !text.hasPrefix("\u{FEFF}"), "\(name)")
            #expect(!text.contains(TemporaryFolder.path), "\(name)")
            if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: data) }
        }
    }

    @Test(
        "the same folder gives the same bytes, twice and from another place",
        arguments: ["4+7-expansion", "GY-YD2019-2"])
    func sameBytes(_ round: String) throws {
        let elsewhere = try TemporaryFolder.copy(round, as: "other/名 字")
        var runs: [[String: Data]] = []
        for (index, folder) in [Repository.tender(round), Repository.tender(round), elsewhere].enumerated() {
            let out = "\(TemporaryFolder.path)/\(index)"
            #expect(CommandRun("report", folder, "--output", out).status == 0)
            runs.append(try Repository.files(in: out))
        }
        #expect(runs[0] == runs[1] && runs[0] == runs[2])
        #expect(runs[0].count >= 5)
    }

    @Test("writing again over a result leaves the same files and no temporary ones")
    func again() throws {
        let out = "\(TemporaryFolder.path)/out"
        try TemporaryFolder.write("old", to: "out/result.json")
        try TemporaryFolder.write("mine", to: "out/notes.txt")
        for _ in 0..<2 { #expect(CommandRun("evaluate", Repository.tender("4+7"), "--output", out).status == 0) }
        let names = try FileManager.default.contentsOfDirectory(atPath: out)
        #expect(names.allSatisfy { !$0.hasPrefix(".") && !$0.hasSuffix(".tmp") }, "\(names)")
        #expect(try String(contentsOfFile: "\(out)/notes.txt", encoding: .utf8) == "mine")
        #expect(try String(contentsOfFile: "\(out)/result.json", encoding: .utf8) != "old")
    }
}
