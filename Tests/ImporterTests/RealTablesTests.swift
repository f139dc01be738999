import Importer
import Procurement
import Testing

@Suite(
    "The rounds under Tenders/, made anew from the tables",
    .enabled(if: Repository.hasTables, "../shared/data is not there"))
struct RealTablesTests {
    /// Headlines that the table tells only in the words of a note: they come after those of its columns.
    static let toldInNotes: [Round.ID: [String]] = [
        "4+7": ["minimum-drop 25", "minimum-drop 21"], "GY-YD2019-2": ["average-drop 82", "average-drop 51"],
    ]

    @Test("are the committed documents, byte for byte", arguments: Repository.rounds)
    func convert(round: String) throws {
        let data = "\(Repository.shared)/data"
        let folder = "\(Repository.root)/Tenders/\(round)"
        let rulebook = try #require(RulebookFile.read(path: "\(folder)/rulebook.xml").rulebook)
        // No losing bid of 4+7 is public; its earlier prices stand in a table of their own.
        let isPilot = round == "4+7"
        let converted = TableConversion.convert(
            round, rulebook: rulebook,
            files: TableFiles(
                bids: isPilot ? nil : "\(data)/bids.csv", volumes: "\(data)/volumes-by-region.csv",
                lots: "\(data)/lots.csv", winners: "\(data)/official-winners.csv",
                headlines: "\(data)/headlines.csv", previousPrices: isPilot ? "\(data)/4plus7.csv" : nil))
        #expect(converted.findings.filter { $0.severity == .error }.map(\.line) == [])
        // Compared as bytes: two spellings of one letter would be equal as text.
        func matches(_ text: String, _ name: String) throws -> Bool {
            Array(text.utf8) == Array(try Repository.text("\(folder)/\(name)").utf8)
        }
        #expect(try matches(RoundDocument.text(converted.round), "round.xml"))
        #expect(try matches(DemandDocument.text(converted.demand), "demand.xml"))
        var published = converted.published
        let told = Self.toldInNotes[round] ?? []
        let committed = try #require(RoundFolder(path: folder).read().dossier?.published?.headlines)
        published.headlines += committed.suffix(told.count)
        #expect(committed.suffix(told.count).map { "\($0.measure.rawValue) \($0.value)" } == told)
        #expect(try matches(PublishedDocument.text(published), "published.xml"))
        for submission in converted.submissions {
            let name = "submissions/\(submission.bidder.id).xml"
            #expect(try matches(SubmissionDocument.text(submission), name), "\(name)")
        }
        let names = converted.submissions.map { "\($0.bidder.id).xml" }
        #expect(Repository.names(in: "\(folder)/submissions") == names.sorted())
    }
}
