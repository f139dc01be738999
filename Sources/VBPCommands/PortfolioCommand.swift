import ArgumentParser
import PriceImpact
import Procurement
import Reporter

struct PortfolioCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "portfolio", _superCommandName: "vbp",
        abstract: "Adds up rounds, each lot of a region once.",
        discussion: """
            Rounds are taken by their dates. Where a later round supplies the same lot in the same region, the earlier one's \
            volume there no longer counts. Savings are a year's, from the baseline that gives least to the one that gives \
            most; what was published of rounds that can't be computed is shown beside them and not added. Lots that were \
            bought more than once are shown with the drop of each round, the cumulative drop, and who left and came.
            """)

    @Argument(help: ArgumentHelp("Rounds' folders, or folders that hold some.", valueName: "folder"))
    var folders: [String]

    @Option(help: "Count only what is delivered in this region.")
    var region: String?

    @Option(help: "text, csv or json.")
    var format = TableFormat.text

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        var assessments: [Assessment] = []
        for folder in folders.map(folderName) {
            let rounds = FileTree.isRound(folder) ? [folder] : RoundFolders.find(in: folder).map { "\(folder)/\($0)" }
            guard !rounds.isEmpty else {
                console.note("\(folder): error: no folder in it holds a round.xml; name rounds or a folder of rounds\n")
                return .missingInput
            }
            for round in rounds {
                switch LoadedRound.load(
                    round, isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
                {
                case .stopped(let status): return status
                case .evaluated(let round): assessments.append(round.assessment)
                }
            }
        }
        if let region, !assessments.contains(where: { $0.dossier.round.regions.contains(region) }) {
            console.note("error: none of the rounds has a region '\(region)'\n")
            return .missingInput
        }
        let document = PortfolioDocument(Portfolio(assessments, region: region))
        switch format {
        case .text: console.write(document.text)
        case .csv: console.write(document.csv)
        case .json: console.write(document.json.text)
        }
        return .done
    }
}
