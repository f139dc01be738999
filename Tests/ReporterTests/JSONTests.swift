import Foundation
import Testing

@testable import Reporter

@Suite("JSON")
struct JSONTests {
    @Test("keys are sorted by their bytes, whatever their order, and there is one form for each value")
    func sortedKeys() {
        let value = JSON.object([
            "b": .integer(-2), "a": .array([.null, .bool(true), .bool(false)]), "品": .string("种"), "B": .object([:]),
            "empty": .array([]),
        ])
        #expect(
            value.text == """
                {
                  "B": {},
                  "a": [
                    null,
                    true,
                    false
                  ],
                  "b": -2,
                  "empty": [],
                  "品": "种"
                }

                """)
    }

    struct Escape: CustomTestStringConvertible, Sendable {
        var text: String
        var written: String
        var testDescription: String { written }
    }

    static let escapes = [
        Escape(text: "say \"x\"", written: #""say \"x\"""#), Escape(text: #"a\b"#, written: #""a\\b""#),
        Escape(text: "a\nb\rc\td", written: #""a\nb\rc\td""#), Escape(text: "\r\n", written: #""\r\n""#),
        Escape(text: "\u{0}\u{1}\u{1F}", written: #""\u0000\u0001\u001f""#),
        Escape(text: "\u{8}\u{C}", written: #""\u0008\u000c""#),
        Escape(text: "\u{2028}\u{2029}", written: #""\u2028\u2029""#),
        Escape(text: "阿莫西林 💊 e\u{301}", written: "\"阿莫西林 💊 e\u{301}\""), Escape(text: "a/b", written: #""a/b""#),
    ]

    @Test("what has to be escaped is, and nothing else", arguments: escapes)
    func escaped(_ row: Escape) throws {
        #expect(JSON.string(row.text).text == row.written + "\n")
        #expect(JSON.object([row.text: .null]).text == "{\n  \(row.written): null\n}\n")
        // Another reader gives the same text back.
        let read = try JSONSerialization.jsonObject(with: Data("[\(row.written)]".utf8)) as? [String]
        #expect(read?.first.map { Array($0.unicodeScalars) } == Array(row.text.unicodeScalars))
    }

    @Test("nothing is written as null")
    func null() {
        #expect(JSON.text(nil) == .null && JSON.number(nil) == .null)
        #expect(JSON.text("") == .string("") && JSON.number(0) == .integer(0))
    }
}
