import Digests
import Glibc
import Procurement

/// A file opened for reading, with the system's words when that fails.
///
/// Only regular files are read: a directory, a pipe, a socket or a symbolic link that happens to be named `.xml`
/// gets a plain answer instead.
struct InputFile: ~Copyable {
    /// The path as the user would write it.
    let path: String
    /// How many bytes the file has, as far as its directory entry says.
    let expectedBytes: Int
    let descriptor: Int32

    /// Opens a file; throws the finding that says why it can't be read.
    init(path: String, shownAs name: String) throws(InputProblem) {
        let opened = try InputFile.openRegular(path, name)
        self.path = name
        descriptor = opened.descriptor
        expectedBytes = opened.bytes
    }

    /// Opens without following a link or waiting for the other end of a pipe, then looks at what was opened, so that
    /// nothing can be exchanged in between.
    private static func openRegular(
        _ path: String, _ name: String
    ) throws(InputProblem) -> (descriptor: Int32, bytes: Int) {
        let place = SourceLocation(file: name)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ELOOP: throw notRegular("a symbolic link", at: place)
            case ENXIO: throw notRegular("a socket", at: place)
            case ENOENT, ENOTDIR: throw InputProblem(Finding(.error, .fileMissing, systemWords(errno), at: place))
            default: throw InputProblem(Finding(.error, .fileUnreadable, systemWords(errno), at: place))
            }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            switch status.st_mode & S_IFMT {
            case S_IFDIR: throw notRegular("a directory", at: place)
            case S_IFIFO: throw notRegular("a named pipe", at: place)
            default: throw notRegular("a device", at: place)
            }
        }
        return (descriptor, Int(status.st_size))
    }

    private static func notRegular(_ words: String, at place: SourceLocation) -> InputProblem {
        InputProblem(
            Finding(
                .error, .fileUnreadable, "this is \(words), not a regular file", remedy: "put the file itself here",
                at: place))
    }

    deinit { close(descriptor) }

    /// Reads at most `buffer.count` bytes; 0 at the end, negative when reading failed.
    static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Int {
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
            let count = chunk.withUnsafeMutableBytes { Self.read(descriptor, into: $0) }
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
