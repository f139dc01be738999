import ArgumentParser
import PriceImpact
import Reporter

struct VerifyCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", _superCommandName: "vbp",
        abstract: "Compares what the rules give with what the authority published.",
        discussion: """
            Lists published winners that the rules do not name, winners that were not published, prices and regions that \
            differ, and for each headline figure the definitions that reproduce it. The status is 1 when winners, prices \
            or regions differ; headlines are reported and do not count.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(help: "text or json.")
    var format = Format.text

    @Flag(help: "Hold the documents against their XML schemas too.")
    var schema = false

    @OptionGroup var limits: LimitOptions

    func run(_ console: Console) -> ExitStatus {
        let folder = folderName(folder)
        let assessment: Assessment
        switch LoadedRound.load(
            folder, isStrict: false, validatesSchema: schema, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .evaluated(let round): assessment = round.assessment
        }
        guard let verification = assessment.verification else {
            console.note("\(folder)/published.xml: error: there is no published result to compare with\n")
            return .missingInput
        }
        switch format {
        case .text: console.write(VerificationDocument.text(verification))
        case .json: console.write(VerificationDocument.json(verification).text)
        }
        return verification.agrees ? .done : .different
    }
}
