import CReference
import Glibc
import Importer
import Procurement

/// A process that does one thing, so that its time and memory are its own.
struct Child {
    private let process: pid_t

    /// Starts this program as a child.
    static func start(_ words: String...) -> Child {
        let program = words[0] == "xmllint" ? "/usr/bin/xmllint" : "/proc/self/exe"
        let arguments =
            words[0] == "xmllint"
            ? ["xmllint", "--stream", "--noout", "--huge", "--schema", words[1], words[2]]
            : [CommandLine.arguments[0], "child"] + words
        var list = arguments.map { strdup($0) } + [nil]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var process = pid_t()
        let status = posix_spawn(&process, program, &actions, nil, &list, environ)
        precondition(status == 0, "can't start \(program)")
        return Child(process: process)
    }

    /// Waits for its end; its peak memory in KB.
    @discardableResult
    func wait() -> Int {
        var status: Int32 = 0
        var usage = rusage()
        wait4(process, &status, 0, &usage)
        precondition(status == 0, "a child failed")
        return usage.ru_maxrss
    }

    static func paths(_ round: String, _ numbers: Range<Int>) -> [String] {
        numbers.map { "\(round)/submissions/B-\($0).xml" }
    }

    /// What a child does.
    static func run(_ words: [String]) {
        switch words[0] {
        case "reference":
            for path in paths(words[1], (Int(words[2]) ?? 0)..<(Int(words[3]) ?? 0)) {
                precondition(reference_parse(path) > 0)
            }
        case "submissions":
            let values = ImportBenchmark.submissions(
                paths: paths(words[1], 0..<(Int(words[2]) ?? 0)), workers: Int(words[3]) ?? 1)
            // The values end with the process.
            withExtendedLifetime(values) { _exit(0) }
        case "demand":
            let value = ImportBenchmark.demand(path: words[1])
            withExtendedLifetime(value) { _exit(0) }
        case "schema":
            let value = ImportBenchmark.demand(path: words[1], validatesSchema: true)
            withExtendedLifetime(value) { _exit(0) }
        default: break
        }
    }
}
