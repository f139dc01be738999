import Glibc
import Procurement

/// A file opened for reading, with the system's words when that fails.
///
/// Only regular files are read: a directory, a pipe, a socket or a symbolic link that happens to be named `.xml`
/// gets a plain answer instead.
struct InputFile: ~Copyable {
    /// The path as the user would write it.
    let path: String
    private let descriptor: Int32

    /// Opens a file; throws the finding that says why it can't be read.
    init(path: String, shownAs name: String) throws(InputProblem) {
        let opened = try InputFile.openRegular(path, name)
        self.path = name
        descriptor = opened
    }

    private static func openRegular(_ path: String, _ name: String) throws(InputProblem) -> Int32 {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            let code: FindingCode = isMissing ? .fileMissing : .fileUnreadable
            throw InputProblem(Finding(.error, code, InputFile.systemWords(errno), at: SourceLocation(file: name)))
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG else {
            let word =
                switch kind {
                case S_IFDIR: "a directory"
                case S_IFLNK: "a symbolic link"
                case S_IFIFO: "a named pipe"
                case S_IFSOCK: "a socket"
                default: "a device"
                }
            throw InputProblem(
                Finding(
                    .error, .fileUnreadable, "this is \(word), not a regular file",
                    remedy: "put the file itself here", at: SourceLocation(file: name)))
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw InputProblem(
                Finding(.error, .fileUnreadable, InputFile.systemWords(errno), at: SourceLocation(file: name)))
        }
        return descriptor
    }

    deinit { close(descriptor) }

    /// Reads at most `buffer.count` bytes; 0 at the end, negative when reading failed.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count
        }
    }

    /// The whole content.
    func bytes() throws(InputProblem) -> [UInt8] {
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { read(into: $0) }
            if count < 0 {
                throw InputProblem(
                    Finding(.error, .fileUnreadable, InputFile.systemWords(errno), at: SourceLocation(file: path)))
            }
            if count == 0 { return content }
            content.append(contentsOf: chunk[..<count])
        }
    }

    /// What the system says about an error number.
    static func systemWords(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file"
        case ENOTDIR: "a part of this path is not a directory"
        case EACCES: "permission denied"
        case EISDIR: "this is a directory"
        case ELOOP: "this is a symbolic link"
        default: String(cString: strerror(number)).lowercased()
        }
    }
}

/// Why a file could not be read.
struct InputProblem: Error {
    let finding: Finding

    init(_ finding: Finding) { self.finding = finding }
}
