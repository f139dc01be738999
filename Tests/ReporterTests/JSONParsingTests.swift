import Testing

@testable import Reporter

@Suite("Reading JSON")
struct JSONParsingTests {
    private func parse(_ text: String) -> JSON? { try? JSON(parsing: Array(text.utf8)) }

    @Test("values of every kind")
    func values() {
        #expect(
            parse(#" {"a": [1, -2.50, true, false, null], "b": {}, "ü": "\"\\\/\b\f\n\r\té中😀"} "#)
                == .object([
                    "a": .array([.integer(1), .decimal(decimal("-2.50")), .bool(true), .bool(false), .null]),
                    "b": .object([:]), "ü": .string("\"\\/\u{8}\u{C}\n\r\té中😀"),
                ]))
    }

    @Test("what was written is read again")
    func roundTrip() {
        let value = JSON.object([
            "text": .string("a\u{1}\"\\\u{2028}中\u{1F600}"), "list": .array([.null, .integer(-7)]), "empty": .array([]),
            "number": .decimal(decimal("0.10")),
        ])
        #expect(parse(value.text) == value)
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", "{", "}", "[1,]", "{\"a\" 1}", "{\"a\":1,}", "{a:1}", "01", "-", "1.", "1e3", "+1", "tru", "\"\n\"",
            "\"\\x\"", "\"\\u12G4\"", "\"\\uD800\"", "\"open", "1 2", "{\"a\":1,\"a\":2}",
            String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
        ])
    func refused(_ text: String) { #expect(parse(text) == nil) }

    @Test("bytes that are no UTF-8 are refused")
    func encoding() { #expect((try? JSON(parsing: [0x22, 0xFF, 0x22])) == nil) }
}
