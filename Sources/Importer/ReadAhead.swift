import Procurement
import Synchronization

/// A document that may be read by another thread before it is asked for.
final class ReadAhead: Sendable {
    private let made = Mutex<DocumentReader.Result?>(nil)
    private let make: @Sendable () -> DocumentReader.Result

    init(
        path: String, shownAs name: String, _ kind: DocumentKind, _ makeReader: @escaping @Sendable () -> DocumentReader
    ) {
        make = { makeReader().read(path: path, shownAs: name, expecting: kind) }
    }

    /// What reading it gave; whoever asks first reads it, and others wait.
    var result: DocumentReader.Result {
        made.withLock { made in
            let result = made ?? make()
            made = result
            return result
        }
    }
}
