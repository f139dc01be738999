import Decimals
import Importer
import Procurement
import Testing

@Suite("Identifiers and filed forms", .temporaryFolder)
struct IdentifierTests {
    @Test(
        "sound unified social credit codes of well-known firms",
        arguments: ["914403001922038216", "9144030071526726XG", "91330100799655058B"])
    func sound(code: String) {
        #expect(CreditCode.problem(of: code) == nil)
    }

    @Test("any single wrong character is found")
    func singleErrors() {
        let code = Array("9144030071526726XG")
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        for index in code.indices {
            for other in alphabet where other != code[index] {
                var changed = code
                changed[index] = other
                #expect(CreditCode.problem(of: String(changed)) != nil)
            }
        }
    }

    @Test("problems are told apart")
    func problems() {
        #expect(CreditCode.problem(of: "A") == .length(1))
        #expect(CreditCode.problem(of: "91440300192203821O") == .character("O"))
        #expect(CreditCode.problem(of: "9144030019220382i6") == .character("i"))
        #expect(
            CreditCode.problem(of: "914403001922038217") == .checkCharacter(found: "7", expected: "6"))
    }

    @Test("a bidder's identifier is checked when its scheme is named, and the bids take part")
    func bidder() throws {
        for (scheme, isWarned) in [("USCC", true), ("统一社会信用代码", true), ("DUNS", false)] {
            var round = ExampleRound()
            let text = ExampleRound.submission(
                bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"1\"/>"
            ).split(separator: "<bidder id=\"a\"").joined(
                separator: "<bidder scheme=\"\(scheme)\" id=\"↓914403001922038217\"")
            round.files["submissions/a.xml"] = text
            let expected =
                "submissions/a.xml:①: warning: [VBP0601] '914403001922038217' is no unified social credit code: "
                + "its check character is '7', expected '6' (GB 32100-2015); compare it with the business licence"
            let imported = try round.expect(isWarned ? [expected] : [])
            let submission = try #require(imported.dossier?.submissions.first)
            #expect(submission.bidder.scheme == scheme)
            #expect(submission.bids.count == 1)
        }
    }

    @Test(
        "forms of approval and registration numbers",
        arguments: [
            "国药准字H20203001", "国药准字Z20025001", "国药准字S20200001", "国药准字J20130123", "国药准字B20020001",
            "国药准字T20190001", "国药准字HJ20210001", "国药准字SJ20210001", "国药准字ZC20210001", "国药准字Ｈ１１０２０００１",
            "H20140123", "注册证号H20140123", "进口药品注册证号：S20140123", "医药产品注册证号HC20150011", "BH20140123",
            "国械注准20153460123", "国械注进20173466789", "国械注许20182460001", "京械注准20172400123", "苏械注准20202141234",
            "国械备20150001号", "苏苏械备20150001号", "国食药监械(准)字2013第3460123号", "国药准字H20203001、国药准字H20203002",
        ])
    func wellFormed(text: String) {
        #expect(ApprovalNumber.isWellFormed(text))
    }

    @Test(
        "other texts are no such numbers",
        arguments: [
            "", "国药准字H2020300", "国药准字H202030011", "国药准字X20203001", "国药准宇H20203001", "H00140123", "H2014012",
            "国械注准2015346012", "国械注准20151460123", "国械注淮20153460123", "京械注进20172400123", "京械注准20173400123",
            "鬼械注准20172400123", "国药准字H20203001、", "国食药监械(准)字2013第3460123",
        ])
    func malformed(text: String) {
        #expect(!ApprovalNumber.isWellFormed(text))
    }

    @Test("a malformed approval number is a warning, and the bid takes part")
    func approval() throws {
        var round = ExampleRound()
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "<bid lot=\"甲\" specification=\"10mg\" price=\"1\" approval=\"↓国药准字123\"/>")
        let imported = try round.expect([
            "submissions/a.xml:①: warning: [VBP0602] '国药准字123' is no approval number of a medicine and no registration "
                + "number of a device; write it as on the certificate, such as 国药准字H20203001 or 国械注准20193131234"
        ])
        #expect(imported.dossier?.submissions.first?.bids.first?.approval == "国药准字123")
    }

    @Test("what is filed is written and read again")
    func roundTrip() throws {
        var bid = Bid(lot: "甲", specification: "10mg", price: .one)
        bid.approval = "国药准字H20203001"
        let submission = Submission(
            round: "R", bidder: Bidder(id: "914403001922038216", name: "n", scheme: "USCC"),
            submitted: Timestamp("2020-01-17T09:00:00+08:00"), reference: "T-7", bids: [bid])
        var round = ExampleRound()
        round.files["submissions/sound.xml"] = SubmissionDocument.text(submission)
        let imported = try round.expect([])
        #expect(imported.dossier?.submissions == [submission])
        let path = "\(TemporaryFolder.current.path)/submissions/sound.xml"
        #expect(FileCheck().check(path: path, shownAs: "x").findings == [])
    }

    @Test(
        "a price with more decimals than the rulebook allows makes no bid",
        arguments: [("0.1234", true), ("0.12340", true), ("0.12345", false), ("7", true)])
    func decimals(price: String, isAllowed: Bool) throws {
        var round = ExampleRound()
        round.files["rulebook.xml"] = round.files["rulebook.xml"]?.split(separator: "<comparable-price ")
            .joined(separator: "<comparable-price filed-digits=\"4\" ")
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a", "↓<bid lot=\"甲\" specification=\"10mg\" price=\"\(price)\"/>")
        let finding =
            "submissions/a.xml:①: error: [VBP0603] the price \(price) has 5 decimals, the rulebook allows 4; "
            + "the bidder has to state it with at most 4"
        let imported = try round.expect(isAllowed ? [] : [finding])
        #expect(imported.dossier?.submissions.first?.bids.count == (isAllowed ? 1 : 0))
    }
}
