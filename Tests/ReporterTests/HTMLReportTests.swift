import Decimals
import Digests
import Foundation
import PriceImpact
import Procurement
import Ranking
import Testing

@testable import Reporter

@Suite("HTML report")
struct HTMLReportTests {
    /// Names that would be markup, a script, an attribute, a formula or an illegal character in some format.
    static let nasty = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><b>", "]]>",
        "<!--", "&lt;b&gt;", "a\u{202E}b", "a\u{0}b\u{7}", "=1+1", "|a|`b`", "\u{FFFF}",
    ]

    @Test("interpolated text is escaped, whatever it is", arguments: nasty)
    func escaping(_ name: String) {
        let markup: Markup = "<b title=\"\(name)\">\(name)</b>"
        let inside = markup.text.dropFirst("<b title=\"".count).dropLast("</b>".count)
        for character in ["<script", "<img", "<b>", "</style", "<!--"] { #expect(!inside.contains(character)) }
        // The attribute ends where it should: what follows is the text of the element, the same again.
        let parts = inside.split(separator: "\">", maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2 && parts[0] == parts[1])
        #expect(!inside.unicodeScalars.contains { $0.value < 0x20 || ("\u{202A}"..."\u{202E}").contains($0) })
    }

    @Test("nothing in a document becomes an element or an attribute", arguments: nasty)
    func nastyNames(_ name: String) {
        let plain = HTMLReport.text(Report(Assessment(SampleLot(lotName: "x").filing("y", "0.5").dossier)))
        var dossier = SampleLot(lotName: name).filing(name, "0.5").dossier
        dossier.round.title = name
        dossier.rulebook.notes = [name]
        let page = HTMLReport.text(Report(Assessment(dossier)))
        // As many tags as with plain names, but for the list that holds the note.
        #expect(page.count { $0 == "<" } == plain.count { $0 == "<" } + 4)
        #expect(page.components(separatedBy: "<script>").count == 2)
    }

    @Test("the policy allows the page's own style and script and nothing else")
    func policy() throws {
        let page = HTMLReport.text(Report(Assessment(SampleLot().filing("A", "0.5").dossier)))
        func between(_ start: String, _ end: String) throws -> String {
            let rest = try #require(page.components(separatedBy: start).dropFirst().first)
            return try #require(rest.components(separatedBy: end).first)
        }
        let policy = try between("Content-Security-Policy\" content=\"", "\">").replacing("&#39;", with: "'")
        #expect(policy.hasPrefix("default-src 'none'; "))
        #expect(policy.contains("style-src 'sha256-\(Digest.sha256Base64(try between("<style>", "</style>")))'"))
        #expect(policy.contains("script-src 'sha256-\(Digest.sha256Base64(try between("<script>", "</script>")))'"))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        #expect(!page.contains(" style=\"") && !page.contains("http://") && !page.contains("https://"))
    }

    @Test("SHA-256 in base 64 is that of RFC 6234's examples")
    func digest() {
        // printf abc | openssl dgst -sha256 -binary | base64
        #expect(Digest.sha256Base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        #expect(Digest.sha256Base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test("the language that comes first is the one that is asked for", arguments: Language.allCases)
    func language(_ language: Language) {
        let page = HTMLReport.text(Report(Assessment(SampleLot().filing("A", "0.5").dossier)), language: language)
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains("id=\"lang-\(language.rawValue)\" value=\"\(language.rawValue)\""))
        #expect(page.components(separatedBy: " checked>").count == 2)
        let checked = page.components(separatedBy: " checked>")[0].suffix(120)
        #expect(checked.contains("id=\"lang-\(language.rawValue)\""))
    }

    struct Width: CustomTestStringConvertible, Sendable {
        var largest: String
        var marks: [String]
        var testDescription: String { largest }
    }

    @Test(
        "a scale is marked in round steps",
        arguments: [
            Width(largest: "0.83", marks: ["0", "0.2", "0.4", "0.6", "0.8"]),
            Width(largest: "1", marks: ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            Width(largest: "101.67", marks: ["0", "20", "40", "60", "80", "100"]),
            Width(largest: "0.0003", marks: ["0", "0.0001", "0.0002", "0.0003"]),
        ])
    func scale(_ row: Width) {
        let marks = Scale(to: ratio(row.largest)).marks.map(\.description)
        #expect(marks.map { decimal($0) } == row.marks.map { decimal($0) })
    }

    @Test("a place on a scale is exact and stays within it")
    func places() {
        let scale = Scale(to: ratio("3"))
        #expect(scale.place(ratio("1")) == "33.33%" && scale.place(ratio("2")) == "66.67%")
        #expect(scale.place(ratio("-1")) == "0%" && scale.place(ratio("4")) == "100%" && scale.isBeyond(ratio("4")))
    }

    @Test("sort keys follow the exact values; equal ones share a key, unknown ones come first")
    func sortKeys() {
        let keys = SortKeys([ratio("0.3"), nil, ratio("0.1") + ratio("0.2"), ratio("0.30000000000000001"), ratio("-1")])
        #expect((0..<5).map { keys[$0] } == [1, -1, 1, 2, 0])
    }

    @Test("every province is on the map once, and regions find theirs")
    func map() {
        #expect(RegionMap.tiles.count == 34)
        #expect(Set(RegionMap.tiles.map { $0.column * 100 + $0.row }).count == 34)
        #expect(Set(RegionMap.tiles.map(\.name)).count == 34)
        #expect(RegionMap.province(of: "新疆（含兵团）") == "新疆" && RegionMap.province(of: "大连") == "辽宁")
        #expect(RegionMap.province(of: "北京市") == "北京" && RegionMap.province(of: "联盟") == nil)
        #expect(RegionMap.cities.values.allSatisfy { city in RegionMap.tiles.contains { $0.name == city } })
    }

    @Test("the ladder's gates are the prices that the rules compared with")
    func gates() {
        let report = Report(Assessment(SampleLot().filing("A", "0.50").filing("B", "0.80").filing("C", "1.5").dossier))
        let lot = report.lots[0]
        // Two places: the second is 0.80; 1.8 × 0.50 = 0.9; the constant 0.1; half of the ceiling of 2.00.
        #expect(lot.gates.map { $0.price } == ["0.8", "0.9", "0.1", "1"].map { decimal($0) })
        #expect(lot.gates.map(\.rule) == ["shortlist", "gate", "gate", "gate"])
        #expect(lot.bids.map(\.standing) == [.won, .won, .lost] && lot.bids.map(\.number) == [1, 2, 3])
        #expect(lot.bids.map(\.ceiling) == [ratio("2"), ratio("2"), ratio("2")])
    }

    /// The text of the cells of every row that has an identifier, in English.
    private func rows(_ page: String) -> [String: [String]] {
        var rows: [String: [String]] = [:]
        for part in page.components(separatedBy: "<tr id=\"").dropFirst() {
            let name = String(part.prefix { $0 != "\"" })
            let row = part.prefix { $0 != "\n" }.drop { $0 != ">" }.dropFirst()
            rows[name] = row.replacing(/<i lang="zh">.*?<\/i>/, with: "").split(separator: /<t[hd][^>]*>/)
                .map { String($0.replacing(/<[^>]*>/, with: "")) }
        }
        return rows
    }

    @Test("the steps of a bid are the numbers that each rule compared, under questions that stand once")
    func steps() throws {
        let report = Report(Assessment(SampleLot().filing("A", "0.50").filing("B", "0.80").filing("C", "1.5").dossier))
        let page = HTMLReport.text(report)
        // Two of three go on. 1.8 × 0.50 = 0.9. Cuts from 2.00: 1 − 0.50 ÷ 2 = 75 %, 1 − 0.80 ÷ 2 = 60 %.
        let rows = rows(page)
        let ceiling = "2.00 (10mg)"
        #expect(
            rows["bid-1"] == ["A公司 10mg", "✓ 0.5", "✓ 1", "✓", "✓ 0.5", "✗ 0.5", "✓ 75.00 %", ceiling], "\(rows)")
        #expect(rows["bid-2"] == ["B公司 10mg", "✓ 0.8", "✓ 2", "✓", "✓ 0.8", "✗ 0.8", "✓ 60.00 %", ceiling])
        // The third never came to the gate: its cells are empty.
        #expect(rows["bid-3"] == ["C公司 10mg", "✓ 1.5", "✗ 3", ceiling])
        for question in [
            "price ≤ ceiling 2<", "rank: 2 places for 3 firms<", "comparable price ≤ 1.8 × lowest 0.5 = 0.9<",
            "comparable price ≤ 0.1<", "cut from ceiling ≥ 50.00 %<",
        ] {
            #expect(page.components(separatedBy: question.replacing("<", with: "</i></th>")).count == 2, "\(question)")
        }
        #expect(page.contains("<i lang=\"zh\">单位可比价 ≤ 1.8 × 最低价 0.5 = 0.9</i>"))
        // What failed without harm is not marked as what a bid fell by; what it fell by is.
        #expect(page.contains("<td>✗ 0.5<") && page.contains("<td class=\"x\">✗ 3<"))
    }

    @Test("a bid adds some hundred bytes to the page, so that ten thousand of them stay usable")
    func size() {
        func bytes(_ count: Int) -> Int {
            let lot = (0..<count).reduce(SampleLot()) { lot, number in
                lot.filing("浙江第\(number)制药股份有限公司", "0.\(1000 + number)")
            }
            return HTMLReport.text(Report(Assessment(lot.dossier))).utf8.count
        }
        // 12,000 bids in 10 MB are 830 bytes a bid with everything that a page says of lots and rounds.
        #expect((bytes(90) - bytes(30)) / 60 < 700, "\((bytes(90) - bytes(30)) / 60)")
    }
}
