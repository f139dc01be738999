import ArgumentParser
import PriceImpact
import Reporter

struct CompareCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", _superCommandName: "vbp",
        abstract: "Compares the winning prices of two or more rounds or alliances.",
        discussion: """
            Lots are common when their names are equal. Prices are those that the published winners, or else the winners by \
            the rules, are paid for the smallest unit, converted to the reference specification of the first round that has \
            the lot. The status is 1 when prices, winners or lots differ, and 0 when they do not.
            """)

    @Argument(help: ArgumentHelp("The rounds' folders, at least two.", valueName: "folder"))
    var folders: [String]

    @Option(help: "text, csv or json.")
    var format = TableFormat.text

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        guard folders.count > 1 else { throw ValidationError("one round alone can't be compared; name another") }
    }

    func run(_ console: Console) -> ExitStatus {
        var assessments: [Assessment] = []
        for folder in folders.map(folderName) {
            switch LoadedRound.load(
                folder, isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
            {
            case .stopped(let status): return status
            case .evaluated(let round): assessments.append(round.assessment)
            }
        }
        let comparison = RoundComparison(assessments)
        let document = ComparisonDocument(comparison)
        switch format {
        case .text: console.write(document.text)
        case .csv: console.write(document.csv)
        case .json: console.write(document.json.text)
        }
        return comparison.differs ? .different : .done
    }
}
