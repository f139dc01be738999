import Decimals
import Foundation
import Importer
import Procurement
import Ranking
import Testing

/// The examples of the pages in `docs/rules` are read and decided like a round.
///
/// A page holds documents in blocks of XML and, after them, tables of bids. A `<rulebook>` holds for the tables that
/// follow; a `<round>`, `<demand>`, `<record>` or `<references>` for the next table only.
@Suite("Pages about rules")
struct RulePagesTests {
    static let folder = "\(Repository.root)/docs/rules"
    static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()

    @Test("there are some, each with a worked example")
    func found() throws {
        #expect(Self.pages.contains("reference-values.md"))
        for page in Self.pages { #expect(try !RulePage(page).examples.isEmpty, "\(page)") }
    }

    @Test("the examples of each page are what the engine decides", arguments: pages)
    func examples(page: String) throws {
        for (number, example) in try RulePage(page).examples.enumerated() {
            let place = Comment("\(page), table \(number + 1)")
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vbp-rule-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try example.write(to: folder)
            let imported = RoundFolder(path: folder.path).read()
            #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [], place)
            let dossier = try #require(imported.dossier, place)
            let outcome = evaluate(dossier)
            #expect(outcome.forbiddenActs.map(\.reason) == [], place)
            for row in example.rows {
                let decision = try #require(
                    outcome.lots.first { $0.id == row.lot }?.decisions.first { $0.bidder.id == row.firm }, place)
                for (column, cell) in row.expected {
                    let found =
                        decision.cell(column) ?? dossier.cell(column, ofLot: row.lot, firm: row.firm, outcome)
                    #expect(found == cell, "\(place): \(column) of \(row.firm) in \(row.lot)")
                }
            }
        }
    }
}

/// A page with its documents and tables.
private struct RulePage {
    /// A table of bids with the documents that it is decided by.
    struct Example {
        var documents: [String: String]
        var rows: [Row]
    }

    /// A bid, and what becomes of it.
    struct Row {
        static let given = [
            "firm", "lot", "bid", "specification", "ceiling", "demand", "facts", "components", "affiliation",
        ]

        var cells: [String: String]
        var number: Int

        var firm: String { cells["firm"] ?? "firm-\(100 + number)" }
        var lot: String { cells["lot"] ?? "甲" }
        var expected: [(String, String)] { cells.filter { !Self.given.contains($0.key) }.sorted { $0.key < $1.key } }
    }

    var examples: [Example] = []

    init(_ name: String) throws {
        let text = try String(contentsOfFile: "\(RulePagesTests.folder)/\(name)", encoding: .utf8)
        var documents: [String: String] = [:]
        var block: [String]?
        var header: [String]?
        for line in text.components(separatedBy: "\n") {
            if let open = block {
                if line == "```" {
                    let xml = open.joined(separator: "\n")
                    for kind in ["rulebook", "round", "demand", "record", "references"] where xml.contains("<\(kind) ")
                    {
                        documents[kind] = xml
                    }
                    block = nil
                } else {
                    block = open + [line]
                }
            } else if line == "```xml" {
                block = []
            } else if line.hasPrefix("|") {
                let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
                    .map { $0.trimmingCharacters(in: .whitespaces) }
                if let names = header {
                    guard !cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } }) else { continue }
                    let row = Row(
                        cells: Dictionary(uniqueKeysWithValues: zip(names, cells)).filter { !$0.value.isEmpty },
                        number: examples[examples.count - 1].rows.count)
                    examples[examples.count - 1].rows.append(row)
                } else if cells.contains("bid"), cells.contains("decision") {
                    header = cells
                    examples.append(Example(documents: documents, rows: []))
                    for kind in ["round", "demand", "record", "references"] { documents[kind] = nil }
                }
            } else {
                header = nil
            }
        }
    }
}

extension RulePage.Example {
    /// Writes the example as the folder of a round.
    func write(to folder: URL) throws {
        let submissions = folder.appendingPathComponent("submissions")
        try FileManager.default.createDirectory(at: submissions, withIntermediateDirectories: true)
        for (kind, text) in documents {
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(kind).xml"))
        }
        if documents["round"] == nil {
            try Data(RoundDocument.text(round).utf8).write(to: folder.appendingPathComponent("round.xml"))
        }
        let firms = Dictionary(grouping: rows, by: \.firm)
        for (number, firm) in firms.keys.sorted().enumerated() {
            guard let rows = firms[firm], let first = rows.first else { continue }
            let submission = Submission(
                round: "example",
                bidder: Bidder(id: firm, name: firm, affiliation: first.cells["affiliation"]),
                bids: rows.map(\.bid))
            try Data(SubmissionDocument.text(submission).utf8).write(
                to: submissions.appendingPathComponent("\(number).xml"))
        }
    }

    /// A round with the lots and specifications of the table; a ceiling of 100 yuan where it names none.
    private var round: Round {
        var lots: [Lot] = []
        for row in rows where !lots.contains(where: { $0.id == row.lot }) {
            let own = rows.filter { $0.lot == row.lot }
            var specifications: [String] = []
            for row in own where !specifications.contains(row.strength) { specifications.append(row.strength) }
            let ceilings = specifications.map { specification in
                let stated = own.first { $0.strength == specification && $0.cells["ceiling"] != nil }
                return Ceiling(specification: specification, price: decimal(stated?.cells["ceiling"] ?? "100"))
            }
            lots.append(
                Lot(
                    id: row.lot, dosageClass: "oral-solid", reference: specifications[0],
                    specifications: specifications.map { Specification(id: $0, content: Content(reading: $0)) },
                    ceilings: ceilings))
        }
        return Round(id: "example", isSynthetic: true, regions: ["北京"], lots: lots)
    }
}

extension RulePage.Row {
    var strength: String { cells["specification"] ?? "10mg" }

    /// The bid; facts are written `years=2; gmp=yes`, a number where it is one, components `stem=1000; head=500`.
    var bid: Bid {
        var bid = Bid(lot: lot, specification: strength, price: decimal(cells["bid"] ?? ""))
        for fact in (cells["facts"] ?? "").split(separator: ";") {
            let parts = fact.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { continue }
            switch (parts[0], parts[1]) {
            case ("originator", let text): bid.isOriginator = text == "yes"
            case ("foreign", let text): bid.isForeign = text == "yes"
            case (let name, let text):
                if let number = FixedDecimal(text) { bid.facts[name] = number } else { bid.texts[name] = text }
            }
        }
        for component in (cells["components"] ?? "").split(separator: ";") {
            let parts = component.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.count == 2 { bid.components[parts[0]] = decimal(parts[1]) }
        }
        if let demand = cells["demand"] { bid.facts[Bid.reportedDemand] = decimal(demand) }
        return bid
    }
}

extension BidDecision {
    /// What a column of a table shows.
    fileprivate func cell(_ column: String) -> String? {
        switch column {
        case "decision": decision.rawValue
        case "price": awarded.price.description
        case "rank": rank.map { String($0) }
        case "unit": unit
        case "class": classification
        case "points": scores.last.map { $0.points.rounded(to: 6, .halfUp).shortestDescription }
        case "comparable price": comparablePrice.map { $0.rounded(to: 6, .halfUp).shortestDescription }
        case "picks regions": award.picksRegions ? "yes" : "no"
        case "volume": award.volume.word
        default: nil
        }
    }
}

extension Dossier {
    /// What a column of a table shows of the agreement with a firm, or of a whole lot.
    fileprivate func cell(_ column: String, ofLot id: Lot.ID, firm: Bidder.ID, _ outcome: Outcome) -> String? {
        let awards = computedAwards(outcome)
        let lines = supply(of: awards).lines.filter { $0.lot == id }
        let lot = round.lots.first { $0.id == id }
        let winners = outcome.lots.first { $0.id == id }?.winners.count ?? 0
        func sum(_ lines: [SupplyLine]) -> String {
            lines.isEmpty ? "none" : Ratio.sum(lines.map(\.quantity)).rounded(to: 4, .halfUp).shortestDescription
        }
        switch column {
        case "regions": return awards.first { $0.lot == id && $0.bidder.id == firm }?.regions.joined(separator: ", ")
        case "backs up":
            return awards.first { $0.lot == id && $0.bidder.id == firm }?.backupRegions.joined(separator: ", ")
        case "agreed volume": return sum(lines)
        case "own volume":
            return sum(lines.filter { line in line.supplier.map { awards[$0.award].bidder.id == firm } == true })
        case "months":
            return lot.flatMap { termMonths(of: $0, winners: winners) }.map { String($0) }
        case "last day":
            if case .until(let day) = lot.flatMap({ term(of: $0, winners: winners) }) { return day.description }
            return nil
        default: return nil
        }
    }
}
