import Decimals
import Importer
import Procurement
import Testing

/// A submission with something wrong in it.
struct FaultyContent: Sendable, CustomTestStringConvertible {
    /// What is wrong.
    let fault: String
    /// What stands beside the bidder; `↓` where the finding is due.
    let content: String
    /// The finding after its place.
    let finding: String

    var testDescription: String { fault }
}

@Suite("Faults in a submission", .temporaryFolder)
struct SubmissionFaultTests {
    static let faultyBids: [FaultyContent] = [
        FaultyContent(
            fault: "a lot that the round does not have",
            content: "↓<bid lot=\"丙\" specification=\"10mg\" price=\"1.00\"/>",
            finding: "[VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml"),
        FaultyContent(
            fault: "a specification that the lot does not have",
            content: "↓<bid lot=\"甲\" specification=\"5mg\" price=\"1.00\"/>",
            finding: "[VBP0203] lot '甲' has no specification '5mg'; it has: 10mg, 20mg"),
        FaultyContent(
            fault: "a price with a comma",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"↓1,5\"/>",
            finding: "[VBP0109] attribute 'price' of <bid> is '1,5': "
                + "',' is not part of a number; write a decimal point, for example 1.5"),
        FaultyContent(
            fault: "a negative price",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"↓-1.50\"/>",
            finding: "[VBP0208] attribute 'price' of <bid> is '-1.50', a price must be more than 0"),
        FaultyContent(
            fault: "a price of nothing",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"↓0.00\"/>",
            finding: "[VBP0208] attribute 'price' of <bid> is '0.00', a price must be more than 0"),
        FaultyContent(
            fault: "a bid without a price",
            content: "↓<bid lot=\"甲\" specification=\"10mg\"/>",
            finding: "[VBP0105] <bid> has no attribute 'price'; add price=\"…\""),
        FaultyContent(
            fault: "a bid without a lot, behind Chinese text in the same line",
            content: "<!-- 甲乙丙 --> ↓<bid specification=\"10mg\" price=\"1\"/>",
            finding: "[VBP0105] <bid> has no attribute 'lot'; add lot=\"…\""),
        FaultyContent(
            fault: "an invisible character among Chinese ones, located in its own attribute",
            content: "<bid lot=\"甲\" specification = '10mg'\n product=\"↓阿托\u{202E}伐\" price=\"1\"/>",
            finding: "[VBP0110] attribute 'product' of <bid> holds the invisible character U+202E; "
                + "remove it: it changes how the text is shown"),
        FaultyContent(
            fault: "an approval number with a reference, behind one with another",
            content:
                "<bid product=\"A &amp; approval=B\" lot=\"甲\" price=\"1\" approval=\"国药准字H20203001\" specification=\"10mg\" confidence=\"↓甚高\"/>",
            finding: "[VBP0110] attribute 'confidence' of <bid> is '甚高'; write one of 'high', 'medium', 'low'"),
        FaultyContent(
            fault: "half a pack",
            content: "↓<bid lot=\"甲\" specification=\"10mg\" price=\"1\" pack=\"7\"/>",
            finding: "[VBP0105] <bid> states only one of 'pack' and 'pack-price'; state both, or neither"),
        FaultyContent(
            fault: "an empty lot",
            content: "<bid lot=\"↓\" specification=\"10mg\" price=\"1\"/>",
            finding: "[VBP0110] attribute 'lot' of <bid> is empty; give it a value or leave it out"),
    ]

    @Test("exclude the bid, and nothing else", arguments: faultyBids)
    func bid(fault: FaultyContent) throws {
        var round = ExampleRound()
        // A sound bid of the same bidder in another lot, in a line of its own.
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", fault.content + "\n  <bid lot=\"乙\" specification=\"1g\" price=\"2.00\"/>")
        let imported = try round.expect(["submissions/a.xml:①: error: \(fault.finding)"])
        let dossier = try #require(imported.dossier)
        #expect(!imported.hasAuthorityFault)
        #expect(dossier.submissions.map(\.bidder.id) == ["a", "sound"])
        #expect(dossier.submissions[0].bids.map(\.lot) == ["乙"])
        #expect(dossier.submissions[1].bids.map(\.lot) == ["甲"])
        #expect(dossier.refused.map(\.file) == ["submissions/a.xml"])
        #expect(dossier.refused.map(\.isWhole) == [false])
        #expect(dossier.refused.flatMap(\.findings) == imported.findings)
    }

    static let dubiousBids: [FaultyContent] = [
        FaultyContent(
            fault: "an attribute that does not exist",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" colour=\"↓red\"/>",
            finding: "[VBP0106] <bid> has no attribute 'colour'; it has: approval, confidence, foreign, lot, note, "
                + "originator, pack, pack-price, previous-price, price, product, source, specification"),
        FaultyContent(
            fault: "a word that is not allowed",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" originator=\"↓yes\"/>",
            finding: "[VBP0110] attribute 'originator' of <bid> is 'yes'; write one of 'true', 'false'"),
        FaultyContent(
            fault: "a source that is not named",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" source=\"↓S9\"/>",
            finding: "[VBP0110] no <source> has the identifier 'S9'; "
                + "add <source id=\"S9\">…</source> at the beginning"),
        FaultyContent(
            fault: "an earlier price that is no number",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" previous-price=\"↓2.\"/>",
            finding: "[VBP0109] attribute 'previous-price' of <bid> is '2.': "
                + "there is no digit after the decimal point; write one, for example 1.0, or drop it"),
        FaultyContent(
            // libxml2 copies a value that is not ASCII, so the place is that of the tag.
            fault: "an invisible character that reverses text",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" product=\"↓a\u{202E}b\"/>",
            finding: "[VBP0110] attribute 'product' of <bid> holds the invisible character U+202E; "
                + "remove it: it changes how the text is shown"),
        FaultyContent(
            fault: "an element that does not exist, in the bid",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\">↓<price/></bid>",
            finding: "[VBP0107] <price> does not belong in <bid>; it holds <fact>, <component>"),
        FaultyContent(
            fault: "a fact that is no number",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1\"><fact name=\"sales\" value=\"↓1e3\"/></bid>",
            finding: "[VBP0109] attribute 'value' of <fact> is '1e3': "
                + "'e' is not part of a number; write it out, for example 1000 instead of 1e3"),
        FaultyContent(
            fault: "a fact stated twice",
            content: "<bid lot=\"甲\" specification=\"10mg\" price=\"1\">"
                + "<fact name=\"f\" value=\"1\"/>↓<fact name=\"f\" value=\"2\"/></bid>",
            finding: "[VBP0111] the fact 'f' is stated twice"),
    ]

    @Test("are reported where they stand, and the bid that has them takes no part", arguments: dubiousBids)
    func partOfABid(fault: FaultyContent) throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", fault.content + "\n  <bid lot=\"乙\" specification=\"1g\" price=\"2.00\"/>")
        let imported = try round.expect(["submissions/a.xml:①: error: \(fault.finding)"])
        let dossier = try #require(imported.dossier)
        #expect(dossier.refused.map(\.file) == ["submissions/a.xml"])
        #expect(dossier.submissions.first { $0.bidder.id == "a" }?.bids.map(\.lot) == ["乙"])
    }

    /// A submission that can't take part at all.
    struct FaultyFile: Sendable, CustomTestStringConvertible {
        let fault: String
        let text: String
        let finding: String

        var testDescription: String { fault }
    }

    static let wholeFaults: [FaultyFile] = [
        FaultyFile(
            fault: "for another round",
            text: ExampleRound.submission(round: "R-2", bidder: "a", sound),
            finding: "2:1: error: [VBP0201] this document is for round 'R-2', the folder is round 'R'; "
                + "move it to its round's folder"),
        FaultyFile(
            fault: "a second late, in another time zone",
            text: ExampleRound.submission(bidder: "a", submitted: "2020-01-17T02:00:01Z", sound),
            finding: "2:1: error: [VBP0211] submitted at 2020-01-17T02:00:01Z, "
                + "after the deadline 2020-01-17T10:00:00+08:00"),
        FaultyFile(
            fault: "no bidder",
            text: "<submission xmlns=\"urn:vbp:submission:1\" round=\"R\">\n  \(sound)\n</submission>\n",
            finding: "1:1: error: [VBP0108] the submission does not say who bids; "
                + "add <bidder id=\"…\" name=\"…\"/>"),
        FaultyFile(
            fault: "no namespace",
            text: "<submission round=\"R\"><bidder id=\"a\" name=\"a\"/></submission>\n",
            finding: "1:1: error: [VBP0103] the root element is <submission> without a namespace; "
                + "expected <submission xmlns=\"urn:vbp:submission:1\">"),
        FaultyFile(
            fault: "the namespace of a later format",
            text: "<?xml version=\"1.0\"?>\n<submission xmlns=\"urn:vbp:submission:2\" round=\"R\"/>\n",
            finding: "2:1: error: [VBP0103] the root element is <submission> in namespace 'urn:vbp:submission:2'; "
                + "expected <submission xmlns=\"urn:vbp:submission:1\">"),
        FaultyFile(
            fault: "another of our documents",
            text: "<record xmlns=\"urn:vbp:record:1\" round=\"R\"/>\n",
            finding: "1:1: error: [VBP0103] the root element is <record> in namespace 'urn:vbp:record:1'; "
                + "expected <submission xmlns=\"urn:vbp:submission:1\">"),
    ]

    private static let sound = "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\"/>"

    @Test("exclude a submission whose head is wrong", arguments: wholeFaults)
    func whole(fault: FaultyFile) throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = fault.text
        let imported = try round.expect(["submissions/a.xml:\(fault.finding)"])
        let dossier = try #require(imported.dossier)
        #expect(dossier.submissions.map(\.bidder.id) == ["sound"])
        #expect(dossier.refused.map(\.file) == ["submissions/a.xml"])
        #expect(dossier.refused.map(\.isWhole) == [true])
    }

    @Test("exclude a submission whose time can't be read: else it would evade the deadline")
    func unreadableTime() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(bidder: "a", submitted: "↓17.1.2020", Self.sound)
        let imported = try round.expect([
            "submissions/a.xml:①: error: [VBP0110] the time of submission '17.1.2020' is not a date and time; "
                + "write it as 2020-01-17T10:00:00+08:00"
        ])
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
    }

    @Test("exclude a submission that names two bidders: nobody knows whose bids these are")
    func twoBidders() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "↓<bidder id=\"b\" name=\"b\"/>\n" + Self.sound)
        let imported = try round.expect([
            "submissions/a.xml:①: error: [VBP0111] the submission names a second bidder"
        ])
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["sound"])
    }

    @Test("exclude a bid whose pack is no whole number")
    func brokenPack() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" pack=\"7.5\" pack-price=\"7.5\"/>")
        let imported = try round.read()
        let line =
            "submissions/a.xml:4:56: error: [VBP0109] attribute 'pack' of <bid> is '7.5'; "
            + "write a whole number from 1 to 1000000"
        #expect(imported.findings.map(\.line) == [line])
        #expect(imported.dossier?.submissions.first { $0.bidder.id == "a" }?.bids.isEmpty == true)
        #expect(imported.dossier?.refused.map(\.file) == ["submissions/a.xml"])
    }

    @Test("exclude a submission with text that belongs nowhere")
    func strayText() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(bidder: "a", Self.sound + " and more to come")
        let imported = try round.read()
        #expect(imported.findings.contains { $0.severity == .error })
        #expect(imported.findings.allSatisfy { $0.location?.file == "submissions/a.xml" })
        #expect(imported.dossier?.refused.map(\.file) == ["submissions/a.xml"])
    }

    @Test("exclude both bids of a lot that has two, and keep the other lots")
    func duplicateBid() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a",
            """
            ↓<bid lot="甲" specification="10mg" price="1.00"/>
              <bid lot="乙" specification="1g" price="2.00"/>
              ↓<bid lot="甲" specification="20mg" price="1.50"/>
            """)
        let words = "error: [VBP0206] 'a' bids 2 times for lot '甲'; one bid a lot: none of them takes part"
        let imported = try round.expect(["submissions/a.xml:①: \(words)", "submissions/a.xml:②: \(words)"])
        #expect(imported.dossier?.submissions.first { $0.bidder.id == "a" }?.bids.map(\.lot) == ["乙"])
        #expect(imported.dossier?.refused.map(\.isWhole) == [false])
    }

    @Test("do not move the places of the bids behind them")
    func placesBehind() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a",
            """
            <bid lot="甲" specification="10mg" price="1.00">↓<price/></bid>
              <bid lot="甲" specification="10mg" price="↓1,0"/>
              ↓<bid lot="丙" specification="10mg" price="1.00"/>
              <bid lot="乙" specification="1g" price="1.00"><fact name="f" value="↓x"/></bid>
              ↓<bid lot="乙" specification="2g" price="1.00"/>
            """)
        let imported = try round.expect([
            "submissions/a.xml:①: error: [VBP0107] <price> does not belong in <bid>; it holds <fact>, <component>",
            "submissions/a.xml:②: error: [VBP0109] attribute 'price' of <bid> is '1,0': "
                + "',' is not part of a number; write a decimal point, for example 1.5",
            "submissions/a.xml:③: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
            "submissions/a.xml:④: error: [VBP0109] attribute 'value' of <fact> is 'x': 'x' is not part of a number",
            "submissions/a.xml:⑤: error: [VBP0203] lot '乙' has no specification '2g'; it has: 1g",
        ])
        #expect(imported.dossier?.submissions.first { $0.bidder.id == "a" }?.bids.isEmpty == true)
    }

    @Test("are all reported in one run, and the rest of the round is unharmed")
    func manyAtOnce() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a",
            """
            <bid lot="甲" specification="10mg" price="↓1,5"/>
              ↓<bid lot="丙" specification="10mg" price="1.00"/>
              ↓<offer lot="乙"/>
            """)
        round.files["submissions/b.xml"] = "<submission>\n  <bidder>\n</submission>\n"
        round.files["submissions/c.xml"] = ExampleRound.submission(round: "R-2", bidder: "c", Self.sound)
        round.files["submissions/notes.txt"] = "nothing"
        let imported = try round.read()
        #expect(
            imported.findings.map { "\($0.location?.description ?? "") \($0.code.rawValue)" }.filter {
                !$0.contains("/b.xml")
            }
                == [
                    "submissions/a.xml:4:44 VBP0109", "submissions/a.xml:5:3 VBP0202", "submissions/a.xml:6:3 VBP0107",
                    "submissions/c.xml:2:1 VBP0201", "submissions/notes.txt VBP0003",
                ])
        let foreign = imported.findings.filter { $0.location?.file == "submissions/b.xml" }
        #expect(Set(foreign.map(\.code)) == [.unknownDocument, .notWellFormed])
        #expect(imported.findings == imported.findings.sorted())
        let dossier = try #require(imported.dossier)
        #expect(dossier.refused.map(\.file) == ["submissions/a.xml", "submissions/b.xml", "submissions/c.xml"])
        #expect(dossier.submissions.first { $0.bidder.id == "sound" }?.bids.count == 1)
    }

    // MARK: - More than one submission of a bidder

    private func bid(_ price: String) -> String { "<bid lot=\"甲\" specification=\"10mg\" price=\"\(price)\"/>" }

    @Test("a later submission replaces the earlier one whole, whatever the files are called")
    func superseded() throws {
        var round = ExampleRound()
        round.files["submissions/a1.xml"] = ExampleRound.submission(
            bidder: "a", submitted: "2020-01-17T09:30:00+08:00", "<bid lot=\"乙\" specification=\"1g\" price=\"7.00\"/>")
        // Half an hour earlier: the time zone decides, not the text.
        round.files["submissions/a2.xml"] = ExampleRound.submission(
            bidder: "a", submitted: "2020-01-17T01:00:00Z", bid("3.00"))
        let imported = try round.expect([
            "submissions/a2.xml:2:1: note: [VBP0207] the submission of 2020-01-17T09:30:00+08:00 in "
                + "'submissions/a1.xml' replaces this one"
        ])
        let dossier = try #require(imported.dossier)
        #expect(dossier.refused.isEmpty)
        let bids = dossier.submissions.filter { $0.bidder.id == "a" }.flatMap(\.bids)
        #expect(bids.map(\.lot) == ["乙"])
    }

    @Test("a submission without a time takes part, and a round with a deadline says so")
    func noTime() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = """
            <submission xmlns="urn:vbp:submission:1" round="R">
              <bidder id="a" name="a"/>
              \(bid("3.00"))
            </submission>
            """
        let imported = try round.expect([
            "submissions/a.xml:1:1: warning: [VBP0211] the round has a deadline, and this submission says no time; "
                + "state it with submitted=\"…\""
        ])
        #expect(imported.dossier?.submissions.contains { $0.bidder.id == "a" } == true)
    }

    @Test("a late submission does not replace the one in time")
    func lateOneDoesNotReplace() throws {
        var round = ExampleRound()
        round.files["submissions/a1.xml"] = ExampleRound.submission(bidder: "a", bid("3.00"))
        round.files["submissions/a2.xml"] = ExampleRound.submission(
            bidder: "a", submitted: "2020-01-17T10:00:01+08:00", bid("2.00"))
        let imported = try round.read()
        #expect(imported.findings.map(\.code) == [.lateSubmission])
        let bids = imported.dossier?.submissions.filter { $0.bidder.id == "a" }.flatMap(\.bids) ?? []
        #expect(bids.map(\.price.description) == ["3.00"])
    }

    @Test("a submission at the very deadline counts")
    func atTheDeadline() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", submitted: "2020-01-17T02:00:00Z", bid("3.00"))
        #expect(try round.expect([]).dossier?.submissions.count == 2)
    }

    @Test("two submissions at one instant are a fault of both", arguments: ["2020-01-17T01:00:00Z", nil])
    func sameInstant(time: String?) throws {
        var round = ExampleRound()
        round.files["submissions/a1.xml"] = ExampleRound.submission(bidder: "a", bid("3.00"))
        var second = ExampleRound.submission(bidder: "a", submitted: time ?? "", bid("2.00"))
        if time == nil {
            second = ExampleRound.submission(bidder: "a", bid("2.00"))
                .split(separator: " submitted=\"2020-01-17T09:00:00+08:00\"").joined()
        }
        round.files["submissions/a2.xml"] = second
        let remedy = "state the time of submission, so that the later one counts"
        let imported = try round.expect(
            [
                "submissions/a1.xml:2:1: error: [VBP0207] bidder 'a' has another submission of the same time, "
                    + "'submissions/a2.xml'; neither takes part",
                "submissions/a2.xml:2:1: error: [VBP0207] bidder 'a' has another submission of the same time, "
                    + "'submissions/a1.xml'; \(time == nil ? remedy : "neither takes part")",
            ]
                + (time == nil
                    ? [
                        "submissions/a2.xml:2:1: warning: [VBP0211] the round has a deadline, and this submission "
                            + "says no time; state it with submitted=\"…\""
                    ] : []))
        let dossier = try #require(imported.dossier)
        #expect(dossier.submissions.map(\.bidder.id) == ["sound"])
        #expect(dossier.refused.map(\.file) == ["submissions/a1.xml", "submissions/a2.xml"])
        #expect(dossier.refused.map(\.isWhole) == [true, true])
    }

    @Test("a unit price that is not the pack price over its units is a warning, and the bid takes part")
    func inconsistentPack() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "↓<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\" pack=\"10\" pack-price=\"1.00\"/>")
        let imported = try round.expect([
            "submissions/a.xml:①: warning: [VBP0209] the unit price 1.00 is not the pack price 1.00 ÷ 10; "
                + "the unit price ranks, the pack price is paid"
        ])
        #expect(imported.dossier?.submissions.first { $0.bidder.id == "a" }?.bids.count == 1)
        #expect(imported.dossier?.refused.isEmpty == true)
    }

    @Test("a pack price whose unit price is rounded to the digits written is no fault")
    func roundedPack() throws {
        var round = ExampleRound()
        // 6.60 / 7 = 0.942857…
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"0.9429\" pack=\"7\" pack-price=\"6.60\"/>")
        try round.expect([])
    }
}
