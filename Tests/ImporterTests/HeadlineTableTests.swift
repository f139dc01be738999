import Decimals
import Foundation
import Procurement
import Testing

@testable import Importer

/// `docs/headlines.md` against the table of headlines: each figure is stated in a folder, or the page says why not.
@Suite("The table of headlines", .enabled(if: Repository.hasTables, "../shared/data is not there"))
struct HeadlineTableTests {
    static let columns: [(column: String, measure: Headline.Measure)] = [
        ("n_products_tendered", .lotsTendered), ("n_products_selected", .lotsWon), ("n_winning_items", .winningBids),
        ("bidder_firms", .biddingFirms), ("bid_items", .bids), ("winning_firms", .winningFirms),
        ("average_drop_pct", .averageDrop), ("max_drop_pct", .maximumDrop),
        ("projected_savings_yuan_per_year", .savings),
    ]

    /// The cells of the page's table rows, with nothing around them.
    private func page() throws -> [[String]] {
        try Repository.text("\(Repository.root)/docs/headlines.md").split(separator: "\n")
            .filter { $0.hasPrefix("| ") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
    }

    @Test("every figure of it is stated in the row's folder, or stands on the page with the reason")
    func stated() throws {
        let page = try page()
        let folders = Dictionary(
            page.filter { $0.count == 2 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        let reasons = Set(page.filter { $0.count == 3 }.map { [$0[0], $0[1]] })
        var findings: [Finding] = []
        let table = try #require(CSVTable(path: "\(Repository.shared)/data/headlines.csv", required: [], &findings))
        #expect(table.rows.count == 55)
        var read: [String: [Headline]] = [:]
        for row in table.rows {
            let folder = try #require(folders[row["round"]], "\(row["round"]) has no folder on the page")
            if read[folder] == nil {
                let path = "\(Repository.root)/Tenders/\(folder)"
                read[folder] = try #require(RoundFolder(path: path).read().dossier?.published).headlines
            }
            let headlines = try #require(read[folder])
            for (column, measure) in Self.columns where !row[column].isEmpty {
                let value = try #require(FixedDecimal(row[column]))
                #expect(
                    headlines.contains { $0.measure == measure && $0.value == value },
                    "\(row["round"]): \(measure.rawValue) \(value) is not in \(folder)")
            }
            for column in ["agreed_or_demand_volume", "value_of_the_market_yuan"] where !row[column].isEmpty {
                if reasons.contains([row["round"], row[column]]) { continue }
                let numbers = Set(numbers(in: row[column]))
                let amounts = headlines.filter { [.volume, .institutions, .marketValue].contains($0.measure) }
                #expect(amounts.contains { numbers.contains($0.value) }, "\(row["round"]): \(row[column])")
            }
        }
    }

    /// The numbers in a text: `1,070,000`, `1.6 billion`.
    private func numbers(in text: String) -> [FixedDecimal] {
        let words = text.split(whereSeparator: { " ;()+".contains($0) })
        return words.indices.flatMap { index in
            [words[index...].prefix(1), words[index...].prefix(2)].compactMap {
                TableConversion.roundNumber($0.joined(separator: " "))
            }
        }
    }
}
