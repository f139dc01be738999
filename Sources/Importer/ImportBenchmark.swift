public import Procurement

/// Reads files into values for the benchmarks, which measure nothing else.
public enum ImportBenchmark {
    /// A demand document; nil when it can't be read.
    public static func demand(path: String) -> Demand? {
        let result = DocumentReader(validatesSchema: false).read(path: path, shownAs: path)
        guard case .demand(let demand, _)? = result.document else { return nil }
        return demand
    }

    /// The submissions of a list of files.
    public static func submissions(paths: [String]) -> [Submission] {
        let reader = DocumentReader(validatesSchema: false)
        var submissions: [Submission] = []
        for path in paths {
            if case .submission(let submission, _)? = reader.read(path: path, shownAs: path).document {
                submissions.append(submission)
            }
        }
        return submissions
    }
}
