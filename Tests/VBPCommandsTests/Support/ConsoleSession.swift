import Foundation
import Testing

/// A command in a document, and the lines that the document shows after it.
struct ConsoleSession: CustomTestStringConvertible, Sendable {
    var file: String
    var line: Int
    /// The arguments after `vbp`.
    var command: [String]
    /// How many lines of output are shown, from `| head -N`.
    var head: Int?
    /// Whether the status is printed after the output, from `; echo $?`.
    var showsStatus: Bool
    var expected: [String]

    var testDescription: String { "\(file):\(line): vbp \(command.joined(separator: " "))" }

    /// Those of README and docs.
    static let all = documents().flatMap { file in
        read((try? String(contentsOfFile: "\(Repository.root)/\(file)", encoding: .utf8)) ?? "", file: file)
    }

    /// The documents that may hold some.
    static func documents() -> [String] {
        var files = ["README.md", "README.zh.md"]
        let docs = URL(filePath: "\(Repository.root)/docs").resolvingSymlinksInPath().path
        let names = FileManager.default.enumerator(atPath: docs)?.compactMap { $0 as? String } ?? []
        files += names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
        return files.filter { FileManager.default.fileExists(atPath: "\(Repository.root)/\($0)") }
    }

    /// The sessions of a document.
    static func read(_ text: String, file: String) -> [ConsoleSession] {
        var sessions: [ConsoleSession] = []
        var isInside = false
        var current: ConsoleSession?
        func finish() {
            if let session = current { sessions.append(session) }
            current = nil
        }
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") {
                finish()
                isInside = line == "```console"
            } else if isInside, line.hasPrefix("$ ") {
                finish()
                current = ConsoleSession(line, file: file, line: index + 1)
            } else if isInside {
                current?.expected.append(line)
            }
        }
        return sessions
    }

    /// A session from its `$ vbp …` line; nil for other commands, which are not run.
    private init?(_ text: String, file: String, line: Int) {
        guard text.hasPrefix("$ vbp ") else { return nil }
        var rest = String(text.dropFirst(6))
        showsStatus = rest.hasSuffix("; echo $?")
        if showsStatus { rest.removeLast(9) }
        if let pipe = rest.range(of: " | head -") {
            head = Int(rest[pipe.upperBound...].trimmingCharacters(in: .whitespaces))
            rest = String(rest[..<pipe.lowerBound])
        }
        command = Self.words(rest)
        self.file = file
        self.line = line
        expected = []
    }

    /// The words of a command line; quotes keep spaces.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let complete = word { words.append(complete) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    /// What the tool prints, as a terminal may show it: output and then notes, or both in their order.
    ///
    /// Paths are those of the repository; what a command writes goes to the test's folder.
    func run() throws -> [[String]] {
        var previous = ""
        let arguments = command.map { word -> String in
            defer { previous = word }
            if word != "-", previous == "--output" || previous == "-o" { return "\(TemporaryFolder.path)/\(word)" }
            let isPath = FileManager.default.fileExists(atPath: "\(Repository.root)/\(word)")
            return isPath && !word.hasPrefix("/") ? "\(Repository.root)/\(word)" : word
        }
        let run = CommandRun(arguments)
        func lines(_ text: String) -> [String] {
            let plain = text.replacingOccurrences(of: "\(Repository.root)/", with: "")
                .replacingOccurrences(of: "\(TemporaryFolder.path)/", with: "")
            return plain.isEmpty ? [] : plain.trimmingSuffix("\n").components(separatedBy: "\n")
        }
        let status = showsStatus ? [String(run.status)] : []
        let output = head.map { Array(lines(run.output).prefix($0)) } ?? lines(run.output)
        return [output + lines(run.notes) + status] + (head == nil ? [lines(run.everything) + status] : [])
    }

    /// Whether lines are those of a pattern in which `…` stands for any number of lines.
    static func matches(_ pattern: [String], _ lines: [String]) -> Bool {
        guard let first = pattern.first else { return lines.isEmpty }
        if first == "…" {
            let rest = Array(pattern.dropFirst())
            return (0...lines.count).contains { matches(rest, Array(lines.dropFirst($0))) }
        }
        return first == lines.first && matches(Array(pattern.dropFirst()), Array(lines.dropFirst()))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
