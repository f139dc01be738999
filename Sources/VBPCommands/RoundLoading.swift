import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

/// A round that was read and decided, or the status that says why not.
enum LoadedRound {
    case assessed(Assessment, isRefusing: Bool)
    case stopped(ExitStatus)

    /// Reads and decides the round in a folder; findings go to the console.
    ///
    /// - Parameters:
    ///   - isStrict: whether a refused submission or a warning stops the run.
    ///   - validatesSchema: whether the documents are held against their XSDs too.
    ///   - limits: how much a document may hold.
    static func load(
        _ folder: String, isStrict: Bool, validatesSchema: Bool, limits: ImportLimits = ImportLimits(),
        console: Console
    ) -> LoadedRound {
        let imported = RoundFolder(path: folder, validatesSchema: validatesSchema, limits: limits).read()
        guard let dossier = imported.dossier else {
            console.report(imported.findings, folder: folder)
            return .stopped(imported.isMissing ? .missingInput : .faultyData)
        }
        let assessment = Assessment(dossier)
        let findings = (imported.findings + faults(of: assessment, imported)).sorted()
        console.report(findings, folder: folder)
        let isFaulty = findings.contains { $0.severity == .error && $0.location?.file == "record.xml" }
        let isTooStrict = isStrict && findings.contains { $0.severity != .note }
        if isFaulty || isTooStrict { return .stopped(.faultyData) }
        return .assessed(assessment, isRefusing: !dossier.refused.isEmpty)
    }

    /// Recorded acts that the rules forbid, and corrections of what is not there.
    static func faults(of assessment: Assessment, _ imported: ImportedRound) -> [Finding] {
        let record = SourceLocation(file: "record.xml")
        let acts = assessment.outcome.forbiddenActs.map { act in
            Finding(
                .error, .actForbidden, "rule '\(act.stage)' does not allow this act: \(act.reason)",
                remedy: "remove or mend it",
                at: imported.actPlaces.indices.contains(act.index) ? imported.actPlaces[act.index] : record)
        }
        let corrections = assessment.unusedCorrections.map { correction in
            Finding(
                .error, .actUnused, "a correction finds nothing to correct: \(correction.reason)",
                remedy: "mend what it names, or remove it", at: record)
        }
        return acts + corrections
    }
}

extension Assessment {
    /// How a command that evaluated the round ends.
    func status(isRefusing: Bool) -> ExitStatus {
        if !outcome.pending.isEmpty { return .pending }
        return isRefusing ? .refused : .done
    }
}

/// A folder's path without a slash at its end.
func folderName(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
}
