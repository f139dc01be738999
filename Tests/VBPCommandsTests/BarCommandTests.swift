import Foundation
import Testing
import VBPCommands

/// A firm that failed to supply may not bid in later rounds of the folder (违规名单).
@Suite("vbp bar", .temporaryFolder)
struct BarCommandTests {
    private static let citation = "clause=\"1\" basis=\"document\" confidence=\"high\""

    /// A and B bid 1.00 and 2.00 for two places; firms that are barred are out.
    private func round(_ name: String, deadline: String, start: String? = nil) throws -> String {
        let folder = "\(TemporaryFolder.path)/rounds/\(name)"
        try FileManager.default.createDirectory(atPath: folder + "/submissions", withIntermediateDirectories: true)
        func write(_ text: String, _ file: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
        }
        let started = start.map { " agreement-start=\"\($0)\"" } ?? ""
        try write(
            """
            <round xmlns="urn:vbp:round:1" id="\(name)" deadline="\(deadline)T10:00:00+08:00"\(started) synthetic="true">
              <region id="北京"/>
              <lot id="甲" reference="10mg">
                <specification id="10mg"><content amount="10" unit="mg"/></specification>
              </lot>
            </round>
            """, "round.xml")
        try write(
            """
            <rulebook xmlns="urn:vbp:rulebook:1" id="R">
              <comparable-price \(Self.citation)/>
              <screen id="barred" \(Self.citation)><not><barred/></not></screen>
              <shortlist id="places" \(Self.citation)><places bidders="1-" places="2"/></shortlist>
              <volume \(Self.citation)><share tier="normal" winners="1-" value="100%"/></volume>
              <draft id="regions" \(Self.citation)/>
            </rulebook>
            """, "rulebook.xml")
        for (firm, price) in [("A", "1.00"), ("B", "2.00")] {
            try write(
                """
                <submission xmlns="urn:vbp:submission:1" round="\(name)">
                  <bidder id="\(firm)" name="\(firm)药业"/><bid lot="甲" specification="10mg" price="\(price)"/>
                </submission>
                """, "submissions/\(firm).xml")
        }
        return folder
    }

    private func winners(_ folder: String) throws -> [String] {
        let out = "\(TemporaryFolder.path)/out"
        _ = CommandRun("evaluate", folder, "--output", out)
        let table = try String(contentsOfFile: out + "/decisions.csv", encoding: .utf8)
        return table.split(separator: "\n").dropFirst().map { row in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            return "\(cells[1]) \(cells[3])"
        }
    }

    @Test("a recorded default bars its firm from the rounds within the window, and from no others")
    func window() throws {
        let first = try round("r1", deadline: "2021-01-10", start: "2021-04-01")
        let before = try round("r0", deadline: "2021-08-10")
        // Nine months from 11 August 2021: to 10 May 2022.
        let inside = try round("r2", deadline: "2022-05-10")
        let after = try round("r3", deadline: "2022-05-11")
        let rounds = "\(TemporaryFolder.path)/rounds"
        #expect(CommandRun("bar", rounds, "--months", "9").output == "no firm has to be barred from a round\n")
        #expect(
            CommandRun(
                "record", "pick", first, "--lot", "甲", "--stage", "regions", "--bidder", "A", "--region", "北京",
                "--evidence", "minutes"
            ).status == 0)
        // Nobody backs up 北京: a new supplier has to be selected (75).
        #expect(
            CommandRun(
                "record", "default", first, "--lot", "甲", "--bidder", "A", "--from", "2021-08-11", "--cause",
                "no stock", "--evidence", "notice"
            ).status == 75)
        #expect(try winners(inside) == ["A药业 won", "B药业 won"])

        let said = "\(inside): 'A' is barred from 2021-08-11 to 2022-05-10: no stock (round 'r1')\n"
        #expect(CommandRun("bar", rounds, "--months", "9", "--dry-run").output == said)
        #expect(!FileManager.default.fileExists(atPath: inside + "/references.xml"))
        let run = CommandRun("bar", rounds, "--months", "9")
        #expect(run.status == 0 && run.output == said)
        let written = try String(contentsOfFile: inside + "/references.xml", encoding: .utf8)
        let record = try Data(contentsOf: URL(filePath: first + "/record.xml"))
        #expect(written.contains("round=\"r1\" sha256=\"\(try sha256(record))\"/>"))
        #expect(try winners(inside) == ["B药业 won", "A药业 excluded"])
        for other in [first, before, after] {
            #expect(!FileManager.default.fileExists(atPath: other + "/references.xml"))
            #expect(try winners(other).contains("A药业 won"))
        }
        // What is there already stays as it is, and a longer window comes beside it.
        #expect(CommandRun("bar", rounds, "--months", "9").output == "no firm has to be barred from a round\n")
        #expect(try String(contentsOfFile: inside + "/references.xml", encoding: .utf8) == written)
        #expect(CommandRun("bar", rounds, "--months", "10").output.contains("\(after): 'A' is barred"))
        #expect(CommandRun("check", inside).status == 0)
    }

    /// By the system's own tool.
    private func sha256(_ data: Data) throws -> String {
        let path = "\(TemporaryFolder.path)/digested"
        try data.write(to: URL(filePath: path))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile().prefix(64), as: UTF8.self)
    }

    @Test("says what is wrong")
    func faults() throws {
        #expect(CommandRun("bar", TemporaryFolder.path, "--months", "9").status == 66)
        #expect(CommandRun("bar", TemporaryFolder.path, "--months", "0").status == 64)
        let folder = try round("r1", deadline: "2021-01-10")
        try Data("<round".utf8).write(to: URL(filePath: folder + "/round.xml"))
        #expect(CommandRun("bar", "\(TemporaryFolder.path)/rounds", "--months", "9").status == 65)
    }
}
