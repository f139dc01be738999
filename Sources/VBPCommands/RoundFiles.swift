import PriceImpact
import Reporter

/// A file that a command writes.
struct OutputFile {
    /// Its name in the output folder.
    var name: String
    /// What it holds.
    var bytes: [UInt8]

    init(_ name: String, _ text: String) {
        self.name = name
        bytes = Array(text.utf8)
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

    /// Everything.
    static func report(_ assessment: Assessment, _ language: Language) -> [OutputFile] {
        data(assessment) + [OutputFile("report.html", HTMLReport.text(Report(assessment), language: language))]
    }
}
