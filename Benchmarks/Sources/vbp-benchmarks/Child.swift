import CReference
import Glibc
import Importer
import Procurement

/// A process that does one thing, so that its time and memory are its own.
struct Child {
    private let process: pid_t

    /// Starts this program as a child.
    static func start(_ words: String...) -> Child {
        if words[0] == "xmllint" {
            return spawn(
                "/usr/bin/xmllint", ["--stream", "--noout", "--huge", "--schema", words[1], words[2]])
        }
        return spawn("/proc/self/exe", ["child"] + words)
    }

    /// Starts a program.
    static func spawn(_ program: String, _ arguments: [String]) -> Child {
        var list = ([program] + arguments).map { strdup($0) } + [nil]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var process = pid_t()
        let status = posix_spawn(&process, program, &actions, nil, &list, environ)
        precondition(status == 0, "can't start \(program)")
        return Child(process: process)
    }

    /// Waits for its end; the peak memory in KB.
    func waitForPeak() -> Int {
        var status: Int32 = 0
        var usage = rusage()
        wait4(process, &status, 0, &usage)
        // A round with pending bids is evaluated all the same.
        let code = (status >> 8) & 0xFF
        precondition(status & 0x7F == 0 && (code == 0 || code == 75), "a child failed")
        return usage.ru_maxrss
    }

    /// Waits for its end.
    func wait() {
        var status: Int32 = 0
        waitpid(process, &status, 0)
        precondition(status == 0, "a child failed")
    }

    /// The peak memory in KB that a child says it had; what `wait4` says includes its parent's before `exec`.
    static func peak(_ words: String...) -> Int {
        let path = "/tmp/vbp-benchmarks-peak-\(getpid())"
        setenv("VBP_BENCHMARK_PEAK", path, 1)
        defer { unlink(path) }
        switch words.count {
        case 1: start(words[0]).wait()
        case 2: start(words[0], words[1]).wait()
        default: start(words[0], words[1], words[2], words[3]).wait()
        }
        unsetenv("VBP_BENCHMARK_PEAK")
        guard let file = fopen(path, "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 64)
        fgets(&line, 64, file)
        return atol(line)
    }

    /// Ends a child, after it has written its peak memory where it was told to.
    private static func finish() -> Never {
        if let path = getenv("VBP_BENCHMARK_PEAK"), let status = fopen("/proc/self/status", "r") {
            var line = [CChar](repeating: 0, count: 256)
            while fgets(&line, 256, status) != nil {
                guard strncmp(line, "VmHWM:", 6) == 0 else { continue }
                let file = fopen(path, "w")
                fputs(Array(line.dropFirst(6)), file)
                fclose(file)
            }
        }
        _exit(0)
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
        case "folder":
            let files = ["round.xml", "rulebook.xml"].map { "\(words[1])/\($0)" }
            for path in files + paths(words[1], 0..<(Int(words[2]) ?? 0)) { precondition(reference_parse(path) > 0) }
        case "submissions":
            let values = ImportBenchmark.submissions(
                paths: paths(words[1], 0..<(Int(words[2]) ?? 0)), workers: Int(words[3]) ?? 1)
            // The values end with the process.
            withExtendedLifetime(values) { finish() }
        case "demand":
            let value = ImportBenchmark.demand(path: words[1])
            withExtendedLifetime(value) { finish() }
        case "allocate":
            let dossier = AllocationBenchmark.dossier(
                lots: Int(words[2]) ?? 0, demand: ImportBenchmark.demand(path: words[1] + "/demand.xml"))
            let result = AllocationBenchmark.allocate(dossier, folder: words[1])
            withExtendedLifetime((dossier, result)) { finish() }
        case "schema":
            let value = ImportBenchmark.demand(path: words[1], validatesSchema: true)
            withExtendedLifetime(value) { finish() }
        default: finish()
        }
    }
}
