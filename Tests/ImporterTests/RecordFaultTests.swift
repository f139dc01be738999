import Decimals
import Importer
import Procurement
import Testing

/// What `record.xml` and `references.xml` refuse, each at its place.
@Suite("Records and borrowed facts", .temporaryFolder)
struct RecordFaultTests {
    /// Elements of a document, with `↓` where findings are due.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let findings: [String]

        init(_ name: String, _ text: String, _ findings: String...) {
            self.name = name
            self.text = text
            self.findings = findings
        }

        var testDescription: String { name }
    }

    /// Stages that allow every kind of act.
    private static let rulebook = """
        <rulebook xmlns="urn:vbp:rulebook:1" id="R">
          <comparable-price #/>
          <screen id="people" #><not><recorded/></not></screen>
          <shortlist id="shortlist" #><places bidders="1-" places="1"/></shortlist>
          <reference id="reserve" #><sealed/></reference>
          <negotiate id="talks" failing="failed" #><succeed><at-most of="comparable-price" to="reserve"/></succeed></negotiate>
          <revive id="revival" among="failed" #><cap><constant price="1"/></cap></revive>
          <volume #><share tier="normal" winners="1-" value="50%"/></volume>
        </rulebook>
        """.replacing("#", with: "clause=\"1\" basis=\"document\" confidence=\"high\"")

    private func check(_ file: String, _ text: String, _ findings: [String]) throws {
        var round = ExampleRound()
        round.files["rulebook.xml"] = Self.rulebook
        round.files[file] = text
        let places = MarkedText(text).places
        try #require(places.count == findings.count)
        try round.expect(
            zip("①②③④⑤⑥⑦⑧⑨", findings).map { "\(file):\($0): error: \($1)" }, errorsOnly: true)
    }

    // MARK: - Records

    private static let digest = String(repeating: "0", count: 64)
    /// Of 5.00 with the salt `s`, in round R, lot 甲, stage `reserve`.
    private static let five = SealedReserve.digest(
        round: "R", lot: "甲", stage: "reserve", price: decimal("5.00"), salt: "s")

    private static func decimal(_ text: String) -> FixedDecimal { FixedDecimal(text) ?? .zero }

    private static func noStage(_ stage: String, _ act: String, _ known: String) -> String {
        "[VBP0305] the rulebook has no stage '\(stage)' that allows <\(act)>; \(known)"
    }

    static let records: [Fault] = [
        Fault(
            "an exclusion of nobody", "↓<exclude stage=\"people\" evidence=\"e\"/>",
            "[VBP0105] <exclude> has no attribute 'bidder'; add bidder=\"…\""),
        Fault(
            "an exclusion at no stage", "↓<exclude bidder=\"sound\" evidence=\"e\"/>",
            "[VBP0105] <exclude> has no attribute 'stage'; add stage=\"…\""),
        Fault(
            "an exclusion without evidence", "↓<withdraw bidder=\"sound\" stage=\"people\"/>",
            "[VBP0105] <withdraw> has no attribute 'evidence'; add evidence=\"…\""),
        Fault(
            "an exclusion at a stage that does not ask",
            "↓<exclude bidder=\"sound\" stage=\"shortlist\" evidence=\"e\"/>",
            noStage("shortlist", "exclude", "it has: people")),
        Fault(
            "a withdrawal from a lot that nobody knows",
            "↓<withdraw lot=\"丙\" bidder=\"sound\" stage=\"people\" evidence=\"e\"/>",
            "[VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml"),
        Fault(
            "an affiliation of one", "↓<affiliate evidence=\"e\"><bidder id=\"a\"/></affiliate>",
            "[VBP0108] <affiliate> names one bidder; name those that are one bidder"),
        Fault(
            "an affiliation of nobody", "↓<affiliate evidence=\"e\"/>",
            "[VBP0108] <affiliate> names no bidder; add <bidder id=\"…\"/>"),
        Fault(
            "an affiliation at a stage",
            "<affiliate stage=\"↓people\" evidence=\"e\"><bidder id=\"a\"/><bidder id=\"b\"/></affiliate>",
            "[VBP0106] <affiliate> has no attribute 'stage'; it has: confidence, evidence, note, source"),
        Fault(
            "a firm affiliated with itself",
            "↓<affiliate evidence=\"e\"><bidder id=\"a\"/>↓<bidder id=\"a\"/></affiliate>",
            "[VBP0108] <affiliate> names one bidder; name those that are one bidder",
            "[VBP0111] bidder 'a' is named twice"),
        Fault(
            "a draw in a lot that names other lots",
            "<draw lot=\"甲\" stage=\"shortlist\" evidence=\"e\"><bidder id=\"a\" lot=\"↓Y\"/></draw>",
            "[VBP0106] <bidder> has no attribute 'lot'; it has: id"),
        Fault(
            "a draw over all lots that names none",
            "<draw stage=\"shortlist\" evidence=\"e\">↓<bidder id=\"a\"/></draw>",
            "[VBP0105] <bidder> has no attribute 'lot'; add lot=\"…\""),
        Fault(
            "a draw over lots that nobody knows",
            "↓<draw stage=\"shortlist\" evidence=\"e\"><bidder id=\"a\" lot=\"丙\"/></draw>",
            "[VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml"),
        Fault(
            "a return without an answer", "↓<revive lot=\"甲\" stage=\"revival\" bidder=\"sound\" evidence=\"e\"/>",
            "[VBP0105] <revive> says neither a price nor that the firm declines, or both; "
                + "write price=\"…\" or declines=\"true\""),
        Fault(
            "a return that is declined at a price",
            "↓<revive lot=\"甲\" stage=\"revival\" bidder=\"sound\" price=\"1\" declines=\"true\" evidence=\"e\"/>",
            "[VBP0105] <revive> says neither a price nor that the firm declines, or both; "
                + "write price=\"…\" or declines=\"true\""),
        Fault(
            "a return for nothing",
            "<revive lot=\"甲\" stage=\"revival\" bidder=\"sound\" price=\"↓0\" evidence=\"e\"/>",
            "[VBP0208] attribute 'price' of <revive> is '0', a price must be more than 0"),
        Fault(
            "a return in no lot", "↓<revive stage=\"revival\" bidder=\"sound\" price=\"1\" evidence=\"e\"/>",
            "[VBP0105] <revive> has no attribute 'lot'; add lot=\"…\""),
        Fault(
            "a return at the talks", "↓<revive lot=\"甲\" stage=\"talks\" bidder=\"sound\" price=\"1\" evidence=\"e\"/>",
            noStage("talks", "revive", "it has: revival")),
        Fault(
            "an offer of nothing", "↓<offer lot=\"甲\" stage=\"talks\" bidder=\"sound\" evidence=\"e\"/>",
            "[VBP0105] <offer> has no attribute 'price'; add price=\"…\""),
        Fault(
            "an offer at a return", "↓<offer lot=\"甲\" stage=\"revival\" bidder=\"sound\" price=\"1\" evidence=\"e\"/>",
            noStage("revival", "offer", "it has: talks")),
        Fault(
            "an end of no talks", "↓<close lot=\"甲\" stage=\"shortlist\" bidder=\"sound\" evidence=\"e\"/>",
            noStage("shortlist", "close", "it has: talks")),
        Fault(
            "a seal that is no digest", "<commit lot=\"甲\" stage=\"reserve\" sha256=\"↓12\" evidence=\"e\"/>",
            "[VBP0110] '12' is no SHA-256; write its 64 digits, 0-9 and a-f"),
        Fault(
            "a seal of something else", "↓<commit lot=\"甲\" stage=\"people\" sha256=\"\(digest)\" evidence=\"e\"/>",
            noStage("people", "commit", "it has: reserve")),
        Fault(
            "a second seal",
            "<commit lot=\"甲\" stage=\"reserve\" sha256=\"\(digest)\" evidence=\"e\"/>\n"
                + "↓<commit lot=\"甲\" stage=\"reserve\" sha256=\"\(digest)\" evidence=\"e\"/>",
            "[VBP0111] a second reserve price of lot '甲' is sealed"),
        Fault(
            "a reserve that nobody sealed",
            "↓<reveal lot=\"甲\" stage=\"reserve\" price=\"5\" salt=\"s\" evidence=\"e\"/>",
            "[VBP0305] the reserve price of lot '甲' was not sealed before it is revealed; "
                + "record <commit> with its SHA-256 first"),
        Fault(
            "a reserve that is sealed afterwards",
            "↓<reveal lot=\"甲\" stage=\"reserve\" price=\"5.00\" salt=\"s\" evidence=\"e\"/>\n"
                + "<commit lot=\"甲\" stage=\"reserve\" sha256=\"\(five)\" evidence=\"e\"/>",
            "[VBP0305] the reserve price of lot '甲' was not sealed before it is revealed; "
                + "record <commit> with its SHA-256 first"),
        // The price counts as it is written: 5 is not 5.00.
        Fault(
            "another reserve than the sealed one",
            "<commit lot=\"甲\" stage=\"reserve\" sha256=\"\(five)\" evidence=\"e\"/>\n"
                + "↓<reveal lot=\"甲\" stage=\"reserve\" price=\"5\" salt=\"s\" evidence=\"e\"/>",
            "[VBP0307] the revealed reserve price 5 is not the sealed one: its SHA-256 is "
                + "\(SealedReserve.digest(round: "R", lot: "甲", stage: "reserve", price: decimal("5"), salt: "s")); "
                + "the sealed one is \(five)"),
        Fault(
            "another salt than the sealed one",
            "<commit lot=\"甲\" stage=\"reserve\" sha256=\"\(five)\" evidence=\"e\"/>\n"
                + "↓<reveal lot=\"甲\" stage=\"reserve\" price=\"5.00\" salt=\"S\" evidence=\"e\"/>",
            "[VBP0307] the revealed reserve price 5.00 is not the sealed one: its SHA-256 is "
                + "\(SealedReserve.digest(round: "R", lot: "甲", stage: "reserve", price: decimal("5.00"), salt: "S")); "
                + "the sealed one is \(five)"),
        Fault(
            "an act that nobody knows", "↓<decide lot=\"甲\" stage=\"people\"/>",
            "[VBP0107] <decide> does not belong in <record>; it holds <source>, <draw>, <affiliate>, <exclude>, <withdraw>, "
                + "<revive>, <offer>, <close>, <commit>, <reveal>, <pick>, <default>, <reselect>, <correct-demand>, "
                + "<correct-bid>"),
        Fault(
            "something in an offer",
            "<offer lot=\"甲\" stage=\"talks\" bidder=\"sound\" price=\"1\" evidence=\"e\">↓<bidder id=\"a\"/></offer>",
            "[VBP0107] <bidder> does not belong in <offer>; it holds no elements"),
        Fault(
            "a source that is not there",
            "<close lot=\"甲\" stage=\"talks\" bidder=\"a\" evidence=\"e\" source=\"↓S9\"/>",
            "[VBP0110] no <source> has the identifier 'S9'; add <source id=\"S9\">…</source> at the beginning"),
    ]

    @Test("acts that can't be right are refused, at the place", arguments: records)
    func acts(_ fault: Fault) throws {
        try check(
            "record.xml", "<record xmlns=\"urn:vbp:record:1\" round=\"R\">\n\(fault.text)\n</record>\n", fault.findings)
    }

    @Test("a record of another round, and one of none")
    func otherRound() throws {
        try check(
            "record.xml", "↓<record xmlns=\"urn:vbp:record:1\"/>",
            ["[VBP0105] <record> has no attribute 'round'; add round=\"…\""])
        var round = ExampleRound()
        round.files["record.xml"] = "<record xmlns=\"urn:vbp:record:1\" round=\"X\"/>"
        try round.expect(
            [
                "record.xml: error: [VBP0201] this document is for round 'X', the folder is round 'R'; "
                    + "move it to its round's folder"
            ], errorsOnly: true)
    }

    @Test("a seal and its price, each kind of act once: sound")
    func sound() throws {
        try check(
            "record.xml",
            """
            <record xmlns="urn:vbp:record:1" round="R">
              <source id="S1">minutes</source>
              <affiliate evidence="e"><bidder id="a"/><bidder id="b"/></affiliate>
              <exclude lot="甲" stage="people" bidder="a" evidence="e" source="S1" confidence="high" note="n"/>
              <withdraw stage="people" bidder="a" evidence="e"/>
              <draw lot="甲" stage="shortlist" evidence="e"><bidder id="a"/></draw>
              <draw stage="shortlist" evidence="e"><bidder id="a" lot="甲"/><bidder id="a" lot="乙"/></draw>
              <commit lot="甲" stage="reserve" sha256="\(Self.five)" evidence="e"/>
              <reveal lot="甲" stage="reserve" price="5.00" salt="s" evidence="e"/>
              <offer lot="甲" stage="talks" bidder="a" price="4" evidence="e"/>
              <close lot="甲" stage="talks" bidder="a" evidence="e"/>
              <revive lot="甲" stage="revival" bidder="a" declines="true" evidence="e"/>
              <revive lot="甲" stage="revival" bidder="b" price="1" declines="false" evidence="e"/>
            </record>
            """, [])
    }

    @Test("the digest of a reserve is that of the lines that the format names")
    func digests() {
        // printf 'vbp-reserve-1\nR\n甲\nreserve\n5.00\ns\n' | sha256sum
        #expect(Self.five == "bd1422b725f1099e68ce270551015f2e4c296008613ddd2f6ce7a9bb6f938601")
    }

    // MARK: - Borrowed facts

    static let references: [Fault] = [
        Fault(
            "a price of a lot that nobody knows",
            "↓<price kind=\"winning\" lot=\"丙\" specification=\"10mg\" price=\"1\" round=\"E\"/>",
            "[VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml"),
        Fault(
            "a price of a specification that the lot does not have",
            "↓<price kind=\"winning\" lot=\"甲\" specification=\"1g\" price=\"1\" round=\"E\"/>",
            "[VBP0203] lot '甲' has no specification '1g'; it has: 10mg, 20mg"),
        Fault(
            "a price of no kind", "↓<price lot=\"甲\" specification=\"10mg\" price=\"1\" round=\"E\"/>",
            "[VBP0105] <price> has no attribute 'kind'; add kind=\"…\""),
        Fault(
            "a price of no round", "↓<price kind=\"winning\" lot=\"甲\" specification=\"10mg\" price=\"1\"/>",
            "[VBP0105] <price> has no attribute 'round'; add round=\"…\""),
        Fault(
            "a price below nothing",
            "<price kind=\"winning\" lot=\"甲\" specification=\"10mg\" price=\"↓-1\" round=\"E\"/>",
            "[VBP0208] attribute 'price' of <price> is '-1', a price must be more than 0"),
        Fault(
            "a digest that is none",
            "<price kind=\"winning\" lot=\"甲\" specification=\"10mg\" price=\"1\" round=\"E\" sha256=\"↓\(String(repeating: "A", count: 64))\"/>",
            "[VBP0110] '\(String(repeating: "A", count: 64))' is no SHA-256; write its 64 digits, 0-9 and a-f"),
        Fault(
            "a bar that ends before it begins",
            "<bar bidder=\"a\" from=\"2021-08-11\" to=\"↓2021-08-10\" cause=\"c\" round=\"E\"/>",
            "[VBP0110] the bar ends on 2021-08-10, before it begins on 2021-08-11; write the first day and then the last"
        ),
        Fault(
            "a day that is none", "<bar bidder=\"a\" from=\"↓2021-02-29\" to=\"2021-03-01\" cause=\"c\" round=\"E\"/>",
            "[VBP0110] attribute 'from' of <bar> is '2021-02-29', which is no day; write it as 2020-01-17"),
        Fault(
            "a bar without a cause", "↓<bar bidder=\"a\" from=\"2021-01-01\" to=\"2021-03-01\" round=\"E\"/>",
            "[VBP0105] <bar> has no attribute 'cause'; add cause=\"…\""),
        Fault(
            "a fact that nobody knows", "↓<winner/>",
            "[VBP0107] <winner> does not belong in <references>; it holds <source>, <price>, <bar>"),
    ]

    @Test("borrowed facts that can't be right are refused, at the place", arguments: references)
    func borrowed(_ fault: Fault) throws {
        try check(
            "references.xml",
            "<references xmlns=\"urn:vbp:references:1\" round=\"R\">\n\(fault.text)\n</references>\n", fault.findings)
    }

    @Test("a bar needs a day on which the round is decided; a bar of one day is sound")
    func bars() throws {
        let bar = "<bar bidder=\"a\" from=\"2021-01-01\" to=\"2021-01-01\" cause=\"c\" round=\"E\"/>"
        let text = "<references xmlns=\"urn:vbp:references:1\" round=\"R\">\n↓\(bar)\n</references>\n"
        try check("references.xml", MarkedText(text).text, [])
        var round = ExampleRound()
        round.files["round.xml"] = round.files["round.xml"]?.replacing(
            " deadline=\"2020-01-17T10:00:00+08:00\"", with: "")
        round.files["references.xml"] = text
        try round.expect(
            [
                "references.xml:①: error: [VBP0309] firms are barred from one day to another, and the round states no deadline; "
                    + "add deadline=\"…\" to round.xml"
            ], errorsOnly: true)
    }

    @Test("borrowed facts of another round")
    func otherReferences() throws {
        var round = ExampleRound()
        round.files["references.xml"] = "↓<references xmlns=\"urn:vbp:references:1\" round=\"X\"/>"
        try round.expect(
            [
                "references.xml:①: error: [VBP0201] this document is for round 'X', the folder is round 'R'; "
                    + "move it to its round's folder"
            ], errorsOnly: true)
    }
}
