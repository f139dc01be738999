import ArgumentParser
import Digests
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

/// A file that a command writes.
struct OutputFile {
    /// Its name in the output folder.
    let name: String
    /// What it holds, in parts that stand one after the other.
    let parts: [[UInt8]]

    init(_ name: String, parts: [[UInt8]]) {
        self.name = name
        self.parts = parts
    }

    init(_ name: String, _ text: String) { self.init(name, parts: [Array(text.utf8)]) }

    /// What it holds in one piece; of a file of several parts that is a copy.
    var bytes: [UInt8] { parts.count == 1 ? parts[0] : Array(parts.joined()) }

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
    /// The files of a result that programs read, and its summary.
    enum Name: String, CaseIterable, ExpressibleByArgument {
        case result = "result.json"
        case decisions = "decisions.csv"
        case winners = "winners.csv"
        case figures = "figures.csv"
        case allocation = "allocation.csv"
        case summary = "summary.md"
    }

    /// What programs read, and a summary.
    ///
    /// - Parameters:
    ///   - names: which of them.
    ///   - traces: whether result.json holds each stage of each bid.
    static func data(
        _ assessment: Assessment, _ names: Set<Name> = Set(Name.allCases), traces: Bool, _ progress: Progress
    ) -> [OutputFile] {
        progress("making the files that programs read")
        let printed = PrintedFigures(assessment)
        let chosen = Name.allCases.filter(names.contains)
        let files = Portions.each(chosen.count, portion: 1) { position in
            switch chosen[position] {
            case .result: ResultDocument.parts(assessment, printed, traces: traces)
            case .decisions: DecisionsTable.parts(assessment)
            case .winners: WinnersTable.parts(assessment)
            case .figures: FiguresTable.parts(assessment, printed)
            case .allocation: AllocationTable.parts(assessment)
            case .summary: SummaryDocument.parts(assessment, printed)
            }
        }
        return make(Array(zip(chosen.map(\.rawValue), files)))
    }

    /// Makes files, all their parts on all cores; they come in the order in which they are given.
    private static func make(_ files: [(name: String, parts: FileParts)]) -> [OutputFile] {
        zip(files, FileParts.make(files.map(\.parts))).map { OutputFile($0.name, parts: $1) }
    }

    /// Everything, with the manifest last.
    static func report(_ round: EvaluatedRound, _ language: Language, _ progress: Progress) -> [OutputFile] {
        let assessment = round.assessment
        var files = data(assessment, traces: true, progress)
        let report = Report(assessment)
        progress("making the files that people open")
        files += make([
            ("report.html", FileParts { Array(HTMLReport.text(report, language: language).utf8) }),
            ("ocds.json", FileParts { OCDSDocument.json(report).bytes }),
            ("report.xlsx", FileParts { XLSXReport.bytes(report, language: language) }),
        ])
        let manifest = Manifest(
            of: assessment, version: VBPTool.version, libraries: VBPTool.libraries,
            formats: Dictionary(
                DocumentKind.allCases.map { ($0.rawValue, $0.namespace) }, uniquingKeysWith: { first, _ in first }),
            language: language, inputs: round.inputs,
            outputs: files.map(\.output))
        return files + [OutputFile(Manifest.fileName, manifest.json.text)]
    }
}
