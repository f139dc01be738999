import ArgumentParser
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

struct DraftCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", _superCommandName: "vbp",
        abstract: "Shows how far the picking of regions has come, and proposes the picks that are left.",
        discussion: """
            For each lot: who supplies each region and who backs it up, whose turn it is, and what is open to it. A pick \
            is recorded with vbp record pick. With --preferences, a table with the columns bidder, lot and region and a \
            row a wish, the dearest first (a blank lot means every lot), it proposes the picks that are left: everybody \
            takes the first open region of its list, else the first one of the round's. Status 75: somebody has to pick.
            """)

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(help: "One lot only.")
    var lot: String?

    @Option(help: "A CSV file with what the winners would like.")
    var preferences: String?

    @Option(help: "en or zh.", transform: VBP.language)
    var lang = Language.english

    func run(_ console: Console) -> ExitStatus {
        let assessment: Assessment
        switch LoadedRound.load(folderName(folder), isStrict: false, validatesSchema: false, console: console) {
        case .stopped(let status): return status
        case .evaluated(let round): assessment = round.assessment
        }
        guard let rule = assessment.dossier.rulebook.draft else {
            console.note("\(folder): error: the rulebook lets nobody pick regions; add <draft> to rulebook.xml\n")
            return .missingInput
        }
        var drafts = assessment.outcome.drafts
        if let written = lot {
            let lots = drafts.map { draft in
                let name = assessment.dossier.round.lots.first { $0.id == draft.id }?.name
                return Choice(id: draft.id, names: [name].compactMap { $0 })
            }
            guard let id = Choice.pick(written, from: lots, what: "lot with winners that pick", console) else {
                return .missingInput
            }
            drafts = drafts.filter { $0.id == id }
        }
        var wishes: PreferenceLists?
        if let preferences {
            let (lists, findings) = PreferenceLists.read(path: preferences)
            console.report(findings, folder: nil)
            guard let lists else {
                return findings.contains { $0.code == .fileMissing } ? .missingInput : .faultyData
            }
            wishes = lists
        }
        for draft in drafts {
            let proposal = wishes.map { wishes in draft.proposal { wishes.regions(of: $0, in: draft.id) } }
            console.write(DraftText.text(draft, proposal: proposal, lang))
        }
        let isWaiting = assessment.outcome.pending.contains { act in
            act.stage == rule.id && (lot == nil || drafts.contains { $0.id == act.lot })
        }
        for act in assessment.outcome.pending where act.stage == rule.id {
            if case .draw = act.kind { console.note("pending: \(PendingText.text(act, lang))\n") }
        }
        return isWaiting ? .pending : .done
    }
}
