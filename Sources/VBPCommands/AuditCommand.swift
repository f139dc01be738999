import ArgumentParser
import Digests
import Importer
import Reporter

struct AuditCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", _superCommandName: "vbp",
        abstract: "Makes a report again and says whether every figure holds.",
        discussion: """
            Reads the manifest of each report, looks for the round that it was made of, makes everything again in memory, \
            and says for each file whether it is the same, or the first figure that differs. Nothing is written. The \
            status is 0 only when all inputs and outputs are the same.
            """)

    @Argument(help: ArgumentHelp("Folders of reports.", valueName: "report"))
    var reports: [String]

    @Option(help: "The folder of rounds, or the round; else Tenders beside the reports' folder, or in this one.")
    var tenders: String?

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        reports.map {
            Audit(report: folderName($0), tenders: tenders.map(folderName), limits: limits.limits).run(console)
        }
        .max() ?? .usage
    }
}

/// The audit of one report.
struct Audit {
    let report: String
    let tenders: String?
    let limits: ImportLimits

    /// Says what holds and what does not.
    func run(_ console: Console) -> ExitStatus {
        guard FileTree.kind(of: report) != .nothing else {
            console.note("\(report): error: there is no such folder\n")
            return .missingInput
        }
        let manifest: Manifest
        do throws(Manifest.Problem) {
            guard let bytes = read(Manifest.fileName) else {
                console.note(
                    "\(report)/\(Manifest.fileName): error: there is no manifest: "
                        + "the report is unfinished, or no report; make it with vbp report\n")
                return .missingInput
            }
            manifest = try Manifest(parsing: bytes)
        } catch {
            console.note("\(report)/\(Manifest.fileName): error: \(words(error))\n")
            return .faultyData
        }
        guard let folder = round(of: manifest) else {
            console.note(
                "\(report): error: round '\(manifest.round)' is not found; name its folder with --tenders\n")
            return .missingInput
        }
        let round: EvaluatedRound
        switch LoadedRound.load(
            folder, isStrict: false, validatesSchema: false, limits: limits, digests: true, console: console)
        {
        case .stopped(let status): return status
        case .evaluated(let value): round = value
        }
        return compare(manifest, round, folder, console)
    }

    private func words(_ problem: Manifest.Problem) -> String {
        switch problem {
        case .damaged: "this is no manifest that can be read"
        case .otherFormat(let version):
            "this manifest is of another format than \(Manifest.format); "
                + (version.map { "audit it with vbp \($0), which wrote it" }
                    ?? "audit it with the version that wrote it")
        }
    }

    private func read(_ name: String) -> [UInt8]? { FileContent.read("\(report)/\(name)") }

    /// The folder of the round: the one with the same round.xml, else the one of its name.
    private func round(of manifest: Manifest) -> String? {
        let beside = "\(FileTree.split(FileTree.split(FileTree.real(report)).parent).parent)/Tenders"
        let digest = manifest.inputs.first { $0.name == "round.xml" }?.sha256
        for folder in tenders.map({ [$0] }) ?? [beside, "Tenders"] {
            if FileTree.isRound(folder) { return folder }
            let named = "\(folder)/\(manifest.round)"
            let candidates = ([named] + RoundFolders.find(in: folder).map { "\(folder)/\($0)" })
                .filter(FileTree.isRound)
            let same = candidates.first { candidate in
                FileContent.read("\(candidate)/round.xml").map { Digest.sha256($0) } == digest
            }
            if let found = same ?? (FileTree.isRound(named) ? named : nil) { return found }
        }
        return nil
    }

    // MARK: - Comparison

    private func compare(
        _ manifest: Manifest, _ round: EvaluatedRound, _ folder: String, _ console: Console
    ) -> ExitStatus {
        let title = "\(report): round \(manifest.round), made by vbp \(manifest.version)"
        console.write("\(title)\n")
        let inputs = differences(manifest.inputs, round.inputs)
        var count = inputs.count
        for line in inputs { console.write("  input    \(line)\n") }
        if inputs.isEmpty { console.write("  inputs   \(manifest.inputs.count) in \(folder), all as they were\n") }
        let files = RoundFiles.report(round, manifest.language, console.progress).filter {
            $0.name != Manifest.fileName
        }
        for file in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            let recorded = manifest.outputs.first { $0.file.name == file.name }
            if let difference = difference(file, recorded) {
                count += 1
                console.write("  differs  \(file.name): \(difference)\n")
            } else {
                console.write("  same     \(file.name)\n")
            }
        }
        let known = Set(files.map(\.name))
        for output in manifest.outputs where !known.contains(output.file.name) {
            count += 1
            console.write("  differs  \(output.file.name): this version makes no such file\n")
        }
        for (name, version) in manifest.libraries.sorted(by: { $0.key < $1.key })
        where VBPTool.libraries[name] != version {
            console.write("  note     made with \(name) \(version), here \(VBPTool.libraries[name] ?? "none")\n")
        }
        if count == 0 {
            console.write("  holds    every figure is what the round gives\n")
            return .done
        }
        let advice =
            manifest.version == VBPTool.version
            ? "" : "; this is vbp \(VBPTool.version): use vbp \(manifest.version) to make the report again"
        console.write("  fails    \(count) difference\(count == 1 ? "" : "s")\(advice)\n")
        return .different
    }

    /// What is wrong with a file of the report; nil when it holds.
    private func difference(_ file: OutputFile, _ recorded: Manifest.Output?) -> String? {
        guard let content = read(file.name) else { return "the report has no such file" }
        if let difference = FileDifference.first(in: file.name, content, file.bytes) {
            let isAsWritten = recorded?.file.sha256 == Digest.sha256(content)
            return difference + (isAsWritten ? "" : "; the file was changed after it was written")
        }
        guard let recorded else { return "the manifest does not name it" }
        return recorded.file.sha256 == Digest.sha256(content) ? nil : "the manifest states another SHA-256"
    }

    private func differences(_ recorded: [FileDigest], _ present: [FileDigest]) -> [String] {
        let now = Dictionary(present.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let before = Set(recorded.map(\.name))
        let changed = recorded.compactMap { file -> String? in
            guard let other = now[file.name] else { return "\(file.name) is not there any more" }
            return other.sha256 == file.sha256 ? nil : "\(file.name) is not what the report was made of"
        }
        return changed
            + present.filter { !before.contains($0.name) }.map { "\($0.name) was not there when the report was made" }
    }
}
