import Procurement
import Testing

@Suite("Finding lots")
struct LotIndexTests {
    private func lot(_ id: String) -> Lot { Lot(id: id, reference: "1g", specifications: []) }

    @Test("an index speaks of its own lots, whatever becomes of copies of the round")
    func copies() {
        let round = Round(id: "R", lots: ["甲", "乙", "丙"].map(lot))
        var turned = round
        turned.lots.reverse()
        #expect(turned.lotIndex.position(of: "甲") == 2)
        #expect(round.lotIndex.position(of: "甲") == 0)
        turned.lots[0] = lot("丁")
        #expect(turned.lotIndex.position(of: "丙") == nil)
        #expect(turned.lotIndex.position(of: "丁") == 0)
        #expect(round == Round(id: "R", lots: ["甲", "乙", "丙"].map(lot)))
    }

    @Test("lots are found by canonical equivalence too, and the first of a name counts")
    func equivalence() {
        let index = NameIndex(["caf\u{E9}", "甲", "甲"])
        #expect(index.position(of: "cafe\u{301}") == 0)
        #expect(index.position(of: "甲") == 1)
        #expect(index.position(of: "") == nil)
        #expect(index.hasRepetition)
    }

    @Test("each of many texts is found, and no other")
    func many() {
        let texts = (0..<5_000).map { "品种\($0)" + String(repeating: "x", count: $0 % 40) }
        let index = TextIndex(texts)
        #expect(!index.hasRepetition)
        for (position, text) in texts.enumerated() {
            #expect(index.position(of: text) == position)
            #expect(index.position(of: text + "y") == nil)
        }
    }

    @Test(
        "only texts of which no character is part of another are written in one way",
        arguments: [
            ("abc 10mg", true), ("阿莫西林（胶囊）", true), ("caf\u{E9}", false), ("cafe\u{301}", false), ("\u{F900}", false),
            ("\u{8C48}", true), ("가", false), ("\u{212A}", false), ("", true),
        ])
    func writing(text: String, isWrittenInOneWay: Bool) {
        #expect(text.isWrittenInOneWay == isWrittenInOneWay)
    }
}
