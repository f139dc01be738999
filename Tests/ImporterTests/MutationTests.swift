import Decimals
import Foundation
import Procurement
import Testing

@testable import Importer

/// Thousands of documents with one thing wrong: nothing crashes, nothing is dropped in silence, and the reader's own
/// checks are at least as strict as the XML schema.
@Suite("Mutated documents")
struct MutationTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A few lots of a real round, so that a document is short and has one of everything.
    private static let originals: [(kind: DocumentKind, text: String)] = {
        let folder = root.appendingPathComponent("Tenders/GY-YD2019-2").path
        guard var dossier = RoundFolder(path: folder).read().dossier else { return [] }
        func sample(_ name: String) -> String {
            let path = root.appendingPathComponent("Tests/ImporterTests/Samples/\(name).xml").path
            return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        }
        dossier.round.lots = Array(dossier.round.lots.prefix(3))
        var demand = Demand(round: dossier.round.id, kind: .base)
        for line in dossier.demand?.lines.prefix(5) ?? DemandTable()[...] { demand.lines.append(line) }
        demand.lines.append(DemandLine(region: "北京", lot: "A&B", specification: "1mg", quantity: nil))
        var published = dossier.published ?? PublishedResult(round: "")
        published.winners = Array(published.winners.prefix(2))
        let submission = dossier.submissions.max { $0.bids.count < $1.bids.count }
        return [
            (.round, RoundDocument.text(dossier.round)), (.demand, withGroups(DemandDocument.text(demand))),
            (.submission, submission.map(SubmissionDocument.text) ?? ""),
            (.rulebook, sample("every-element.rulebook")), (.record, sample("every-act.record")),
            (.references, sample("every-element.references")), (.published, PublishedDocument.text(published)),
            (.baselines, BaselinesDocument.text(lists(dossier.round))),
            (.payment, PaymentDocument.text(payment(dossier.round))),
        ]
    }()

    /// A demand document with two institutions and a group each by institution and by brand.
    private static func withGroups(_ demand: String) -> String {
        demand.replacingOccurrences(
            of: "</demand>",
            with: """
                  <institution id="H1" name="第一医院" region="北京" kind="public-hospital"/>
                  <institution id="H2" region="北京"/>
                  <group region="北京" lot="乙" note="as reported">
                    <line institution="H1" specification="1mg" quantity="10"/>
                    <line institution="H1" specification="2mg" brand="B-1" quantity="2.5"/>
                    <line institution="H2" specification="1mg" quantity="0"/>
                  </group>
                  <group region="上海" lot="乙">
                    <line specification="1mg" brand="B-1" quantity="7"/>
                    <line specification="1mg" quantity="8"/>
                  </group>
                </demand>
                """)
    }

    private static func lists(_ round: Round) -> PriceLists {
        guard let date = CalendarDate("2019-12-31"), let rate = FixedDecimal("6.97"), let price = FixedDecimal("1.50")
        else { return PriceLists(round: "") }
        let provenance = Provenance(source: "a list", confidence: .medium, note: "n")
        let prices = round.lots.map {
            PriceList.Price(lot: $0.id, specification: $0.reference, price: price, pack: 7, provenance: provenance)
        }
        return PriceLists(
            round: round.id,
            lists: [
                PriceList(
                    id: "who", kind: .international, date: date, title: "WHO", currency: "USD", exchangeRate: rate,
                    prices: prices, provenance: provenance),
                PriceList(
                    id: "earlier", kind: .previousRound, date: date, round: "4+7",
                    digest: String(repeating: "0f", count: 32), prices: prices),
            ])
    }

    private static func payment(_ round: Round) -> Payment {
        guard let half = FixedDecimal("0.5"), let tenth = FixedDecimal("0.10") else { return Payment(round: "") }
        return Payment(
            round: round.id,
            reimbursements: [
                .init(ratio: half, provenance: Provenance(source: "s", confidence: .low)),
                .init(region: round.regions[0], lot: round.lots[0].id, ratio: tenth),
            ],
            retentions: [.init(institution: "H", region: round.regions[0], share: tenth, ratio: half)])
    }

    /// What the reader finds that the schema speaks of too.
    private static let schemaCodes: Set<FindingCode> = [
        .attributeMissing, .attributeUnknown, .elementUnknown, .elementMissing, .notANumber, .notAnAllowedValue,
        .priceNotPositive, .rulebookInconsistent, .unknownDocument, .duplicate, .unknownInstitution, .demandNotGrouped,
    ]

    @Test("The originals are sound for the reader and for the schema", arguments: DocumentKind.allCases)
    func originalsAreSound(kind: DocumentKind) throws {
        let original = try #require(Self.originals.first { $0.kind == kind })
        let bench = try Bench()
        let (own, schema) = try bench.judge(original.text, kind)
        #expect(own.isEmpty)
        #expect(schema.isEmpty)
    }

    @Test("What the schema refuses the reader refuses too", arguments: DocumentKind.allCases)
    func readerIsAsStrictAsSchema(kind: DocumentKind) throws {
        let original = try #require(Self.originals.first { $0.kind == kind })
        let bench = try Bench()
        var random = Mutator(seed: 20_200_117)
        var refusals = 0
        for number in 0..<1_500 {
            let mutated = random.mutate(original.text)
            let (own, schema) = try bench.judge(mutated, kind)
            guard !own.contains(where: { $0.code == .notWellFormed || $0.code == .forbiddenConstruct }) else {
                continue
            }
            let mine = own.filter { Self.schemaCodes.contains($0.code) }
            if !schema.isEmpty { refusals += 1 }
            #expect(
                schema.isEmpty || !mine.isEmpty,
                "mutation \(number) of \(kind): the schema says '\(schema.first?.message ?? "")', the reader nothing")
        }
        #expect(refusals > 100, "the mutations have to provoke the schema")
    }

    @Test("A line of a demand document is kept or spoken of")
    func noLineIsDropped() throws {
        let original = try #require(Self.originals.first { $0.kind == .demand })
        let bench = try Bench()
        var random = Mutator(seed: 7)
        for number in 0..<1_500 {
            let mutated = random.mutate(original.text)
            var grouped = 0
            var totals = 0
            let result = try bench.read(mutated, .demand) { group in
                grouped += group.lines.count
                totals += Set(group.lines.map(\.specification)).count
            }
            guard case .demand(let demand, _)? = result.document, result.isWellFormed else {
                #expect(!result.findings.isEmpty, "mutation \(number) gave neither a document nor a finding")
                continue
            }
            let written =
                mutated.components(separatedBy: "<line ").count + mutated.components(separatedBy: "<unknown ").count - 2
            #expect(
                demand.lines.count - totals + grouped == written || result.findings.contains { $0.severity == .error },
                "mutation \(number): \(demand.lines.count - totals + grouped) of \(written) lines, and no finding")
        }
    }

    /// Reads texts as files.
    private struct Bench {
        let path: String
        private let reader = DocumentReader(validatesSchema: false)
        private let validators: [DocumentKind: SchemaValidator]

        init() throws {
            path = NSTemporaryDirectory() + "vbp-mutation-\(UUID().uuidString).xml"
            validators = Dictionary(
                uniqueKeysWithValues: DocumentKind.allCases.compactMap { kind in
                    SchemaValidator(text: kind.schema).map { (kind, $0) }
                })
            try #require(validators.count == DocumentKind.allCases.count)
        }

        func read(
            _ text: String, _ kind: DocumentKind, onGroup: @escaping (DemandGroup) -> Void
        ) throws -> DocumentReader.Result {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            defer { unlink(path) }
            return reader.read(path: path, shownAs: "x.xml", expecting: kind, onGroup: onGroup)
        }

        func judge(_ text: String, _ kind: DocumentKind) throws -> (own: [Finding], schema: [Finding]) {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            defer { unlink(path) }
            let result = reader.read(path: path, shownAs: "x.xml", expecting: kind)
            guard result.isWellFormed, let validator = validators[kind] else { return (result.findings, []) }
            let driver = XMLDriver(
                name: "x.xml", diagnostics: Diagnostics(), limits: ImportLimits(), schema: { _ in validator }
            ) { _ in TagHandler() }
            driver.parse(try InputFile(path: path, shownAs: "x.xml"), with: XMLContext())
            return (result.findings.filter { $0.severity == .error }, driver.schemaFindings)
        }
    }

    /// Makes one change, the same for the same seed.
    private struct Mutator {
        private var state: UInt64

        init(seed: UInt64) { state = seed }

        private mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }

        private static let values = [
            "", "1,5", "-1", "0", "0.0", "1e3", "1.2.3", ".5", "5.", " 1", "x", "true", "maybe",
            "999999999999999999999999999",
            "0-", "3-2", "H1", "retail-pharmacy", "50%", "101%", "-5%", "high", "２", "1000001", "2020-13-40T00:00:00Z",
            "2020-01-17T09:00:00+14:00", "2020-01-17T09:00:00+14:01", "2020-01-17T09:00:00-15:00",
            "0000-01-17T09:00:00Z", "2020-01-17T24:00:00Z", "2020-01-17T09:00:00.5Z",
        ]
        private static let elements = [
            "<surprise/>", "<line/>", "<group region=\"北京\" lot=\"丙\"/>", "<institution id=\"H1\" region=\"北京\"/>",
            "<bid/>", "<source id=\"S1\">again</source>", "<region id=\"火星\"/>", "text",
            "<specification id=\"z\"><content amount=\"0\" unit=\"mg\"/></specification>",
        ]

        mutating func mutate(_ text: String) -> String {
            var lines = text.components(separatedBy: "\n")
            let index = 1 + below(lines.count - 2)
            var pieces = lines[index].components(separatedBy: "\"")
            switch below(9) {
            case 0: lines.remove(at: index)
            case 1: lines.insert(lines[index], at: index)
            case 2: lines.insert(Self.elements[below(Self.elements.count)], at: index)
            case 3: lines.swapAt(index, 1 + below(lines.count - 2))
            case 4: return String(text.prefix(below(text.count)))
            case 5 where pieces.count > 2:
                // An attribute goes.
                let value = 1 + 2 * below(pieces.count / 2)
                let name = pieces[value - 1].split(separator: " ").last.map(String.init) ?? ""
                pieces[value - 1] = String(pieces[value - 1].dropLast(name.count))
                pieces.remove(at: value)
                pieces[value - 1] += pieces.remove(at: value)
                lines[index] = pieces.joined(separator: "\"")
            case 6 where pieces.count > 2:
                // An attribute gets another name.
                let value = 1 + 2 * below(pieces.count / 2)
                pieces[value - 1] = pieces[value - 1].replacingOccurrences(of: "=", with: "x=")
                lines[index] = pieces.joined(separator: "\"")
            case 7 where pieces.count > 4:
                pieces.swapAt(1, 3)
                lines[index] = pieces.joined(separator: "\"")
            default:
                guard pieces.count > 2 else { return text.replacingOccurrences(of: "mg", with: "mh") }
                pieces[1 + 2 * below(pieces.count / 2)] = Self.values[below(Self.values.count)]
                lines[index] = pieces.joined(separator: "\"")
            }
            return lines.joined(separator: "\n")
        }
    }
}
