public import Procurement

/// Reads files into values for the benchmarks, which measure nothing else.
public enum ImportBenchmark {
    /// A demand document; nil when it can't be read.
    public static func demand(path: String, validatesSchema: Bool = false) -> Demand? {
        let result = DocumentReader(validatesSchema: validatesSchema).read(path: path, shownAs: path)
        guard case .demand(let demand, _)? = result.document else { return nil }
        return demand
    }

    /// How many lines the groups of a demand document have, read as a stream.
    public static func groupedLines(path: String) -> Int {
        var lines = 0
        withoutActuallyEscaping({ (group: DemandGroup) in lines += group.lines.count }) { body in
            _ = DocumentReader(validatesSchema: false).read(path: path, shownAs: path, onGroup: body)
        }
        return lines
    }

    /// The submissions of a list of files, read by that many workers.
    public static func submissions(paths: [String], workers: Int) -> [Submission] {
        SubmissionFiles(paths, workers: workers, makeReader: { DocumentReader(validatesSchema: false) }) {
            (path: $0, shown: $0)
        }.wait().compactMap(\.submission)
    }
}
