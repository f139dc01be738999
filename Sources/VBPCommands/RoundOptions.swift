import ArgumentParser
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter
import Synchronization

/// What every command takes that evaluates rounds and may write their results.
struct RoundOptions: ParsableArguments {
    @Argument(help: "The round's folder; with --all, the folder that holds round folders.")
    var folder: String

    @Option(
        name: .shortAndLong,
        help: "The folder for the results; with --all, one folder a round is made in it. - prints result.json.")
    var output: String?

    @Flag(help: "Take every folder in FOLDER that holds a round.xml.")
    var all = false

    @Flag(help: "Stop at a refused submission or a warning (status 65).")
    var strict = false

    @Flag(help: "Hold the documents against their XML schemas too.")
    var schema = false

    @OptionGroup var limits: LimitOptions

    @Flag(name: .shortAndLong, help: "Print findings only.")
    var quiet = false

    /// Evaluates the round, or every round, and writes the files that `files` gives for it.
    ///
    /// - Parameter digests: whether the SHA-256 of each file is taken.
    /// - Returns: how it ended; of several rounds the gravest status.
    func run(
        _ console: Console, digests: Bool = false, files: (EvaluatedRound, Progress) -> [OutputFile]
    ) -> ExitStatus {
        let folder = folderName(folder)
        // Where results go to standard output, nothing else does.
        let isPiped = output == "-"
        var assessments: [Assessment] = []
        var worst = ExitStatus.done
        if all {
            let rounds = RoundFolders.find(in: folder)
            guard !rounds.isEmpty else {
                console.note("\(folder): error: no folder in it holds a round.xml; name a folder of rounds\n")
                return .missingInput
            }
            for (index, round) in rounds.enumerated() {
                let output = output.map { "\(folderName($0))/\(round)" }
                let place = "[\(index + 1)/\(rounds.count)] "
                worst = max(worst, run("\(folder)/\(round)", output, console, digests, files, &assessments, place))
            }
        } else {
            worst = run(folder, output.map(folderName), console, digests, files, &assessments)
        }
        if !quiet, !isPiped, !assessments.isEmpty { console.write(OverviewTable.text(assessments)) }
        LastAssessments.keep(assessments)
        return worst
    }

    private func run(
        _ folder: String, _ output: String?, _ console: Console, _ digests: Bool,
        _ files: (EvaluatedRound, Progress) -> [OutputFile], _ assessments: inout [Assessment], _ place: String = ""
    ) -> ExitStatus {
        let progress: Progress = quiet ? { _ in } : { console.progress($0.isEmpty ? "" : "\(place)\(folder): \($0)") }
        defer { progress("") }
        progress("reading")
        let round: EvaluatedRound
        switch LoadedRound.load(
            folder, isStrict: strict, validatesSchema: schema, limits: limits.limits, digests: digests,
            console: console)
        {
        case .stopped(let status):
            if let output, FileTree.kind(of: output) == .folder {
                console.note("note: what is in \(output) is of an earlier run and was left as it is\n")
            }
            return status
        case .evaluated(let value): round = value
        }
        if output == "-" {
            let result = files(round, progress).first { $0.name == "result.json" }
            if let result { console.write(String(decoding: result.bytes, as: UTF8.self)) }
        } else if let output {
            do throws(OutputProblem) {
                let files = files(round, progress)
                progress("writing \(output)")
                for note in try ResultFolder(output).replace(with: files) { console.note("note: \(note)\n") }
            } catch {
                console.note("error: \(error.message)\n")
                return error.status
            }
        }
        let assessment = round.assessment
        for act in assessment.outcome.pending { console.note("pending: \(PendingText.text(act, .english))\n") }
        if assessment.outcome.isEmpty {
            console.note("\(folder): note: the round has no bids to evaluate\n")
        }
        assessments.append(assessment)
        return round.status
    }
}

/// What was assessed last: nothing else follows it in a process, and to take a million bids apart, value by value, would
/// take longer than the end of the process does.
private enum LastAssessments {
    private static let kept = Mutex<[Assessment]>([])

    static func keep(_ assessments: [Assessment]) { kept.withLock { $0 = assessments } }
}

/// Says what is being done now; an empty text that nothing is.
typealias Progress = (String) -> Void

/// Finds rounds.
enum RoundFolders {
    /// The names of the folders in `path` that hold a round.xml, in byte order.
    static func find(in path: String) -> [String] {
        Directory.entries(of: path).names.filter { !$0.hasPrefix(".") && FileTree.isRound("\(path)/\($0)") }
    }
}
