import Procurement
import Testing

@testable import Importer

@Suite("The limit of findings", .temporaryFolder)
struct FindingLimitTests {
    private static let left =
        "which are not listed; mend those that are listed, or raise the limit with --limit findings=…"

    private func read(findings: Int, _ round: ExampleRound) throws -> ImportedRound {
        for (name, text) in round.files { try TemporaryFolder.current.write(text, to: name) }
        var limits = ImportLimits()
        limits.findings = findings
        return RoundFolder(path: TemporaryFolder.current.path, limits: limits).read()
    }

    @Test("lists so many errors, warnings and notes of a file, each, and counts the rest")
    func submission() throws {
        var round = ExampleRound()
        // Found by the reader: 3 prices and 3 approval numbers. Found against the round: 2 lots.
        round.files["submissions/a.xml"] = ExampleRound.submission(
            bidder: "a",
            (1...3).map { "<bid lot=\"甲\" specification=\"10mg\" price=\"\($0),0\"/>" }.joined(separator: "\n")
                + (1...3).map { "<bid lot=\"甲\($0)\" specification=\"10mg\" price=\"1\" approval=\"\($0)\"/>" }
                .joined(separator: "\n"))
        let all = try read(findings: 1_000, round).findings
        #expect(all.count(of: .error) == 6)
        #expect(all.count(of: .warning) == 3)
        #expect(all.count == 9)
        let imported = try read(findings: 2, round)
        #expect(imported.findings.count(of: .error) == 6)
        #expect(imported.findings.count(of: .warning) == 3)
        #expect(
            imported.findings.map(\.line).filter { $0.contains("VBP0112") } == [
                "submissions/a.xml: warning: [VBP0112] the file has 1 more warning than the limit 'findings' of 2, "
                    + Self.left,
                "submissions/a.xml: error: [VBP0112] the file has 4 more errors than the limit 'findings' of 2, "
                    + Self.left,
            ])
        #expect(imported.findings.count == 6)
        #expect(
            imported.findings.filter { $0.location?.line ?? 0 > 0 }
                == Array(
                    all.filter { $0.severity == .error }.prefix(2) + all.filter { $0.severity == .warning }.prefix(2)
                ).sorted())
        // What takes part does not depend on what is listed.
        #expect(imported.dossier?.submissions.map(\.bidder.id) == ["a", "sound"])
        #expect(imported.dossier?.submissions.first?.bids.isEmpty == true)
    }

    @Test("never hides that a file has errors, behind warnings or of the last kind")
    func stillRefused() throws {
        var round = ExampleRound()
        round.files["demand.xml"] = """
            <demand xmlns="urn:vbp:demand:1" round="R" kind="base">
            \((1...5).map { "<line region=\"北京\" lot=\"丙\($0)\" specification=\"1g\" quantity=\"1\"/>" }.joined())
            """
        let imported = try read(findings: 1, round)
        #expect(imported.dossier == nil)
        // A broken file is known to be broken, however much was found before it broke.
        #expect(imported.findings.contains { $0.code == .notWellFormed })
        round.files["demand.xml"]? += "</demand>"
        let whole = try read(findings: 1, round)
        #expect(whole.dossier == nil)
        #expect(whole.findings.count(of: .error) == 5)
        #expect(whole.findings.filter { $0.severity == .error }.count == 2)
    }

    @Test("holds for what a schema has against a file")
    func schema() throws {
        let path = try TemporaryFolder.current.write(
            """
            <submission xmlns="urn:vbp:submission:1" round="R">
            <bidder id="a" name="a"/>
            \((1...5).map { "<bid lot=\"甲\($0)\" specification=\"1g\" price=\"1\" xml:lang=\"zh\"/>" }.joined(separator: "\n"))
            </submission>
            """, to: "a.xml")
        var limits = ImportLimits()
        limits.findings = 2
        let findings = FileCheck(limits: limits).check(path: path, shownAs: "a.xml").findings
        #expect(findings.map(\.code) == [.limitExceeded, .schemaViolation, .schemaViolation])
        #expect(findings.count(of: .error) == 5)
    }
}
