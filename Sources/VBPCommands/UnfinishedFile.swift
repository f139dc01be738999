import Glibc

/// A new file beside its final name, which it gets when it is finished; else it is removed.
final class UnfinishedFile {
    /// The file's name.
    let name: String
    /// What it is written to.
    private(set) var descriptor: Int32
    private let final: String
    private let temporary: String
    private let shown: String

    /// - Parameter shown: the folder that messages name.
    init(_ name: String, in folder: String, shownIn shown: String) throws(OutputProblem) {
        self.name = name
        self.shown = "\(shown)/\(name)"
        final = "\(folder)/\(name)"
        temporary = "\(folder)/.\(name).\(getpid()).tmp"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            throw OutputProblem(status: .cannotCreate, message: "\(self.shown): \(OutputFolder.words(errno))")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Flushes the file and gives it its name, or takes it away and says what went wrong.
    ///
    /// - Parameters:
    ///   - failure: the number of the error that came while it was written; 0 for none.
    ///   - accepts: looks at the file by its temporary path; when it says no the old file stays.
    func finish(_ failure: Int32, ifAccepted accepts: (String) -> Bool = { _ in true }) throws(OutputProblem) {
        var failure = failure
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        descriptor = -1
        if failure == 0, !accepts(temporary) {
            unlink(temporary)
            return
        }
        if failure == 0, rename(temporary, final) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(temporary)
            throw OutputProblem(status: .inputOutput, message: "\(shown): \(OutputFolder.words(failure))")
        }
    }
}
