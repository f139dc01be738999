import Foundation
import Testing

/// A folder that exists while a test runs.
struct TemporaryFolder: Sendable {
    /// The folder of the running test.
    @TaskLocal static var current = TemporaryFolder(path: "/nowhere")

    /// The folder's path.
    let path: String

    /// Writes a file, and the folders that it stands in; returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file of any bytes.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file.path
    }

    /// Creates an empty folder.
    func createFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }
}

/// Gives each test of a suite a folder of its own.
struct TemporaryFolderTrait: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        let path = FileManager.default.temporaryDirectory.appending(path: "vbp-tests-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await TemporaryFolder.$current.withValue(TemporaryFolder(path: path)) { try await function() }
    }
}

extension Trait where Self == TemporaryFolderTrait {
    /// A folder of its own for each test: `TemporaryFolder.current`.
    static var temporaryFolder: Self { Self() }
}
