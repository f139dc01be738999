import Foundation
import Testing
import VBPCommands

/// Acts are checked by the rules before they are written.
@Suite("vbp record", .temporaryFolder)
struct RecordCommandTests {
    private static let citation = "clause=\"1\" basis=\"document\" confidence=\"high\""

    /// One lot, two firms, talks against a sealed reserve price: 115 % to go on, 100 % to succeed.
    private func round() throws -> String {
        let folder = "\(TemporaryFolder.path)/talks"
        try FileManager.default.createDirectory(atPath: folder + "/submissions", withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        try write(
            """
            <round xmlns="urn:vbp:round:1" id="R" synthetic="true">
              <lot id="甲" reference="10mg"><specification id="10mg"><content amount="10" unit="mg"/></specification></lot>
            </round>
            """, "round.xml")
        try write(
            """
            <rulebook xmlns="urn:vbp:rulebook:1" id="R">
              <comparable-price \(Self.citation) filed-digits="2"/>
              <screen id="eligible" \(Self.citation)><not><recorded/></not></screen>
              <reference id="reserve" \(Self.citation)><sealed/></reference>
              <negotiate id="talks" opening-offers="2" \(Self.citation)>
                <enter><at-most of="comparable-price" to="reserve" factor="1.15"/></enter>
                <succeed><at-most of="comparable-price" to="reserve"/></succeed>
              </negotiate>
            </rulebook>
            """, "rulebook.xml")
        for firm in ["A", "B"] {
            try write(
                """
                <submission xmlns="urn:vbp:submission:1" round="R">
                  <bidder id="\(firm)" name="甲药业\(firm)"/>
                  <bid lot="甲" specification="10mg" price="9.00"/>
                </submission>
                """, "submissions/\(firm).xml")
        }
        return folder
    }

    private func record(_ folder: String, _ act: String, _ rest: String...) -> CommandRun {
        CommandRun(["record", act, folder, "--evidence", "minutes"] + rest)
    }

    @Test("takes a negotiation from the sealed price to its end, one checked act after the other")
    func talks() throws {
        let folder = try round()
        let (lot, reserve, talks) = (["--lot", "甲"], ["--stage", "reserve"], ["--stage", "talks"])
        func run(_ act: String, _ rest: [String]) -> CommandRun {
            CommandRun(["record", act, folder, "--evidence", "minutes"] + rest)
        }
        // Nothing can be offered while the reserve price is sealed, nor revealed before it is sealed.
        #expect(run("offer", lot + talks + ["--bidder", "A", "--price", "9"]).status == 65)
        #expect(run("reveal", lot + reserve + ["--price", "4.00", "--salt", "s"]).status == 65)
        #expect(run("commit", lot + reserve + ["--price", "4.00", "--salt", "s"]).status == 75)
        let recorded = try String(contentsOfFile: folder + "/record.xml", encoding: .utf8)
        #expect(!recorded.contains("4.00"), "the price itself is not written")
        // printf 'vbp-reserve-1\nR\n甲\nreserve\n4.00\ns\n' | sha256sum
        #expect(recorded.contains("8640bc8fc7c036cb46b41b3b63a8abb41ca46025b8673ac4790458026f1b3336"), "\(recorded)")
        #expect(run("reveal", lot + reserve + ["--price", "4.10", "--salt", "s"]).notes.contains("[VBP0307]"))
        #expect(run("reveal", lot + reserve + ["--price", "4.00", "--salt", "s"]).status == 75)
        // A: 4.61 is above 115 % of 4.00, 4.60 is exactly that, and 4.00 exactly 100 %.
        #expect(run("offer", lot + talks + ["--bidder", "A", "--price", "4.61"]).status == 75)
        let rising = run("offer", lot + talks + ["--bidder", "A", "--price", "4.62"])
        #expect(rising.status == 65 && rising.notes.contains("rule 'talks'") && rising.notes.contains("4.61"))
        #expect(run("offer", lot + talks + ["--bidder", "A", "--price", "4.60"]).status == 75)
        #expect(run("offer", lot + talks + ["--bidder", "A", "--price", "4.005"]).notes.contains("3 decimals"))
        #expect(run("offer", lot + talks + ["--bidder", "A", "--price", "4.00"]).status == 75)
        #expect(run("close", lot + talks + ["--bidder", "A"]).notes.contains("are over"))
        // B: two offers above 115 %, and the talks are over.
        #expect(run("offer", lot + talks + ["--bidder", "B", "--price", "8.00"]).status == 75)
        let last = run("offer", lot + talks + ["--bidder", "B", "--price", "4.61"])
        #expect(last.status == 0 && last.notes.isEmpty)
        let outcome = CommandRun("explain", folder, "--lot", "甲")
        #expect(outcome.output.contains("甲药业A A — won") && outcome.output.contains("甲药业B B — lost"))
    }

    @Test("leaves the record as it was when an act is refused, or only checked")
    func untouched() throws {
        let folder = try round()
        let path = folder + "/record.xml"
        #expect(record(folder, "exclude", "--stage", "nowhere", "--bidder", "A").status == 65)
        #expect(record(folder, "exclude", "--stage", "eligible", "--bidder", "C").status == 65)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(record(folder, "exclude", "--stage", "eligible", "--bidder", "A", "--dry-run").status == 75)
        #expect(!FileManager.default.fileExists(atPath: path))
        let old = """
            <?xml version="1.0" encoding="UTF-8"?>
            <record xmlns="urn:vbp:record:1" round="R">
              <source id="S1">the &amp; file</source>
              <!-- by hand -->
            </record>
            """
        try Data(old.utf8).write(to: URL(filePath: path))
        #expect(
            record(folder, "exclude", "--stage", "eligible", "--bidder", "A", "--source", "the & file").status == 75)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <record xmlns="urn:vbp:record:1" round="R">
                  <source id="S1">the &amp; file</source>
                  <!-- by hand -->
                  <exclude stage="eligible" bidder="A" evidence="minutes" source="S1"/>
                </record>
                """)
        // The firm is out already: nothing calls for a second act.
        #expect(record(folder, "withdraw", "--stage", "eligible", "--bidder", "A").status == 65)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tmp") } == [])
    }

    @Test("is called wrongly with status 64")
    func usage() throws {
        let folder = try round()
        let rest = ["--lot", "甲", "--stage", "talks", "--bidder", "A", "--evidence", "m"]
        for arguments in [
            ["offer", folder] + rest, ["offer", folder, "--price", "1e3"] + rest, ["revive", folder] + rest,
            ["affiliate", folder, "--bidders", "A", "--evidence", "m"],
            ["commit", folder, "--lot", "甲", "--stage", "r", "--evidence", "m"],
        ] {
            #expect(CommandRun(["record"] + arguments).status == 64, "\(arguments)")
        }
    }
}
