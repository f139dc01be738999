import Foundation

/// The files of the repository that tests read.
enum Repository {
    /// The repository's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The rounds of `Tenders` whose winners and volumes are known.
    static let rounds = ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"]

    /// All rounds of `Tenders`.
    static let allRounds = ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Tenders")) ?? [])
        .filter { FileManager.default.fileExists(atPath: "\(root)/Tenders/\($0)/round.xml") }.sorted()

    /// A round's folder.
    static func tender(_ round: String) -> String { "\(root)/Tenders/\(round)" }

    /// The files in a folder by name; folders in it are left out.
    static func files(in folder: String) throws -> [String: Data] {
        var result: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            result[name] = try Data(contentsOf: URL(filePath: path))
        }
        return result
    }
}
