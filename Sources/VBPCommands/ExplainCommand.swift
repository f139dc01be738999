import ArgumentParser
import PriceImpact
import Procurement
import Ranking
import Reporter

struct ExplainCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", _superCommandName: "vbp",
        abstract: "Tells why the bids of a lot were decided as they were, or how a figure was made.",
        discussion: """
            With --lot, for each bid: every stage in order with the numbers on both sides of each comparison and the \
            clause, the next competitors, and the nearest price at which the decision would be another one, all other bids \
            held fixed. LOT and BIDDER are an identifier, a name, or a part of one that fits only once.
            With --figure: the terms that went into a figure of result.json or figures.csv, and what had to stay out. \
            Any identifier of the form population[:group]/baseline/statistic is computed, whether it is tabulated or not, \
            as 'published:region=北京/ceiling/median-over-bids'.
            """)

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(help: "The lot.")
    var lot: String?

    @Option(help: "One bidder; without it every bid of the lot.")
    var bidder: String?

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
    var figure: FigureID?

    @Option(help: "en or zh, with --lot.", transform: VBP.language)
    var lang = Language.english

    @Option(help: "text or json; with --figure also csv.")
    var format = TableFormat.text

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if (lot == nil) == (figure == nil) { throw ValidationError("name either --lot or --figure") }
        if bidder != nil, lot == nil { throw ValidationError("--bidder goes with --lot") }
        if lot != nil, format == .csv { throw ValidationError("--format csv goes with --figure") }
    }

    func run(_ console: Console) -> ExitStatus {
        let assessment: Assessment
        switch LoadedRound.load(
            folderName(folder), isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .evaluated(let round): assessment = round.assessment
        }
        if let figure { return explain(figure, assessment, console) }
        return explain(lot ?? "", assessment, console)
    }

    private func explain(_ figure: FigureID, _ assessment: Assessment, _ console: Console) -> ExitStatus {
        guard let explanation = assessment.impacts.lazy.compactMap({ $0.explanation(of: figure) }).first else {
            console.note("\(folderName(folder)): error: the round has no figure '\(figure)'; figures.csv lists many\n")
            return .missingInput
        }
        switch format {
        case .text: console.write(FigureDocument.text(explanation, assessment.dossier))
        case .csv: console.write(FigureDocument.csv(explanation))
        case .json: console.write(FigureDocument.json(explanation, assessment.dossier))
        }
        return .done
    }

    private func explain(_ written: String, _ assessment: Assessment, _ console: Console) -> ExitStatus {
        let names = Dictionary(
            assessment.dossier.round.lots.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let lots = assessment.outcome.lots.map { Choice(id: $0.id, names: [names[$0.id] ?? nil].compactMap { $0 }) }
        guard let lot = Choice.pick(written, from: lots, what: "lot with bids", console) else { return .missingInput }
        var chosen: Bidder.ID?
        if let bidder {
            let decisions = assessment.outcome.lots.first { $0.id == lot }?.decisions ?? []
            let choices = decisions.map {
                Choice(id: $0.bidder.id, names: [$0.bidder.name, $0.bidder.shortName].compactMap { $0 })
            }
            chosen = Choice.pick(bidder, from: choices, what: "bidder in lot '\(lot)'", console)
            if chosen == nil { return .missingInput }
        }
        guard let explanation = Explanation(assessment, lot: lot, bidder: chosen) else { return .missingInput }
        switch format {
        case .json: console.write(explanation.json.text)
        case .text, .csv: console.write(explanation.text(lang))
        }
        return .done
    }
}

/// How a table is written.
enum TableFormat: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

/// Something that people name on the command line by its identifier, by a name, or by a part of one.
struct Choice {
    let id: String
    let names: [String]

    /// The identifier of what was meant; says what there is when nothing or several things fit.
    static func pick(_ written: String, from choices: [Choice], what: String, _ console: Console) -> String? {
        let wanted = Name.folded(written)
        func all(_ choice: Choice) -> [String] { ([choice.id] + choice.names).map(Name.folded) }
        for fits in [
            { (name: String) in name == wanted }, { (name: String) in name.hasPrefix(wanted) },
            { (name: String) in name.contains(wanted) },
        ] {
            let found = choices.filter { all($0).contains(where: fits) }
            if found.count == 1 { return found[0].id }
            if found.count > 1 {
                console.note("error: '\(written)' fits more than one \(what): \(list(found))\n")
                return nil
            }
        }
        console.note("error: there is no \(what) '\(written)'; there are: \(list(choices))\n")
        return nil
    }

    private static func list(_ choices: [Choice]) -> String {
        choices.map { choice in choice.names.first.map { "\($0) (\(choice.id))" } ?? choice.id }.joined(separator: ", ")
    }
}
