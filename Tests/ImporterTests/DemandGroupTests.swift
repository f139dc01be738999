import Decimals
import Importer
import Procurement
import Testing

@Suite("Demand by institution and brand", .temporaryFolder)
struct DemandGroupTests {
    /// A demand document with that content.
    private func demand(_ content: String) -> String {
        "<demand xmlns=\"urn:vbp:demand:1\" round=\"R\" kind=\"base\" confidence=\"medium\">\n\(content)\n</demand>\n"
    }

    private static let institutions = """
        <institution id="H1" name="第一医院" region="北京" kind="public-hospital"/>
        <institution id="P1" region="北京" kind="retail-pharmacy"/>
        <institution id="H2" region="上海"/>
        """

    @Test("holds the totals, the parts by brand and the institutions, and hands on the lines")
    func read() throws {
        var round = ExampleRound()
        round.files["demand.xml"] = demand(
            """
            \(Self.institutions)
            <line region="上海" lot="甲" specification="10mg" quantity="500"/>
            <group region="北京" lot="甲" note="as reported">
              <line institution="H1" specification="10mg" quantity="1.50"/>
              <line institution="H1" specification="20mg" brand="sound" quantity="7"/>
              <line institution="P1" specification="10mg" quantity="2"/>
              <line institution="P1" specification="10mg" brand="sound" quantity="0.25"/>
              <line institution="P1" specification="20mg" brand="sound" quantity="3"/>
            </group>
            <unknown region="上海" lot="甲" specification="20mg"/>
            <group region="上海" lot="乙"><line institution="H2" specification="1g" quantity="0"/></group>
            """)
        let imported = try round.read()
        #expect(imported.findings.filter { $0.code != .demandGridIncomplete }.map(\.line) == [])
        let demand = try #require(imported.dossier?.demand)
        let stated = Provenance(confidence: .medium)
        let reported = Provenance(confidence: .medium, note: "as reported")
        // 1.50 + 2 + 0.25 and 7 + 3, by hand.
        #expect(
            Array(demand.lines) == [
                line("上海", "甲", "10mg", "500", stated), line("北京", "甲", "10mg", "3.75", reported),
                line("北京", "甲", "20mg", "10", reported), line("上海", "甲", "20mg", nil, stated),
                line("上海", "乙", "1g", "0", stated),
            ])
        #expect(
            demand.brandVolumes == [
                BrandVolume(line: 1, brand: "sound", quantity: try #require(FixedDecimal("0.25"))),
                BrandVolume(line: 2, brand: "sound", quantity: FixedDecimal(10)),
            ])
        #expect(
            demand.institutions == [
                Institution(id: "H1", name: "第一医院", region: "北京", kind: .publicHospital),
                Institution(id: "P1", region: "北京", kind: .retailPharmacy), Institution(id: "H2", region: "上海"),
            ])
        var groups: [DemandGroup] = []
        #expect(RoundFolder(path: TemporaryFolder.current.path).readDemandGroups { groups.append($0) } == [])
        #expect(groups.map(\.region) == ["北京", "上海"])
        #expect(groups.map(\.lot) == ["甲", "乙"])
        #expect(groups.first?.lines.map(\.institution) == [0, 0, 1, 1, 1])
        #expect(groups.first?.lines.map(\.brand) == [nil, "sound", nil, "sound", "sound"])
        #expect(groups.first?.lines.map(\.quantity.description) == ["1.50", "7", "2", "0.25", "3"])
        #expect(groups.last?.lines.map(\.institution) == [2])
    }

    private func line(
        _ region: String, _ lot: String, _ specification: String, _ quantity: String?, _ provenance: Provenance
    ) -> DemandLine {
        DemandLine(
            region: region, lot: lot, specification: specification, quantity: quantity.flatMap { FixedDecimal($0) },
            provenance: provenance)
    }

    /// Content with something wrong in it, and the findings at its marks.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let content: String
        let findings: [String]
    }

    static let faults: [Fault] = [
        Fault(
            testDescription: "an institution twice", content: "<institution id=\"↓H1\" region=\"北京\"/>",
            findings: ["①: error: [VBP0111] institution 'H1' is listed twice"]),
        Fault(
            testDescription: "a kind that nobody knows",
            content: "<institution id=\"H9\" region=\"北京\" kind=\"↓hospital\"/>",
            findings: [
                "①: error: [VBP0110] attribute 'kind' of <institution> is 'hospital'; write one of 'public-hospital', "
                    + "'private-hospital', 'village-clinic', 'retail-pharmacy', 'other'"
            ]),
        Fault(
            testDescription: "an institution of an unknown region, said once",
            content: "↓<institution id=\"H8\" region=\"广州\"/><institution id=\"H9\" region=\"广州\"/>",
            findings: [
                "①: error: [VBP0204] round 'R' has no region '广州'; add <region id=\"广州\"/> to round.xml, or mend the name"
            ]),
        Fault(
            testDescription: "an institution that is not listed",
            content: "<group region=\"北京\" lot=\"甲\"><line institution=\"↓H9\" specification=\"10mg\" quantity=\"1\"/>"
                + "<line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/></group>",
            findings: [
                "①: error: [VBP0213] no institution is listed as 'H9'; "
                    + "add <institution id=\"H9\" region=\"…\"/> before the groups"
            ]),
        Fault(
            testDescription: "an institution of another region",
            content: "<group region=\"北京\" lot=\"甲\"><line institution=\"↓H2\" specification=\"10mg\" quantity=\"1\"/>"
                + "<line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/></group>",
            findings: [
                "①: error: [VBP0213] institution 'H2' is of region '上海', the group of '北京'; mend one of the two"
            ]),
        Fault(
            testDescription: "a second group",
            content: "<group region=\"北京\" lot=\"甲\"><line specification=\"10mg\" quantity=\"1\"/></group>\n"
                + "↓<group region=\"北京\" lot=\"甲\"><line specification=\"20mg\" quantity=\"1\"/></group>",
            findings: [
                "①: error: [VBP0212] lot '甲' has a second group for region '北京'; put all its lines into one <group>"
            ]),
        Fault(
            testDescription: "a group and a line for the same volume",
            content: "<group region=\"北京\" lot=\"甲\"><line specification=\"10mg\" quantity=\"1\"/></group>\n"
                + "↓<line region=\"北京\" lot=\"甲\" specification=\"10mg\" quantity=\"1\"/>",
            findings: ["①: error: [VBP0111] the volume of '10mg' of lot '甲' in '北京' is stated twice"]),
        Fault(
            testDescription: "what the round does not have, at the first line of its total",
            content: "<group region=\"北京\" lot=\"甲\"><line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/>"
                + "↓<line institution=\"H1\" specification=\"5mg\" quantity=\"1\"/>"
                + "<line institution=\"P1\" specification=\"5mg\" quantity=\"1\"/></group>",
            findings: ["①: error: [VBP0203] lot '甲' has no specification '5mg'; it has: 10mg, 20mg"]),
        Fault(
            testDescription: "a volume of one institution twice, the brand not stated or the same",
            content: "<group region=\"北京\" lot=\"甲\"><line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/>"
                + "<line institution=\"H1\" specification=\"10mg\" brand=\"sound\" quantity=\"1\"/>"
                + "<line institution=\"P1\" specification=\"10mg\" quantity=\"1\"/>\n"
                + "↓<line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/>\n"
                + "↓<line institution=\"H1\" specification=\"10mg\" brand=\"sound\" quantity=\"2\"/></group>",
            findings: [
                "①: error: [VBP0111] institution 'H1' states the volume of '10mg' twice",
                "②: error: [VBP0111] institution 'H1' states the volume of '10mg' of brand 'sound' twice",
            ]),
        Fault(
            testDescription: "lines with and without an institution",
            content: "<group region=\"北京\" lot=\"甲\"><line institution=\"H1\" specification=\"10mg\" quantity=\"1\"/>\n"
                + "↓<line specification=\"10mg\" quantity=\"1\"/></group>\n"
                + "<group region=\"上海\" lot=\"甲\"><line specification=\"10mg\" quantity=\"1\"/>\n"
                + "<line institution=\"↓H2\" specification=\"10mg\" quantity=\"1\"/></group>",
            findings: [
                "①: error: [VBP0105] <line> has no attribute 'institution', and the lines before it have; "
                    + "name the institution in each line of a group, or in none",
                "②: error: [VBP0105] <line> names an institution, and the lines before it name none; "
                    + "name the institution in each line of a group, or in none",
            ]),
        Fault(
            testDescription: "a group without lines", content: "↓<group region=\"北京\" lot=\"甲\"/>",
            findings: ["①: error: [VBP0108] the group has no lines; add <line …/>"]),
        Fault(
            testDescription: "a group without a lot, whose lines are read all the same",
            content: "↓<group region=\"北京\"><line institution=\"H1\" specification=\"10mg\" quantity=\"↓-1\"/></group>",
            findings: [
                "①: error: [VBP0105] <group> has no attribute 'lot'; add lot=\"…\"",
                "②: error: [VBP0109] quantity '-1' is negative",
            ]),
        Fault(
            testDescription: "what does not belong into a group",
            content: "<group region=\"北京\" lot=\"甲\"><line specification=\"10mg\" quantity=\"1\">↓<x/></line>"
                + "↓<unknown specification=\"20mg\"/></group>",
            findings: [
                "①: error: [VBP0107] <x> does not belong in <line>; it holds no elements",
                "②: error: [VBP0107] <unknown> does not belong in <group>; it holds <line>",
            ]),
    ]

    @Test("has its faults reported at their place, and the run stopped", arguments: faults)
    func fault(_ fault: Fault) throws {
        var round = ExampleRound()
        round.files["demand.xml"] = demand("\(Self.institutions)\n\(fault.content)")
        let imported = try round.expect(fault.findings.map { "demand.xml:\($0)" }, errorsOnly: true)
        #expect(imported.dossier == nil)
    }

    @Test("notes brands of nobody who bids, which a slip would be too")
    func strangeBrands() throws {
        var round = ExampleRound()
        let lines = (1...7).map { "<line specification=\"10mg\" brand=\"B-\($0)\" quantity=\"1\"/>" }.joined()
        round.files["demand.xml"] = demand(
            "<group region=\"北京\" lot=\"甲\">\(lines)<line specification=\"10mg\" brand=\"sound\" quantity=\"1\"/></group>"
                + "<line region=\"上海\" lot=\"甲\" specification=\"10mg\" quantity=\"1\"/>")
        #expect(
            try round.read().findings.map(\.line) == [
                "demand.xml: note: [VBP0205] volumes are stated for brands of no bidder that takes part: 'B-1', 'B-2', "
                    + "'B-3', 'B-4', 'B-5' and 2 more; a brand is the bidder's id, as in its submission"
            ])
    }

    @Test("a correction reaches the lines of a group as it reaches their total")
    func corrected() throws {
        var round = ExampleRound()
        round.files["demand.xml"] = demand(
            "\(Self.institutions)<group region=\"北京\" lot=\"甲\">"
                + "<line institution=\"H1\" specification=\"10mg\" quantity=\"4\"/>"
                + "<line institution=\"P1\" specification=\"10mg\" quantity=\"5\"/></group>")
        round.files["record.xml"] = """
            <record xmlns="urn:vbp:record:1" round="R">
              <correct-demand region="北京" lot="甲" specification="10mg" becomes="20mg" reason="a slip"/>
              <correct-demand region="上海" lot="甲" specification="20mg" becomes="10mg" reason="elsewhere"/>
            </record>
            """
        let dossier = try #require(try round.read().dossier)
        var specifications: [String] = []
        let findings = RoundFolder(path: TemporaryFolder.current.path).readDemandGroups {
            specifications += dossier.corrected($0).lines.map(\.specification)
        }
        #expect(findings == [])
        #expect(specifications == ["20mg", "20mg"])
        #expect(dossier.corrected().dossier.demand?.lines.map(\.specification) == ["20mg"])
    }
}
