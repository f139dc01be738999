import Importer
import Procurement
import Reporter

/// What `vbp check` found out about files.
struct CheckReport {
    /// A file with what is wrong with it.
    private struct File {
        var name: String
        var summary: DocumentSummary?
        var findings: [Finding]
    }

    private var files: [File] = []
    private var isMissing = false
    private var hasAuthorityFault = false
    private var hasRefused = false
    /// Files that were not looked at, because their names do not end in `.xml`.
    var skipped = 0

    /// All findings in the order of the files.
    var findings: [Finding] { files.flatMap(\.findings) }

    /// Adds a file that was checked by itself.
    mutating func add(_ summary: DocumentSummary, _ findings: [Finding]) {
        if findings.contains(where: { $0.code == .fileMissing }) { isMissing = true }
        if findings.contains(where: { $0.severity == .error }) { hasAuthorityFault = true }
        files.append(File(name: summary.file, summary: summary, findings: findings))
    }

    /// Adds a path at which there is nothing.
    mutating func add(missing path: String) {
        isMissing = true
        add(path, .fileMissing, "there is no such file")
    }

    /// Adds a folder that can't be listed.
    mutating func add(unreadable folder: String, _ words: String) {
        hasAuthorityFault = true
        add(folder, .fileUnreadable, words)
    }

    private mutating func add(_ path: String, _ code: FindingCode, _ words: String) {
        let finding = Finding(.error, code, words, at: SourceLocation(file: path))
        files.append(File(name: path, findings: [finding]))
    }

    /// Adds the files of a round.
    mutating func add(round folder: String, _ imported: ImportedRound, _ findings: [Finding]) {
        var byFile: [String: [Finding]] = [:]
        for finding in findings { byFile[finding.location?.file ?? "", default: []].append(finding.inFolder(folder)) }
        for summary in imported.files {
            let found = byFile.removeValue(forKey: summary.file) ?? []
            files.append(File(name: "\(folder)/\(summary.file)", summary: summary, findings: found))
        }
        // Findings about what is no file that was read: a missing document, a file that does not belong there.
        for (name, found) in byFile.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            files.append(File(name: name.isEmpty ? folder : "\(folder)/\(name)", findings: found))
        }
        if imported.isMissing { isMissing = true }
        for finding in findings where finding.severity == .error {
            if finding.location?.file.hasPrefix("submissions/") ?? false {
                hasRefused = true
            } else {
                hasAuthorityFault = true
            }
        }
    }

    /// How the command ends.
    func status(isStrict: Bool) -> ExitStatus {
        if isMissing { return .missingInput }
        if hasAuthorityFault { return .faultyData }
        let isTooStrict = isStrict && findings.contains { $0.severity != .note }
        if isTooStrict { return .faultyData }
        return hasRefused ? .refused : .done
    }

    // MARK: - Text

    /// A line a file, and the counts.
    var text: String {
        var text = ""
        for file in files {
            var line = "\(file.name): \(file.summary?.format?.description ?? "not read")"
            if let holds = file.summary?.holds { line += ": \(holds)" }
            let counts = file.findings.counts
            text += line + (counts.isEmpty ? "" : " (\(counts))") + "\n"
        }
        text += "\(files.count) file\(files.count == 1 ? "" : "s")"
        if skipped > 0 { text += ", \(skipped) not named *.xml and not looked at" }
        let counts = findings.counts
        return text + (counts.isEmpty ? "; nothing is wrong" : "; \(counts)") + "\n"
    }

    // MARK: - JSON

    /// The same for programs.
    var json: JSON {
        var members: [String: JSON] = [
            "format": .string("vbp-check-1"), "files": .array(files.map(Self.json)), "skipped": .integer(skipped),
        ]
        for severity in Finding.Severity.allCases {
            members[severity.rawValue + "s"] = .integer(findings.count(of: severity))
        }
        return .object(members)
    }

    private static func json(_ file: File) -> JSON {
        let format = file.summary?.format
        return .object([
            "file": .string(file.name), "kind": format.map { .string($0.identifier) } ?? .null,
            "description": format.map { .string($0.description) } ?? .null,
            "holds": file.summary?.holds.map { .string($0) } ?? .null,
            "findings": .array(file.findings.map(json)),
        ])
    }

    private static func json(_ finding: Finding) -> JSON {
        .object([
            "severity": .string(finding.severity.rawValue), "code": .string(finding.code.rawValue),
            "message": .string(finding.message), "remedy": finding.remedy.map { .string($0) } ?? .null,
            "line": .integer(finding.location?.line ?? 0), "column": .integer(finding.location?.column ?? 0),
        ])
    }
}
