import Decimals
import Foundation
import PriceImpact
import Procurement
import Testing

@testable import Reporter

@Suite("Markdown")
struct MarkdownTests {
    @Test(
        "nothing is taken for markup",
        arguments: [
            ("a|b", "a\\|b"), ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"), ("[t](u)", "\\[t\\](u)"), ("<b>", "\\<b\\>"),
            ("R&D", "R&amp;D"), ("# ~x~", "\\# \\~x\\~"), ("a\\b", "a\\\\b"), ("a\nb\rc", "a b c"),
            ("齐鲁（海南）", "齐鲁（海南）"),
        ])
    func escaped(_ text: String, _ written: String) { #expect(Markdown.escaped(text) == written) }

    private func summary(_ sample: SampleLot) -> String {
        let assessment = Assessment(sample.dossier)
        return String(
            decoding: SummaryDocument.parts(assessment, PrintedFigures(assessment)).bytes, as: UTF8.self)
    }

    @Test("a summary escapes names and says the same in English and in Chinese")
    func languages() {
        let text = summary(SampleLot(lotName: "甲|乙").filing("A", "1").filing("B*", "9"))
        let halves = text.components(separatedBy: "\n---\n\n")
        #expect(halves.count == 2)
        #expect(halves.allSatisfy { $0.hasPrefix("# 样例 \\*一\\*\n") })
        #expect(halves.first?.contains("| — won | 1 |") == true && halves.first?.contains("| — excluded | 1 |") == true)
        #expect(halves.last?.contains("| — 中选 | 1 |") == true && halves.last?.contains("| — 无效 | 1 |") == true)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test("published figures are named in the language of the text", arguments: Headline.Measure.allCases)
    func publishedFigures(_ measure: Headline.Measure) {
        let headline = Headline(measure: measure, group: .region("成都"), value: FixedDecimal(1_234_567))
        let chinese = PublishedFigureText.text(headline, .chinese)
        // No word of English, and no identifier, is left.
        #expect(!chinese.contains(/[A-Za-z]/) && chinese.contains("（地区 成都）"))
        #expect(PublishedFigureText.text(headline, .english).hasPrefix("\(measure.rawValue) of region=成都 "))
    }

    @Test("amounts of published figures are grouped and carry their unit")
    func publishedAmounts() {
        let savings = Headline(measure: .savings, value: FixedDecimal(78_000_000), isLowerBound: true)
        #expect(PublishedFigureText.text(savings, .chinese) == "预计节约 ≥ 78,000,000 元")
        #expect(PublishedFigureText.text(savings, .english) == "projected-savings ≥ 78,000,000 yuan")
        let drop = Headline(measure: .averageDrop, value: FixedDecimal(899).shifted(byPowerOfTen: -1))
        #expect(PublishedFigureText.text(drop, .chinese) == "平均降幅 89.9 %")
    }

    @Test("a summary lists what is pending, with the names escaped")
    func pending() {
        let sample = SampleLot(lotName: "甲_1").filing("A", "1").filing("B", "1.5").filing("C", "1.5")
        let text = summary(sample)
        #expect(text.contains("## Still to be decided") && text.contains("## 待办"))
        #expect(text.contains("lot '甲\\_1', rule 'shortlist'") && text.contains("record.xml"))
    }
}
