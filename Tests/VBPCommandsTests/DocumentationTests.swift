import Foundation
import Testing

/// Every ```console block of README and docs, run from the repository's folder.
@Suite("Documentation", .temporaryFolder)
struct DocumentationTests {
    @Test("what the documents show is what the tool prints", arguments: ConsoleSession.all)
    func sessions(_ session: ConsoleSession) throws {
        #expect(!session.command.isEmpty)
        let printed = try session.run()
        #expect(
            printed.contains { ConsoleSession.matches(session.expected, $0) },
            "\(session.testDescription) prints:\n\((printed.first ?? []).joined(separator: "\n"))")
    }

    @Test("the documents are found, and the README has a session")
    func found() throws {
        let readme = "\(Repository.root)/README.md"
        try #require(FileManager.default.fileExists(atPath: readme))
        #expect(ConsoleSession.documents().contains("README.md"))
        #expect(ConsoleSession.all.contains { $0.file == "README.md" })
    }

    @Test("blocks are split into commands and what follows them")
    func parsing() {
        let text = """
            ```console
            $ vbp schema round | head -2
            a
            $ ls
            skipped
            $ vbp verify x; echo $?
            b
            …
            ```

            ```
            $ vbp not a console block
            ```
            """
        let sessions = ConsoleSession.read(text, file: "x.md")
        #expect(sessions.map(\.command) == [["schema", "round"], ["verify", "x"]])
        #expect(sessions.map(\.expected) == [["a"], ["b", "…"]])
        #expect(sessions.map(\.head) == [2, nil] && sessions.map(\.showsStatus) == [false, true])
        #expect(sessions.map(\.line) == [2, 6])
    }

    struct Match: CustomTestStringConvertible, Sendable {
        var pattern: [String]
        var lines: [String]
        var matches: Bool
        var testDescription: String { "\(pattern) and \(lines)" }
    }

    @Test(
        "an ellipsis stands for any number of lines",
        arguments: [
            Match(pattern: ["a", "b"], lines: ["a", "b"], matches: true),
            Match(pattern: ["a"], lines: ["a", "b"], matches: false),
            Match(pattern: ["a", "b"], lines: ["a"], matches: false), Match(pattern: [], lines: [], matches: true),
            Match(pattern: ["…"], lines: [], matches: true), Match(pattern: ["…"], lines: ["a", "b"], matches: true),
            Match(pattern: ["a", "…", "c"], lines: ["a", "b", "c", "b", "c"], matches: true),
            Match(pattern: ["a", "…", "c"], lines: ["a", "b"], matches: false),
            Match(pattern: ["…", "b", "…"], lines: ["a", "c"], matches: false),
        ])
    func ellipsis(_ row: Match) { #expect(ConsoleSession.matches(row.pattern, row.lines) == row.matches) }

    @Test("words in quotes are one argument")
    func words() {
        #expect(ConsoleSession.words("evaluate 'a b' \"c d\" e") == ["evaluate", "a b", "c d", "e"])
    }
}
