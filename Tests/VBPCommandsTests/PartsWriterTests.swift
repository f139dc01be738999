import Glibc
import Reporter
import Testing

@testable import VBPCommands

@Suite("Files that are written as they are made", .temporaryFolder)
struct PartsWriterTests {
    /// A file of parts of any length, of which some are made long after those behind them.
    private static func file(_ name: String, _ count: Int, _ seed: Int) -> (OutputFile, text: [UInt8]) {
        var parts: [[UInt8]] = []
        for part in 0..<count {
            let length = (part * 7919 + seed * 104_729) % 3_001
            parts.append(Array(repeating: UInt8(33 + (part + seed) % 90), count: part % 5 == 0 ? 0 : length))
        }
        var made = FileParts(made: [])
        for (number, part) in parts.enumerated() {
            made.add { bytes in
                if number % 7 == seed % 7 { usleep(2_000) }
                bytes = part
            }
        }
        return (OutputFile(name, made), Array(parts.joined()))
    }

    @Test("hold their parts in order, whichever is made first")
    func order() throws {
        let files = (0..<5).map { Self.file("file-\($0)", $0 * 40, $0) }
        let folder = try OutputFolder(TemporaryFolder.path)
        var steps: [String] = []
        try folder.write(files.map { $0.0 }, shownIn: "there") { does, name in steps.append("\(does) \(name)") }
        for (file, text) in files {
            #expect(FileContent.read("\(TemporaryFolder.path)/\(file.name)") == text)
            #expect(file.bytes == text)
        }
        #expect(steps == files.map { "write \($0.0.name)" } + files.map { "finish \($0.0.name)" })
    }

    @Test("are not there when a signal comes while they are made")
    func interrupted() async throws {
        await #expect(processExitsWith: .signal(SIGINT)) { [path = TemporaryFolder.path as String] in
            var parts = FileParts(made: [[1]])
            parts.add { bytes in
                kill(getpid(), SIGINT)
                while !Interruption.isRequested { usleep(1_000) }
                bytes = [2]
            }
            for _ in 0..<1_000 {
                parts.add { bytes in
                    usleep(1_000)
                    bytes = [3]
                }
            }
            let file = OutputFile("a", parts)
            _ = try? Interruption.postponed { () throws(OutputProblem) in try OutputFolder(path).write(file) }
            sleep(10)
        }
        #expect(FileTree.names(in: TemporaryFolder.path).isEmpty)
    }

    @Test("are not there when one can't be written to its end, and no more is made of the others")
    func tooLarge() async throws {
        await #expect(processExitsWith: .success) { [path = TemporaryFolder.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1 << 16, rlim_max: 1 << 16)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let files = ["a", "b"].map { OutputFile($0, FileParts(made: Array(repeating: [1, 2, 3], count: 100_000))) }
            do throws(OutputProblem) {
                try OutputFolder(path).write(files, shownIn: "there") { _, _ in }
                exit(1)
            } catch {
                exit(error.status == .inputOutput && error.message == "there/a: file too large" ? 0 : 2)
            }
        }
        #expect(FileTree.names(in: TemporaryFolder.path).isEmpty)
    }
}
