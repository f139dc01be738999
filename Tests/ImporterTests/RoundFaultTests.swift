import Importer
import Procurement
import Testing

@Suite("Faults in the authority's own documents", .temporaryFolder)
struct RoundFaultTests {
    /// A document with something wrong in it.
    struct FaultyDocument: Sendable, CustomTestStringConvertible {
        let fault: String
        /// The file, and what in the sound file is replaced by what.
        let file: String
        let old: String
        let new: String
        /// The findings, at the marks.
        let findings: [String]

        var testDescription: String { fault }
    }

    static let documents: [FaultyDocument] = [
        FaultyDocument(
            fault: "a lot described twice", file: "round.xml", old: "<lot id=\"乙\"", new: "↓<lot id=\"甲\"",
            findings: ["①: error: [VBP0111] lot '甲' is described twice"]),
        FaultyDocument(
            fault: "a region named twice", file: "round.xml", old: "<region id=\"上海\"/>",
            new: "<region id=\"上海\"/>↓<region id=\"北京\"/>",
            findings: ["①: error: [VBP0111] region '北京' is named twice"]),
        FaultyDocument(
            fault: "a reference that is no specification", file: "round.xml", old: "reference=\"1g\"",
            new: "reference=\"↓2g\"",
            findings: [
                "①: error: [VBP0203] the reference specification '2g' is not one of lot '乙'; "
                    + "describe it with <specification id=\"2g\">"
            ]),
        FaultyDocument(
            fault: "a ceiling for no specification", file: "round.xml", old: "<ceiling specification=\"1g\"",
            new: "↓<ceiling specification=\"2g\"",
            findings: [
                "①: error: [VBP0203] a ceiling is for specification '2g', which lot '乙' does not have; "
                    + "describe it with <specification id=\"2g\">"
            ]),
        FaultyDocument(
            fault: "a deadline without a time zone", file: "round.xml", old: "2020-01-17T10:00:00+08:00",
            new: "↓2020-01-17T10:00:00",
            findings: [
                "①: error: [VBP0110] deadline '2020-01-17T10:00:00' is not a date and time; "
                    + "write it as 2020-01-17T10:00:00+08:00"
            ]),
        FaultyDocument(
            fault: "a unit that nobody knows", file: "round.xml", old: "unit=\"g\"", new: "unit=\"↓stone\"",
            findings: [
                "①: error: [VBP0110] attribute 'unit' of <content> is 'stone'; write one of 'kg', 'g', 'mg', 'μg', "
                    + "'ng', 'l', 'ml', 'μl', 'IU', '万IU', 'mmol', 'mol'"
            ]),
        FaultyDocument(
            fault: "an element that does not exist", file: "round.xml", old: "<region id=\"上海\"/>",
            new: "<region id=\"上海\"/>\n  ↓<city/>",
            findings: ["①: error: [VBP0107] <city> does not belong in <round>; it holds <source>, <region>, <lot>"]),
        FaultyDocument(
            fault: "a demand for an unknown lot, region and specification, and one stated twice",
            file: "demand.xml",
            old: "<line region=\"上海\" lot=\"甲\" specification=\"10mg\" quantity=\"500\"/>",
            new: """
                ↓<line region="上海" lot="丙" specification="10mg" quantity="500"/>
                ↓<line region="广州" lot="甲" specification="10mg" quantity="500"/>
                ↓<line region="上海" lot="甲" specification="5mg" quantity="500"/>
                ↓<line region="北京" lot="甲" specification="10mg" quantity="1000"/>
                <line region="上海" lot="乙" specification="1g" quantity="↓-5"/>
                """,
            findings: [
                "①: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
                "②: error: [VBP0204] round 'R' has no region '广州'; "
                    + "add <region id=\"广州\"/> to round.xml, or mend the name",
                "③: error: [VBP0203] lot '甲' has no specification '5mg'; it has: 10mg, 20mg",
                "④: error: [VBP0111] the volume of '10mg' of lot '甲' in '北京' is stated twice",
                "⑤: error: [VBP0109] quantity '-5' is negative",
            ]),
        FaultyDocument(
            fault: "a demand for another round", file: "demand.xml", old: "round=\"R\"", new: "round=\"R-2\"",
            findings: [
                ": error: [VBP0201] this document is for round 'R-2', the folder is round 'R'; "
                    + "move it to its round's folder"
            ]),
        FaultyDocument(
            fault: "a demand of an unknown kind", file: "demand.xml", old: "kind=\"base\"", new: "kind=\"↓reported\"",
            findings: ["①: error: [VBP0110] attribute 'kind' of <demand> is 'reported'; write one of 'base', 'agreed'"]),
    ]

    @Test("are reported at their place and stop the run", arguments: documents)
    func document(fault: FaultyDocument) throws {
        var round = ExampleRound()
        let sound = try #require(round.files[fault.file])
        let parts = sound.split(separator: fault.old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2, "the example has no '\(fault.old)'")
        round.files[fault.file] = parts.joined(separator: fault.new)
        let expected = fault.findings.map { $0.hasPrefix(":") ? "\(fault.file)\($0)" : "\(fault.file):\($0)" }
        let imported = try round.expect(expected, errorsOnly: true)
        #expect(imported.dossier == nil)
        #expect(imported.hasAuthorityFault)
        #expect(!imported.isMissing)
    }

    @Test(
        "an invisible character in a text is an error, as it is in a name",
        arguments: [
            ("round.xml", "<region id=\"北京\"/>", "source", " id=\"S1\""),
            ("demand.xml", "<line region=\"北京\"", "source", " id=\"S1\""),
            ("rulebook.xml", "<comparable-price", "note", ""), ("rulebook.xml", "<comparable-price", "alias", ""),
            ("submissions/sound.xml", "<bid ", "source", " id=\"S1\""),
        ])
    func invisible(file: String, before: String, element: String, attributes: String) throws {
        var round = ExampleRound()
        let sound = try #require(round.files[file])
        round.files[file] = sound.split(separator: before, maxSplits: 1, omittingEmptySubsequences: false)
            .joined(separator: "↓<\(element)\(attributes)>第一\u{202E}批</\(element)>\n\(before)")
        try round.expect(
            [
                "\(file):①: error: [VBP0110] the text of <\(element)> holds the invisible character U+202E; "
                    + "remove it: it changes how the text is shown"
            ], errorsOnly: true)
    }

    @Test(
        "faults of lots far apart are each reported at their place, on one line or on many",
        arguments: ["", "\n"])
    func manyLots(separator: String) throws {
        var round = ExampleRound()
        var lots = (0..<1_300).map { number in
            "<lot id=\"lot \(number)\" reference=\"1g\"><specification id=\"1g\"><content amount=\"1\" unit=\"g\"/>"
                + "</specification></lot>"
        }
        lots[700] = lots[700].replacing("unit=\"g\"", with: "unit=\"↓stone\"")
        lots[900] = "↓" + lots[900].replacing("lot 900", with: "lot 3")
        // The same text by canonical equivalence.
        lots[1_000] = lots[1_000].replacing("lot 1000", with: "caf\u{E9}")
        lots[1_200] = "↓" + lots[1_200].replacing("lot 1200", with: "cafe\u{301}")
        round.files["round.xml"] = round.files["round.xml"]?
            .replacing("</round>", with: lots.joined(separator: separator) + "</round>")
        try round.expect(
            [
                "round.xml:①: error: [VBP0110] attribute 'unit' of <content> is 'stone'; write one of 'kg', 'g', 'mg', "
                    + "'μg', 'ng', 'l', 'ml', 'μl', 'IU', '万IU', 'mmol', 'mol'",
                "round.xml:②: error: [VBP0111] lot 'lot 3' is described twice",
                "round.xml:③: error: [VBP0111] lot 'cafe\u{301}' is described twice",
            ], errorsOnly: true)
    }

    @Test("a source may stand behind the lots that refer to it, and an unknown one is reported where it is named")
    func sourcesBehindLots() throws {
        var round = ExampleRound()
        let lots = """
            <lot id="丙" reference="1g" source="S9"><ceiling specification="1g" price="1" source="S8"/>
              <specification id="1g"/></lot>
            <lot id="丁" reference="1g" source="S8"><specification id="1g"/>
              <ceiling specification="1g" price="1" source="S9"/></lot>
            """
        let sound = try #require(round.files["round.xml"])
        round.files["round.xml"] = sound.replacing(
            "</round>", with: lots + "<source id=\"S8\">八</source><source id=\"S9\">九</source></round>")
        let read = try #require(try round.read().dossier?.round.lots.suffix(2))
        #expect(read.map(\.provenance.source) == ["九", "八"])
        #expect(read.map { $0.ceilings.map(\.provenance.source) } == [["八"], ["九"]])

        let faulty = """
            <lot id="丙" source="↓S9"><ceiling price="1" source="↓S7" specification="1g"/>
              <ceiling specification="1g" source="↓S6"/><specification id="1g"/></lot>
            <lot id="丁" reference="1g" source="S8"><specification id="1g"/></lot>
            """
        round.files["round.xml"] = sound.replacing(
            "</round>", with: faulty + "<source id=\"S8\">八</source></round>")
        let imported = try round.read()
        let unknown = imported.findings.map(\.line).filter { $0.contains("no <source> has the identifier") }
        let places = MarkedText(try #require(round.files["round.xml"])).places
        #expect(
            unknown
                == zip(places, ["S9", "S7", "S6"]).map { place, id in
                    "round.xml:\(place.line):\(place.column): error: [VBP0110] no <source> has the identifier '\(id)'; "
                        + "add <source id=\"\(id)\">…</source> at the beginning"
                })
        #expect(imported.dossier == nil)
    }

    @Test("a lot is read by its parts in any order, and each of its faults is reported")
    func partsOfLots() throws {
        var round = ExampleRound()
        let lot = """
            ↓<lot id="丙" reference="1g" tier="normal">words
              <ceiling specification="1g" price="1"/>
              ↓<ceiling specification="3g" price="1" printed-for="1g"/>
              <specification id="1g">↓<strength/><content amount="1" unit="g"/></specification>
              ↓<specification id="1g"><content amount="↓0" unit="g"/></specification>
              <component name="头" quantity="1"/>↓<component name="头" quantity="2">two</component>
              <fact name="a" value="1"/>↓<fact name="a" value="2"/>↓<x>y<z/></x></lot>
            """
        round.files["round.xml"] = round.files["round.xml"]?.replacing("</round>", with: lot + "</round>")
        try round.expect(
            [
                "round.xml:①: error: [VBP0107] <lot> holds the text 'words', which belongs nowhere; remove it",
                "round.xml:②: error: [VBP0203] a ceiling is for specification '3g', which lot '丙' does not have; "
                    + "describe it with <specification id=\"3g\">",
                "round.xml:③: error: [VBP0107] <strength> does not belong in <specification>; "
                    + "it holds <content>, <fill>",
                "round.xml:④: error: [VBP0111] specification '1g' is described twice in lot '丙'",
                "round.xml:⑤: error: [VBP0208] attribute 'amount' of <content> is '0', a price must be more than 0",
                "round.xml:⑥: error: [VBP0107] <component> holds the text 'two', which belongs nowhere; remove it",
                "round.xml:⑥: error: [VBP0111] component '头' is described twice in lot '丙'",
                "round.xml:⑦: error: [VBP0111] the fact 'a' is stated twice",
                "round.xml:⑧: error: [VBP0107] <x> does not belong in <lot>; "
                    + "it holds <specification>, <ceiling>, <component>, <fact>",
                "round.xml:⑧: error: [VBP0107] <x> holds the text 'y', which belongs nowhere; remove it",
            ], errorsOnly: true)
    }

    @Test("text where none belongs is not dropped in silence")
    func strayText() throws {
        var round = ExampleRound()
        round.files["round.xml"] = round.files["round.xml"]?
            .split(separator: "<region id=\"北京\"/>").joined(separator: "<region id=\"北京\"/> and\n more")
        let imported = try round.read()
        let line = "round.xml:2:1: error: [VBP0107] <round> holds the text 'and more', which belongs nowhere; remove it"
        #expect(imported.findings.map(\.line).contains(line))
        #expect(imported.findings.allSatisfy { $0.location?.file == "round.xml" })
        #expect(imported.dossier == nil)
    }

    @Test(
        "nothing inside an element that holds nothing is dropped in silence",
        arguments: [
            (
                "round.xml", "<region id=\"上海\"/>", "<region id=\"上海\">↓<city/></region>",
                "<city> does not belong in <region>"
            ),
            ("round.xml", "<region id=\"上海\"/>", "↓<region id=\"上海\">city</region>", "<region> holds the text 'city'"),
            ("round.xml", "unit=\"g\"/>", "unit=\"g\">↓<exact/></content>", "<exact> does not belong in <content>"),
            (
                "rulebook.xml", "to=\"ceiling\"/>", "to=\"ceiling\">↓<not/></at-most>",
                "<not> does not belong in <at-most>"
            ),
            ("rulebook.xml", "<draw/>", "<draw>↓<bidder id=\"a\"/></draw>", "<bidder> does not belong in <draw>"),
            ("rulebook.xml", "value=\"50%\"/>", "value=\"50%\">↓<x/></share>", "<x> does not belong in <share>"),
            ("demand.xml", "quantity=\"500\"/>", "quantity=\"500\">↓<x/></line>", "<x> does not belong in <line>"),
        ]
    )
    func leaves(file: String, old: String, new: String, words: String) throws {
        var round = ExampleRound()
        let parts = try #require(round.files[file]).split(
            separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        round.files[file] = parts.joined(separator: new)
        let imported = try round.read()
        let place = try #require(MarkedText(round.files[file] ?? "").places.first)
        let start = "\(file):\(place.line):\(place.column): error: [VBP0107] \(words)"
        #expect(
            imported.findings.map(\.line).filter { $0.hasPrefix(start) }.count == 1, "\(imported.findings.map(\.line))")
        #expect(imported.dossier == nil)
    }

    @Test("reported volume needs a share in the rulebook")
    func missingShare() throws {
        var round = ExampleRound()
        let volume = """
              <volume clause="4" basis="document" confidence="high">
                <share tier="normal" winners="1-" value="50%"/>
              </volume>

            """
        round.files["rulebook.xml"] = round.files["rulebook.xml"]?.split(separator: volume).joined()
        let imported = try round.expect([
            "demand.xml: error: [VBP0304] the demand is reported volume and the rulebook states no share; "
                + "add <volume> to rulebook.xml, or write kind=\"agreed\" if this is agreed volume"
        ])
        #expect(imported.dossier == nil)
        round.files["demand.xml"] = round.files["demand.xml"]?.split(separator: "base").joined(separator: "agreed")
        try round.expect([])
    }

    @Test("a rule about ceilings needs one in every lot that has bids, and only there")
    func missingCeiling() throws {
        var round = ExampleRound()
        round.files["round.xml"] = round.files["round.xml"]?
            .split(separator: "    <ceiling specification=\"10mg\" price=\"5.00\"/>\n").joined()
            .split(separator: "    <ceiling specification=\"1g\" price=\"8.00\"/>\n").joined()
        let imported = try round.expect([
            "round.xml:5:3: error: [VBP0303] lot '甲' has bids and no ceiling, and the rulebook compares with the "
                + "ceiling; add <ceiling specification=\"…\" price=\"…\"/>"
        ])
        #expect(imported.dossier == nil)
    }

    @Test("a record is held against the round and the rulebook")
    func record() throws {
        var round = ExampleRound()
        round.files["record.xml"] = """
            <record xmlns="urn:vbp:record:1" round="R">
              ↓<draw lot="丙" stage="shortlist" evidence="minutes"><bidder id="sound"/></draw>
              ↓<draw lot="甲" stage="ceiling" evidence="minutes"><bidder id="sound"/></draw>
              ↓<draw lot="甲" stage="shortlist" evidence="minutes"/>
              <draw lot="甲" stage="shortlist" evidence="minutes"><bidder id="a"/>↓<bidder id="a"/></draw>
              <correct-bid bidder="sound" lot="甲" price="1.00" becomes="↓0" reason="typo"/>
              ↓<correct-bid bidder="sound" lot="甲" price="1.00" becomes="2"/>
            </record>

            """
        let imported = try round.expect([
            "record.xml:①: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
            "record.xml:②: error: [VBP0305] the rulebook has no stage 'ceiling' that allows <draw>; "
                + "it has: shortlist",
            "record.xml:③: error: [VBP0108] <draw> names no bidder; add <bidder id=\"…\"/> in the order drawn",
            "record.xml:④: error: [VBP0111] bidder 'a' is named twice",
            "record.xml:⑤: error: [VBP0208] attribute 'becomes' of <correct-bid> is '0', a price must be more than 0",
            "record.xml:⑥: error: [VBP0105] <correct-bid> has no attribute 'reason'; add reason=\"…\"",
        ])
        #expect(imported.dossier == nil)
    }

    @Test("a published result is held against the round")
    func published() throws {
        var round = ExampleRound()
        round.files["published.xml"] = """
            <published xmlns="urn:vbp:published:1" round="R">
              <winner lot="甲" bidder="sound" name="Sound">
                <presentation specification="10mg" unit-price="1.00"/>
                <supplies region="北京"/>
              </winner>
              ↓<winner lot="甲" bidder="other" name="Other">
                <presentation specification="5mg" unit-price="1.00"/>
                <supplies region="北京"/>
                <supplies region="广州"/>
              </winner>
              ↓<winner lot="乙" bidder="other" name="Other"/>
              ↓<winner lot="丙" bidder="other" name="Other">
                <presentation specification="1g" unit-price="1.00"/>
              </winner>
              <headline measure="↓mean" value="52"/>
            </published>

            """
        let imported = try round.expect([
            "published.xml:①: error: [VBP0111] region '北京' of lot '甲' is supplied by "
                + "'Sound' and by 'Other'; a region has one primary supplier a lot",
            "published.xml:①: error: [VBP0203] lot '甲' has no specification '5mg'; it has: 10mg, 20mg",
            "published.xml:①: error: [VBP0204] round 'R' has no region '广州'",
            "published.xml:②: error: [VBP0108] <winner> has no <presentation>; say what won and at which price",
            "published.xml:③: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
            "published.xml:④: error: [VBP0110] attribute 'measure' of <headline> is 'mean'; write one of "
                + "'average-drop', 'maximum-drop', 'minimum-drop', 'projected-savings', 'lots-tendered', 'lots-won', "
                + "'winning-bids', 'winning-firms', 'bidding-firms', 'bids', 'market-value', 'volume', 'price-before', "
                + "'price-after', 'lowest-price', 'highest-price', 'institutions'",
        ])
        #expect(imported.dossier == nil)
    }

    @Test("a published figure is of the whole round, of a kind of winner, or of a lot or region that there is")
    func parts() throws {
        var round = ExampleRound()
        round.files["published.xml"] = """
            <published xmlns="urn:vbp:published:1" round="R" winners="partial">
              <headline measure="average-drop" value="52"/>
              <headline measure="average-drop" of="foreign" value="52"/>
              <headline measure="volume" of="lot=甲" value="52000" precision="100"/>
              <headline measure="volume" of="region=上海" value="52"/>
              ↓<headline measure="volume" of="lot=丙" value="52"/>
              ↓<headline measure="volume" of="region=火星" value="52"/>
              <headline measure="volume" of="↓month=2" value="52"/>
              <headline measure="volume" of="↓somebody" value="52"/>
            </published>

            """
        let advice = "write originator, generic, domestic, foreign, region=… or lot=…"
        try round.expect([
            "published.xml:①: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
            "published.xml:②: error: [VBP0204] round 'R' has no region '火星'",
            "published.xml:③: error: [VBP0110] attribute 'of' of <headline> is 'month=2'; \(advice)",
            "published.xml:④: error: [VBP0110] attribute 'of' of <headline> is 'somebody'; \(advice)",
        ])
    }

    @Test("a round with submissions needs a rulebook")
    func withoutRulebook() throws {
        var round = ExampleRound()
        round.files["rulebook.xml"] = nil
        try round.expect(["rulebook.xml: error: [VBP0001] there is no such file"])
    }

    @Test("a round without submissions needs none, and nothing is decided in it")
    func withoutRulebookAndSubmissions() throws {
        var round = ExampleRound()
        for file in ["rulebook.xml", "demand.xml", "submissions/sound.xml"] { round.files[file] = nil }
        let dossier = try #require(try round.expect([]).dossier)
        #expect(dossier.rulebook == Rulebook.unknown(for: "R") && dossier.submissions.isEmpty)
    }

    @Test("without a demand, a record and a published result a round is a round")
    func optionalDocuments() throws {
        var round = ExampleRound()
        round.files["demand.xml"] = nil
        let dossier = try #require(try round.expect([]).dossier)
        #expect(dossier.demand == nil)
        #expect(dossier.published == nil)
        #expect(dossier.record == Record(round: "R"))
    }
}
