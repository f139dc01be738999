import ArgumentParser
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

struct EvaluateCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Decides a round by its rulebook and computes its figures.",
        discussion: """
            Writes result.json, decisions.csv, winners.csv, allocation.csv, figures.csv and summary.md to the output \
            folder. A faulty submission is left out with its findings, the rest of the round is evaluated (status 2). A tie that nobody \
            has drawn yet is pending, and the status is 75.
            """)

    @Argument(help: "The round's folder; with --all, the folder that holds round folders.")
    var folder: String

    @Option(name: .shortAndLong, help: "The folder for the results; with --all, one folder a round is made in it.")
    var output: String?

    @Flag(help: "Evaluate every folder in FOLDER that holds a round.xml.")
    var all = false

    @Flag(help: "Stop at a refused submission or a warning (status 65).")
    var strict = false

    @Flag(help: "Hold the documents against their XML schemas too.")
    var schema = false

    @OptionGroup var limits: LimitOptions

    @Flag(name: .shortAndLong, help: "Print findings only.")
    var quiet = false

    func run(_ console: Console) -> ExitStatus {
        let folder = folderName(folder)
        guard all else {
            var assessments: [Assessment] = []
            let status = evaluate(folder, output, console, &assessments)
            if !quiet, !assessments.isEmpty { console.write(OverviewTable.text(assessments)) }
            return status
        }
        let rounds = RoundFolders.find(in: folder)
        guard !rounds.isEmpty else {
            console.note("\(folder): error: no folder in it holds a round.xml; name a folder of rounds\n")
            return .missingInput
        }
        var assessments: [Assessment] = []
        var worst = ExitStatus.done
        for (index, round) in rounds.enumerated() {
            if !quiet { console.note("[\(index + 1)/\(rounds.count)] \(round)\n") }
            worst = max(worst, evaluate("\(folder)/\(round)", output.map { "\($0)/\(round)" }, console, &assessments))
        }
        if !quiet, !assessments.isEmpty { console.write(OverviewTable.text(assessments)) }
        return worst
    }

    private func evaluate(
        _ folder: String, _ output: String?, _ console: Console, _ assessments: inout [Assessment]
    ) -> ExitStatus {
        let assessment: Assessment
        let isRefusing: Bool
        switch LoadedRound.load(
            folder, isStrict: strict, validatesSchema: schema, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .assessed(let value, let refusing): (assessment, isRefusing) = (value, refusing)
        }
        if let output {
            do throws(OutputProblem) {
                let target = try OutputFolder(folderName(output))
                for (name, text) in RoundFiles.render(assessment) { try target.write(text, to: name) }
            } catch {
                console.note("error: \(error.message)\n")
                return error.status
            }
        }
        for act in assessment.outcome.pending { console.note("pending: \(PendingText.text(act, .english))\n") }
        if assessment.outcome.decisions.isEmpty {
            console.note("\(folder): note: the round has no bids to evaluate\n")
        }
        assessments.append(assessment)
        return assessment.status(isRefusing: isRefusing)
    }
}

/// The files that an evaluation writes.
enum RoundFiles {
    /// Each file's name and text.
    static func render(_ assessment: Assessment) -> [(name: String, text: String)] {
        [
            ("result.json", ResultDocument.json(assessment).text),
            ("decisions.csv", DecisionsTable.text(assessment)),
            ("winners.csv", WinnersTable.text(assessment)),
            ("figures.csv", FiguresTable.text(assessment)),
            ("allocation.csv", AllocationTable.text(assessment)),
            ("summary.md", SummaryDocument.text(assessment)),
        ]
    }
}

/// Finds rounds.
enum RoundFolders {
    /// The names of the folders in `path` that hold a round.xml, in byte order.
    static func find(in path: String) -> [String] {
        Directory.entries(of: path).names.filter { !$0.hasPrefix(".") && FileTree.isRound("\(path)/\($0)") }
    }
}
