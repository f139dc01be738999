import Foundation
import Importer
import Procurement
import Testing

@Suite("Files that are no documents", .temporaryFolder)
struct UnreadableFileTests {
    @Test("a folder that is not there is missing")
    func missingFolder() {
        let imported = RoundFolder(path: TemporaryFolder.current.path + "/absent").read()
        #expect(imported.isMissing)
        #expect(imported.dossier == nil)
        #expect(imported.findings.map(\.code) == [.fileMissing])
    }

    @Test("an empty folder misses both documents that a round needs")
    func emptyFolder() {
        let imported = RoundFolder(path: TemporaryFolder.current.path).read()
        #expect(imported.isMissing)
        #expect(imported.dossier == nil)
        #expect(
            imported.findings.map(\.line) == [
                "round.xml: error: [VBP0001] there is no such file",
                "rulebook.xml: error: [VBP0001] there is no such file",
            ])
    }

    @Test("a file is no folder")
    func fileAsFolder() throws {
        let path = try TemporaryFolder.current.write("", to: "round.xml")
        let imported = RoundFolder(path: path).read()
        #expect(imported.dossier == nil)
        #expect(imported.hasAuthorityFault)
        #expect(imported.findings.map(\.code) == [.fileUnexpected])
    }

    /// Things that stand in a folder and are no regular file.
    enum Oddity: String, CaseIterable {
        case directory = "a directory"
        case link = "a symbolic link"
        case pipe = "a named pipe"

        func create(at path: String) throws {
            switch self {
            case .directory: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            // The link leads to a sound document: it is refused all the same.
            case .link: try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "sound.xml")
            case .pipe: try #require(mkfifo(path, 0o600) == 0)
            }
        }
    }

    @Test(
        "that are no regular file are refused at once, as submissions", .timeLimit(.minutes(1)),
        arguments: Oddity.allCases)
    func oddSubmission(oddity: Oddity) throws {
        let round = ExampleRound()
        _ = try round.read()
        try oddity.create(at: "\(TemporaryFolder.current.path)/submissions/x.xml")
        let imported = try round.expect([
            "submissions/x.xml: error: [VBP0002] this is \(oddity.rawValue), not a regular file; put the file itself here"
        ])
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
        #expect(imported.dossier?.refused.map(\.file) == ["submissions/x.xml"])
    }

    @Test(
        "that are no regular file are refused at once, as the round itself", .timeLimit(.minutes(1)),
        arguments: Oddity.allCases)
    func oddRound(oddity: Oddity) throws {
        var round = ExampleRound()
        round.files["round.xml"] = nil
        try oddity.create(at: "\(TemporaryFolder.current.path)/round.xml")
        let imported = try round.expect([
            "round.xml: error: [VBP0002] this is \(oddity.rawValue), not a regular file; put the file itself here"
        ])
        #expect(imported.dossier == nil)
        #expect(imported.hasAuthorityFault)
        #expect(!imported.isMissing)
    }

    @Test("a file where the folder of submissions belongs is a fault, not a round without bids")
    func submissionsAsFile() throws {
        var round = ExampleRound()
        round.files = round.files.filter { !$0.key.hasPrefix("submissions/") }
        round.files["submissions"] = "nothing"
        let imported = try round.read()
        #expect(imported.findings.map(\.code) == [.fileUnreadable])
        #expect(imported.dossier == nil)
    }

    @Test("other files among the submissions are mentioned, hidden ones are not")
    func strangers() throws {
        var round = ExampleRound()
        round.files["submissions/notes.txt"] = "x"
        round.files["submissions/.DS_Store"] = "x"
        let words = "warning: [VBP0003] this file is no submission and was not read; submissions are files named *.xml"
        let imported = try round.expect(["submissions/notes.txt: \(words)"])
        #expect(imported.dossier?.submissions.count == 1)
    }

    @Test("a submission's name may end in capitals: a bidder is not lost by that")
    func capitals() throws {
        var round = ExampleRound()
        round.files["submissions/upper.XML"] = ExampleRound.submission(bidder: "upper", "")
        #expect(try round.read().dossier?.submissions.map(\.bidder.id).sorted() == ["sound", "upper"])
    }

    @Test(
        "a file that is not XML is refused as that, and the round goes on",
        arguments: [
            ("an empty file", ""), ("no XML", "price,1.00\n"),
            ("a cut file", "<submission xmlns=\"urn:vbp:submission:1\""),
            ("crossed tags", "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\"><a></submission>"),
            ("two roots", "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\"/><a/>"),
            ("an attribute twice", "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\" round=\"R\"/>"),
            ("an entity that nobody declared", "<submission xmlns=\"urn:vbp:submission:1\" round=\"&r;\"/>"),
            ("a control character", "<submission xmlns=\"urn:vbp:submission:1\" round=\"\u{1}\"/>"),
            ("a lone ampersand", "<submission xmlns=\"urn:vbp:submission:1\" round=\"A & B\"/>"),
        ]
    )
    func notWellFormed(what: String, text: String) throws {
        var round = ExampleRound()
        round.files["submissions/x.xml"] = text
        let imported = try round.read()
        // What stood before the fault may have been read, and be faulty too.
        #expect(imported.findings.last?.code == .notWellFormed, "\(what): \(imported.findings.map(\.line))")
        #expect(imported.findings.allSatisfy { $0.location?.file == "submissions/x.xml" })
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
        #expect(imported.dossier?.refused.map(\.isWhole) == [true])
    }

    @Test("crossed tags are reported in the line where they cross")
    func line() throws {
        var round = ExampleRound()
        round.files["submissions/x.xml"] = """
            <submission xmlns="urn:vbp:submission:1" round="R">
              <bidder id="x" name="x"/>
              <bid lot="甲" specification="10mg" price="1">
            </submission>

            """
        let finding = try #require(try round.read().findings.first)
        #expect(finding.location?.line == 4, "libxml2's first complaint, not its last")
        #expect(finding.message.hasPrefix("not well-formed XML: "))
        #expect(finding.remedy == "the rest of the file was not read")
    }

    @Test("a DOCTYPE is refused before anything behind it is read")
    func doctype() throws {
        let secret = try TemporaryFolder.current.write("secret", to: "secret.txt")
        var round = ExampleRound()
        round.files["submissions/x.xml"] = """
            <?xml version="1.0"?>
            <!DOCTYPE submission [<!ENTITY who SYSTEM "file://\(secret)">]>
            <submission xmlns="urn:vbp:submission:1" round="R">
              <bidder id="&who;" name="&who;"/>
            </submission>

            """
        let imported = try round.read()
        #expect(imported.findings.map(\.code) == [.forbiddenConstruct])
        #expect(imported.findings.map(\.location?.line) == [2])
        #expect(!imported.findings.contains { $0.line.contains("secret") && !$0.line.contains("x.xml") })
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
    }

    @Test("other encodings are read when they are declared: a submission in UTF-16")
    func encodings() throws {
        let text = ExampleRound.submission(bidder: "齐鲁", "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\"/>")
        let round = ExampleRound()
        _ = try round.read()
        let body = text.split(separator: "\n").dropFirst().joined(separator: "\n")
        let utf16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + body
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in utf16.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        try TemporaryFolder.current.write(bytes, to: "submissions/x.xml")
        let imported = try round.expect([])
        #expect(imported.dossier?.submissions.map(\.bidder.name).contains("齐鲁") == true)
    }
}
