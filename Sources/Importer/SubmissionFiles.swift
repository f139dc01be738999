import Dispatch
import Procurement
import Synchronization

/// A submission's file as read, before it is held against the round.
struct SubmissionFile: Sendable {
    var name: String
    var findings: [Finding]
    var summary: DocumentSummary
    var submission: Submission?
    var places: SubmissionPlaces?
}

/// Reads many submissions at once.
///
/// Each worker has a reader of its own and takes the next few files; the result is in the order of the names,
/// whatever the number of workers.
enum SubmissionFiles {
    /// How many files a worker takes at a time.
    private static let portion = 16

    /// Reads each file.
    ///
    /// - Parameters:
    ///   - workers: how many files are read at once, at least 1.
    ///   - makeReader: makes a worker's reader.
    ///   - place: where the file of a name is, and how it is called in findings.
    static func read(
        _ names: [String], workers: Int, makeReader: @escaping @Sendable () -> DocumentReader,
        place: @escaping @Sendable (String) -> (path: String, shown: String)
    ) -> [SubmissionFile] {
        let next = Atomic<Int>(0)
        let results = Mutex<[(start: Int, files: [SubmissionFile])]>([])
        let count = max(1, min(workers, (names.count + portion - 1) / portion))
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            let reader = makeReader()
            while true {
                let start = next.add(portion, ordering: .relaxed).oldValue
                guard start < names.count else { return }
                let files = names[start..<min(start + portion, names.count)].map { read(place($0), reader) }
                results.withLock { $0.append((start, files)) }
            }
        }
        return results.withLock { $0.sorted { $0.start < $1.start }.flatMap(\.files) }
    }

    private static func read(_ place: (path: String, shown: String), _ reader: DocumentReader) -> SubmissionFile {
        let result = reader.read(path: place.path, shownAs: place.shown, expecting: .submission)
        var file = SubmissionFile(
            name: place.shown, findings: result.findings, summary: DocumentSummary(file: place.shown, result))
        if case .submission(let submission, let places)? = result.document {
            file.submission = submission
            file.places = places
        }
        return file
    }
}
