import ArgumentParser
import Glibc
import Importer
import PriceImpact
import Procurement
import Reporter

struct CheckCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "vbp",
        abstract: "Says what files are and everything that is wrong with them.",
        discussion: """
            A folder that holds a round.xml is read as a round, and its documents are held against each other; any other \
            folder is gone through, with the folders in it, for files named *.xml. Nothing is written. The status is 0 \
            when nothing is wrong, 2 when only submissions of a round are at fault, 65 when anything else is (with \
            --strict also for a warning or a faulty submission), 66 when there is no such file or folder.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"))
    var paths: [String]

    @Option(help: "text or json.")
    var format = Format.text

    @Flag(help: "Take a warning for an error (status 65).")
    var strict = false

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        var report = CheckReport()
        for path in paths {
            if path == "-" {
                check(standardInput: &report, console)
                continue
            }
            let path = folderName(path)
            switch FileTree.kind(of: path) {
            case .nothing:
                report.add(missing: path)
            case .folder: check(folder: path, &report)
            case .file: check(file: path, &report)
            }
        }
        switch format {
        case .text:
            console.write(report.text)
            console.report(report.findings)
        case .json: console.write(report.json.text)
        }
        return report.status(isStrict: strict)
    }

    /// Standard input is put into a file first: documents are read from files only.
    private func check(standardInput report: inout CheckReport, _ console: Console) {
        guard let file = TemporaryFile(copyOf: STDIN_FILENO) else {
            return report.add(unreadable: "standard input", "it could not be read, or not be kept in a temporary file")
        }
        let (summary, findings) = FileCheck(limits: limits.limits).check(path: file.path, shownAs: "standard input")
        report.add(summary, findings)
    }

    private func check(file: String, _ report: inout CheckReport) {
        let (summary, findings) = FileCheck(limits: limits.limits).check(path: file, shownAs: file)
        report.add(summary, findings)
    }

    private func check(folder: String, _ report: inout CheckReport) {
        guard !FileTree.isRound(folder) else { return check(round: folder, &report) }
        let listing = Directory.entries(of: folder)
        if let problem = listing.problem { report.add(unreadable: folder, problem.message) }
        for name in listing.names {
            let path = "\(folder)/\(name)"
            switch FileTree.kind(of: path) {
            case .folder where !name.hasPrefix(".") && !Directory.isDocumentName(name): check(folder: path, &report)
            case _ where Directory.isDocumentName(name) && !name.hasPrefix("."): check(file: path, &report)
            default: report.skipped += 1
            }
        }
    }

    private func check(round folder: String, _ report: inout CheckReport) {
        let imported = RoundFolder(path: folder, validatesSchema: true, limits: limits.limits).read()
        var findings = imported.findings
        // What the rules have against recorded acts shows only when the round is decided.
        if let dossier = imported.dossier { findings += LoadedRound.faults(of: Assessment(dossier), imported) }
        report.add(round: folder, imported, findings.sorted())
    }
}
