import Foundation
import Importer

/// The program `xmllint`, as a validator that is not ours.
enum XMLLint {
    /// Whether the program is there.
    static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")

    /// Holds documents against a schema; the words of the complaints, none when all are valid.
    static func complaints(schema: String, documents: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/xmllint")
        process.arguments = ["--noout", "--nonet", "--schema", schema] + documents
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasSuffix(" validates") }
        let status = process.terminationStatus
        return status == 0 && lines.isEmpty ? "" : "status \(status)\n" + lines.joined(separator: "\n")
    }
}
