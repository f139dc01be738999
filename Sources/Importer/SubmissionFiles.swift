import Dispatch
import Procurement
import Synchronization

/// A submission's file as read, before it is held against the round.
final class SubmissionFile: Sendable {
    let name: String
    let findings: [Finding]
    let summary: DocumentSummary
    let submission: Submission?
    let places: SubmissionPlaces?

    /// - Parameter name: the file's as people see it.
    init(_ name: String, _ result: DocumentReader.Result) {
        self.name = name
        findings = result.findings
        summary = DocumentSummary(file: name, result)
        if case .submission(let submission, let places)? = result.document {
            (self.submission, self.places) = (submission, places)
        } else {
            (submission, places) = (nil, nil)
        }
    }
}

/// Reads many submissions at once, while something else is done.
///
/// Each worker has a reader of its own and takes the next few files; the result is in the order of the names,
/// whatever the number of workers.
final class SubmissionFiles: Sendable {
    /// How many files a worker takes at a time.
    private static let portion = 16

    private let names: [String]
    private let makeReader: @Sendable () -> DocumentReader
    private let place: @Sendable (String) -> (path: String, shown: String)
    private let next = Atomic<Int>(0)
    private let results = Mutex<[(start: Int, files: [SubmissionFile])]>([])
    private let group = DispatchGroup()

    /// Begins to read with all workers but one, which is whoever waits for the result.
    ///
    /// - Parameters:
    ///   - workers: how many files are read at once, at least 1.
    ///   - makeReader: makes a worker's reader.
    ///   - first: what one of them does before.
    ///   - place: where the file of a name is, and how it is called in findings.
    init(
        _ names: [String], workers: Int, makeReader: @escaping @Sendable () -> DocumentReader,
        after first: @escaping @Sendable () -> Void = {},
        place: @escaping @Sendable (String) -> (path: String, shown: String)
    ) {
        self.names = names
        self.makeReader = makeReader
        self.place = place
        let portions = (names.count + SubmissionFiles.portion - 1) / SubmissionFiles.portion
        for worker in 0..<max(0, min(workers, portions) - 1) {
            DispatchQueue.global().async(group: group) {
                if worker == 0 { first() }
                self.work()
            }
        }
    }

    /// Whether there are none.
    var isEmpty: Bool { names.isEmpty }

    /// Each file; reads what is still to be read.
    func wait() -> [SubmissionFile] {
        work()
        group.wait()
        return results.withLock { $0.sorted { $0.start < $1.start }.flatMap(\.files) }
    }

    private func work() {
        let reader = makeReader()
        while true {
            let start = next.add(SubmissionFiles.portion, ordering: .relaxed).oldValue
            guard start < names.count else { return }
            let files = names[start..<min(start + SubmissionFiles.portion, names.count)].map {
                SubmissionFiles.read(place($0), reader)
            }
            results.withLock { $0.append((start, files)) }
        }
    }

    private static func read(_ place: (path: String, shown: String), _ reader: DocumentReader) -> SubmissionFile {
        SubmissionFile(place.shown, reader.read(path: place.path, shownAs: place.shown, expecting: .submission))
    }
}
