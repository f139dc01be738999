import Glibc
import Procurement
import Reporter
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
    /// Shows what is being done now, in place of what was shown before; nothing but on a terminal.
    public var progress: @Sendable (String) -> Void = { _ in }
    /// Whether severities are coloured.
    public var isColoured = false

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
        if isatty(STDERR_FILENO) == 1, getenv("TERM").map({ String(cString: $0) }) != "dumb" {
            console.showProgress(columns: Console.width(of: STDERR_FILENO))
            // https://no-color.org: a value that is not empty means no colour.
            console.isColoured = getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
        }
        console.hasFailed = { isBroken.mark.load(ordering: .relaxed) }
        return console
    }()

    /// Lets progress go to the notes' stream: one line, which the next one and every other output take away.
    mutating func showProgress(columns: Int) {
        let isShown = Broken()
        let (plainWrite, plainNote) = (write, note)
        let clear: @Sendable () -> Void = {
            if isShown.mark.exchange(false, ordering: .relaxed) { plainNote("\r\u{1B}[K") }
        }
        progress = { text in
            clear()
            guard !text.isEmpty else { return }
            isShown.mark.store(true, ordering: .relaxed)
            plainNote(Console.shortened(text, to: columns - 1))
        }
        note = { text in
            clear()
            plainNote(text)
        }
        write = { text in
            clear()
            plainWrite(text)
        }
    }

    /// The beginning of a text that takes no more columns than there are.
    static func shortened(_ text: String, to columns: Int) -> String {
        var (result, width) = ("", 0)
        for character in text {
            width += Text.width(String(character))
            if width > columns { break }
            result.append(character)
        }
        return result
    }

    private static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

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
        for finding in findings { note(coloured(finding.inFolder(folder).line, finding.severity) + "\n") }
        note(findings.counts + "\n")
    }
}

extension Console {
    /// A finding's line with its severity in colour, where colours are wanted.
    func coloured(_ line: String, _ severity: Finding.Severity) -> String {
        let word = " \(severity.rawValue): "
        guard isColoured, let range = line.firstRange(of: word) else { return line }
        let code =
            switch severity {
            case .error: "31"
            case .warning: "33"
            case .note: "36"
            }
        return line[..<range.lowerBound] + " \u{1B}[\(code)m\(severity.rawValue)\u{1B}[0m: " + line[range.upperBound...]
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
