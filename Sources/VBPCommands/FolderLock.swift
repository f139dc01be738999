import Glibc

/// A lock that the system gives back by itself when its holder ends, however it ends.
///
/// The file holds the number of the process, for messages. It is removed under the lock, so that nobody locks a file
/// that is gone.
final class FolderLock {
    private let path: String
    private let descriptor: Int32
    /// The process that left the file behind, when it did not end well.
    let abandonedBy: String?

    /// Takes the lock at a path.
    ///
    /// - Throws: who holds it, or why there can't be such a file.
    init(_ path: String) throws(LockProblem) {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
            guard descriptor >= 0 else { throw .unwritable(errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let (failure, holder) = (errno, FolderLock.content(of: descriptor))
                close(descriptor)
                throw failure == EWOULDBLOCK ? .held(by: holder) : .unwritable(failure)
            }
            // Between opening and locking the holder before may have removed the file.
            guard FolderLock.identity(descriptor: descriptor) == FolderLock.identity(path: path) else {
                close(descriptor)
                continue
            }
            let left = FolderLock.content(of: descriptor)
            abandonedBy = left.isEmpty ? nil : left
            self.path = path
            self.descriptor = descriptor
            let words = Array("\(getpid())".utf8)
            ftruncate(descriptor, 0)
            _ = words.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            return
        }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    private static func content(of descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: bytes.prefix(max(0, count)).prefix { (48...57).contains($0) }, as: UTF8.self)
    }

    private static func identity(descriptor: Int32) -> FileIdentity? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
    }

    private static func identity(path: String) -> FileIdentity? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileIdentity(status) : nil
    }
}

/// Why a lock could not be taken.
enum LockProblem: Error {
    case held(by: String)
    case unwritable(Int32)
}

/// Which file a name stands for.
struct FileIdentity: Equatable {
    let device: UInt
    let number: UInt

    init(_ status: stat) {
        device = UInt(status.st_dev)
        number = UInt(status.st_ino)
    }
}
