import Decimals
import Digests
import PriceImpact
import Procurement
import Ranking
import Testing

@testable import Reporter

@Suite("Workbook")
struct XLSXTests {
    private static let nasty = HTMLReportTests.nasty + ["+1", "-1", "@a", "*", "~?", ">0"]

    private func members(_ dossier: Dossier) throws -> [String: String] {
        let archive = try #require(ZipArchive.members(of: XLSXReport.bytes(Report(Assessment(dossier)))))
        return Dictionary(uniqueKeysWithValues: archive.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) })
    }

    @Test("a library that can't be loaded ends the process by name, with the status of what can't be read")
    func missingLibrary() async throws {
        let result = try await #require(
            processExitsWith: .exitCode(74), observing: [\.standardErrorContent]
        ) {
            "libnone.so.1: cannot open shared object file".withCString { problem in _ = loaded(0) { _ in problem } }
        }
        #expect(
            String(decoding: result.standardErrorContent, as: UTF8.self)
                .contains("error: libnone.so.1: cannot open shared object file; install the library\n"))
    }

    @Test("no name becomes a formula or an element", arguments: Self.nasty)
    func nastyNames(_ name: String) throws {
        func dossier(_ name: String) -> Dossier {
            var dossier = SampleLot(lotName: name).filing(name, "0.5").dossier
            dossier.round.title = name
            dossier.rulebook.notes = [name]
            return dossier
        }
        let (plain, nasty) = (try members(dossier("x")), try members(dossier(name)))
        #expect(Set(nasty.keys) == Set(plain.keys))
        for (member, text) in nasty {
            // As many elements and formulas as with plain names: a name is text and nothing else.
            #expect(text.count { $0 == "<" } == plain[member]?.count { $0 == "<" }, "\(member)")
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" })
        }
    }

    @Test("what a double can't say is said in text")
    func exact() throws {
        #expect(Sheet.exactText(ratio("0.1")) == nil && Sheet.exactText(ratio("123456789012345")) == nil)
        #expect(Sheet.exactText(ratio("1234567890123456")) == "1234567890123456")
        #expect(Sheet.exactText(ratio("0.1234567890123456")) == "0.1234567890123456")
        #expect(Sheet.exactText(Ratio(Integer(22), Integer(7))) == "22/7")
        #expect(Sheet.nearest(ratio("0.1")) == 0.1 && Sheet.nearest(Ratio(Integer(1), Integer(3))) == 1.0 / 3)
        #expect(Sheet.nearest(.zero) == 0 && Sheet.nearest(ratio("-1234.5")) == -1234.5)
    }

    @Test("a text keeps within what a cell can hold")
    func length() {
        #expect(Sheet.clean(String(repeating: "中", count: 40_000)).utf16.count <= 32_767)
        #expect(Sheet.clean("a\u{1}b\u{FFFF}") == "a\u{FFFD}b\u{FFFD}")
    }

    @Test("what is no archive, or a damaged one, is not read")
    func archives() {
        let bytes = XLSXReport.bytes(Report(Assessment(SampleLot().filing("A", "0.5").dossier)))
        #expect(ZipArchive.members(of: bytes)?.isEmpty == false)
        #expect(ZipArchive.members(of: []) == nil && ZipArchive.members(of: Array(repeating: 0, count: 100)) == nil)
        #expect(ZipArchive.members(of: Array(bytes.dropLast())) == nil)
        for position in stride(from: 0, to: bytes.count, by: 97) {
            var damaged = bytes
            damaged[position] ^= 0xFF
            // It may still be readable; it must not trap.
            _ = ZipArchive.members(of: damaged)
        }
    }
}
