import Decimals
import Importer
import Procurement
import Testing

@Suite("What is written is read back", .temporaryFolder)
struct RoundTripTests {
    /// Rules with a stage for every kind of act.
    private static let rulebook = {
        let citation = "clause=\"1\" basis=\"document\" confidence=\"high\""
        return """
            <rulebook xmlns="urn:vbp:rulebook:1" id="R">
              <comparable-price \(citation)/>
              <screen id="ceiling" \(citation)><not><recorded/></not></screen>
              <shortlist id="shortlist" failing="others" \(citation)><places bidders="1-" places="3"/></shortlist>
              <revive id="return" among="others" \(citation)><cap><lowest among="valid"/></cap></revive>
              <reference id="reserve" \(citation)><sealed/></reference>
              <negotiate id="talks" \(citation)>
                <succeed><at-most of="comparable-price" to="reserve"/></succeed>
              </negotiate>
              <volume \(citation)/>
              <draft id="regions" \(citation)/>
            </rulebook>
            """
    }()

    /// Writes all documents of a round and reads them again.
    private func rewritten(_ documents: RandomDocuments) throws -> ImportedRound {
        let folder = TemporaryFolder.current
        try folder.write(RoundDocument.text(documents.round), to: "round.xml")
        try folder.write(DemandDocument.text(documents.demand, groups: documents.groups), to: "demand.xml")
        try folder.write(RecordDocument.text(documents.record), to: "record.xml")
        try folder.write(PublishedDocument.text(documents.published), to: "published.xml")
        try folder.write(ReferencesDocument.text(documents.borrowed, of: documents.round.id), to: "references.xml")
        try folder.write(BaselinesDocument.text(documents.baselines), to: "baselines.xml")
        try folder.write(PaymentDocument.text(documents.payment), to: "payment.xml")
        try folder.write(Self.rulebook, to: "rulebook.xml")
        for (index, submission) in documents.submissions.enumerated() {
            try folder.write(SubmissionDocument.text(submission), to: "submissions/\(index).xml")
        }
        return RoundFolder(path: folder.path).read()
    }

    @Test("for random documents with names full of markup", arguments: 1...40 as ClosedRange<UInt64>)
    func random(seed: UInt64) throws {
        let documents = RandomDocuments(seed: seed)
        let imported = try rewritten(documents)
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
        let dossier = try #require(imported.dossier)
        #expect(dossier.round == documents.round)
        #expect(dossier.demand == documents.demand)
        var groups: [DemandGroup] = []
        let findings = RoundFolder(path: TemporaryFolder.current.path).readDemandGroups { groups.append($0) }
        #expect(findings.map(\.line) == [])
        #expect(groups == documents.groups)
        #expect(dossier.submissions == documents.submissions)
        #expect(dossier.record == documents.record)
        #expect(dossier.borrowed == documents.borrowed)
        #expect(dossier.published == documents.published)
        #expect(dossier.priceLists == documents.baselines.lists)
        #expect(dossier.payment == documents.payment)
        // Equal numbers may be written differently; the same text shows that the digits were kept too.
        #expect(RoundDocument.text(dossier.round) == RoundDocument.text(documents.round))
        #expect(
            try DemandDocument.text(#require(dossier.demand), groups: groups)
                == DemandDocument.text(documents.demand, groups: documents.groups))
        #expect(dossier.submissions.map(SubmissionDocument.text) == documents.submissions.map(SubmissionDocument.text))
        #expect(RecordDocument.text(dossier.record) == RecordDocument.text(documents.record))
        #expect(
            ReferencesDocument.text(dossier.borrowed, of: dossier.round.id)
                == ReferencesDocument.text(documents.borrowed, of: documents.round.id))
        #expect(try PublishedDocument.text(#require(dossier.published)) == PublishedDocument.text(documents.published))
    }

    @Test(
        "and is valid against its schema by xmllint", .enabled(if: XMLLint.isInstalled),
        arguments: 1...8 as ClosedRange<UInt64>)
    func valid(seed: UInt64) throws {
        let documents = RandomDocuments(seed: seed)
        let imported = try rewritten(documents)
        let folder = TemporaryFolder.current.path
        let files: [(DocumentKind, [String])] = [
            (.round, ["round.xml"]), (.demand, ["demand.xml"]), (.record, ["record.xml"]),
            (.references, ["references.xml"]), (.published, ["published.xml"]),
            (.baselines, ["baselines.xml"]), (.payment, ["payment.xml"]),
            (.submission, documents.submissions.indices.map { "submissions/\($0).xml" }),
        ]
        for (kind, names) in files {
            let schema = try TemporaryFolder.current.write(kind.schema, to: "\(kind.rawValue).xsd")
            #expect(try XMLLint.complaints(schema: schema, documents: names.map { "\(folder)/\($0)" }) == "")
        }
        #expect(imported.dossier != nil)
    }

    @Test("of a demand by institution the totals, where only these are known", arguments: 1...20 as ClosedRange<UInt64>)
    func totals(seed: UInt64) throws {
        let documents = RandomDocuments(seed: seed)
        _ = try rewritten(documents)
        try TemporaryFolder.current.write(DemandDocument.text(documents.demand), to: "demand.xml")
        let imported = RoundFolder(path: TemporaryFolder.current.path).read()
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
        #expect(imported.dossier?.demand == documents.demand)
    }

    @Test("down to the decimals of a number and the order of everything")
    func exactText() throws {
        let submission = Submission(
            round: "R", bidder: Bidder(id: "A", name: "A & <B>\n\"C\""),
            bids: [
                Bid(
                    lot: "甲", specification: "10mg", price: try #require(FixedDecimal("1.500")),
                    facts: ["z": FixedDecimal(-1), "a": FixedDecimal(2)],
                    provenance: Provenance(source: "notice", note: "n"))
            ])
        // A line break in an attribute has to be a character reference, else a parser makes a space of it.
        #expect(
            SubmissionDocument.text(submission) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <submission xmlns="urn:vbp:submission:1" round="R">
                  <source id="S1">notice</source>
                  <bidder id="A" name="A &amp; &lt;B&gt;&#10;&quot;C&quot;"/>
                  <bid lot="甲" specification="10mg" price="1.500" source="S1" note="n">
                    <fact name="a" value="2"/>
                    <fact name="z" value="-1"/>
                  </bid>
                </submission>

                """)
    }
}
