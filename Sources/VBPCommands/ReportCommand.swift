import ArgumentParser
import Reporter

struct ReportCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Evaluates a round and writes everything that people open.",
        discussion: """
            Writes report.html, and the files of `vbp evaluate`. The output folder is needed.
            """)

    @OptionGroup var round: RoundOptions

    @Option(
        name: .customLong("lang"), help: "The language that comes first: en or zh.",
        transform: { word in
            guard let language = Language(rawValue: word) else {
                throw ValidationError("there is no language '\(word)'; there are: en, zh")
            }
            return language
        })
    var language = Language.english

    func validate() throws {
        if round.output == nil { throw ValidationError("a report needs a folder; name it with --output") }
    }

    func run(_ console: Console) -> ExitStatus {
        round.run(console) { RoundFiles.report($0, language) }
    }
}
