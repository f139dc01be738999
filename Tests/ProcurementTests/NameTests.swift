import Procurement
import Testing

@Suite("Folding names")
struct NameTests {
    @Test(
        "makes spellings of one name equal",
        arguments: [
            ("齐鲁制药（海南）有限公司", "齐鲁制药(海南)有限公司"),
            ("新疆 （含兵团）", "新疆(含兵团)"),
            ("［A］", "[A]"),
            ("ＡＢＣ１２３", "ABC123"),
            ("20mg × 7", "20mgx7"),
            ("20mg∗7", "20mgx7"),
            ("20mg⋅7", "20mgx7"),
            ("500µg", "500μg"),
            ("A‐B", "A-B"), ("A–B", "A-B"), ("A−B", "A-B"), ("A－B", "A-B"),
            ("【甲】", "(甲)"), ("〔甲〕", "(甲)"), ("「甲」", "(甲)"),
            ("艾司·奥美", "艾司•奥美"), ("艾司・奥美", "艾司·奥美"),
            ("a\tb\nc\rd e\u{A0}f\u{3000}g\u{200B}h\u{FEFF}i", "abcdefghi"),
        ]
    )
    func equal(left: String, right: String) {
        #expect(Name.folded(left) == Name.folded(right))
    }

    @Test(
        "keeps different names apart",
        arguments: [("甲", "乙"), ("A", "a"), ("20mg", "2.0mg"), ("甲(乙)", "甲乙"), ("10mg", "10μg")]
    )
    func different(left: String, right: String) {
        #expect(Name.folded(left) != Name.folded(right))
    }

    @Test("folds to ASCII where there is an ASCII form, and folding again changes nothing")
    func canonical() {
        #expect(Name.folded("ＧＹ－ＹＤ２０１９－２（第 二 批）") == "GY-YD2019-2(第二批)")
        for name in ["【甲·乙】", "２０ｍｇ×７", "", "500µg"] {
            #expect(Name.folded(Name.folded(name)) == Name.folded(name))
        }
    }
}
