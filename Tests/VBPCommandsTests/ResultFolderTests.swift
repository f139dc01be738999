import Foundation
import Glibc
import Testing

@testable import VBPCommands

/// A folder of results is the old one or the new one, whatever happens in between.
@Suite("Result folder", .temporaryFolder)
struct ResultFolderTests {
    private static let old = [OutputFile("result.json", "old"), OutputFile("summary.md", "old, and gone in the new")]
    private static let new = [
        OutputFile("result.json", "new"), OutputFile("decisions.csv", "new"), OutputFile("manifest.json", "new"),
    ]

    private var out: String { "\(TemporaryFolder.path)/out" }

    private static func texts(_ folder: String) throws -> [String: String] {
        try Repository.files(in: folder).mapValues { String(decoding: $0, as: UTF8.self) }
    }

    private static func texts(_ files: [OutputFile]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    /// Files and folders that the tool did not write.
    private func addForeign() throws {
        try TemporaryFolder.write("mine", to: "out/notes.txt")
        try TemporaryFolder.write("mine too", to: "out/evidence/minutes.txt")
        try FileManager.default.createSymbolicLink(atPath: "\(out)/link", withDestinationPath: "/nowhere")
    }

    private func expectForeign(_ comment: Comment? = nil) throws {
        #expect(try String(contentsOfFile: "\(out)/notes.txt", encoding: .utf8) == "mine", comment)
        #expect(try String(contentsOfFile: "\(out)/evidence/minutes.txt", encoding: .utf8) == "mine too", comment)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(out)/link") == "/nowhere", comment)
    }

    /// The names beside and in the folder that must not stay.
    private func leftovers() throws -> [String] {
        let names =
            try FileManager.default.contentsOfDirectory(atPath: TemporaryFolder.path)
            + FileManager.default.contentsOfDirectory(atPath: out)
        return names.filter { $0.hasPrefix(".") || $0.hasSuffix(".tmp") }
    }

    @Test("a new folder is made, an old one replaced whole; what is not ours stays")
    func replaces() throws {
        #expect(try ResultFolder(out).replace(with: Self.old).isEmpty)
        #expect(try Self.texts(out) == Self.texts(Self.old))
        try addForeign()
        #expect(try ResultFolder(out).replace(with: Self.new).isEmpty)
        try expectForeign()
        var texts = try Self.texts(out)
        texts["notes.txt"] = nil
        #expect(texts == Self.texts(Self.new))
        #expect(try leftovers().isEmpty)
    }

    /// The steps of a replacement, in order.
    private func steps() throws -> [String] {
        try? FileManager.default.removeItem(atPath: out)
        _ = try ResultFolder(out).replace(with: Self.old)
        try addForeign()
        let steps = Recorder()
        _ = try ResultFolder(out, fault: { steps.note($0) }).replace(with: Self.new)
        return steps.names
    }

    private final class Recorder {
        private(set) var names: [String] = []
        func note(_ name: String) -> Int32 {
            names.append(name)
            return 0
        }
    }

    @Test("a full disk at any step leaves the old result, and nothing else")
    func fullDisk() throws {
        let steps = try steps()
        #expect(steps.count >= 8 && steps.contains("change places") && steps.contains("write decisions.csv"))
        for failing in steps.indices {
            try? FileManager.default.removeItem(atPath: out)
            _ = try ResultFolder(out).replace(with: Self.old)
            try addForeign()
            var count = -1
            let folder = ResultFolder(
                out,
                fault: { _ in
                    count += 1
                    return count == failing ? ENOSPC : 0
                })
            do throws(OutputProblem) {
                _ = try folder.replace(with: Self.new)
                Issue.record("'\(steps[failing])' did not fail")
            } catch {
                #expect(error.status == .inputOutput && error.message.contains("no space left on device"))
            }
            try expectForeign("\(steps[failing])")
            var texts = try Self.texts(out)
            texts["notes.txt"] = nil
            #expect(texts == Self.texts(Self.old), "\(steps[failing])")
            #expect(try leftovers().isEmpty, "\(steps[failing])")
        }
    }

    /// A process that ends itself at a step, in the middle of a replacement.
    private static func killed(at step: Int, in folder: String) async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [step = step as Int, folder = folder as String] in
            var count = -1
            let target = ResultFolder(
                folder,
                fault: { _ in
                    count += 1
                    if count == step { kill(getpid(), SIGKILL) }
                    return 0
                })
            _ = try target.replace(with: Self.new)
        }
    }

    @Test("a process that is killed at any step leaves the old result or the new one; the next run clears up")
    func killed() async throws {
        for step in try steps().indices {
            try? FileManager.default.removeItem(atPath: out)
            _ = try ResultFolder(out).replace(with: Self.old)
            try addForeign()
            await Self.killed(at: step, in: out)
            var texts = try Self.texts(out)
            #expect(texts["notes.txt"] == "mine")
            texts["notes.txt"] = nil
            #expect(texts == Self.texts(Self.old) || texts == Self.texts(Self.new), "step \(step)")
            let notes = try ResultFolder(out).replace(with: Self.new)
            if step > 0 { #expect(notes.count == 1 && notes.first?.contains("was stopped while it wrote") == true) }
            try expectForeign("step \(step)")
            #expect(try Self.texts(out)["result.json"] == "new")
            #expect(try leftovers().isEmpty, "step \(step)")
        }
    }

    @Test("after the folders have changed places, a killed process leaves the new result and loses nothing")
    func killedLate() throws {
        // What such a process leaves: the new folder in place, the old one under the working name.
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try TemporaryFolder.write("new", to: "out/result.json")
        try TemporaryFolder.write("old", to: ".out.vbp-new/result.json")
        try TemporaryFolder.write("mine too", to: ".out.vbp-new/evidence/minutes.txt")
        try TemporaryFolder.write("4711", to: ".out.vbp-lock")
        let notes = try ResultFolder(out).replace(with: Self.new)
        #expect(notes.count == 1 && notes[0].contains("process 4711 was stopped while it wrote"))
        #expect(try String(contentsOfFile: "\(out)/evidence/minutes.txt", encoding: .utf8) == "mine too")
        #expect(try leftovers().isEmpty)
    }

    @Test("the fallback, file by file: the manifest goes first and comes last, so a mixture shows")
    func fallback() throws {
        let steps = Recorder()
        try TemporaryFolder.write("old", to: "out/manifest.json")
        try TemporaryFolder.write("old", to: "out/summary.md")
        try addForeign()
        // A folder above that can't be written to; root may write everywhere, so a file stands in the lock's place.
        try FileManager.default.createDirectory(
            atPath: "\(TemporaryFolder.path)/.out.vbp-lock", withIntermediateDirectories: true)
        _ = try ResultFolder(out, fault: { steps.note($0) }).replace(with: Self.new)
        try FileManager.default.removeItem(atPath: "\(TemporaryFolder.path)/.out.vbp-lock")
        let names = steps.names
        let first = try #require(names.firstIndex(of: "remove the manifest"))
        let last = try #require(names.firstIndex(of: "move manifest.json"))
        let moves = names.indices.filter { names[$0].hasPrefix("move ") || names[$0] == "remove summary.md" }
        #expect(moves.count == 4 && moves.allSatisfy { first < $0 && $0 <= last })
        try expectForeign()
        var texts = try Self.texts(out)
        texts["notes.txt"] = nil
        #expect(texts == Self.texts(Self.new))
        #expect(try leftovers().isEmpty)
    }

    @Test("two runs at once: the second is told of the first and changes nothing")
    func twoRuns() throws {
        _ = try ResultFolder(out).replace(with: Self.old)
        var other: OutputProblem?
        let path = out
        let first = ResultFolder(
            out,
            fault: { step in
                guard step == "change places" else { return 0 }
                do throws(OutputProblem) {
                    _ = try ResultFolder(path).replace(with: [OutputFile("result.json", "second")])
                } catch {
                    other = error
                }
                return 0
            })
        _ = try first.replace(with: Self.new)
        let problem = try #require(other)
        #expect(problem.status == .cannotCreate && problem.message.contains("another run (process \(getpid()))"))
        #expect(try Self.texts(out) == Self.texts(Self.new))
    }

    @Test("many runs at once: the result is one of theirs, whole", .enabled(if: ProcessTests.tool != nil))
    func manyRuns() async throws {
        let out = out
        let tool = try #require(ProcessTests.tool)
        await withTaskGroup(of: Void.self) { group in
            for language in ["en", "zh", "en", "zh"] {
                group.addTask {
                    let process = Process()
                    process.executableURL = URL(filePath: tool)
                    process.arguments = [
                        "report", Repository.tender("4+7"), "--quiet", "--output", out, "--lang", language,
                    ]
                    process.standardError = FileHandle(forWritingAtPath: "/dev/null")
                    try? process.run()
                    process.waitUntilExit()
                }
            }
        }
        let written = try Repository.files(in: out)
        var candidates: [[String: Data]] = []
        for language in ["en", "zh"] {
            let other = "\(TemporaryFolder.path)/\(language)"
            _ = CommandRun("report", Repository.tender("4+7"), "--quiet", "--output", other, "--lang", language)
            candidates.append(try Repository.files(in: other))
        }
        #expect(candidates.contains(written))
        #expect(try leftovers().isEmpty)
    }

    @Test("an interruption while files are written leaves the old result, and then ends the process")
    func interrupted() async throws {
        _ = try ResultFolder(out).replace(with: Self.old)
        await #expect(processExitsWith: .signal(SIGINT)) { [folder = out as String] in
            let target = ResultFolder(
                folder,
                fault: { step in
                    guard step == "write decisions.csv" else { return 0 }
                    // To the process: the threads of tests let no signal through.
                    kill(getpid(), SIGINT)
                    while !Interruption.isRequested { usleep(1000) }
                    return 0
                })
            _ = try? target.replace(with: Self.new)
            sleep(10)
        }
        #expect(try Self.texts(out) == Self.texts(Self.old))
        #expect(try leftovers().isEmpty)
    }

    @Test("a folder under the name of a file of ours is not lost")
    func folderInTheWay() throws {
        try TemporaryFolder.write("mine", to: "out/report.html/file")
        do throws(OutputProblem) {
            _ = try ResultFolder(out).replace(with: Self.new)
            Issue.record("the folder was replaced")
        } catch {
            #expect(error.status == .cannotCreate)
            #expect(error.message == "\(out)/report.html: there is a folder of this name, not a file")
        }
        #expect(try String(contentsOfFile: "\(out)/report.html/file", encoding: .utf8) == "mine")
        #expect(try leftovers().isEmpty)
    }

    @Test("a link to a folder is followed, and stays a link")
    func link() throws {
        _ = try ResultFolder("\(TemporaryFolder.path)/real").replace(with: Self.old)
        try FileManager.default.createSymbolicLink(
            atPath: out, withDestinationPath: "\(TemporaryFolder.path)/real")
        _ = try ResultFolder(out).replace(with: Self.new)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: out) == "\(TemporaryFolder.path)/real")
        #expect(try Self.texts("\(TemporaryFolder.path)/real") == Self.texts(Self.new))
    }
}
