import Foundation
import Importer
import Procurement
import Testing

/// The files of the repository that tests read.
enum Repository {
    /// The repository's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// A round of `Tenders`.
    static func dossier(_ round: String) throws -> Dossier {
        let imported = RoundFolder(path: "\(root)/Tenders/\(round)").read()
        return try #require(imported.dossier, "Tenders/\(round) can't be read: \(imported.findings)")
    }

    /// The rulebook of a round of `Tenders`.
    static func rulebook(_ round: String) throws -> Rulebook {
        let (rulebook, findings) = RulebookFile.read(path: "\(root)/Tenders/\(round)/rulebook.xml")
        return try #require(rulebook, "the rulebook of \(round) can't be read: \(findings)")
    }

    /// What the independent script computed of a round.
    static func reference(_ round: String) throws -> ReferenceRound {
        let data = try Data(contentsOf: URL(filePath: "\(root)/Tests/References/\(round).json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(ReferenceRound.self, from: data)
    }
}

/// The part of `Tests/References/*.json` that is about decisions.
struct ReferenceRound: Decodable {
    struct Decision: Decodable {
        var lot: String
        var bidder: String
        var specification: String
        var decision: String
        var rank: Int?
        var comparablePrice: String
    }

    struct Value: Decodable {
        var total: String
    }

    struct Counts: Decodable {
        var suppliedRows: Int
        var unallocatedRows: Int
        var failedLotRows: Int
        var blankRowsOfWonLots: Int
    }

    var decisions: [Decision]
    var value: Value
    var volumeCounts: Counts
}
