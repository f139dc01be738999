import ArgumentParser
import Glibc
import Importer
import Procurement

struct ConvertCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", _superCommandName: "vbp",
        abstract: "Makes a round's documents from spreadsheets saved as CSV.",
        discussion: """
            The columns are described in docs/formats.md; rows of other rounds are skipped. Writes round.xml, demand.xml, \
            published.xml, rulebook.xml and submissions/*.xml; an existing record.xml is left alone. What had to be \
            adapted or assumed is printed, and nothing is written when a table has errors.
            """)

    @Option(help: "The round's identifier, as in the tables.")
    var round: String

    @Option(help: "The table of bids.")
    var bids: String?

    @Option(help: "The table of volumes by region.")
    var volumes: String

    @Option(help: "The table of lots; without it the reference is the specification with the largest volume.")
    var lots: String?

    @Option(help: "The official list of winners.")
    var winners: String?

    @Option(help: "The table of published headline figures.")
    var headlines: String?

    @Option(help: "The table of the winners' own prices before the round, for a round without bids.")
    var previousPrices: String?

    @Option(help: "The round's rulebook.")
    var rulebook: String

    @Option(name: .shortAndLong, help: "The round's folder.")
    var output: String

    @Flag(name: .shortAndLong, help: "Print warnings and errors only.")
    var quiet = false

    func run(_ console: Console) -> ExitStatus {
        let (book, bookFindings) = RulebookFile.read(path: rulebook)
        guard let book else {
            console.report(bookFindings.sorted())
            return bookFindings.contains { $0.code == .fileMissing } ? .missingInput : .faultyData
        }
        let files = TableFiles(
            bids: bids, volumes: volumes, lots: lots, winners: winners, headlines: headlines,
            previousPrices: previousPrices)
        let converted = TableConversion.convert(round, rulebook: book, files: files)
        console.report((bookFindings + converted.findings).filter { !quiet || $0.severity != .note })
        guard !converted.hasErrors else {
            console.note("nothing was written\n")
            return converted.findings.contains { $0.code == .fileMissing } ? .missingInput : .faultyData
        }
        do throws(OutputProblem) {
            try write(converted, console)
            return .done
        } catch {
            console.note("error: \(error.message)\n")
            return error.status
        }
    }

    private func write(_ converted: ConvertedRound, _ console: Console) throws(OutputProblem) {
        let target = try OutputFolder(folderName(output))
        let submissions = converted.submissions.map { ("\($0.bidder.id).xml", SubmissionDocument.text($0)) }
        let names = Set(submissions.map(\.0))
        let strangers = RoundFolder.submissionNames(in: target.path).filter { !names.contains($0) }
        guard strangers.isEmpty else {
            throw OutputProblem(
                status: .cannotCreate,
                message: "\(target.path)/submissions holds files that this conversion does not write "
                    + "(\(strangers.prefix(3).joined(separator: ", "))…); move them away first")
        }
        guard let rulebookText = RulebookFile.text(path: rulebook) else {
            throw OutputProblem(status: .inputOutput, message: "\(rulebook): could not be read again")
        }
        try target.write(OutputFile("round.xml", RoundDocument.text(converted.round)))
        try target.write(OutputFile("demand.xml", DemandDocument.text(converted.demand)))
        try target.write(OutputFile("published.xml", PublishedDocument.text(converted.published)))
        try target.write(OutputFile("rulebook.xml", rulebookText))
        if !submissions.isEmpty {
            let folder = try OutputFolder("\(target.path)/submissions")
            for (name, text) in submissions { try folder.write(OutputFile(name, text)) }
        }
        console.write(
            "\(target.path): \(converted.round.lots.count) lots, \(converted.demand.lines.count) volumes, "
                + "\(submissions.count) submissions with \(converted.submissions.reduce(0) { $0 + $1.bids.count }) bids, "
                + "\(converted.published.winners.count) published winners, "
                + "\(converted.published.headlines.count) headline figures\n")
    }
}
