import Foundation
import Testing
import VBPCommands

@Suite("Exit statuses", .temporaryFolder)
struct ExitStatusTests {
    private var out: String { "\(TemporaryFolder.path)/out" }

    private var isWritten: Bool { FileManager.default.fileExists(atPath: "\(out)/result.json") }

    @Test("0: everything done")
    func done() {
        let run = CommandRun("evaluate", Repository.tender("4+7-expansion"), "-o", out)
        #expect(run.status == 0 && isWritten)
    }

    @Test("1: a verification found differences")
    func different() throws {
        #expect(CommandRun("verify", Repository.tender("GY-YD2019-2")).status == 1)
        // A published price that nobody filed is one.
        let folder = try TemporaryFolder.copy("4+7-expansion")
        #expect(CommandRun("verify", folder).status == 0)
        let path = "\(folder)/published.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: "pack-price=\"4.41\"", with: "pack-price=\"8.41\"")
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: path))
        let run = CommandRun("verify", folder)
        #expect(run.status == 1 && run.output.contains("  price       阿托伐他汀口服常释剂型, 乐普制药科技有限公司: filed 0.32"))
    }

    @Test(
        "64: called wrongly",
        arguments: [
            ["evaluate"], ["evaluate", "a", "b"], ["evaluate", "a", "--no-such-option"], ["no-such-command"],
            ["verify", "a", "--format", "xml"], ["schema"], ["convert"], ["evaluate", "a", "--output"],
        ])
    func usage(_ arguments: [String]) {
        let run = CommandRun(arguments)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.notes.contains("Error:") && run.notes.contains("vbp"))
    }

    @Test("66: no such folder, no round in it, nothing published")
    func missing() throws {
        let nowhere = "\(TemporaryFolder.path)/nowhere"
        for arguments in [["evaluate", nowhere], ["verify", nowhere], ["evaluate", nowhere, "--all"]] {
            let run = CommandRun(arguments)
            #expect(run.status == 66 && run.output.isEmpty && run.notes.hasPrefix(nowhere), "\(run.notes)")
        }
        let empty = CommandRun("evaluate", TemporaryFolder.path, "--output", out)
        #expect(empty.status == 66 && !isWritten && empty.notes.contains("round.xml: error: [VBP0001]"))
        #expect(CommandRun("evaluate", TemporaryFolder.path, "--all").status == 66)
        let folder = try TemporaryFolder.copy("4+7")
        try FileManager.default.removeItem(atPath: "\(folder)/published.xml")
        let run = CommandRun("verify", folder)
        #expect(run.status == 66 && run.notes.contains("published.xml: error: there is no published result"))
    }

    @Test("65: a fault in the authority's documents stops the run, with nothing written")
    func authorityFault() throws {
        let folder = try TemporaryFolder.copy("4+7-expansion")
        let path = "\(folder)/round.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: "price=\"21.8\"", with: "price=\"21,8\"")
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: path))
        let run = CommandRun("evaluate", folder, "--output", out)
        #expect(run.status == 65 && !isWritten && run.output.isEmpty)
        #expect(run.notes.contains(/round\.xml:46:\d+: error: \[VBP\d{4}\]/), "\(run.notes)")
    }

    /// Adds five faulty submissions of different kinds to a copy of the expansion.
    private func faultyFolder() throws -> String {
        let folder = try TemporaryFolder.copy("4+7-expansion", as: "faulty")
        func submission(_ name: String, round: String = "4+7-expansion", _ bids: String) throws {
            try TemporaryFolder.write(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <submission xmlns="urn:vbp:submission:1" round="\(round)">
                  <bidder id="X-\(name)" name="\(name)"/>
                \(bids)
                </submission>

                """, to: "faulty/submissions/X-\(name).xml")
        }
        let sound = "  <bid lot=\"氨氯地平口服常释剂型\" specification=\"5mg\" price=\"0.14\"/>"
        try submission("other-round", round: "GY-YD2019-2", sound)
        try submission("unknown-lot", "\(sound)\n  <bid lot=\"无此品种\" specification=\"5mg\" price=\"0.1\"/>")
        try submission("comma", "  <bid lot=\"氨氯地平口服常释剂型\" specification=\"5mg\" price=\"1,5\"/>")
        try submission(
            "twice",
            "  <bid lot=\"恩替卡韦口服常释剂型\" specification=\"0.5mg\" price=\"0.1\"/>\n"
                + "  <bid lot=\"恩替卡韦口服常释剂型\" specification=\"0.5mg\" price=\"0.2\"/>\n\(sound)")
        try TemporaryFolder.write(
            "<submission xmlns=\"urn:vbp:submission:1\"\n  round=", to: "faulty/submissions/X-broken.xml")
        return folder
    }

    @Test("2: five kinds of faulty submissions in one run, each with its place, and the rest is evaluated")
    func refused() throws {
        let folder = try faultyFolder()
        let run = CommandRun("evaluate", folder, "--output", out)
        #expect(run.status == 2 && isWritten)
        let lines = run.notes.split(separator: "\n").map(String.init)
        func line(_ file: String, _ place: String, _ code: String, _ words: String) -> Bool {
            lines.contains { line in
                line.hasPrefix("\(folder)/submissions/X-\(file).xml:\(place)")
                    && line.contains(": error: [\(code)]") && line.contains(words)
            }
        }
        #expect(line("other-round", "2:", "VBP0201", "'GY-YD2019-2'"), "\(run.notes)")
        #expect(line("unknown-lot", "5:", "VBP0202", "'无此品种'"), "\(run.notes)")
        #expect(line("comma", "4:", "VBP0109", "'1,5'"), "\(run.notes)")
        #expect(line("twice", "4:", "VBP0206", "2 times"), "\(run.notes)")
        #expect(line("twice", "5:", "VBP0206", "2 times"), "\(run.notes)")
        #expect(line("broken", "", "VBP0101", "not well-formed"), "\(run.notes)")
        // Each with file, line and column, and the number of findings last.
        for line in lines where line.contains("/submissions/X-") {
            #expect(line.contains(/\.xml:\d+:\d+: (error|warning): \[VBP\d{4}\]/), "\(line)")
        }
        #expect(lines.last { $0.contains(" error") }?.contains(/^\d+ errors/) == true)

        // Everything sound takes part: the sound bids of two firms, and every bid of the others.
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: "\(out)/result.json")))
                as? [String: Any])
        let counts = try #require(result["counts"] as? [String: Any])
        #expect(counts["bids"] as? Int == 102 + 2 && counts["refused_submissions"] as? Int == 5)
        #expect((result["refused"] as? [Any])?.count == 5)
        let decisions = try String(contentsOfFile: "\(out)/decisions.csv", encoding: .utf8)
        #expect(decisions.contains("unknown-lot") && decisions.contains("twice"))
        #expect(!decisions.contains("other-round") && !decisions.contains("comma") && !decisions.contains("无此品种"))
    }

    @Test("65: with --strict a refused submission stops the run, with nothing written")
    func strict() throws {
        let folder = try faultyFolder()
        let run = CommandRun("evaluate", folder, "--output", out, "--strict")
        #expect(run.status == 65 && !isWritten && run.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: out))
        #expect(CommandRun("evaluate", Repository.tender("4+7-expansion"), "--strict").status == 0)
    }

    @Test("73: an output folder below a file, or a file in its place")
    func cannotCreate() throws {
        try TemporaryFolder.write("in the way", to: "file")
        for target in ["file", "file/out", "file/deep/out"] {
            let run = CommandRun("evaluate", Repository.tender("4+7"), "--output", "\(TemporaryFolder.path)/\(target)")
            #expect(run.status == 73, "\(target)")
            #expect(run.notes.contains("error: \(TemporaryFolder.path)/file"), "\(run.notes)")
        }
        #expect(try String(contentsOfFile: "\(TemporaryFolder.path)/file", encoding: .utf8) == "in the way")
    }

    @Test("73: a folder where a file has to be written, with no temporary file left")
    func folderInTheWay() throws {
        try TemporaryFolder.write("in the way", to: "out/result.json/file")
        let run = CommandRun("evaluate", Repository.tender("4+7"), "--output", out)
        #expect(run.status == 73 && run.notes.contains("error: \(out)/result.json"), "\(run.notes)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["result.json"])
    }

    @Test("75: a draw is pending, and everything is written")
    func pending() throws {
        let folder = try TemporaryFolder.copy("GY-YD2019-2")
        try FileManager.default.removeItem(atPath: "\(folder)/record.xml")
        let run = CommandRun("evaluate", folder, "--output", out)
        #expect(run.status == 75)
        #expect(try Set(Repository.files(in: out).keys).isSuperset(of: ["result.json", "decisions.csv", "summary.md"]))
        #expect(run.notes.contains("pending: lot '对乙酰氨基酚口服常释剂型', rule 'shortlist'"), "\(run.notes)")
        #expect(run.notes.contains("draw 1 of 2") && run.notes.contains("河北冀衡（集团）药业有限公司"))
        let decisions = try String(contentsOfFile: "\(out)/decisions.csv", encoding: .utf8)
        let rows = decisions.split(separator: "\n").filter { $0.contains(",pending,") }
        #expect(rows.count == 2 && rows.allSatisfy { $0.hasPrefix("对乙酰氨基酚口服常释剂型,") })
    }

    @Test("75 is reported before 2, and 65 before both, of several rounds the worst")
    func worst() throws {
        let tenders = "\(TemporaryFolder.path)/tenders"
        _ = try TemporaryFolder.copy("4+7", as: "tenders/a")
        let pending = try TemporaryFolder.copy("GY-YD2019-2", as: "tenders/b")
        try FileManager.default.removeItem(atPath: "\(pending)/record.xml")
        #expect(CommandRun("evaluate", tenders, "--all").status == 75)
        try TemporaryFolder.write("<broken", to: "tenders/b/submissions/Z.xml")
        #expect(CommandRun("evaluate", tenders, "--all").status == 75)
        #expect(CommandRun("evaluate", "\(tenders)/b").status == 75)
        _ = try TemporaryFolder.copy("4+7", as: "tenders/c")
        try TemporaryFolder.write("<broken", to: "tenders/c/round.xml")
        let run = CommandRun("evaluate", tenders, "--all", "--output", out)
        #expect(run.status == 65)
        // The sound rounds are written all the same.
        #expect(FileManager.default.fileExists(atPath: "\(out)/a/result.json"))
        #expect(FileManager.default.fileExists(atPath: "\(out)/b/result.json"))
        #expect(!FileManager.default.fileExists(atPath: "\(out)/c"))
    }

    @Test("65: a recorded draw that nothing called for is an error at its place in the record")
    func forbiddenAct() throws {
        let folder = try TemporaryFolder.copy("GY-YD2019-2")
        let path = "\(folder)/record.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacingOccurrences(of: "B-303e277a781b", with: "B-983978d44121")
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: path))
        let run = CommandRun("evaluate", folder, "--output", out)
        #expect(run.status == 65 && !isWritten)
        #expect(
            run.notes.contains(/record\.xml:5:\d+: error: \[VBP0305\] rule 'shortlist' does not allow this act/),
            "\(run.notes)")
        #expect(run.notes.contains("'B-983978d44121' is not among the tied bids"))
    }

    @Test("the numbers are the promised ones, and their order puts the worst last")
    func numbers() {
        #expect(Set(ExitStatus.allCases.map(\.rawValue)) == [0, 1, 2, 64, 65, 66, 73, 74, 75])
        #expect(ExitStatus.done < .different && ExitStatus.refused < .pending && ExitStatus.pending < .faultyData)
    }
}
