import Foundation
import Testing

/// The JSON outputs against `docs/schemas`, by a validator that is not ours.
@Suite(
    "JSON Schemas", .enabled(if: JSONSchema.canValidate, "python3 has no package jsonschema"), .temporaryFolder)
struct JSONSchemaTests {
    struct Output: CustomTestStringConvertible, Sendable {
        var schema: String
        var arguments: [String]
        var testDescription: String { arguments.joined(separator: " ") }
    }

    static let outputs = [
        Output(
            schema: "figure", arguments: ["explain", "4+7", "--figure", "published:region=西安/previous-price/savings"]),
        Output(
            schema: "figure", arguments: ["explain", "GY-YD2019-2", "--figure", "published/previous-price/maximum"]),
        Output(schema: "figure", arguments: ["explain", "4+7-expansion", "--figure", "published/value"]),
        Output(schema: "comparison", arguments: ["compare", "4+7", "4+7-expansion", "GY-YD2019-2"]),
        Output(schema: "comparison", arguments: ["compare", "GY-YD2021-3", "insulin-renewal-2024"]),
        Output(schema: "comparison", arguments: ["compare", "GH-HD2020-1", "stents-renewal-2022"]),
        Output(schema: "portfolio", arguments: ["portfolio", "4+7", "4+7-expansion", "qingdao-drugs"]),
        Output(schema: "portfolio", arguments: ["portfolio", "4+7", "coronary-balloons-2021", "--region", "成都"]),
        Output(
            schema: "what-if",
            arguments: ["what-if", "GY-YD2019-2", "--sweep", "gate/at-most[1]@factor=1.5:1.8:0.3"]),
        Output(
            schema: "what-if",
            arguments: [
                "what-if", "GY-YD2020-1", "--rulebook", "\(Repository.root)/Tenders/rulebooks/replay-batch-11.xml",
            ]),
        Output(schema: "check", arguments: ["check", "4+7", "GH-HD2020-1"]),
        Output(schema: "verification", arguments: ["verify", "4+7-expansion"]),
        Output(schema: "verification", arguments: ["verify", "GH-HD2020-1"]),
    ]

    @Test("hold what is printed, and refuse a key more or a key less", arguments: outputs)
    func printed(_ output: Output) throws {
        let rounds = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Tenders")
        let words = output.arguments.map { rounds.contains($0) ? Repository.tender($0) : $0 } + ["--format", "json"]
        let path = "\(TemporaryFolder.path)/output.json"
        try CommandRun(words).output.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try JSONSchema.complaints(output.schema, [path], isStrict: true) == "")
    }

    @Test("hold every result.json of Reports, and those of the examples with the trace of every bid and without")
    func results() throws {
        let rounds = try FileManager.default.contentsOfDirectory(atPath: "\(Repository.root)/Reports")
        let reports = rounds.map { "\(Repository.root)/Reports/\($0)/result.json" }.filter {
            FileManager.default.fileExists(atPath: $0)
        }
        let output = "\(TemporaryFolder.path)/traced"
        // Some examples wait for a human act, some refuse a submission.
        let run = CommandRun("evaluate", "\(Repository.root)/Tenders/examples", "--all", "--trace", "--output", output)
        #expect([0, 2, 75].contains(run.status), "\(run.notes)")
        let traced = try FileManager.default.contentsOfDirectory(atPath: output).map { "\(output)/\($0)/result.json" }
        let plain = "\(TemporaryFolder.path)/plain"
        let again = CommandRun("evaluate", "\(Repository.root)/Tenders/examples", "--all", "--output", plain)
        #expect(again.status == run.status)
        let brief = try FileManager.default.contentsOfDirectory(atPath: plain).map { "\(plain)/\($0)/result.json" }
        #expect(reports.count > 40 && traced.count > 15 && brief.count == traced.count)
        #expect(try JSONSchema.complaints("result", (reports + traced + brief).sorted(), isStrict: false) == "")
    }
}

/// `python3` with `jsonschema`, which reads the schemas as anybody else would.
enum JSONSchema {
    /// Whether the package is there; Debian has it as `python3-jsonschema`.
    static let canValidate = (try? run(["-c", "from jsonschema import Draft202012Validator"]))?.isEmpty == true

    /// What is wrong with some documents; empty when nothing is.
    static func complaints(_ schema: String, _ documents: [String], isStrict: Bool) throws -> String {
        try run(
            ["\(Repository.root)/Tests/References/validate_json.py"] + (isStrict ? ["--strict"] : [])
                + ["\(Repository.root)/docs/schemas/\(schema).schema.json"] + documents)
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
            + (process.terminationStatus == 0 ? "" : "status \(process.terminationStatus)")
    }
}
