import Foundation
import Testing

/// Where the tests find what they read.
enum Repository {
    /// The root of the repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The example files of the catalogue of errors.
    static let errors = "\(root)/Tests/ImporterTests/Errors"

    /// Files shared beside the repository that are not part of it.
    static let shared = URL(filePath: root).deletingLastPathComponent().path + "/shared"

    /// The tables that the committed rounds were converted from.
    static let hasTables = FileManager.default.fileExists(atPath: "\(shared)/data/bids.csv")

    /// Hostile XML files.
    static let hasHostileSamples = FileManager.default.fileExists(atPath: "\(shared)/samples/hostile-xml")

    /// The rounds under `Tenders/`.
    static let rounds = ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"]

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }

    /// The names in a folder, in order; none when there is no such folder.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }
}
