import Foundation
import Testing

@Suite("vbp check", .temporaryFolder)
struct CheckCommandTests {
    static let submission = """
        <submission xmlns="urn:vbp:submission:1" round="R">
          <bidder id="a" name="甲公司"/>
          <bid lot="甲" specification="10mg" price="1.00"/>
        </submission>

        """

    /// A copy of a published round; returns its path.
    private func round() throws -> String { try TemporaryFolder.copy("GY-YD2019-2", as: "round") }

    @Test("says what a file is")
    func file() throws {
        try TemporaryFolder.write(Self.submission, to: "a.xml")
        let run = CommandRun("check", "\(TemporaryFolder.path)/a.xml")
        #expect(run.status == 0)
        #expect(
            run.output == """
                \(TemporaryFolder.path)/a.xml: submission: 1 bid of '甲公司' for round 'R'
                1 file; nothing is wrong

                """)
        #expect(run.notes == "")
    }

    @Test("reads a folder with a round.xml as a round: the documents are held against each other")
    func wholeRound() throws {
        let folder = try round()
        #expect(CommandRun("check", folder).status == 0)
        try TemporaryFolder.write(Self.submission, to: "round/submissions/a.xml")
        let run = CommandRun("check", folder)
        #expect(run.status == 2)
        #expect(run.notes.contains("\(folder)/submissions/a.xml:1:1: error: [VBP0201] this document is for round 'R'"))
        #expect(CommandRun("check", folder, "--strict").status == 65)
        try FileManager.default.removeItem(atPath: "\(folder)/rulebook.xml")
        #expect(CommandRun("check", folder).status == 66)
    }

    @Test("goes through any other folder, counts what it does not look at, and finds rounds in it")
    func folders() throws {
        _ = try round()
        try TemporaryFolder.write(Self.submission, to: "inbox/day 1/a.xml")
        try TemporaryFolder.write("round,bidder\n", to: "inbox/table.csv")
        let run = CommandRun("check", TemporaryFolder.path)
        #expect(run.status == 0)
        #expect(run.output.contains("/inbox/day 1/a.xml: submission: 1 bid"))
        #expect(run.output.contains("/round/round.xml: round: 'GY-YD2019-2', "))
        #expect(run.output.contains(", 1 not named *.xml and not looked at; nothing is wrong\n"))
    }

    @Test("a fault of a file by itself is 65, a file that is not there 66; all files are looked at")
    func statuses() throws {
        try TemporaryFolder.write("<submission xmlns=\"urn:vbp:submission:1\"/>", to: "bad.xml")
        try TemporaryFolder.write(Self.submission, to: "good.xml")
        let bad = "\(TemporaryFolder.path)/bad.xml"
        #expect(CommandRun("check", bad).status == 65)
        let run = CommandRun("check", "\(TemporaryFolder.path)/none.xml", bad, "\(TemporaryFolder.path)/good.xml")
        #expect(run.status == 66)
        #expect(run.notes.contains("none.xml: error: [VBP0001] there is no such file"))
        #expect(run.notes.contains("bad.xml:1:1: error: [VBP0105]"))
        #expect(run.output.contains("3 files; "))
        #expect(CommandRun("check").status == 64)
    }

    @Test("--strict takes a warning for an error")
    func strict() throws {
        let text = Self.submission.replacingOccurrences(of: "id=\"a\"", with: "id=\"a\" scheme=\"USCC\"")
        try TemporaryFolder.write(text, to: "a.xml")
        let path = "\(TemporaryFolder.path)/a.xml"
        #expect(CommandRun("check", path).status == 0)
        #expect(CommandRun("check", path, "--strict").status == 65)
    }

    @Test("--format json has every file and finding")
    func json() throws {
        try TemporaryFolder.write("<r>\u{202E}</r>", to: "a.xml")
        let run = CommandRun("check", "\(TemporaryFolder.path)/a.xml", "--format", "json")
        #expect(run.notes == "")
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let document = try #require(parsed as? [String: Any])
        #expect(document["errors"] as? Int == 2)
        let files = try #require(document["files"] as? [[String: Any]])
        #expect(files.map { $0["kind"] as? String } == ["unknown"])
        let findings = try #require(files.first?["findings"] as? [[String: Any]])
        #expect(findings.map { $0["code"] as? String } == ["VBP0110", "VBP0103"])
        #expect(findings.first?["line"] as? Int == 1)
        #expect(!run.output.contains("\u{202E}"))
    }

    @Test("a document of nobody's is read to its end for what is dangerous in it")
    func strangers() throws {
        let samples: [(name: String, text: String, words: [String])] = [
            ("deep", String(repeating: "<a>", count: 40), ["[VBP0103]", "limit 'depth' of 32"]),
            ("broken", "<a>\n<b>\n</a>", ["[VBP0103]", "broken.xml:3", "[VBP0101]"]),
            (
                "attribute", "<a>\n  <b c=\"x\u{2066}\"/></a>",
                ["attribute.xml:2:3: error: [VBP0110] an attribute value", "U+2066"]
            ),
            ("lines", "<a>\nx\u{202E}\ny\n</a>", ["lines.xml:2: error: [VBP0110] the text", "U+202E"]),
            ("dtd", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", ["[VBP0102]"]),
        ]
        for sample in samples {
            try TemporaryFolder.write(sample.text, to: "\(sample.name).xml")
            let run = CommandRun("check", "\(TemporaryFolder.path)/\(sample.name).xml")
            #expect(run.status == 65)
            for words in sample.words { #expect(run.notes.contains(words), "\(sample.name): \(run.notes)") }
        }
    }

    static let hostile =
        "/\(Repository.root.split(separator: "/").dropLast().joined(separator: "/"))/shared/samples/hostile-xml"

    @Test(
        "the hostile samples are answered at once, each by the rule or limit",
        .enabled(
            if: FileManager.default.fileExists(atPath: hostile), "the samples beside the repository are not there"),
        arguments: [
            ("bomb", "has a DOCTYPE"), ("xxe", "has a DOCTYPE"), ("dtd", "has a DOCTYPE"),
            ("quadratic", "has a DOCTYPE"),
            ("deep300", "limit 'depth'"), ("attrs40k", "limit 'attributes'"), ("bidi", "invisible character U+202E"),
            ("gb18030", "the root element is <r>"), ("utf16le-bom", "the root element is <r>"),
        ])
    func samples(name: String, words: String) {
        let start = ContinuousClock.now
        let run = CommandRun("check", "\(Self.hostile)/\(name).xml")
        #expect(ContinuousClock.now - start < .milliseconds(200))
        #expect(run.status == 65)
        #expect(run.notes.contains(words))
    }

    @Test("--limit sets a limit of check, evaluate and verify")
    func limits() throws {
        try TemporaryFolder.write(Self.submission, to: "a.xml")
        let path = "\(TemporaryFolder.path)/a.xml"
        let run = CommandRun("check", path, "--limit", "bytes=10")
        #expect(run.status == 65)
        #expect(run.notes.contains("the limit 'bytes' of 10"))
        #expect(
            CommandRun("check", path, "--limit", "elements=2", "--limit", "depth=64").notes.contains("'elements' of 2"))
        let folder = try round()
        for command in ["evaluate", "verify"] {
            #expect(CommandRun(command, folder, "--limit", "depth=2").status == 65)
        }
        for wrong in ["depth", "depth=x", "depth=0", "depth=257", "height=3"] {
            let run = CommandRun("check", path, "--limit", wrong)
            #expect(run.status == 64)
        }
    }

    @Test("nothing is wrong with any round under Tenders/, by the reader and by the schemas")
    func tenders() {
        let run = CommandRun("check", "\(Repository.root)/Tenders")
        #expect(run.status == 0 && !run.notes.contains("error:"), "\(run.notes)")
    }
}
