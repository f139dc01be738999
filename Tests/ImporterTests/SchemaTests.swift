import Procurement
import Testing

@testable import Importer

@Suite("The schemas, by a validator that is not ours", .enabled(if: XMLLint.isInstalled), .temporaryFolder)
struct SchemaTests {
    @Test("are schemas by themselves", arguments: DocumentKind.allCases)
    func compile(kind: DocumentKind) throws {
        let schema = try TemporaryFolder.current.write(kind.schema, to: "\(kind.rawValue).xsd")
        // A document of another kind is not valid; a schema that can't be compiled gives other words.
        let stranger = try TemporaryFolder.current.write("<stranger/>", to: "stranger.xml")
        let complaints = try XMLLint.complaints(schema: schema, documents: [stranger])
        #expect(complaints.contains("No matching global declaration available"), "\(complaints)")
        #expect(!complaints.contains("parser error"), "\(complaints)")
        #expect(!complaints.contains("failed to compile"), "\(complaints)")
    }

    @Test("have every document under Tenders/ valid", arguments: Repository.rounds)
    func tenders(round: String) throws {
        let folder = "\(Repository.root)/Tenders/\(round)"
        let documents: [(DocumentKind, [String])] = [
            (.round, ["round.xml"]), (.rulebook, ["rulebook.xml"]), (.demand, ["demand.xml"]),
            (.published, ["published.xml"]),
            (.record, Repository.names(in: folder).filter { $0 == "record.xml" }),
            (.submission, Repository.names(in: "\(folder)/submissions").map { "submissions/\($0)" }),
        ]
        for (kind, names) in documents where !names.isEmpty {
            let schema = try TemporaryFolder.current.write(kind.schema, to: "\(kind.rawValue).xsd")
            #expect(try XMLLint.complaints(schema: schema, documents: names.map { "\(folder)/\($0)" }) == "")
        }
    }

    @Test("have every single rulebook under Tenders/ valid")
    func rulebooks() throws {
        let folder = "\(Repository.root)/Tenders/rulebooks"
        let schema = try TemporaryFolder.current.write(DocumentKind.rulebook.schema, to: "rulebook.xsd")
        let files = Repository.names(in: folder).map { "\(folder)/\($0)" }
        try #require(!files.isEmpty)
        #expect(try XMLLint.complaints(schema: schema, documents: files) == "")
        for file in files {
            let (rulebook, findings) = RulebookFile.read(path: file)
            #expect(findings.map(\.line) == [])
            #expect(rulebook != nil)
        }
    }

    @Test(
        "refuse what the reader refuses",
        arguments: [
            "price=\"0\"", "price=\"0.00\"", "price=\"-1\"", "price=\"1,5\"", "price=\".5\"", "price=\"1e3\"",
            "price=\"+1\"", "price=\"\"", "", "price=\"1\" colour=\"red\"", "price=\"1\" originator=\"yes\"",
            "price=\"1\" pack=\"0\" pack-price=\"1\"", "price=\"1\" confidence=\"sure\"", "price=\"1\" product=\"\"",
        ]
    )
    func alike(attributes: String) throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" \(attributes)/>")
        #expect(try round.read().findings.contains { $0.severity == .error })
        let schema = try TemporaryFolder.current.write(DocumentKind.submission.schema, to: "submission.xsd")
        let document = "\(TemporaryFolder.current.path)/submissions/a.xml"
        #expect(try XMLLint.complaints(schema: schema, documents: [document]).contains("fails to validate"))
    }

    @Test("are asked on request: what only they refuse is reported then")
    func onRequest() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid xml:lang=\"zh\" lot=\"甲\" specification=\"10mg\" price=\"1\"/>")
        #expect(try round.read().findings.map(\.line) == [])
        let imported = RoundFolder(path: TemporaryFolder.current.path, validatesSchema: true).read()
        #expect(imported.findings.map(\.code) == [.schemaViolation])
        #expect(imported.findings.map(\.location) == [Procurement.SourceLocation(file: "submissions/a.xml", line: 4)])
        #expect(imported.dossier?.refused.map(\.file) == ["submissions/a.xml"])
    }

    /// Faults in the root element, which the validator is told of by hand, below it and at its end.
    static let faults = [
        "<submission xmlns=\"urn:vbp:submission:1\"/>",
        "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\" colour=\"red\"/>",
        "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\" submitted=\"yesterday\"><bidder id=\"a\" name=\"b\"/></submission>",
        "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\">\n<bidder id=\"a\"/></submission>",
        "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\">\n<bid lot=\"a\" specification=\"b\" price=\"1\"><bid/></bid></submission>",
        "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\">text</submission>",
        "<demand xmlns=\"urn:vbp:demand:1\" round=\"R\" kind=\"base\"><group region=\"a\" lot=\"b\"></group></demand>",
        "<demand xmlns=\"urn:vbp:demand:1\" round=\"R\" kind=\"base\">\n\n<unknown region=\"a\" lot=\"b\"/></demand>",
    ]

    @Test("find the same lines as xmllint, though they are asked while the reader reads", arguments: faults)
    func lines(text: String) throws {
        let kind = try #require([DocumentKind.submission, .demand].first { text.contains($0.namespace) })
        let schema = try TemporaryFolder.current.write(kind.schema, to: "\(kind.rawValue).xsd")
        let document = try TemporaryFolder.current.write(text, to: "a.xml")
        let complaints = try XMLLint.complaints(schema: schema, documents: [document])
        // xmllint writes FILE:LINE: element …
        let expected = complaints.split(separator: "\n").compactMap { line -> Int? in
            line.hasPrefix(document + ":") ? Int(line.dropFirst(document.count + 1).prefix { $0 != ":" }) : nil
        }
        try #require(!expected.isEmpty, "\(complaints)")
        let driver = XMLDriver(
            name: "a.xml", diagnostics: Diagnostics(), limits: ImportLimits(),
            schema: { _ in SchemaValidator(text: kind.schema) }
        ) { _ in TagHandler() }
        driver.parse(try InputFile(path: document, shownAs: "a.xml"), with: XMLContext())
        #expect(driver.schemaFindings.map { $0.location?.line } == expected)
        #expect(driver.schemaFindings.allSatisfy { $0.code == .schemaViolation && !$0.message.contains("{") })
    }

    @Test("agree with the reader about every document under Tenders/", arguments: Repository.rounds)
    func real(round: String) {
        let imported = RoundFolder(path: "\(Repository.root)/Tenders/\(round)", validatesSchema: true).read()
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
    }

    @Test("take what the reader takes", arguments: ["1", "0.01", "10", "1.50", "0100.0", "00.001"])
    func prices(price: String) throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"\(price)\"/>")
        #expect(try round.read().findings.map(\.line) == [])
        let schema = try TemporaryFolder.current.write(DocumentKind.submission.schema, to: "submission.xsd")
        let document = "\(TemporaryFolder.current.path)/submissions/a.xml"
        #expect(try XMLLint.complaints(schema: schema, documents: [document]) == "")
    }
}
