import Digests
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

/// A round that was read and decided.
struct EvaluatedRound {
    /// What was decided and computed.
    var assessment: Assessment
    /// The files that were read; empty when their digests were not asked for.
    var inputs: [FileDigest]

    /// How a command that evaluated the round ends.
    var status: ExitStatus {
        if !assessment.outcome.pending.isEmpty { return .pending }
        return assessment.dossier.refused.isEmpty ? .done : .refused
    }
}

/// A round that was read and decided, or the status that says why not.
enum LoadedRound {
    case evaluated(EvaluatedRound)
    case stopped(ExitStatus)

    /// Reads and decides the round in a folder; findings go to the console.
    ///
    /// - Parameters:
    ///   - isStrict: whether a refused submission or a warning stops the run.
    ///   - validatesSchema: whether the documents are held against their XSDs too.
    ///   - limits: how much a document may hold.
    ///   - digests: whether the SHA-256 of each file is taken.
    static func load(
        _ folder: String, isStrict: Bool, validatesSchema: Bool, limits: ImportLimits = ImportLimits(),
        digests: Bool = false, console: Console
    ) -> LoadedRound {
        let imported = RoundFolder(
            path: folder, validatesSchema: validatesSchema, limits: limits, digests: digests
        ).read()
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
        return .evaluated(EvaluatedRound(assessment: assessment, inputs: imported.files.compactMap(\.digest)))
    }

    /// Recorded acts that the rules forbid, and corrections of what is not there.
    static func faults(of assessment: Assessment, _ imported: ImportedRound) -> [Finding] {
        let record = SourceLocation(file: "record.xml")
        let acts = assessment.outcome.forbiddenActs.map { act in
            let place = imported.actPlaces.indices.contains(act.index) ? imported.actPlaces[act.index] : record
            if let refused = refusedBidders(of: act.index, assessment) {
                return Finding(
                    .warning, .actUnused,
                    "this act is not applied: of its bidders \(refused) have no bid in the lot, and submissions were refused",
                    remedy: "keep it, and mend the submissions", at: place)
            }
            return Finding(
                .error, .actForbidden, "rule '\(act.stage)' does not allow this act: \(act.reason)",
                remedy: "remove or mend it", at: place)
        }
        let corrections = assessment.unusedCorrections.map { correction in
            Finding(
                .error, .actUnused, "a correction finds nothing to correct: \(correction.reason)",
                remedy: "mend what it names, or remove it", at: record)
        }
        return acts + corrections
    }
}

extension LoadedRound {
    /// The bidders of an act without a bid in their lot, where that may be because submissions were refused.
    private static func refusedBidders(of act: Int, _ assessment: Assessment) -> String? {
        guard !assessment.dossier.refused.isEmpty, assessment.dossier.record.acts.indices.contains(act) else {
            return nil
        }
        let recorded = assessment.dossier.record.acts[act]
        func present(in lot: Lot.ID?) -> Set<Bidder.ID> {
            Set(assessment.outcome.lots.filter { lot == nil || $0.id == lot }.flatMap { $0.decisions.map(\.bidder.id) })
        }
        let absent = recorded.bids.filter { !present(in: $0.lot ?? recorded.lot).contains($0.bidder) }
        return absent.isEmpty ? nil : absent.map { "'\($0.bidder)'" }.joined(separator: ", ")
    }
}

/// A folder's path without a slash at its end.
func folderName(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
}
