import ArgumentParser
import Digests
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

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
        _ assessment: Assessment, _ names: Set<Name> = Set(Name.allCases), traces: Bool
    ) -> [OutputFile] {
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
        return zip(chosen, files).map { OutputFile($0.rawValue, $1) }
    }

    /// The same files with their bytes made, which the manifest counts and the disk gets.
    private static func made(_ files: [OutputFile]) -> [OutputFile] {
        zip(files, FileParts.made(files.map(\.parts))).map { OutputFile($0.name, $1) }
    }

    /// Everything, with the manifest last.
    static func report(_ round: EvaluatedRound, _ language: Language, _ progress: Progress) -> [OutputFile] {
        let assessment = round.assessment
        progress("making the files that programs read")
        var files = made(data(assessment, traces: true))
        let report = Report(assessment)
        progress("making the files that people open")
        files += made([
            OutputFile("report.html", FileParts { Array(HTMLReport.text(report, language: language).utf8) }),
            OutputFile("ocds.json", FileParts { OCDSDocument.json(report).bytes }),
            OutputFile("report.xlsx", FileParts { XLSXReport.bytes(report, language: language) }),
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
