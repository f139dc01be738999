/// Texts that come many times in a file, as they are written there: what has to be escaped in them is looked for once.
struct WrittenTexts: Sendable {
    /// All of them, one after the other.
    private var bytes: [UInt8] = []
    /// Where each begins, and where the last ends.
    private var bounds = [0]

    /// - Parameter write: writes a text as it stands in the file.
    init(_ texts: some Sequence<String>, _ write: (String, inout [UInt8]) -> Void) {
        for text in texts {
            write(text, &bytes)
            bounds.append(bytes.count)
        }
    }

    /// Adds the text at a position.
    func write(_ position: Int, to bytes: inout [UInt8]) {
        self.bytes.withUnsafeBufferPointer { own in
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: own[bounds[position]..<bounds[position + 1]]))
        }
    }
}
