import ArgumentParser
import Reporter

struct ReportCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", _superCommandName: "vbp",
        abstract: "Evaluates a round and writes everything that people open.",
        discussion: """
            Writes report.html, report.xlsx, ocds.json, the files of `vbp evaluate`, and manifest.json, which names every file that was read or \
            written with its SHA-256; `vbp audit` makes them again. What the folder held before is replaced whole or \
            not at all; files of others in it stay.
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
        if round.output == nil || round.output == "-" {
            throw ValidationError("a report needs a folder; name it with --output")
        }
    }

    func run(_ console: Console) -> ExitStatus {
        round.run(console, digests: true) { RoundFiles.report($0, language, $1) }
    }
}
