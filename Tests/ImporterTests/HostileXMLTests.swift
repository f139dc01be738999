import Foundation
import Importer
import Procurement
import Testing

@Suite("Hostile XML", .temporaryFolder)
struct HostileXMLTests {
    static let samples = "\(Repository.shared)/samples/hostile-xml"

    @Test(
        "is refused quickly, and the round goes on",
        .enabled(if: Repository.hasHostileSamples, "the samples beside the repository are not there"),
        .timeLimit(.minutes(1)),
        arguments: Repository.names(in: samples)
    )
    func sample(name: String) throws {
        let bytes = try Data(contentsOf: URL(filePath: "\(Self.samples)/\(name)"))
        let round = ExampleRound()
        _ = try round.read()
        try TemporaryFolder.current.write(Array(bytes), to: "submissions/\(name)")
        let imported = try round.read()
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
        #expect(imported.dossier?.refused.map(\.file) == ["submissions/\(name)"])
        let codes = Set(imported.findings.map(\.code))
        switch name {
        case "bomb.xml", "dtd.xml", "quadratic.xml", "xxe.xml":
            // Whatever the entities would have become: the DOCTYPE is the fault.
            #expect(codes == [.forbiddenConstruct])
        case "attrs40k.xml":
            #expect(codes == [.limitExceeded])
        case "deep300.xml":
            #expect(codes == [.limitExceeded, .unknownDocument])
        case "bidi.xml":
            // The character that reorders the text is named as well.
            #expect(codes == [.notAnAllowedValue, .unknownDocument])
        default:
            // Readable, and none of our documents.
            #expect(codes == [.unknownDocument])
        }
        let words = imported.findings.map(\.line).joined()
        #expect(words.utf8.count < 2000, "the answer is not a flood of its own")
        #expect(!words.contains("\u{202E}"))
    }

    @Test("40,000 attributes on one element do not take seconds", .timeLimit(.minutes(1)))
    func attributes() throws {
        var round = ExampleRound()
        let attributes = (0..<40_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
        round.files["submissions/x.xml"] = ExampleRound.submission(bidder: "x", "<bid \(attributes)/>")
        let start = ContinuousClock.now
        let imported = try round.read()
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(imported.findings.contains { $0.code == .limitExceeded })
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
    }

    @Test("elements nested without end are refused")
    func depth() throws {
        var round = ExampleRound()
        let deep = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
        round.files["submissions/x.xml"] = ExampleRound.submission(bidder: "x", deep)
        let imported = try round.read()
        #expect(imported.findings.contains { $0.severity == .error })
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
    }
}
