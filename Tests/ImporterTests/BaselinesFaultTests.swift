import Decimals
import Importer
import Procurement
import Testing

@Suite("Faults in baselines.xml and payment.xml", .temporaryFolder)
struct BaselinesFaultTests {
    private func baselines(_ content: String, round: String = "R") -> ExampleRound {
        var example = ExampleRound()
        example.files["baselines.xml"] = """
            <?xml version="1.0" encoding="UTF-8"?>
            <baselines xmlns="urn:vbp:baselines:1" round="\(round)">
              \(content)
            </baselines>

            """
        return example
    }

    private func payment(_ content: String) -> ExampleRound {
        var example = ExampleRound()
        example.files["payment.xml"] = """
            <?xml version="1.0" encoding="UTF-8"?>
            <payment xmlns="urn:vbp:payment:1" round="R">
              \(content)
            </payment>

            """
        return example
    }

    @Test("a list and ratios are read")
    func sound() throws {
        var example = baselines(
            """
            <list id="x" kind="reference-list" date="2019-12-31">
                <price lot="甲" specification="10mg" price="7" pack="10"/>
              </list>
            """)
        example.files["payment.xml"] = payment("<reimbursement ratio=\"70%\"/>").files["payment.xml"]
        let imported = try example.expect([])
        #expect(imported.dossier?.priceLists.first?.prices.first?.pack == 10)
        #expect(imported.dossier?.payment?.reimbursement(region: "北京", lot: "甲")?.description == "0.70")
    }

    @Test("prices of strangers, days that do not exist, half a currency, a slash, a digest that is none")
    func lists() throws {
        try baselines(
            """
            ↓<list id="x" kind="reference-list" date="2019-12-31">
                <price lot="丙" specification="10mg" price="7"/>
                <price lot="甲" specification="30mg" price="7"/>
              </list>
            """
        ).expect(
            [
                "baselines.xml:①: error: [VBP0202] round 'R' has no lot '丙'; write the lot's id as in round.xml",
                "baselines.xml:①: error: [VBP0203] lot '甲' has no specification '30mg'; it has: 10mg, 20mg",
            ])
        try baselines("<list id=\"x\" kind=\"reference-list\" date=\"↓2019-02-29\"/>").expect(
            ["baselines.xml:①: error: [VBP0110] date '2019-02-29' is not a day; write it as 2019-12-31"])
        try baselines("↓<list id=\"x\" kind=\"reference-list\" date=\"2019-02-28\" currency=\"USD\"/>").expect(
            [
                "baselines.xml:①: error: [VBP0105] a list in another currency needs both currency and exchange-rate; "
                    + "state both, or neither"
            ])
        try baselines("<list id=\"↓a/b\" kind=\"reference-list\" date=\"2019-02-28\"/>").expect(
            [
                "baselines.xml:①: error: [VBP0110] the identifier 'a/b' of a list holds a slash; "
                    + "figures are named by it: write it without"
            ])
        try baselines("<list id=\"a\" kind=\"previous-round\" date=\"2019-02-28\" sha256=\"↓ABC\"/>").expect(
            ["baselines.xml:①: error: [VBP0110] sha256 'ABC' is not a SHA-256; write 64 digits 0-9a-f"])
        try baselines(
            """
            <list id="a" kind="previous-round" date="2019-02-28"/>
              ↓<list id="a" kind="previous-round" date="2019-02-28"/>
            """
        ).expect(["baselines.xml:①: error: [VBP0111] list 'a' is given twice"])
        #expect(try baselines("", round: "S").read().findings.map(\.code) == [.wrongRound])
    }

    @Test("parts beyond the whole, regions that are none, purchases stated twice, institutions that buy too much")
    func ratios() throws {
        try payment("<reimbursement ratio=\"↓101%\"/>").expect(
            [
                "payment.xml:①: error: [VBP0110] attribute 'ratio' of <reimbursement> is more than the whole, "
                    + "or less than nothing; write a part from 0% to 100%"
            ])
        try payment("↓<reimbursement region=\"火星\" ratio=\"0.5\"/>").expect(
            ["payment.xml:①: error: [VBP0204] round 'R' has no region '火星'"])
        try payment("<reimbursement ratio=\"0.5\"/>\n  ↓<reimbursement ratio=\"0.6\"/>").expect(
            ["payment.xml:①: error: [VBP0111] a reimbursement is stated twice for the same purchases"])
        try payment(
            """
            <retention institution="A" region="北京" share="60%" ratio="50%"/>
              ↓<retention institution="B" region="北京" share="40.1%" ratio="50%"/>
            """
        ).expect(
            [
                "payment.xml:①: error: [VBP0110] the institutions of region '北京' buy more than its volume; "
                    + "their shares add up to 100% at most"
            ])
    }
}
