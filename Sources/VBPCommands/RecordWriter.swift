import Glibc
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

/// Adds acts to the record of a round, each checked by deciding the round with it.
struct RecordWriter {
    let folder: String
    let console: Console

    private var path: String { "\(folder)/record.xml" }

    /// Checks an act and writes it at the end of the record, whole or not at all.
    func add(_ act: RecordedAct, isDryRun: Bool) -> ExitStatus {
        let before = RoundFolder(path: folder).read()
        guard let dossier = before.dossier else {
            console.report(before.findings, folder: folder)
            return before.isMissing ? .missingInput : .faultyData
        }
        do throws(OutputProblem) {
            let text: String
            switch recordText() {
            case .success(let old):
                do throws(RecordAddition.Problem) {
                    text = try RecordAddition.adding(act, to: old, of: dossier.round.id)
                } catch {
                    console.note("\(path): error: \(error.message)\n")
                    return .faultyData
                }
            case .failure(let problem):
                console.note("\(path): error: \(problem.message)\n")
                return .faultyData
            }
            let output = try OutputFolder(folder)
            var status = ExitStatus.done
            try output.write(
                OutputFile("record.xml", text),
                ifAccepted: { candidate in
                    status = judge(candidate, act, dossier, isDryRun: isDryRun)
                    return status != .faultyData && !isDryRun
                })
            return status
        } catch {
            console.note("error: \(error.message)\n")
            return error.status
        }
    }

    private struct Unreadable: Error { let message: String }

    /// The record as it is; nil when there is none yet.
    private func recordText() -> Result<String?, Unreadable> {
        guard let file = fopen(path, "r") else { return .success(nil) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") else {
            return .failure(Unreadable(message: "the record is not in UTF-8; save it as UTF-8 first"))
        }
        return .success(text)
    }

    /// What the round says with the new record.
    private func judge(_ candidate: String, _ act: RecordedAct, _ before: Dossier, isDryRun: Bool) -> ExitStatus {
        let imported = RoundFolder(path: folder, record: candidate).read()
        guard let dossier = imported.dossier else {
            console.report(imported.findings.filter { $0.location?.file == "record.xml" }, folder: folder)
            console.note("the act is not recorded; record.xml is as it was\n")
            return .faultyData
        }
        let assessment = Assessment(dossier)
        let last = dossier.record.acts.count - 1
        if let forbidden = assessment.outcome.forbiddenActs.first(where: { $0.index == last }) {
            console.note(
                "error: rule '\(forbidden.stage)' does not allow this act: \(forbidden.reason); record.xml is as it was\n"
                    + clause(of: forbidden.stage, in: dossier.rulebook))
            return .faultyData
        }
        let broken = Set(assessment.outcome.forbiddenActs.map(\.index))
            .subtracting(Assessment(before).outcome.forbiddenActs.map(\.index))
        if let index = broken.min(),
            let forbidden = assessment.outcome.forbiddenActs.first(where: { $0.index == index })
        {
            console.note(
                "error: with this act an earlier one (number \(index + 1)) is no longer allowed by rule "
                    + "'\(forbidden.stage)': \(forbidden.reason); record.xml is as it was\n"
                    + clause(of: forbidden.stage, in: dossier.rulebook))
            return .faultyData
        }
        console.write(
            "\(isDryRun ? "may be recorded" : "recorded"): \(act.word)\(act.lot.map { ", lot '\($0)'" } ?? "")\(act.stage.map { ", rule '\($0)'" } ?? "")\n"
        )
        for pending in assessment.outcome.pending { console.note("pending: \(PendingText.text(pending, .english))\n") }
        return assessment.outcome.pending.isEmpty ? .done : .pending
    }

    /// What the rule that refuses an act rests on, as a line of its own; nothing where no rule of the rulebook does.
    private func clause(of stage: Stage.ID, in rulebook: Rulebook) -> String {
        let citations =
            rulebook.allStages.filter { $0.id == stage }.map(\.citation)
            + [rulebook.draft].compactMap { $0 }.filter { $0.id == stage }.map(\.citation)
        return citations.first.map { "the rule: \($0.clause) [\($0.basis.rawValue), \($0.confidence.rawValue)]\n" }
            ?? ""
    }
}
