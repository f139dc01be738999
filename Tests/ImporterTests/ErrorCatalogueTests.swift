import Foundation
import Importer
import Procurement
import Testing

@Suite("The catalogue of findings, docs/errors.md")
struct ErrorCatalogueTests {
    /// An entry of the catalogue.
    struct Entry {
        var title = ""
        var meaning = ""
        var printed: [String] = []
        var remedy = ""
    }

    /// The entries by code, read from headings of the form `### VBP0101 Not well-formed XML`.
    private static func entries() throws -> [String: Entry] {
        var entries: [String: Entry] = [:]
        var code = ""
        var isExample = false
        for line in try Repository.text("\(Repository.root)/docs/errors.md").components(separatedBy: "\n") {
            if line.hasPrefix("### ") {
                let words = line.dropFirst(4).split(separator: " ", maxSplits: 1).map(String.init)
                code = words[0]
                #expect(entries[code] == nil, "\(code) has two entries")
                entries[code] = Entry(title: words.count > 1 ? words[1] : "")
            } else if line.hasPrefix("#") {
                code = ""
            } else if line.hasPrefix("```") {
                isExample.toggle()
            } else if isExample {
                entries[code]?.printed.append(line)
            } else if line.hasPrefix("**What to do:** ") {
                entries[code]?.remedy = String(line.dropFirst("**What to do:** ".count))
            } else if entries[code]?.meaning.isEmpty == true {
                entries[code]?.meaning = line
            }
        }
        return entries
    }

    @Test("has an entry for every code, and for no other")
    func complete() throws {
        let entries = try Self.entries()
        #expect(entries.keys.sorted() == FindingCode.allCases.map(\.rawValue).sorted())
        #expect(Repository.names(in: Repository.errors) == FindingCode.allCases.map(\.rawValue).sorted())
    }

    @Test("says of each code what it means, what is printed and what to do", arguments: FindingCode.allCases)
    func whole(code: FindingCode) throws {
        let entry = try #require(try Self.entries()[code.rawValue])
        #expect(!entry.title.isEmpty)
        #expect(entry.meaning.count > 20)
        #expect(entry.remedy.count > 10)
        #expect(!entry.printed.isEmpty)
    }

    /// What the example of a code gives: a round is read, tables are converted.
    private func findings(of code: FindingCode) -> [Finding] {
        let folder = "\(Repository.errors)/\(code.rawValue)"
        func table(_ name: String) -> String? {
            let path = "\(folder)/\(name).csv"
            return FileManager.default.fileExists(atPath: path) ? path : nil
        }
        if let volumes = table("volumes") {
            let files = TableFiles(
                bids: table("bids"), volumes: volumes, lots: table("lots"), winners: table("winners"),
                headlines: table("headlines"))
            return TableConversion.convert("R", rulebook: ExampleTables.rulebook, files: files).findings
        }
        return RoundFolder(path: folder, validatesSchema: code == .schemaViolation).read().findings.map { finding in
            guard var location = finding.location else { return finding }
            location.file = "\(folder)/\(location.file)"
            var placed = finding
            placed.location = location
            return placed
        }
    }

    @Test(
        "has an example for each code that provokes it, and prints what the entry shows",
        // A correction without effect is found by the evaluation; `corrections` below shows it.
        arguments: FindingCode.allCases.filter { $0 != .actUnused }
    )
    func example(code: FindingCode) throws {
        let findings = findings(of: code)
        #expect(Set(findings.map(\.code)) == [code])
        let printed = findings.map { $0.line.split(separator: Repository.errors + "/").joined() }
        #expect(printed == (try Self.entries()[code.rawValue]?.printed))
    }

    @Test("has an example of a correction that finds nothing to correct")
    func corrections() throws {
        let imported = RoundFolder(path: "\(Repository.errors)/\(FindingCode.actUnused.rawValue)").read()
        #expect(imported.findings.map(\.line) == [])
        let unused = try #require(imported.dossier).corrected().unused
        #expect(unused.count == 1)
        let printed = try #require(Self.entries()[FindingCode.actUnused.rawValue]?.printed)
        #expect(printed.count == unused.count)
        for (correction, line) in zip(unused, printed) {
            #expect(line.hasPrefix("VBP0306/record.xml: error: [VBP0306] "))
            #expect(line.contains(": \(correction.reason); "))
        }
    }
}
