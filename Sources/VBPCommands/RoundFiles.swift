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
        let makers = Name.allCases.filter(names.contains).map { name in
            (
                name: name.rawValue,
                bytes: { @Sendable () -> [UInt8] in
                    switch name {
                    case .result: ResultDocument.bytes(assessment, traces: traces)
                    case .decisions: DecisionsTable.bytes(assessment)
                    case .winners: WinnersTable.bytes(assessment)
                    case .figures: FiguresTable.bytes(assessment)
                    case .allocation: AllocationTable.bytes(assessment)
                    case .summary: Array(SummaryDocument.text(assessment).utf8)
                    }
                }
            )
        }
        // The files of many lots are made on all cores each, those of few lots at once.
        guard Portions.count(of: assessment.outcome.lots.count) > 1 else { return make(makers) }
        return makers.map { OutputFile($0.name, bytes: $0.bytes()) }
    }

    /// Makes files, several at once where there are several cores; they come in the order of their makers.
    private static func make(_ makers: [(name: String, bytes: @Sendable () -> [UInt8])]) -> [OutputFile] {
        Portions.each(makers.count, portion: 1) { OutputFile(makers[$0].name, bytes: makers[$0].bytes()) }
    }

    /// Everything, with the manifest last.
    static func report(_ round: EvaluatedRound, _ language: Language, _ progress: Progress) -> [OutputFile] {
        let assessment = round.assessment
        var files = data(assessment, traces: true, progress)
        let report = Report(assessment)
        progress("making the files that people open")
        files += make([
            ("report.html", { Array(HTMLReport.text(report, language: language).utf8) }),
            ("ocds.json", { OCDSDocument.json(report).bytes }),
            ("report.xlsx", { XLSXReport.bytes(report, language: language) }),
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
