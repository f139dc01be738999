import Digests
import Importer
import PriceImpact
import Reporter

/// A file that a command writes.
struct OutputFile {
    /// Its name in the output folder.
    var name: String
    /// What it holds.
    var bytes: [UInt8]

    init(_ name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

    /// What the manifest says of it; of an archive the members are what is compared.
    var output: Manifest.Output {
        let members = name.hasSuffix(".xlsx") ? ZipArchive.members(of: bytes) : nil
        return Manifest.Output(
            file: FileDigest(name: name, content: bytes),
            members: members?.map { FileDigest(name: $0.name, content: $0.content) })
    }
}

/// The files that are made of an evaluated round.
enum RoundFiles {
    /// What programs read, and a summary.
    ///
    /// - Parameter traces: whether result.json holds each stage of each bid.
    static func data(_ assessment: Assessment, traces: Bool, _ progress: Progress) -> [OutputFile] {
        progress("making result.json")
        let result = OutputFile("result.json", bytes: ResultDocument.bytes(assessment, traces: traces))
        return [result] + make(
            [
                ("decisions.csv", { DecisionsTable.text(assessment) }),
                ("winners.csv", { WinnersTable.text(assessment) }),
                ("figures.csv", { FiguresTable.text(assessment) }),
                ("allocation.csv", { AllocationTable.text(assessment) }),
                ("summary.md", { SummaryDocument.text(assessment) }),
            ], progress)
    }

    private static func make(_ makers: [(name: String, text: () -> String)], _ progress: Progress) -> [OutputFile] {
        makers.map { name, text in
            progress("making \(name)")
            return OutputFile(name, text())
        }
    }

    /// Everything, with the manifest last.
    static func report(_ round: EvaluatedRound, _ language: Language, _ progress: Progress) -> [OutputFile] {
        let assessment = round.assessment
        var files = data(assessment, traces: true, progress)
        let report = Report(assessment)
        files += make(
            [
                ("report.html", { HTMLReport.text(report, language: language) }),
                ("ocds.json", { OCDSDocument.json(report).text }),
            ], progress)
        progress("making report.xlsx")
        files.append(OutputFile("report.xlsx", bytes: XLSXReport.bytes(report, language: language)))
        let manifest = Manifest(
            of: assessment, version: VBPTool.version, libraries: VBPTool.libraries,
            formats: Dictionary(
                DocumentKind.allCases.map { ($0.rawValue, $0.namespace) }, uniquingKeysWith: { first, _ in first }),
            language: language, inputs: round.inputs,
            outputs: files.map(\.output))
        return files + [OutputFile(Manifest.fileName, manifest.json.text)]
    }
}
