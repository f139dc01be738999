import Foundation
import Testing

/// The built tool as a process of its own: another locale, time zone, working folder and hash seed.
@Suite("The tool as a process", .temporaryFolder)
struct ProcessTests {
    /// The tool beside the test bundle, when it was built.
    static let tool: String? = {
        guard let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        let path = URL(filePath: executable).deletingLastPathComponent().appending(path: "vbp").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    private struct Ended {
        var status: Int32
        var output: String
        var notes: String
    }

    private func run(_ arguments: [String], in folder: String, _ environment: [String: String]) throws -> Ended {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.tool))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = environment
        // Files and not pipes: nobody has to read while the tool writes.
        let files = ["output", "notes"].map { "\(TemporaryFolder.path)/\($0)-\(UUID().uuidString)" }
        for file in files { try Data().write(to: URL(filePath: file)) }
        process.standardOutput = FileHandle(forWritingAtPath: files[0])
        process.standardError = FileHandle(forWritingAtPath: files[1])
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Ended(status: process.terminationStatus, output: texts[0], notes: texts[1])
    }

    @Test(
        "locale, time zone and working folder change no byte",
        .enabled(if: tool != nil, "the tool is not built beside the tests"),
        arguments: [
            ["LC_ALL": "C"], ["LC_ALL": "zh_CN.UTF-8"], ["TZ": "Asia/Shanghai"],
            ["LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR"],
        ])
    func environment(_ environment: [String: String]) throws {
        let round = "GY-YD2019-2"
        let folder = try TemporaryFolder.copy(round)
        let arguments = ["evaluate", round, "--output", "out"]
        let ended = try run(arguments, in: TemporaryFolder.path, environment)
        #expect(ended.status == 0, "\(ended.notes)")
        let inProcess = CommandRun("evaluate", folder, "--output", "\(TemporaryFolder.path)/in-process")
        #expect(ended.output == inProcess.output)
        let written = try Repository.files(in: "\(TemporaryFolder.path)/out")
        #expect(written == (try Repository.files(in: "\(TemporaryFolder.path)/in-process")))
        #expect(written.count >= 5)
    }

    @Test(
        "a stream that is closed or full is a failed output, and no file gets what was meant for it",
        .enabled(if: tool != nil, "the tool is not built beside the tests"),
        arguments: [">&-", ">&- 2>&-", "<&- >&-", ">/dev/full"])
    func closedStreams(_ redirection: String) throws {
        let out = "\(TemporaryFolder.path)/out"
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        // The shell passes on what it has closed; Foundation's own process would open it again.
        process.arguments = [
            "-c", "exec \"$0\" \"$@\" \(redirection)", try #require(Self.tool), "report",
            Repository.tender("4+7-expansion"), "--output", out,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        // The table of results could not be printed; the report is whole all the same.
        #expect(process.terminationStatus == 74)
        #expect(CommandRun("audit", out, "--tenders", "\(Repository.root)/Tenders").status == 0)
    }

    @Test("help that could not be printed is a failed output too", .enabled(if: tool != nil))
    func unprintedHelp() throws {
        for arguments in [["--help"], ["--version"], ["evaluate", "--help"]] {
            let process = Process()
            process.executableURL = URL(filePath: try #require(Self.tool))
            process.arguments = arguments
            process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 74, "\(arguments)")
        }
    }

    @Test(
        "a process ends with the status of the command and keeps its streams apart",
        .enabled(if: tool != nil, "the tool is not built beside the tests"))
    func status() throws {
        let verified = try run(["verify", Repository.tender("GY-YD2019-2")], in: "/", [:])
        #expect(verified.status == 1 && verified.notes.isEmpty)
        #expect(verified.output == CommandRun("verify", Repository.tender("GY-YD2019-2")).output)
        let missing = try run(["evaluate", "nowhere"], in: TemporaryFolder.path, [:])
        #expect(missing.status == 66 && missing.output.isEmpty && missing.notes.hasPrefix("nowhere: error: [VBP0001]"))
        let usage = try run(["--no-such"], in: "/", [:])
        #expect(usage.status == 64 && usage.output.isEmpty)
    }
}
