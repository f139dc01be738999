import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

@testable import Reporter

@Suite("Tables and documents")
struct TablesTests {
    private let assessment = Assessment(
        SampleLot().filing("A", "0.50").filing("=B", "1.5").filing("C", "2.5").dossier)

    @Test("decisions.csv has one row a bid, valid ones by rank")
    func decisions() {
        #expect(
            String(decoding: DecisionsTable.parts(assessment).bytes, as: UTF8.self) == """
                lot,bidder,specification,decision,rank,comparable_price,reason,reason_zh
                甲,A公司,10mg,won,1,0.5,gate: comparable price 0.5 ≤ 1.8 × lowest 0.5 = 0.9; cut from ceiling 75.00 % ≥ 50.00 %,\
                gate：单位可比价 0.5 ≤ 1.8 × 最低价 0.5 = 0.9；较最高有效申报价降幅 75.00 % ≥ 50.00 %
                甲,'=B公司,10mg,lost,2,1.5,gate: comparable price 1.5 > 1.8 × lowest 0.5 = 0.9; comparable price 1.5 > 0.1; \
                cut from ceiling 25.00 % < 50.00 %,\
                gate：单位可比价 1.5 > 1.8 × 最低价 0.5 = 0.9；单位可比价 1.5 > 0.1；较最高有效申报价降幅 25.00 % < 50.00 %
                甲,C公司,10mg,excluded,,2.5,ceiling: price 2.5 > ceiling 2,ceiling：申报价 2.5 > 最高有效申报价 2

                """)
    }

    @Test("figures.csv and winners.csv state what they rest on")
    func figures() {
        let rows = String(decoding: FiguresTable.parts(assessment, PrintedFigures(assessment)).bytes, as: UTF8.self)
            .split(separator: "\n").map(
                String.init)
        #expect(rows.first?.hasPrefix("figure,population,baseline,statistic,unit,value,") == true)
        // Nothing was reported, so there is no value, not a value of nothing.
        #expect(!rows.contains { $0.hasPrefix("computed/value,") })
        #expect(
            rows.contains {
                $0.hasPrefix("computed/ceiling/maximum,computed,ceiling,maximum,fraction,0.7500000000,1,1,0,0,甲,A公司")
            })
        let winners = String(decoding: WinnersTable.parts(assessment).bytes, as: UTF8.self).split(separator: "\n")
        #expect(winners.count == 2)
        #expect(winners.last == "甲,A公司,A,computed,10mg,0.50,,,0.5,0.7500000000,,,,")
    }

    @Test("a winner named by the rules and by publication has one row")
    func namedBy() {
        var dossier = SampleLot().filing("A", "0.50").filing("B", "0.60").dossier
        dossier.published = PublishedResult(
            round: "sample",
            winners: ["A", "Z"].map { id in
                PublishedWinner(
                    lot: "甲", bidder: id, name: "\(id)公司",
                    presentations: [.init(specification: "10mg", unitPrice: decimal("0.50"))])
            })
        let rows = String(decoding: WinnersTable.parts(Assessment(dossier)).bytes, as: UTF8.self).split(separator: "\n")
            .dropFirst()
        let named = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { [$0[2], $0[3]] }
        #expect(named == [["A", "both"], ["Z", "published"], ["B", "computed"]])
    }

    @Test("result.json writes amounts as strings and the trace with what was compared")
    func result() throws {
        guard
            case .object(let members) = try JSON(
                parsing: ResultDocument.parts(assessment, PrintedFigures(assessment)).bytes),
            case .array(let lots)? = members["lots"],
            case .object(let lot)? = lots.first, case .array(let decisions)? = lot["decisions"],
            case .object(let lost)? = decisions.dropFirst().first, case .array(let trace)? = lost["trace"],
            case .object(let gate)? = trace.last, case .array(let comparisons)? = gate["comparisons"]
        else {
            Issue.record("the document has another shape")
            return
        }
        #expect(members["format"] == .string("vbp-result-1"))
        #expect(lost["price"] == .string("1.5") && lost["rank"] == .integer(2) && lost["decision"] == .string("lost"))
        #expect(
            gate["rule"] == .string("gate") && gate["standing"] == .string("out") && gate["clause"] == .string("第五条"))
        #expect(comparisons.count == 3)
        #expect(
            comparisons.first
                == .object([
                    "measure": .string("comparable-price"), "left": .string("1.5"), "relation": .string("at-most"),
                    "right": .string("0.9"), "holds": .bool(false), "per": .string("unit"),
                    "reference": .object([
                        "of": .string("lowest(valid)"), "factor": .string("1.8"), "value": .string("0.5"),
                    ]),
                ]))
    }

    @Test("a Chinese character takes two columns on a terminal")
    func width() {
        #expect(Text.width("ab") == 2 && Text.width("品种") == 4 && Text.width("（a）") == 5 && Text.width("") == 0)
    }

    @Test("the overview aligns its columns and says what the average is")
    func overview() {
        let lines = OverviewTable.text([assessment]).split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(
            lines[0].hasPrefix(
                "round   lots  bids  won  pending  published  average drop  maximum  savings, yuan  baseline"))
        #expect(
            lines[1].hasPrefix(
                "sample     1     3    1        0          –       75.00 %  75.00 %              –  ceiling"))
        #expect(lines[2].hasPrefix("average drop: mean over lots"))
    }

    @Test("every word of a definition is there in both languages", arguments: Language.allCases)
    func definitions(_ language: Language) {
        var words = Baseline.builtIn.map { Definitions.name($0, language) }
        words += PriceList.Kind.allCases.map { Definitions.name($0, language) }
        words += Statistic.allCases.map { Definitions.name($0, language) }
        words += PopulationKind.allCases.map { Definitions.name($0, language) }
        words += Basis.allCases.map { Definitions.name($0, language) }
        words += ([.all, .month(2)] + WinnerGroup.kinds).map { Definitions.name($0, language) }
        #expect(Set(words).count == words.count)
        #expect(
            words.allSatisfy { word in word.unicodeScalars.contains { $0.value > 0x2E80 } == (language == .chinese) })
    }
}
