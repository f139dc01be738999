import Foundation
import Testing

/// Texts that the tool printed once and that somebody looked at.
enum Golden {
    /// Expects a text to be the one of that name; `RECORD_GOLDEN=1` writes it instead, and fails the test.
    static func expect(_ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Goldens")
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record(
                "recorded \(name); look at it and run again without RECORD_GOLDEN", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let lines = (text.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
        let different = zip(lines.0, lines.1).enumerated().first { $1.0 != $1.1 }
        #expect(
            text == expected,
            "\(name), line \((different?.offset ?? min(lines.0.count, lines.1.count)) + 1): \(different?.element.0 ?? "length")",
            sourceLocation: sourceLocation)
    }
}
