import Glibc

/// A file that is written piece by piece beside its name, and renamed at the end: it is whole or not there.
final class StreamedFile {
    private let final: String
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    /// How much of the file is written.
    private var written = 0
    private var failure: Int32 = 0

    init(_ name: String, in folder: OutputFolder) throws(OutputProblem) {
        final = "\(folder.path)/\(name)"
        temporary = "\(folder.path)/.\(name).\(getpid()).tmp"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            throw OutputProblem(status: .cannotCreate, message: "\(final): \(OutputFolder.words(errno))")
        }
        buffer.reserveCapacity(Self.size + 4_096)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    private static let size = 1 << 18

    /// Adds bytes; what goes wrong is said at the end.
    func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= Self.size { flush() }
    }

    private func flush() {
        if failure == 0 { failure = OutputFolder.write(buffer, to: descriptor, at: written) }
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives the file its name, or takes it away and says what went wrong.
    func finish() throws(OutputProblem) {
        flush()
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        descriptor = -1
        if failure == 0, rename(temporary, final) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(temporary)
            throw OutputProblem(status: .inputOutput, message: "\(final): \(OutputFolder.words(failure))")
        }
    }
}
