import Foundation
import Testing

/// A folder of its own for each test, removed after it.
struct TemporaryFolder: SuiteTrait, TestTrait, TestScoping {
    @TaskLocal static var path = ""

    /// A suite gives it to each of its tests.
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vbp-command-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TemporaryFolder.$path.withValue(folder.path) { try await function() }
    }

    /// Writes a file below the folder, with the folders above it.
    static func write(_ text: String, to name: String) throws {
        let url = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Copies a round of `Tenders` below the folder; returns where to.
    static func copy(_ round: String, as name: String? = nil) throws -> String {
        let target = "\(path)/\(name ?? round)"
        try FileManager.default.createDirectory(
            at: URL(filePath: target).deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Repository.tender(round), toPath: target)
        return target
    }
}

extension Trait where Self == TemporaryFolder {
    /// Gives each test a folder of its own, `TemporaryFolder.path`.
    static var temporaryFolder: Self { TemporaryFolder() }
}
