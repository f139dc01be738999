import ArgumentParser

struct EvaluateCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", _superCommandName: "vbp",
        abstract: "Decides a round by its rulebook and computes its figures.",
        discussion: """
            Writes result.json, decisions.csv, winners.csv, allocation.csv, figures.csv and summary.md to the output \
            folder. A faulty submission is left out with its findings, the rest of the round is evaluated (status 2). A \
            tie that nobody has drawn yet is pending, and the status is 75.
            """)

    @OptionGroup var round: RoundOptions

    @Flag(help: "Write reason, ceiling and each stage of each bid into result.json, as vbp report does.")
    var trace = false

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("Write this file only; may be given several times.", valueName: "name"))
    var files: [RoundFiles.Name] = []

    func validate() throws {
        if round.output == "-", round.all {
            throw ValidationError("only one result can be printed; name a folder with --output")
        }
        if round.output == "-", !files.isEmpty, !files.contains(.result) {
            throw ValidationError("result.json is what is printed; leave out --file, or name a folder with --output")
        }
    }

    func run(_ console: Console) -> ExitStatus {
        round.run(console) { round, _ in
            RoundFiles.data(round.assessment, Set(files.isEmpty ? RoundFiles.Name.allCases : files), traces: trace)
        }
    }
}
