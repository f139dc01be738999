import Decimals
import Foundation
import Importer
import Procurement
import Testing

/// A UBL document of a few lines, for the round of `ExampleRound`.
enum ExampleUBL {
    static let namespace = "urn:oasis:names:specification:ubl:schema:xsd:"
    static let price =
        "<cbc:PriceAmount currencyID=\"CNY\">3.36</cbc:PriceAmount><cbc:BaseQuantity>28</cbc:BaseQuantity>"

    static func document(_ kind: String, _ content: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <\(kind) xmlns="\(namespace)\(kind)-2" xmlns:cac="\(namespace)CommonAggregateComponents-2"
          xmlns:cbc="\(namespace)CommonBasicComponents-2">
        \(content)
        </\(kind)>

        """
    }

    static func party(_ element: String = "TendererParty", scheme: String? = nil, id: String = "ubl") -> String {
        let scheme = scheme.map { " schemeID=\"\($0)\"" } ?? ""
        return "<cac:\(element)><cac:PartyIdentification><cbc:ID\(scheme)>\(id)</cbc:ID></cac:PartyIdentification>"
            + "<cac:PartyName><cbc:Name>Firm</cbc:Name></cac:PartyName></cac:\(element)>"
    }

    static func tender(
        head: String = "<cbc:IssueDate>2020-01-17</cbc:IssueDate><cbc:IssueTime>09:00:00+08:00</cbc:IssueTime>",
        party: String = party(), lot: String = "甲", project: String = "", _ lines: String
    ) -> String {
        document(
            "Tender",
            """
            <cbc:ID>T1</cbc:ID><cbc:ContractFolderID>R</cbc:ContractFolderID>\(head)
            \(party)
            <cac:TenderedProject>\(project)
            <cac:ProcurementProjectLot><cbc:ID>\(lot)</cbc:ID></cac:ProcurementProjectLot>
            \(lines)
            </cac:TenderedProject>
            """)
    }

    static func line(
        before: String = "", name: String = "某药片 10mg", item: String = "", price: String = price
    ) -> String {
        """
        <cac:TenderLine>\(before)<cac:Item><cbc:Name>\(name)</cbc:Name>\(item)</cac:Item>
          <cac:OfferedItemLocationQuantity><cac:Price>\(price)</cac:Price></cac:OfferedItemLocationQuantity>
        </cac:TenderLine>
        """
    }

    /// The bid and the findings of a document that stands among the submissions.
    static func read(_ text: String) throws -> (bid: Bid?, submission: Submission?, findings: [Finding]) {
        var round = ExampleRound()
        round.files["submissions/ubl.xml"] = text
        let imported = try round.read()
        let submission = imported.dossier?.submissions.first { $0.bidder.id == "ubl" }
        #expect(imported.dossier?.submissions.contains { $0.bidder.id == "sound" } == true)
        return (submission?.bids.first, submission, imported.findings)
    }
}

@Suite("UBL as submissions", .temporaryFolder)
struct UBLTests {
    @Test("our own example is a submission with one bid")
    func example() throws {
        var round = ExampleRound()
        round.files["round.xml"] = try #require(round.files["round.xml"])
            .replacingOccurrences(of: "id=\"R\" deadline=\"2020-01-17", with: "id=\"VBP2026-01\" deadline=\"2026-01-21")
            .replacingOccurrences(of: "\"甲\"", with: "\"L01\"")
        round.files["demand.xml"] = nil
        round.files["submissions/sound.xml"] = try Repository.text(
            "\(Repository.root)/Tests/ImporterTests/Samples/ubl-tender-vbp-example.xml")
        let submission = try #require(try round.read().dossier?.submissions.first)
        #expect(submission.reference == "243a177f-e4e9-4fc8-b97e-bb1a950dd8f8")
        #expect(submission.submitted?.description == "2026-01-21T09:00:00+08:00")
        #expect(submission.bidder == Bidder(id: "A", name: "Pharma A", scheme: "CN-USCC"))
        let bid = try #require(submission.bids.first)
        #expect(bid.lot == "L01")
        #expect(bid.specification == "20mg")
        #expect(bid.price == FixedDecimal("0.12"))
        #expect(bid.pack == FixedDecimal("3.36").map { Pack(units: 28, price: $0) })
        #expect(bid.product == "Atorvastatin calcium tablets 20 mg")
        #expect(bid.facts["capacity"] == FixedDecimal(500_000))
    }

    struct Price: Sendable, CustomTestStringConvertible {
        var amount: String
        var base: String
        var content: String?
        var unitPrice: String
        var pack: String?
        var isRounded = false
        var testDescription: String { "\(amount) ÷ \(base), pack \(content ?? "–")" }
    }

    @Test(
        "the price is PriceAmount ÷ BaseQuantity, exactly",
        arguments: [
            Price(amount: "0.12", base: "1", unitPrice: "0.12"),
            Price(amount: "0.12", base: "1", content: "28", unitPrice: "0.12", pack: "28 × 3.36"),
            Price(amount: "3.36", base: "28", unitPrice: "0.12"),
            Price(amount: "10.00", base: "3", unitPrice: "3.3333333333", pack: "3 × 10.00", isRounded: true),
            Price(amount: "10.00", base: "3", content: "6", unitPrice: "3.3333333333", pack: "6 × 20", isRounded: true),
            Price(amount: "2", base: "3", content: "7", unitPrice: "0.6666666667", pack: "3 × 2", isRounded: true),
            Price(amount: "1", base: "0.3", unitPrice: "3.3333333333", pack: "3 × 10", isRounded: true),
        ])
    func price(example: Price) throws {
        let content = example.content.map { "<cbc:ContentUnitQuantity>\($0)</cbc:ContentUnitQuantity>" } ?? ""
        let price =
            "<cbc:PriceAmount currencyID=\"CNY\">\(example.amount)</cbc:PriceAmount>"
            + "<cbc:BaseQuantity>\(example.base)</cbc:BaseQuantity>"
        let read = try ExampleUBL.read(ExampleUBL.tender(ExampleUBL.line(before: content, price: price)))
        let bid = try #require(read.bid)
        #expect(bid.price.description == example.unitPrice)
        #expect(bid.pack.map { "\($0.units) × \($0.price)" } == example.pack)
        #expect(read.findings.contains { $0.code == .priceRounded } == example.isRounded)
        #expect(!read.findings.contains { $0.severity != .note })
        if example.isRounded, let amount = FixedDecimal(example.amount), let base = FixedDecimal(example.base) {
            #expect(bid.pack?.unitPrice == Ratio(amount) / Ratio(base))
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var fault: String
        var document: String
        var code: FindingCode
        /// Whether the whole submission is refused.
        var isWhole = false
        var words: String
        var testDescription: String { fault }
    }

    static let faults: [Fault] = [
        Fault(
            fault: "a consortium",
            document: ExampleUBL.tender(party: ExampleUBL.party() + ExampleUBL.party(id: "other"), ExampleUBL.line()),
            code: .consortium, isWhole: true, words: "a consortium cannot bid"),
        Fault(
            fault: "a variant",
            document: ExampleUBL.tender(project: "<cbc:VariantID>V2</cbc:VariantID>", ExampleUBL.line()),
            code: .variantOffered, words: "the tender is the variant 'V2'"),
        Fault(
            fault: "a line with an alternative",
            document: ExampleUBL.tender(
                ExampleUBL.line().replacingOccurrences(
                    of: "</cac:TenderLine>",
                    with: "<cac:SubTenderLine><cbc:ID>2</cbc:ID></cac:SubTenderLine></cac:TenderLine>"
                )), code: .variantOffered, words: "the line offers an alternative"),
        Fault(
            fault: "another currency than the round's",
            document: ExampleUBL.tender(ExampleUBL.line().replacingOccurrences(of: "CNY", with: "EUR")),
            code: .currencyUnsupported, words: "the price is in 'EUR', the round asks for 'CNY'"),
        Fault(
            fault: "a tender without lines, as Peppol's T005", document: ExampleUBL.tender(""),
            code: .pricesUnstructured, isWhole: true, words: "so there are no prices to compare"),
        Fault(
            fault: "a lot that the round does not have", document: ExampleUBL.tender(lot: "丙", ExampleUBL.line()),
            code: .unknownLot, words: "round 'R' has no lot '丙'"),
        Fault(
            fault: "a strength that the lot does not have",
            document: ExampleUBL.tender(ExampleUBL.line(name: "药 30mg")),
            code: .unknownSpecification, words: "lot '甲' has no specification '药 30mg'; it has: 10mg, 20mg"),
        Fault(
            fault: "a price for packages",
            document: ExampleUBL.tender(
                ExampleUBL.line().replacingOccurrences(
                    of: "<cbc:BaseQuantity>", with: "<cbc:BaseQuantity unitCode=\"XPK\">")),
            code: .unitMismatch, words: "the price is for packages"),
        Fault(
            fault: "a price of zero",
            document: ExampleUBL.tender(ExampleUBL.line().replacingOccurrences(of: "3.36", with: "0.00")),
            code: .priceNotPositive, words: "PriceAmount is '0.00'"),
        Fault(
            fault: "a price that is no number",
            document: ExampleUBL.tender(ExampleUBL.line().replacingOccurrences(of: "3.36", with: "3,36")),
            code: .notANumber, words: "PriceAmount is '3,36'"),
        Fault(
            fault: "two bids for one lot",
            document: ExampleUBL.tender(ExampleUBL.line() + ExampleUBL.line(name: "20mg")),
            code: .duplicateBid, words: "bids 2 times for lot '甲'"),
        Fault(
            fault: "a bidder without an identifier",
            document: ExampleUBL.tender(
                party: "<cac:TendererParty><cac:PartyName><cbc:Name>F</cbc:Name></cac:PartyName></cac:TendererParty>",
                ExampleUBL.line()), code: .elementMissing, isWhole: true, words: "the bidder has no identifier"),
        Fault(
            fault: "text that is reordered on the screen",
            document: ExampleUBL.tender(ExampleUBL.line(name: "药\u{202E} 10mg")),
            code: .notAnAllowedValue, words: "holds the invisible character U+202E"),
        Fault(
            fault: "a late submission",
            document: ExampleUBL.tender(
                head: "<cbc:IssueDate>2020-01-17</cbc:IssueDate><cbc:IssueTime>02:00:01Z</cbc:IssueTime>",
                ExampleUBL.line()), code: .lateSubmission, isWhole: true,
            words: "submitted at 2020-01-17T02:00:01Z, after the deadline"),
    ]

    @Test("what is at fault takes no part, and says why at its place", arguments: faults)
    func fault(example: Fault) throws {
        let read = try ExampleUBL.read(example.document)
        #expect(read.bid == nil)
        #expect((read.submission == nil) == example.isWhole)
        let errors = read.findings.filter { $0.severity == .error }
        #expect(Set(errors.map(\.code)) == [example.code])
        #expect(errors.first?.line.contains(example.words) == true)
        let location = try #require(errors.first?.location)
        #expect(location.file == "submissions/ubl.xml")
        #expect(location.line > 0 && location.column > 0)
    }

    @Test("a finding about a bid names the line's place, after lines that were left out too")
    func place() throws {
        let lines = [
            ExampleUBL.line(price: "<cbc:PriceAmount currencyID=\"CNY\">x</cbc:PriceAmount>"),
            ExampleUBL.line(name: "30mg"),
        ].joined(separator: "\n")
        let text = ExampleUBL.tender(lines)
        let line = text.components(separatedBy: "\n").lastIndex { $0.hasPrefix("<cac:TenderLine>") }.map { $0 + 1 }
        let finding = try #require(try ExampleUBL.read(text).findings.first { $0.code == .unknownSpecification })
        #expect(finding.location?.line == line)
        #expect(finding.location?.column == 1)
    }

    @Test(
        "the item is matched by identifier, by strength, then by name",
        arguments: [
            ("", "某药片 20 mg", "20mg"), ("", "某药片20毫克", "20mg"), ("", "维生素B12片 10mg", "10mg"),
            ("<cac:SellersItemIdentification><cbc:ID>20MG</cbc:ID></cac:SellersItemIdentification>", "某药 10mg", "20mg"),
            (
                "<cac:AdditionalItemProperty><cbc:Name>规格</cbc:Name><cbc:Value>0.02g</cbc:Value>"
                    + "</cac:AdditionalItemProperty>",
                "某药", "20mg"
            ),
        ])
    func specification(item: String, name: String, expected: String) throws {
        let read = try ExampleUBL.read(ExampleUBL.tender(ExampleUBL.line(name: name, item: item)))
        #expect(read.bid?.specification == expected)
    }

    @Test("elements without a meaning are counted: one note a name")
    func ignored() throws {
        let note = "<cbc:Note>a</cbc:Note>"
        let lines = ExampleUBL.line(before: note + note) + ExampleUBL.line(before: note, name: "20mg")
        let notes = try ExampleUBL.read(ExampleUBL.tender(lines)).findings.filter { $0.code == .elementIgnored }
        #expect(notes.map(\.message) == ["<Note> has no meaning here and was ignored; it stands there 3 times"])
    }

    @Test("totals that are not quantity × unit price are warned of, and the unit price ranks")
    func totals() throws {
        let quantity = "<cbc:Quantity>100</cbc:Quantity>"
        func warnings(line: String, lot: String) throws -> [String] {
            let total =
                "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID=\"CNY\">\(lot)</cbc:PayableAmount>"
                + "</cac:LegalMonetaryTotal>"
            let amount = "<cbc:LineExtensionAmount currencyID=\"CNY\">\(line)</cbc:LineExtensionAmount>"
            let read = try ExampleUBL.read(ExampleUBL.tender(total + ExampleUBL.line(before: quantity + amount)))
            #expect(read.bid?.price == FixedDecimal("0.12"))
            return read.findings.filter { $0.code == .totalInconsistent }.map(\.message)
        }
        #expect(try warnings(line: "12.00", lot: "12.00") == [])
        #expect(try warnings(line: "12.01", lot: "12.00") == ["LineExtensionAmount is 12.01; 100 × 3.36 ÷ 28 is 12.00"])
        #expect(
            try warnings(line: "12.00", lot: "13.00") == [
                "PayableAmount is 13.00; the lines' quantities × unit prices add up to 12.00"
            ])
    }

    @Test(
        "a time without a zone is China's, one without a clock is not known",
        arguments: [
            ("2020-01-17", "09:00:00", "2020-01-17T09:00:00+08:00", true),
            ("2020-01-17Z", "01:00:00", "2020-01-17T01:00:00Z", false),
            ("2020-01-17", "09:00:00.750+08:00", "2020-01-17T09:00:00+08:00", false),
            ("2020-01-17", "", nil, true),
        ])
    func time(date: String, clock: String, expected: String?, isWarned: Bool) throws {
        let clock = clock.isEmpty ? "" : "<cbc:IssueTime>\(clock)</cbc:IssueTime>"
        let read = try ExampleUBL.read(
            ExampleUBL.tender(head: "<cbc:IssueDate>\(date)</cbc:IssueDate>" + clock, ExampleUBL.line()))
        #expect(read.submission?.submitted?.description == expected)
        #expect(read.findings.contains { $0.code == .timeIncomplete } == isWarned)
        #expect(read.bid != nil)
    }

    @Test("a quotation and a catalogue are submissions too")
    func otherKinds() throws {
        let item = "<cac:Item><cbc:Name>药 10mg</cbc:Name></cac:Item>"
        let time = "<cbc:IssueDate>2020-01-17</cbc:IssueDate><cbc:IssueTime>09:00:00+08:00</cbc:IssueTime>"
        let lot =
            "<cac:AdditionalItemProperty><cbc:Name>品种</cbc:Name><cbc:Value>甲</cbc:Value></cac:AdditionalItemProperty>"
        let quotation = ExampleUBL.document(
            "Quotation",
            "\(time)<cac:RequestForQuotationDocumentReference><cbc:ID>R</cbc:ID>"
                + "</cac:RequestForQuotationDocumentReference>"
                + "<cac:SellerSupplierParty>\(ExampleUBL.party("Party"))</cac:SellerSupplierParty><cac:QuotationLine>"
                + "<cac:LineItem><cbc:ID>1</cbc:ID><cac:Price>\(ExampleUBL.price)</cac:Price>"
                + item.replacingOccurrences(of: "</cac:Item>", with: lot + "</cac:Item>")
                + "</cac:LineItem></cac:QuotationLine>")
        let catalogue = ExampleUBL.document(
            "Catalogue",
            "\(time)<cac:ReferencedContract><cbc:ID>R</cbc:ID></cac:ReferencedContract>"
                + "\(ExampleUBL.party("ProviderParty"))<cac:CatalogueLine><cbc:ID>1</cbc:ID>"
                + "<cbc:ContractSubdivision>甲</cbc:ContractSubdivision><cac:RequiredItemLocationQuantity><cac:Price>"
                + "\(ExampleUBL.price)</cac:Price></cac:RequiredItemLocationQuantity>\(item)</cac:CatalogueLine>")
        for text in [quotation, catalogue] {
            let read = try ExampleUBL.read(text)
            #expect(read.findings.map(\.line) == [])
            #expect(read.bid.map { "\($0.lot) \($0.specification) \($0.price)" } == "甲 10mg 0.12")
        }
    }

    static let quotation = "\(Repository.shared)/samples/ubl/UBL-Quotation-2.1-Example.xml"

    @Test(
        "the OASIS example of a quotation is read, and is in another currency",
        .enabled(
            if: FileManager.default.fileExists(atPath: quotation), "the samples beside the repository are not there"))
    func official() throws {
        let (summary, findings) = FileCheck().check(path: Self.quotation, shownAs: "quotation.xml")
        #expect(summary.format?.description == "UBL 2.0 Quotation")
        #expect(summary.holds == "4 bids of 'Delcomputer A/S' for round 'G867B'")
        let errors = findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == Array(repeating: .currencyUnsupported, count: 4))
        #expect(errors.compactMap { $0.location?.line } == [127, 145, 163, 181])
        #expect(!findings.contains { $0.code == .totalInconsistent })
    }

    @Test("lines are not kept: ten thousand with other texts make ten thousand bids")
    func many() throws {
        let lines = (0..<10_000).map { ExampleUBL.line(name: "药\($0) 10mg") }.joined()
        let path = try TemporaryFolder.current.write(ExampleUBL.tender(lines), to: "big.xml")
        let (summary, findings) = FileCheck().check(path: path, shownAs: "big.xml")
        #expect(findings == [])
        #expect(summary.holds == "10000 bids of 'Firm' for round 'R'")
    }
}
