import ArgumentParser
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

struct AllocateCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", _superCommandName: "vbp",
        abstract: "Hands the agreed volumes to winners, regions and institutions.",
        discussion: """
            Prints a table a lot: which winner delivers what where, and at what value; then totals, how far they can be \
            trusted, and offered capacity below the agreed volume. With --output it writes allocation.csv, which goes \
            down to the institutions where demand.xml does, and then institutions.csv: what each of them pays and \
            saves. --output - prints allocation.csv alone. The winners are the published ones, else those by the rules.
            """)

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(
        name: .shortAndLong, help: "The folder for allocation.csv and institutions.csv. - prints allocation.csv.")
    var output: String?

    @Option(help: "One lot only, in the tables.")
    var lot: String?

    @Option(help: "en or zh.", transform: VBP.language)
    var lang = Language.english

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        let folder = folderName(folder)
        let round: EvaluatedRound
        switch LoadedRound.load(
            folder, isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .evaluated(let evaluated): round = evaluated
        }
        let assessment = round.assessment
        guard let demand = assessment.dossier.demand else {
            console.note("\(folder): error: there is no demand.xml, so there is no volume to hand out\n")
            return .missingInput
        }
        guard let impact = assessment.impacts.first else {
            console.note("\(folder): error: no winner is published, and no lot is decided\n")
            return .missingInput
        }
        var only: Lot.ID?
        if let written = lot {
            let won = Set(impact.awards.map(\.lot))
            let lots = assessment.dossier.round.lots.filter { won.contains($0.id) }.map {
                Choice(id: $0.id, names: [$0.name].compactMap { $0 })
            }
            guard let id = Choice.pick(written, from: lots, what: "lot with winners", console) else {
                return .missingInput
            }
            only = id
        }
        if output == "-" {
            var savings: InstitutionSavings?
            _ = handOut(folder, assessment, impact, adding: &savings) {
                console.write(String(decoding: $0, as: UTF8.self))
            }
            return round.status
        }
        var reach: SupplyReach?
        if output != nil || !demand.institutions.isEmpty {
            do throws(OutputProblem) {
                let target = try output.map { path throws(OutputProblem) in try OutputFolder(folderName(path)) }
                let file = try target.map { folder throws(OutputProblem) in
                    try StreamedFile("allocation.csv", in: folder)
                }
                var savings = target.map { _ in InstitutionSavings(assessment.dossier, impact) }
                reach = handOut(folder, assessment, impact, adding: &savings) { file?.write($0) }
                try file?.finish()
                if let target, let savings, !demand.institutions.isEmpty {
                    let text = InstitutionsTable.text(savings, demand.institutions)
                    try target.write(OutputFile("institutions.csv", text))
                }
            } catch {
                console.note("error: \(error.message)\n")
                return error.status
            }
        }
        let table = AllocationSummary(assessment, impact, reach: demand.institutions.isEmpty ? nil : reach)
        console.write(table.text(lang, lot: only))
        for act in assessment.outcome.pending { console.note("pending: \(PendingText.text(act, lang))\n") }
        return round.status
    }

    /// Makes a row each institution, region, specification and supplier, counts the points of supply, and adds up what
    /// each institution saves where that is asked for.
    ///
    /// - Parameter write: takes the table's bytes, some rows at a time.
    private func handOut(
        _ folder: String, _ assessment: Assessment, _ impact: Impact, adding savings: inout InstitutionSavings?,
        _ write: ([UInt8]) -> Void
    ) -> SupplyReach {
        let dossier = assessment.dossier
        let allocation = InstitutionAllocation(dossier, impact.awards)
        let institutions = dossier.demand?.institutions ?? []
        var reach = SupplyReach(institutions: institutions.count)
        var handedDown: Set<[String]> = []
        write(Array(AllocationTable.header.utf8))
        if !institutions.isEmpty {
            var rows: [UInt8] = []
            // The document was read before, with all that is wrong with it.
            _ = RoundFolder(path: folder, limits: limits.limits).readDemandGroups { group in
                guard let cells = allocation.shares(of: dossier.corrected(group)) else { return }
                handedDown.insert([group.region, group.lot])
                for shares in cells {
                    reach.add(shares)
                    savings?.add(shares)
                    AllocationTable.append(shares, impact.awards, institutions, to: &rows)
                }
                write(rows)
                rows.removeAll(keepingCapacity: true)
            }
        }
        for line in impact.supply.lines where !handedDown.contains([line.region, line.lot]) {
            write(Array(AllocationTable.row(line, impact.awards).utf8))
        }
        return reach
    }
}
