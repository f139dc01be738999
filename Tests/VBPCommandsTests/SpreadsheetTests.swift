import Foundation
import Reporter
import Testing

/// The workbook of each round, and what LibreOffice computes of its formulas.
@Suite("report.xlsx", .temporaryFolder)
struct SpreadsheetTests {
    private func number(_ text: String) -> Double? {
        text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    }

    private func isNear(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-9 * max(1, abs(other)) }

    @Test(
        "the formulas give our figures",
        .enabled(if: Spreadsheet.path != nil, "LibreOffice is not installed; `make test` installs it"),
        arguments: Repository.rounds)
    func formulas(_ round: String) throws {
        let report = "\(Repository.root)/Reports/\(round)"
        let sheets = try Spreadsheet.cells(of: "\(report)/report.xlsx", in: TemporaryFolder.path)
        let figures = try String(contentsOfFile: "\(report)/figures.csv", encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        func figure(_ statistic: String, _ baseline: String) -> Double? {
            figures.first { $0[1] == "published" && $0[2] == baseline && $0[3] == statistic && $0[13] == "all" }
                .flatMap { Double($0[5]) }
        }
        let baseline = round == "4+7" ? "previous-price" : "ceiling"
        let summary = try #require(sheets["Summary"])
        let expected = [
            ("mean over winning bids", "mean-over-bids", baseline),
            ("median over winning bids", "median-over-bids", baseline),
            ("lower quartile over winning bids", "lower-quartile-over-bids", baseline),
            ("upper quartile over winning bids", "upper-quartile-over-bids", baseline),
            ("minimum", "minimum", baseline), ("maximum", "maximum", baseline),
            ("mean over lots", "mean-over-lots", baseline), ("median over lots", "median-over-lots", baseline),
            ("volume-weighted (each drop by quantity × baseline)", "volume-weighted", baseline),
            ("agreed quantity × price", "value", ""),
            ("savings: agreed quantity × (baseline − price)", "savings", baseline),
        ]
        for (name, statistic, baseline) in expected {
            let row = try #require(summary.first { $0[0] == name }, "\(name)")
            let computed = try #require(number(row[1]), "\(name): \(row)")
            // figures.csv has 10 decimals of a drop and 2 of an amount.
            let figure = try #require(figure(statistic, baseline))
            #expect(abs(computed - figure) <= (figure > 2 ? 0.0051 : 1e-10), "\(name): \(computed), \(figure)")
            #expect(row[3] == "1", "\(name)")
        }
        // Every part adds up to the whole, sheet by sheet.
        let savings = try #require(summary.first { $0[0].hasPrefix("savings") }.flatMap { number($0[1]) })
        for (sheet, column) in [("Lots", 8), ("Regions", 3), ("Winners", 10), ("Volumes", 12)] {
            let cells = try #require(sheets[sheet]).dropFirst().compactMap { row in
                row.indices.contains(column) ? number(row[column]) : nil
            }
            #expect(!cells.isEmpty && isNear(cells.reduce(0, +), savings), "\(sheet)")
        }
        #expect(!sheets.values.joined().joined().contains { $0.hasPrefix("#") || $0.hasPrefix("Err:") })
    }

    @Test("sheets have frozen heads, print areas and charts", arguments: Repository.rounds)
    func layout(_ round: String) throws {
        let bytes = try Array(Data(contentsOf: URL(filePath: "\(Repository.root)/Reports/\(round)/report.xlsx")))
        let members = try #require(ZipArchive.members(of: bytes))
        func text(_ name: String) -> String {
            members.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
        }
        for sheet in 1...8 {
            #expect(text("xl/worksheets/sheet\(sheet).xml").contains("state=\"frozen\""), "\(sheet)")
        }
        #expect(text("xl/workbook.xml").components(separatedBy: "_xlnm.Print_Area").count == 9)
        #expect(text("docProps/core.xml").contains("2000-01-01T00:00:00Z"))
        #expect(members.count { $0.name.hasPrefix("xl/charts/chart") } == 3)
        #expect(!text("docProps/core.xml").contains(NSUserName()))
    }

    @Test("the same round gives the same members twice, and in Chinese another language")
    func language() throws {
        var archives: [[ZipArchive.Member]] = []
        for (index, language) in ["en", "en", "zh"].enumerated() {
            let out = "\(TemporaryFolder.path)/\(index)"
            #expect(CommandRun("report", Repository.tender("4+7"), "-o", out, "-q", "--lang", language).status == 0)
            let bytes = try Array(Data(contentsOf: URL(filePath: "\(out)/report.xlsx")))
            archives.append(try #require(ZipArchive.members(of: bytes)))
        }
        #expect(archives[0] == archives[1] && archives[0] != archives[2])
        let workbook = archives[2].first { $0.name == "xl/workbook.xml" }.map {
            String(decoding: $0.content, as: UTF8.self)
        }
        #expect(workbook?.contains("name=\"采购量\"") == true)
    }
}
