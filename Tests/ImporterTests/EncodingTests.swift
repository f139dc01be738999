import Foundation
import Importer
import Procurement
import Testing

@Suite("Encodings")
struct EncodingTests {
    @Test(
        "a submission in another encoding says the same as in UTF-8",
        arguments: ["UTF-16LE", "UTF-16BE", "GB18030", "GBK"])
    func sameValues(encoding: String) throws {
        let original = "\(Repository.root)/Tenders/GY-YD2019-2"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vbp-encoding-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let submissions = folder.appendingPathComponent("submissions")
        try FileManager.default.createDirectory(at: submissions, withIntermediateDirectories: true)
        for name in ["round.xml", "rulebook.xml"] {
            try FileManager.default.copyItem(
                atPath: "\(original)/\(name)", toPath: folder.appendingPathComponent(name).path)
        }
        let file = try #require(Repository.names(in: "\(original)/submissions").first)
        let declared = encoding.hasPrefix("UTF-16") ? "UTF-16" : encoding
        let text = try String(contentsOfFile: "\(original)/submissions/\(file)", encoding: .utf8)
            .replacingOccurrences(of: "encoding=\"UTF-8\"", with: "encoding=\"\(declared)\"")
        let mark = encoding == "UTF-16LE" ? Data([0xFF, 0xFE]) : encoding == "UTF-16BE" ? Data([0xFE, 0xFF]) : Data()
        try (mark + recode(text, to: encoding)).write(to: submissions.appendingPathComponent(file))

        let imported = RoundFolder(path: folder.path).read()
        #expect(imported.findings.map(\.line) == [])
        let expected = RoundFolder(path: original).read().dossier?.submissions.first { "\($0.bidder.id).xml" == file }
        #expect(imported.dossier?.submissions == [try #require(expected)])
    }

    /// The text's bytes by the system's iconv.
    private func recode(_ text: String, to encoding: String) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", "UTF-8", "-t", encoding]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return data
    }
}
