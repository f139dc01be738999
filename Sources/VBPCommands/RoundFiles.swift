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
    static func data(_ assessment: Assessment) -> [OutputFile] {
        [
            OutputFile("result.json", ResultDocument.json(assessment).text),
            OutputFile("decisions.csv", DecisionsTable.text(assessment)),
            OutputFile("winners.csv", WinnersTable.text(assessment)),
            OutputFile("figures.csv", FiguresTable.text(assessment)),
            OutputFile("allocation.csv", AllocationTable.text(assessment)),
            OutputFile("summary.md", SummaryDocument.text(assessment)),
        ]
    }

    /// Everything, with the manifest last.
    static func report(_ round: EvaluatedRound, _ language: Language) -> [OutputFile] {
        let assessment = round.assessment
        let report = Report(assessment)
        let files =
            data(assessment) + [
                OutputFile("report.html", HTMLReport.text(report, language: language)),
                OutputFile("report.xlsx", bytes: XLSXReport.bytes(report, language: language)),
                OutputFile("ocds.json", OCDSDocument.json(report).text),
            ]
        let manifest = Manifest(
            of: assessment, version: VBPTool.version, libraries: VBPTool.libraries,
            formats: Dictionary(
                DocumentKind.allCases.map { ($0.rawValue, $0.namespace) }, uniquingKeysWith: { first, _ in first }),
            language: language, inputs: round.inputs,
            outputs: files.map(\.output))
        return files + [OutputFile(Manifest.fileName, manifest.json.text)]
    }
}
