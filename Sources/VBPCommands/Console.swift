import Glibc
import Procurement
import Synchronization

/// Where a command writes: results to one stream, findings and progress to the other.
public struct Console: Sendable {
    /// Writes results.
    public var write: @Sendable (String) -> Void
    /// Writes findings and progress.
    public var note: @Sendable (String) -> Void

    /// Whether something could not be written.
    public var hasFailed: @Sendable () -> Bool = { false }
    /// The width that help is broken to; nil for the terminal's.
    public var columns: Int?

    /// Creates a console from two writers.
    public init(
        write: @escaping @Sendable (String) -> Void, note: @escaping @Sendable (String) -> Void, columns: Int? = nil
    ) {
        self.write = write
        self.note = note
        self.columns = columns
    }

    /// Standard output and standard error.
    public static let standard: Console = {
        let isBroken = Broken()
        var console = Console(
            write: { if !Console.put($0, on: STDOUT_FILENO) { isBroken.mark.store(true, ordering: .relaxed) } },
            note: { _ = Console.put($0, on: STDERR_FILENO) })
        console.hasFailed = { isBroken.mark.load(ordering: .relaxed) }
        return console
    }()

    private final class Broken: Sendable {
        let mark = Atomic<Bool>(false)
    }

    private static func put(_ text: String, on descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Prints findings in order and their number last; file names get `folder` before them.
    func report(_ findings: [Finding], folder: String? = nil) {
        guard !findings.isEmpty else { return }
        for finding in findings { note(finding.inFolder(folder).line + "\n") }
        note(findings.counts + "\n")
    }
}

extension [Finding] {
    /// How many there are of each severity, as `2 errors, 1 note`; empty for none.
    var counts: String {
        Finding.Severity.allCases.compactMap { severity in
            let count = count(of: severity)
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }.joined(separator: ", ")
    }
}

extension Finding {
    func inFolder(_ folder: String?) -> Finding {
        guard let folder, var location else { return self }
        location.file = location.file.isEmpty ? folder : "\(folder)/\(location.file)"
        var finding = self
        finding.location = location
        return finding
    }
}
