import Foundation
import Testing
import VBPCommands

@Suite("Goldens")
struct GoldenTests {
    @Test(
        "the help of each command",
        arguments: [
            [], ["evaluate"], ["report"], ["audit"], ["verify"], ["explain"], ["record"], ["record", "offer"],
            ["draft"], ["allocate"], ["bar"], ["compare"], ["portfolio"], ["what-if"], ["check"], ["convert"],
            ["schema"],
        ])
    func help(_ command: [String]) throws {
        let run = CommandRun(command + ["--help"])
        #expect(run.status == 0 && run.notes.isEmpty)
        try Golden.expect(run.output, named: "help\(command.map { "-\($0)" }.joined()).txt")
        #expect(CommandRun(["help"] + command).output == run.output)
    }

    @Test("the tool alone prints its help, and its version")
    func root() {
        let run = CommandRun()
        #expect(run.status == 0 && run.output == CommandRun("--help").output)
        #expect(CommandRun("--version").output == "\(VBPTool.version)\n")
    }

    @Test("the overview of all rounds")
    func overview() throws {
        let run = CommandRun("evaluate", "\(Repository.root)/Tenders", "--all")
        #expect(run.status == 0)
        try Golden.expect(run.output, named: "overview.txt")
        try Golden.expect(
            run.notes.replacingOccurrences(of: Repository.root, with: "ROOT"), named: "overview-notes.txt")
        let quiet = CommandRun("evaluate", "\(Repository.root)/Tenders", "--all", "--quiet")
        #expect(quiet.status == 0 && quiet.output.isEmpty && !quiet.notes.contains("[1/"))
    }

    /// Whether winners, prices and regions are as published; the two batches have known differences.
    static let statuses: [(round: String, status: Int32)] = [
        ("4+7", 0), ("4+7-expansion", 0), ("GY-YD2019-2", 1), ("GY-YD2020-1", 1),
        // Known in aggregate, and with winners that have no bids beside them.
        ("coronary-balloons-2021", 0), ("GH-HD2020-1", 0), ("GH-HD2023-1", 0), ("dental-implants-2023", 0),
    ]

    @Test("the verification of each round, for people and for programs", arguments: statuses)
    func verify(_ round: String, _ status: Int32) throws {
        let text = CommandRun("verify", Repository.tender(round))
        #expect(text.status == status)
        try Golden.expect(text.output, named: "verify-\(round).txt")
        let json = CommandRun("verify", Repository.tender(round), "--format", "json")
        #expect(json.status == status)
        try Golden.expect(json.output, named: "verify-\(round).json")
        let members = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(members["agrees"] as? Bool == (status == 0) && members["round"] as? String == round)
    }

    @Test("the explanation of a lot with a tie, in both languages and for programs")
    func explanation() throws {
        let lot = ["explain", Repository.tender("GY-YD2019-2"), "--lot", "对乙酰氨基酚"]
        for language in ["en", "zh"] {
            let run = CommandRun(lot + ["--lang", language])
            #expect(run.status == 0 && run.notes.isEmpty)
            try Golden.expect(run.output, named: "explain-\(language).txt")
        }
        let json = CommandRun(lot + ["--bidder", "东北制药", "--format", "json"])
        try Golden.expect(json.output, named: "explain.json")
        #expect(CommandRun(lot + ["--bidder", "无此企业"]).status == 66)
        let several = CommandRun("explain", Repository.tender("GY-YD2019-2"), "--lot", "口服")
        #expect(several.status == 66 && several.notes.contains("fits more than one lot"))
    }

    @Test(
        "each schema is a document of its own, with the namespace of its document",
        arguments: ["round", "rulebook", "demand", "submission", "record", "published"])
    func schema(_ name: String) throws {
        let run = CommandRun("schema", name)
        #expect(run.status == 0 && run.notes.isEmpty)
        #expect(run.output.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        #expect(run.output.contains("targetNamespace=\"urn:vbp:\(name):1\""))
        #expect(!run.output.contains("xs:import") && !run.output.contains("xs:include"))
    }

    @Test("an unknown schema is answered with the known ones")
    func unknownSchema() throws {
        let run = CommandRun("schema", "bids")
        #expect(run.status == 64 && run.output.isEmpty)
        try Golden.expect(run.notes, named: "schema-unknown.txt")
    }
}
