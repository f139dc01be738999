import Decimals
import Importer
import Procurement
import Testing

@Suite("RulebookSetting")
struct RulebookSettingTests {
    private let path = "\(Repository.root)/Tenders/GY-YD2019-2/rulebook.xml"

    private func read(_ settings: (String, String)...) throws -> Rulebook? {
        RulebookFile.read(
            path: path,
            setting: try settings.map { try #require(RulebookSetting(path: $0.0, value: $0.1), "\($0.0)") }
        ).rulebook
    }

    @Test("a path finds a stage by its id, elements below it by name, number or attributes")
    func paths() throws {
        let own = try #require(RulebookFile.read(path: path).rulebook)
        let changed = try #require(
            try read(
                ("gate/at-most[1]@factor", "2.5"), ("gate/at-most[2]@value", "0.2"),
                ("volume/share[tier=normal,winners=1]@value", "40%"), ("shortlist/places[bidders=9-]@places", "7"),
                ("term/months[3]@value", "48"), ("comparable-price/convert[dimension=content]@base", "1.8")))
        #expect(changed != own)
        #expect(changed.volume?.share(tier: "normal", winners: 1)?.description == "0.40")
        #expect(changed.term?.months(winners: 9) == 48)
        #expect(try read(("gate/at-most@factor", "1.8")) == own)
        // An attribute that is not there is added.
        #expect(try read(("comparable-price@digits", "4")) != own)
    }

    @Test("what no element fits, and what the rulebook refuses, is an error at its place")
    func refused() throws {
        for (path, value, code) in [
            ("gates/at-most@factor", "2", FindingCode.elementMissing), ("gate/at-most[9]@factor", "2", .elementMissing),
            ("gate/at-most[of=price]@factor", "2", .elementMissing), ("gate/at-most[1]@factor", "much", .notANumber),
            ("gate/at-most[1]@colour", "red", .attributeUnknown),
        ] {
            let setting = try #require(RulebookSetting(path: path, value: value))
            let (rulebook, findings) = RulebookFile.read(path: self.path, setting: [setting])
            #expect(rulebook == nil && findings.contains { $0.code == code }, "\(path): \(findings.map(\.line))")
        }
    }

    @Test(
        "anything else is no path",
        arguments: ["", "gate", "@factor", "gate@", "gate/@factor", "gate[@factor", "[1]@factor", "gate[x]@factor"])
    func noPath(_ path: String) { #expect(RulebookSetting(path: path, value: "1") == nil) }
}
