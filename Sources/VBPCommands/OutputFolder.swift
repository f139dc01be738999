import Glibc
import Procurement

/// Why a file could not be written.
struct OutputProblem: Error {
    let status: ExitStatus
    let message: String
}

/// A folder that files are written to, each whole or not at all.
struct OutputFolder {
    let path: String

    /// Creates the folder, with the folders above it, where it is not there.
    init(_ path: String) throws(OutputProblem) {
        self.path = path
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            if mkdir(made, 0o777) != 0, errno != EEXIST {
                throw OutputProblem(status: .cannotCreate, message: "\(made): \(Self.words(errno))")
            }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw OutputProblem(status: .cannotCreate, message: "\(path): there is a file of this name, not a folder")
        }
    }

    /// Writes a file beside its final name, flushes it, and renames it.
    ///
    /// - Parameters:
    ///   - shown: the folder that messages name; nil for this one.
    ///   - accepts: looks at the file by its temporary path; when it says no the old file stays.
    func write(
        _ file: OutputFile, shownIn shown: String? = nil, ifAccepted accepts: (String) -> Bool = { _ in true }
    ) throws(OutputProblem) {
        let final = "\(path)/\(file.name)"
        let shown = "\(shown ?? path)/\(file.name)"
        let temporary = "\(path)/.\(file.name).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            throw OutputProblem(status: .cannotCreate, message: "\(shown): \(Self.words(errno))")
        }
        var failure = Self.write(file.parts, to: descriptor)
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure == 0, !accepts(temporary) {
            unlink(temporary)
            return
        }
        if failure == 0, rename(temporary, final) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(temporary)
            throw OutputProblem(status: .inputOutput, message: "\(shown): \(Self.words(failure))")
        }
    }

    /// Writes the parts of a new file, each to its place; gives the number of the first error, 0 for none.
    private static func write(_ parts: [[UInt8]], to descriptor: Int32) -> Int32 {
        var end = 0
        let places = parts.map { part in
            defer { end += part.count }
            return end
        }
        let failures = Portions.each(parts.count, portion: 1) { write(parts[$0], to: descriptor, at: places[$0]) }
        return failures.first { $0 != 0 } ?? 0
    }

    /// Writes bytes to their place in an open file; gives the number of the error, 0 for none.
    static func write(_ bytes: [UInt8], to descriptor: Int32, at place: Int) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress, $0.count, off_t(place + rest.startIndex))
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// What the system says about an error number.
    static func words(_ number: Int32) -> String { String(cString: strerror(number)).lowercased() }
}
