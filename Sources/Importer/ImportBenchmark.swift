public import Procurement

/// Reads files into values for the benchmarks, which measure nothing else.
public enum ImportBenchmark {
    /// A demand document; nil when it can't be read.
    public static func demand(path: String, validatesSchema: Bool = false) -> Demand? {
        let result = DocumentReader(validatesSchema: validatesSchema).read(path: path, shownAs: path)
        guard case .demand(let demand, _)? = result.document else { return nil }
        return demand
    }

    /// The submissions of a list of files, read by that many workers.
    public static func submissions(paths: [String], workers: Int) -> [Submission] {
        SubmissionFiles.read(paths, workers: workers, makeReader: { DocumentReader(validatesSchema: false) }) {
            (path: $0, shown: $0)
        }.compactMap(\.submission)
    }
}
