import Procurement
import Testing

@testable import Importer

/// One parser reads many files; nothing of one file may be left for the next.
@Suite("A parser that is used again", .temporaryFolder)
struct ParserReuseTests {
    /// What has been read before, and might have left something behind.
    static let earlier: [(what: String, text: String)] = [
        (
            "an element that is open",
            "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\"><bidder id=\"x\" name=\"x\">"
        ),
        ("a DOCTYPE with an entity", "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>"),
        ("a default attribute", "<!DOCTYPE bid [<!ATTLIST bid product CDATA \"x\">]><bid/>"),
        ("a prefix", "<submission xmlns=\"urn:vbp:submission:1\" xmlns:xsi=\"urn:x\" round=\"R\"><a:b/></submission>"),
        ("a limit that was passed", "<submission xmlns=\"urn:vbp:submission:1\"><a \(many(65))/></submission>"),
        ("an encoding that nobody reads", "<?xml version=\"1.0\" encoding=\"EBCDIC-US\"?><a/>"),
        ("names in great number", "<a>\((0..<5_000).map { "<n\($0)/>" }.joined())</a>"),
        ("nothing", ""),
    ]

    private static func many(_ count: Int) -> String { (0..<count).map { "a\($0)=\"\"" }.joined(separator: " ") }

    @Test("reads a document without a namespace as such, and a sound one as sound", arguments: earlier.map(\.what))
    func clean(what: String) throws {
        let earlier = try #require(Self.earlier.first { $0.what == what })
        let folder = TemporaryFolder.current
        let first = try folder.write(earlier.text, to: "first.xml")
        let sound = try folder.write(
            ExampleRound.submission(bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"1\"/>"), to: "a.xml")
        let bare = try folder.write(
            "<submission round=\"R\"><bidder id=\"x\" name=\"x\"/></submission>", to: "bare.xml")
        func read(_ path: String, with reader: DocumentReader) -> (lines: [String], submission: Submission?) {
            let result = reader.read(path: path, shownAs: "x.xml", expecting: .submission)
            guard case .submission(let submission, _)? = result.document else {
                return (result.findings.map(\.line), nil)
            }
            return (result.findings.map(\.line), submission)
        }
        let reader = DocumentReader(validatesSchema: false)
        #expect(!read(first, with: reader).lines.isEmpty)
        for path in [sound, bare, first, bare, sound] {
            let again = read(path, with: reader)
            let alone = read(path, with: DocumentReader(validatesSchema: false))
            #expect(again.lines == alone.lines)
            #expect(again.submission == alone.submission)
        }
        #expect(read(sound, with: reader).submission?.bids.count == 1)
        #expect(read(bare, with: reader).submission == nil)
    }

    @Test("is not asked for while it reads: whoever is handed a group may have a document read")
    func nested() throws {
        let folder = TemporaryFolder.current
        let demand = try folder.write(
            """
            <demand xmlns="urn:vbp:demand:1" round="R" kind="base">
            <group region="北京" lot="甲"><line specification="10mg" quantity="1"/></group>
            <group region="上海" lot="甲"><line specification="10mg" quantity="2"/></group>
            </demand>
            """, to: "demand.xml")
        let sound = try folder.write(ExampleRound.submission(bidder: "a", ""), to: "a.xml")
        let reader = DocumentReader(validatesSchema: false)
        var regions: [String] = []
        let result = reader.read(path: demand, shownAs: "demand.xml") { group in
            regions.append(group.region)
            #expect(reader.read(path: sound, shownAs: "a.xml").document != nil)
        }
        #expect(regions == ["北京", "上海"])
        #expect(result.findings == [])
    }
}
