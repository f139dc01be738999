import Foundation
import Importer
import Procurement
import Testing

/// `docs/rules/README.md`: the list of pages, and which rulebook uses which primitive.
@Suite("Coverage of the rules")
struct CoverageTests {
    private static let folder = "\(Repository.root)/docs/rules"
    private static let readme = "\(folder)/README.md"

    @Test("the list of pages and the matrix are made from the pages and the rulebooks")
    func generated() throws {
        var text = try String(contentsOfFile: Self.readme, encoding: .utf8)
        for (name, part) in [("pages", try pages()), ("coverage", try matrix())] {
            let opening = try #require(text.range(of: "<!-- \(name) -->\n"))
            let closing = try #require(text.range(of: "<!-- /\(name) -->"))
            text.replaceSubrange(opening.upperBound..<closing.lowerBound, with: part)
        }
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: URL(filePath: Self.readme))
            Issue.record("recorded docs/rules/README.md; look at it and run again without RECORD_GOLDEN")
            return
        }
        #expect(try String(contentsOfFile: Self.readme, encoding: .utf8) == text)
    }

    @Test("links between the pages, and from them, lead to files")
    func links() throws {
        for page in try names() + ["README.md"] {
            let text = try String(contentsOfFile: "\(Self.folder)/\(page)", encoding: .utf8)
            for link in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
                let target = URL(filePath: Self.folder).appending(path: String(link.1)).standardized.path
                #expect(FileManager.default.fileExists(atPath: target), "\(page): \(link.1)")
            }
        }
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder)
            .filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
    }

    /// A line a page: its title and its first sentence; the pages of primitives first, in their order.
    private func pages() throws -> String {
        let names = try names()
        let ordered = Primitive.allCases.map(\.page).filter(names.contains)
        let unique = (ordered + names).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return try unique.map { name in
            let lines = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
                .components(separatedBy: "\n")
            let title = try #require(lines.first { $0.hasPrefix("# ") }).dropFirst(2)
            let summary = try #require(lines.first { !$0.isEmpty && !$0.hasPrefix("#") })
            let parts = title.split(separator: ":", maxSplits: 1)
            return "* [\(parts[0])](\(name))\(parts.count > 1 ? ",\(parts[1])" : ""). \(summary)\n"
        }.joined()
    }

    /// A row a rulebook, a column a primitive.
    private func matrix() throws -> String {
        let header = Primitive.allCases.map { "[\($0.rawValue)](\($0.page))" }
        var rulebooks: [Rulebook.ID: (path: String, rulebook: Rulebook)] = [:]
        for path in paths() {
            let rulebook = RulebookFile.read(path: "\(Repository.root)/Tenders/\(path)").rulebook
            let read = try #require(rulebook, "\(path)")
            if rulebooks[read.id] == nil { rulebooks[read.id] = (path, read) }
        }
        var rows = [["rulebook", "round"] + header, ["---", "---"] + header.map { _ in ":-:" }]
        for (id, (path, rulebook)) in rulebooks.sorted(by: { $0.key < $1.key }) {
            let title = rulebook.title?.split(separator: "（").first.map(String.init) ?? ""
            // Of what a system is made says the round, and not its rules.
            let round = "\(Repository.root)/Tenders/\(path)".replacing("rulebook.xml", with: "round.xml")
            let hasSystems = (try? String(contentsOfFile: round, encoding: .utf8))?.contains("<component ") == true
            let letters = Primitive.allCases.map { primitive in
                let citations =
                    primitive == .systemPrice
                    ? hasSystems ? [rulebook.comparablePrice.citation] : [] : primitive.citations(in: rulebook)
                return citations.map(\.basis).min { $0.strength < $1.strength }?.letter ?? ""
            }
            rows.append(["[\(id)](../../Tenders/\(path))", title] + letters)
        }
        return rows.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    /// The rulebooks of rounds, those that stand alone, and those of worked examples.
    private func paths() -> [String] {
        let found =
            (FileManager.default.enumerator(atPath: "\(Repository.root)/Tenders")?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix("/rulebook.xml") || $0.hasPrefix("rulebooks/") && $0.hasSuffix(".xml") }
        // A round's own folder goes before a copy of its rules in an example.
        return found.sorted { ($0.hasPrefix("examples/") ? 1 : 0, $0) < ($1.hasPrefix("examples/") ? 1 : 0, $1) }
    }
}

/// What rules are made of; the raw value heads a column.
private enum Primitive: String, CaseIterable {
    case priceConversion = "convert prices"
    case systemPrice = "system price"
    case volumeConversion = "convert volumes"
    case screens
    case affiliates
    case units
    case shortlist
    case otherRank = "rank by cut or score"
    case references = "reference values"
    case gates
    case allLots = "all lots"
    case score
    case negotiation = "negotiate"
    case sealed = "sealed reserve"
    case borrowed = "other rounds"
    case revival
    case withoutVolume = "without volume"
    case classes
    case shares
    case regions
    case term

    /// The page that tells about it.
    var page: String {
        switch self {
        case .priceConversion: "price-conversion.md"
        case .systemPrice: "system-price.md"
        case .volumeConversion: "volume-conversion.md"
        case .screens: "ceilings-and-screens.md"
        case .affiliates: "affiliated-firms.md"
        case .units: "bidding-units.md"
        case .shortlist: "shortlist.md"
        case .otherRank: "ranking-by-cut-or-score.md"
        case .references: "reference-values.md"
        case .gates: "gates.md"
        case .allLots: "round-scope.md"
        case .score: "comprehensive-score.md"
        case .negotiation: "inquiry.md"
        case .sealed: "sealed-reserve.md"
        case .borrowed: "borrowed-facts.md"
        case .revival: "revival.md"
        case .withoutVolume: "winners-without-volume.md"
        case .classes: "classes.md"
        case .shares: "shares.md"
        case .regions: "region-draft.md"
        case .term: "term.md"
        }
    }

    /// What the rules that use it rest on; empty where none does.
    func citations(in rulebook: Rulebook) -> [Citation] {
        let rule = rulebook.comparablePrice
        switch self {
        case .priceConversion:
            return rule.conversions.isEmpty && rule.factors.isEmpty && rule.adjustments.isEmpty ? [] : [rule.citation]
        case .shares: return [rulebook.volume?.citation].compactMap { $0 }
        case .regions: return [rulebook.draft?.citation].compactMap { $0 }
        case .term: return [rulebook.term?.citation].compactMap { $0 }
        default: return rulebook.allStages.filter(isUsed(by:)).map(\.citation)
        }
    }

    private func isUsed(by stage: Stage) -> Bool {
        switch (self, stage.action) {
        case (.screens, .screen), (.affiliates, .merge), (.units, .group), (.references, .define), (.gates, .select),
            (.score, .score), (.negotiation, .negotiate), (.revival, .revive), (.withoutVolume, .withholdVolume),
            (.classes, .classify), (.sealed, .define(.sealed)):
            true
        case (.shortlist, .shortlist(let shortlist)): shortlist.scope != .round
        case (.otherRank, .shortlist(let shortlist)): shortlist.measure != .comparablePrice
        case (.allLots, .shortlist(let shortlist)): shortlist.scope == .round
        case (.allLots, _): stage.values.contains { $0.sample?.scope == .round }
        case (.volumeConversion, _):
            stage.measures.contains { ["own-demand", "demand-ahead", "demand-through"].contains($0.word) }
        case (.borrowed, _): stage.asksOtherRounds
        default: false
        }
    }
}

extension Stage {
    private var tests: [Procurement.Test] { conditions.flatMap(\.tests) }

    /// The values that it names or compares with, and those that they are made of.
    fileprivate var values: [ReferenceValue] {
        var values = tests.compactMap { test in
            if case .reference(let value, _) = test.bound { value } else { nil }
        }
        switch action {
        case .define(let value): values.append(value)
        case .revive(let revival): values.append(revival.cap)
        default: break
        }
        func all(_ value: ReferenceValue) -> [ReferenceValue] { [value] + value.parts.flatMap(all) }
        return values.flatMap(all)
    }

    /// What it measures of bids.
    fileprivate var measures: [Measure] {
        let own: [Measure] =
            switch action {
            case .shortlist(let shortlist): [shortlist.measure] + shortlist.tieBreaks.map(\.measure)
            case .merge(let merger): merger.tieBreaks.map(\.measure)
            case .score(let score): score.parts.map(\.measure)
            default: []
            }
        return own + tests.map(\.measure) + values.compactMap { $0.sample?.measure }
    }

    /// Whether it compares with prices of other rounds or asks who is barred.
    fileprivate var asksOtherRounds: Bool {
        func asksBars(_ condition: Condition) -> Bool {
            condition == .barred || condition.parts.contains(where: asksBars)
        }
        return conditions.contains(where: asksBars)
            || values.contains { if case .borrowed = $0 { true } else { false } }
            || tests.contains { if case .ownBorrowed = $0.bound { true } else { false } }
    }
}

extension Basis {
    /// What stands for it in the matrix.
    fileprivate var letter: String {
        switch self {
        case .document: "d"
        case .reconstruction: "r"
        case .recollection: "m"
        }
    }

    fileprivate var strength: Int {
        switch self {
        case .document: 2
        case .reconstruction: 1
        case .recollection: 0
        }
    }
}
