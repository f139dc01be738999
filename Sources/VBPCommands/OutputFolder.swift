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
    /// - Parameter accepts: looks at the file by its temporary path; when it says no the old file stays.
    func write(_ file: OutputFile, ifAccepted accepts: (String) -> Bool = { _ in true }) throws(OutputProblem) {
        try write([file], shownIn: path, ifAccepted: accepts) { (_, _) throws(OutputProblem) in }
    }

    /// The same of several files, which are made and written at once and renamed one after the other.
    ///
    /// - Parameters:
    ///   - shown: the folder that messages name.
    ///   - step: is told before each file is begun and before it is finished, and may throw.
    func write(
        _ files: [OutputFile], shownIn shown: String, ifAccepted accepts: (String) -> Bool = { _ in true },
        before step: (_ does: String, _ file: String) throws(OutputProblem) -> Void
    ) throws(OutputProblem) {
        var unfinished: [UnfinishedFile] = []
        for file in files {
            try step("write", file.name)
            unfinished.append(try UnfinishedFile(file.name, in: path, shownIn: shown))
        }
        let failures = PartsWriter.write(files.map(\.parts), to: unfinished.map(\.descriptor))
        for (file, failure) in zip(unfinished, failures) {
            try step("finish", file.name)
            try file.finish(failure, ifAccepted: accepts)
        }
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
