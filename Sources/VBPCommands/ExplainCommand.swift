import ArgumentParser
import PriceImpact
import Reporter

struct ExplainCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says how a figure was made.",
        discussion: """
            With --figure: the terms that went into a figure of result.json or figures.csv, and what had to stay out. \
            Any identifier of the form population[:group]/baseline/statistic is computed, whether it is tabulated or not, \
            as 'published:region=北京/ceiling/median-over-bids'.
            """)

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(
        help: ArgumentHelp("The figure's identifier.", valueName: "id"),
        transform: { text in
            guard let id = FigureID(text) else {
                throw ValidationError(
                    "'\(text)' is no figure; write population[:group]/baseline/statistic, as published/ceiling/mean-over-lots"
                )
            }
            return id
        })
    var figure: FigureID

    @Option(help: "text, csv or json.")
    var format = TableFormat.text

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        let assessment: Assessment
        switch LoadedRound.load(
            folderName(folder), isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .assessed(let value, _): assessment = value
        }
        guard
            let explanation = assessment.impacts.lazy.compactMap({ $0.explanation(of: figure) }).first
        else {
            console.note("\(folderName(folder)): error: the round has no figure '\(figure)'; figures.csv lists many\n")
            return .missingInput
        }
        switch format {
        case .text: console.write(FigureDocument.text(explanation, assessment.dossier))
        case .csv: console.write(FigureDocument.csv(explanation))
        case .json: console.write(FigureDocument.json(explanation, assessment.dossier).text)
        }
        return .done
    }
}

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable { case text, csv, json }
