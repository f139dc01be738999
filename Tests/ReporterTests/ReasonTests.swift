import Decimals
import Procurement
import Ranking
import Testing

@testable import Reporter

@Suite("Reason")
struct ReasonTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var decision: Decision
        var english: String
        var chinese: String
        var testDescription: String { name }
    }

    private func expect(_ bidder: String, in lot: SampleLot, _ row: Row) throws {
        let decision = try #require(lot.decision(of: bidder))
        #expect(decision.decision == row.decision)
        #expect(Reason.text(decision, .english) == row.english)
        #expect(Reason.text(decision, .chinese) == row.chinese)
    }

    @Test("a bid above the ceiling: both numbers and the relation between them")
    func excluded() throws {
        try expect(
            "B", in: SampleLot().filing("A", "1").filing("B", "2.01"),
            Row(
                name: "ceiling", decision: .excluded, english: "ceiling: price 2.01 > ceiling 2",
                chinese: "ceiling：申报价 2.01 > 最高有效申报价 2"))
    }

    @Test("a bid outside the shortlist: its rank, the places and how many firms were counted")
    func outside() throws {
        try expect(
            "C", in: SampleLot().filing("A", "1").filing("B", "1.1").filing("C", "1.2"),
            Row(
                name: "shortlist", decision: .lost, english: "shortlist: rank 3, 2 places for 3 firms",
                chinese: "shortlist：第 3 名，3 家申报取 2 家"))
    }

    @Test("a winner: the limbs that it meets")
    func won() throws {
        try expect(
            "B", in: SampleLot().filing("A", "0.8").filing("B", "1"),
            Row(
                name: "two limbs", decision: .won,
                english: "gate: comparable price 1 ≤ 1.8 × lowest 0.8 = 1.44; cut from ceiling 50.00 % ≥ 50.00 %",
                chinese: "gate：单位可比价 1 ≤ 1.8 × 最低价 0.8 = 1.44；较最高有效申报价降幅 50.00 % ≥ 50.00 %"))
    }

    @Test("a bid lost at the gate: everything that it failed")
    func lost() throws {
        try expect(
            "B", in: SampleLot().filing("A", "0.5").filing("B", "1.5"),
            Row(
                name: "gate", decision: .lost,
                english: "gate: comparable price 1.5 > 1.8 × lowest 0.5 = 0.9; comparable price 1.5 > 0.1; "
                    + "cut from ceiling 25.00 % < 50.00 %",
                chinese: "gate：单位可比价 1.5 > 1.8 × 最低价 0.5 = 0.9；单位可比价 1.5 > 0.1；"
                    + "较最高有效申报价降幅 25.00 % < 50.00 %"))
    }

    @Test("a cut that rounds to the bound is printed with the digits that tell them apart")
    func nearBound() throws {
        let decision = try #require(
            SampleLot().filing("A", "0.5").filing("B", "1.00001").decision(of: "B"))
        #expect(Reason.text(decision, .english).hasSuffix("cut from ceiling 49.9995 % < 50.00 %"))
        #expect(Reason.text(decision, .chinese).hasSuffix("较最高有效申报价降幅 49.9995 % < 50.00 %"))
    }

    @Test("a tie that waits for a draw, before and after the gate")
    func pending() throws {
        let tied = SampleLot().filing("A", "1").filing("B", "1.5").filing("C", "1.5")
        try expect(
            "B", in: tied,
            Row(
                name: "pending", decision: .pending,
                english: "shortlist: rank 2, 2 places for 3 firms, exactly tied with 1 more: a draw is needed",
                chinese: "shortlist：第 2 名，3 家申报取 2 家，与另 1 家同价，需抽签"))
        let verdict = try #require(tied.decision(of: "B")?.trace.first { $0.stage == "shortlist" })
        #expect(
            Reason.text(verdict, .english)
                == "shortlist: rank 2, 2 places for 3 firms, exactly tied with 1 more: a draw is needed")
        #expect(Reason.text(verdict, .chinese) == "shortlist：第 2 名，3 家申报取 2 家，与另 1 家同价，需抽签")
    }

    @Test("a tie that the draw decided")
    func drawn() throws {
        try expect(
            "B", in: SampleLot().filing("A", "1").filing("B", "1.5").filing("C", "1.5").drawing(["C", "B"]),
            Row(
                name: "draw", decision: .lost,
                english: "shortlist: rank 2, 2 places for 3 firms, tied, decided by the recorded draw",
                chinese: "shortlist：第 2 名，3 家申报取 2 家，同价，按记录的抽签结果"))
    }

    @Test("a tie that a fact decided")
    func fact() throws {
        let lot = SampleLot().filing("A", "1").filing("B", "1.5", facts: ["regions-supplied": decimal("1")])
            .filing("C", "1.5", facts: ["regions-supplied": decimal("2")])
        try expect(
            "B", in: lot,
            Row(
                name: "fact", decision: .lost,
                english: "shortlist: rank 2, 2 places for 3 firms, tied, decided by regions-supplied",
                chinese: "shortlist：第 2 名，3 家申报取 2 家，同价，按 regions-supplied 排序"))
    }

    @Test("a bid that can't be converted")
    func incomparable() throws {
        try expect(
            "B", in: SampleLot().filing("A", "1").filing("B", "1", of: "100IU"),
            Row(
                name: "conversion", decision: .pending,
                english: "comparable-price: the price can't be converted to 10mg; state the content or a factor",
                chinese: "comparable-price：无法折算为代表规格 10mg，需补充含量或折算系数"))
    }

    @Test("a rulebook without stages")
    func noStage() throws {
        var dossier = SampleLot().filing("A", "1").dossier
        dossier.rulebook.stages = []
        let decision = try #require(evaluate(dossier).decisions.first)
        #expect(Reason.text(decision, .english) == "rulebook: no stage decides")
        #expect(Reason.text(decision, .chinese) == "rulebook：规则未设环节")
    }

    @Test("what is pending names the lot, the rule, who has to act and on whom")
    func pendingText() throws {
        let tied = SampleLot().filing("A", "1").filing("B", "1.5").filing("C", "1.5")
        let draw = try #require(evaluate(tied.dossier).pending.first)
        #expect(
            PendingText.text(draw, .english)
                == "lot '甲', rule 'shortlist': the procurement office has to draw 1 of 2 exactly tied bidders "
                + "(B公司 B, C公司 C) and record it in record.xml")
        #expect(
            PendingText.text(draw, .chinese)
                == "品种“甲”，规则 shortlist：2 家同价（B公司 B、C公司 C），须由采购办公室抽签确定 1 家并记入 record.xml")
        let conversion = try #require(
            evaluate(SampleLot().filing("A", "1").filing("B", "1", of: "100IU").dossier).pending.first)
        #expect(
            PendingText.text(conversion, .english)
                == "lot '甲': the procurement office has to say how '100IU' (B公司 B) converts to '10mg': "
                + "state its <content> in round.xml")
        #expect(
            PendingText.text(conversion, .chinese)
                == "品种“甲”：须由采购办公室在 round.xml 中补充规格“100IU”（B公司 B）的含量，以折算为代表规格“10mg”")
    }
}
