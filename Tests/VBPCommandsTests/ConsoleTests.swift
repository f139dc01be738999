import Foundation
import Procurement
import Synchronization
import Testing

@testable import VBPCommands

@Suite("Console", .temporaryFolder)
struct ConsoleTests {
    /// A console whose notes are a terminal of so many columns.
    private func terminal(_ columns: Int, _ recording: RecordingConsole) -> Console {
        var console = recording.console
        console.showProgress(columns: columns)
        return console
    }

    @Test("progress is one line that every other output takes away")
    func progress() {
        let recording = RecordingConsole()
        let console = terminal(20, recording)
        console.progress("reading")
        console.progress("making a file with a long name")
        console.note("note\n")
        console.note("another\n")
        console.progress("品种品种品种品种品种品种")
        console.write("result\n")
        console.progress("")
        #expect(
            recording.everything
                == "reading\r\u{1B}[Kmaking a file with \r\u{1B}[Knote\nanother\n品种品种品种品种品\r\u{1B}[Kresult\n")
    }

    @Test("a command shows what it does on a terminal, and nothing with --quiet or where there is none")
    func command() {
        let recording = RecordingConsole()
        let out = "\(TemporaryFolder.path)/out"
        let status = VBPTool.run(["evaluate", Repository.tender("4+7"), "-o", out], console: terminal(200, recording))
        #expect(status == 0)
        let steps = ["reading", "writing "]
        #expect(steps.allSatisfy { recording.notes.contains($0) })
        // Nothing of it stays: the line is cleared before anything else is printed, and at the end.
        #expect(recording.output.hasPrefix("round ") && !recording.output.contains("\u{1B}"))
        let quiet = RecordingConsole()
        _ = VBPTool.run(["evaluate", Repository.tender("4+7"), "-q"], console: terminal(200, quiet))
        #expect(!quiet.everything.contains("\u{1B}"))
        #expect(!CommandRun("evaluate", Repository.tender("4+7")).everything.contains("\u{1B}"))
    }

    @Test("severities are coloured where that is wanted, and nowhere else")
    func colour() {
        var console = RecordingConsole().console
        let line = "a.xml:1:2: error: [VBP0101] not well-formed: error: x"
        #expect(console.coloured(line, .error) == line)
        console.isColoured = true
        #expect(
            console.coloured(line, .error) == "a.xml:1:2: \u{1B}[31merror\u{1B}[0m: [VBP0101] not well-formed: error: x"
        )
    }

    @Test("evaluate --file writes the files that are named, and they are those of a whole result")
    func files() throws {
        let (some, all) = ("\(TemporaryFolder.path)/some", "\(TemporaryFolder.path)/all")
        let folder = Repository.tender("GY-YD2019-2")
        #expect(CommandRun("evaluate", folder, "-o", all).status == 0)
        #expect(
            CommandRun("evaluate", folder, "-o", some, "--file", "decisions.csv", "--file", "result.json").status == 0)
        let (few, whole) = try (Repository.files(in: some), Repository.files(in: all))
        #expect(Set(few.keys) == ["decisions.csv", "result.json"] && whole.count == 6)
        #expect(few.allSatisfy { whole[$0.key] == $0.value })
        #expect(CommandRun("evaluate", folder, "-o", some, "--file", "report.html").status == 64)
        #expect(CommandRun("evaluate", folder, "-o", "-", "--file", "decisions.csv").status == 64)
    }

    @Test("evaluate -o - prints result.json and nothing else; traces are there when they are asked for")
    func standardOutput() throws {
        let folder = Repository.tender("4+7-expansion")
        let run = CommandRun("evaluate", folder, "-o", "-")
        #expect(run.status == 0)
        let plain = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(plain["format"] as? String == "vbp-result-1" && !run.output.contains("\"trace\""))
        let traced = CommandRun("evaluate", folder, "-o", "-", "--trace")
        let committed = try String(
            contentsOfFile: "\(Repository.root)/Reports/4+7-expansion/result.json", encoding: .utf8)
        #expect(traced.output == committed)
        #expect(CommandRun("evaluate", "\(Repository.root)/Tenders", "--all", "-o", "-").status == 64)
        #expect(CommandRun("report", folder, "-o", "-").status == 64)
        #expect(CommandRun("report", folder).status == 64)
    }

    @Test("completion scripts are generated for three shells", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) {
        let run = CommandRun("--generate-completion-script", shell)
        #expect(run.status == 0 && run.notes.isEmpty)
        for command in ["evaluate", "report", "audit", "verify", "check"] { #expect(run.output.contains(command)) }
        #expect(CommandRun("--generate-completion-script", "none").status == 64)
    }

    @Test(
        "the process: check - reads standard input; a pipe gets neither progress nor colour",
        .enabled(if: ProcessTests.tool != nil, "the tool is not built beside the tests"))
    func process() throws {
        let process = Process()
        process.executableURL = URL(filePath: try #require(ProcessTests.tool))
        process.arguments = ["check", "-"]
        try TemporaryFolder.write(CheckCommandTests.submission, to: "in.xml")
        process.standardInput = FileHandle(forReadingAtPath: "\(TemporaryFolder.path)/in.xml")
        let output = "\(TemporaryFolder.path)/out.txt"
        try Data().write(to: URL(filePath: output))
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: output)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(
            try String(contentsOfFile: output, encoding: .utf8)
                == "standard input: submission: 1 bid of '甲公司' for round 'R'\n1 file; nothing is wrong\n")
        let left = try FileManager.default.contentsOfDirectory(atPath: "/tmp").filter {
            $0.hasPrefix("vbp-") && $0.count == 10
        }
        #expect(left.isEmpty, "\(left)")
    }
}
