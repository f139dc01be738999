/// A file that is written piece by piece: it is whole or not there.
final class StreamedFile {
    private let file: UnfinishedFile
    private var buffer: [UInt8] = []
    /// How much of the file is written.
    private var written = 0
    private var failure: Int32 = 0

    init(_ name: String, in folder: OutputFolder) throws(OutputProblem) {
        file = try UnfinishedFile(name, in: folder.path, shownIn: folder.path)
        buffer.reserveCapacity(Self.size + 4_096)
    }

    private static let size = 1 << 18

    /// Adds bytes; what goes wrong is said at the end.
    func write(_ bytes: [UInt8]) {
        buffer += bytes
        if buffer.count >= Self.size { flush() }
    }

    private func flush() {
        if failure == 0 { failure = OutputFolder.write(buffer, to: file.descriptor, at: written) }
        written += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    /// Gives the file its name, or takes it away and says what went wrong.
    func finish() throws(OutputProblem) {
        flush()
        try file.finish(failure)
    }
}
