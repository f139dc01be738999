import Testing

@testable import Reporter

@Suite("Looking for bytes, eight at a time")
struct UTF8WritingTests {
    @Test("a byte is found at every position of texts of every length, and no other byte is")
    func finds() {
        for length in 1...20 {
            for position in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    var text = Array(repeating: UInt8(ascii: "x"), count: length)
                    text[position] = byte
                    let isFound = text.withUnsafeBufferPointer { $0.containsControl(or: 0x22, 0x5C, 0xE2) }
                    #expect(isFound == (byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0xE2))
                }
            }
        }
    }

    @Test(
        "strings of JSON are escaped where they have to be",
        arguments: [
            ("“甲”≤乙", "\"“甲”≤乙\""), ("a\u{2028}b\u{2029}", "\"a\\u2028b\\u2029\""),
            ("\u{1}\u{1F}\t\n\r", "\"\\u0001\\u001f\\t\\n\\r\""),
            ("\"C:\\甲\"", "\"\\\"C:\\\\甲\\\"\""), ("", "\"\""),
            ("\u{7F}\u{2027}\u{202A}", "\"\u{7F}\u{2027}\u{202A}\""),
        ])
    func escapes(_ text: String, _ written: String) {
        var bytes: [UInt8] = []
        JSON.write(text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == written)
    }
}
