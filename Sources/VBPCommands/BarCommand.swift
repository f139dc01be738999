import ArgumentParser
import Digests
import Importer
import Procurement

struct BarCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "bar", _superCommandName: "vbp",
        abstract: "Bars firms that failed to supply from the later rounds of a folder.",
        discussion: """
            Each default that a round in the folder records (vbp record default) bars its firm from the other rounds whose \
            deadline is not before it and within so many months of it. The bar is added to references.xml of these rounds, \
            with the round that it comes from and the SHA-256 of its record.xml; their rulebooks ask for it with <barred/>. \
            A bar that is there already is left as it is.
            """)

    @Argument(help: "The folder that holds round folders.")
    var folder: String

    @Option(help: "How many months a firm is barred, from its default on: 1 to 240.")
    var months: Int

    @Flag(help: "Only say what would be written.")
    var dryRun = false

    func validate() throws {
        guard (1...240).contains(months) else { throw ValidationError("--months is from 1 to 240") }
    }

    func run(_ console: Console) -> ExitStatus {
        let folder = folderName(folder)
        let names = RoundFolders.find(in: folder)
        guard !names.isEmpty else {
            console.note("\(folder): error: no folder in it holds a round.xml; name a folder of rounds\n")
            return .missingInput
        }
        var rounds: [(path: String, dossier: Dossier, bars: [Bar])] = []
        for path in names.map({ "\(folder)/\($0)" }) {
            let imported = RoundFolder(path: path, digests: true).read()
            guard let dossier = imported.dossier else {
                console.report(imported.findings, folder: path)
                return imported.isMissing ? .missingInput : .faultyData
            }
            let digest = imported.files.first { $0.file == "record.xml" }?.digest?.sha256
            rounds.append((path, dossier, dossier.bars(months: months, digest: digest)))
        }
        var isWritten = false
        for round in rounds {
            let others = rounds.filter { $0.dossier.round.id != round.dossier.round.id }.flatMap(\.bars)
            let bars = round.dossier.missingBars(of: others)
            if bars.isEmpty { continue }
            isWritten = true
            for bar in bars {
                console.write(
                    "\(round.path): '\(bar.bidder)' is barred from \(bar.from) to \(bar.to): \(bar.cause) (round "
                        + "'\(bar.source.round)')\n")
            }
            if dryRun { continue }
            do throws(OutputProblem) {
                guard let text = text(of: round.path, with: bars, round.dossier.round.id) else {
                    console.note(
                        "\(round.path)/references.xml: error: it has no end tag </references>; write it as "
                            + "<references …></references>\n")
                    return .faultyData
                }
                try OutputFolder(round.path).write(OutputFile("references.xml", text))
            } catch {
                console.note("error: \(error.message)\n")
                return error.status
            }
        }
        if !isWritten { console.write("no firm has to be barred from a round\n") }
        return .done
    }

    /// references.xml of a round with bars at its end; nil where it can't take any.
    private func text(of path: String, with bars: [Bar], _ round: Round.ID) -> String? {
        let old = FileContent.read("\(path)/references.xml").map { String(decoding: $0, as: UTF8.self) }
        return ReferencesDocument.adding(bars, to: old, of: round)
    }
}
