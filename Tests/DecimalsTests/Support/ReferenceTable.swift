import Foundation
import Testing

/// The rows of a table that `Fixtures/make_reference.py` wrote, each as the texts of its columns by name.
func referenceTable(_ name: String) throws -> [[String: String]] {
    let file = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Fixtures"))
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let header = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return Dictionary(uniqueKeysWithValues: zip(header, fields))
    }
}
