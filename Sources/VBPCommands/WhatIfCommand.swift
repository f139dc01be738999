import ArgumentParser
import Decimals
import Importer
import PriceImpact
import Procurement
import Reporter

struct WhatIfCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if", _superCommandName: "vbp",
        abstract: "Replays a round's bids under other rules.",
        discussion: """
            The outcome is held against the round's own rules, or those of --against. The round keeps its own table of \
            places unless --other-places is given. Where the other rules ask firms for a consent that the record lacks, both \
            extremes are shown: nobody agrees, everybody agrees. A path names an attribute of the rulebook: a stage's id or \
            an element, elements below it, and the attribute after @, as gate/at-most[1]@factor=2 or \
            volume/share[tier=normal,winners=1]@value=60%. A sweep goes from one value to another in steps.
            """)

    /// `path=value`.
    struct Assignment {
        let path: String
        let value: String
    }

    @Argument(help: "The round's folder.")
    var folder: String

    @Option(help: "The other rules; without it the round's own, for --set and --sweep.")
    var rulebook: String?

    @Option(help: "The rules that the outcome is held against; without it the round's own.")
    var against: String?

    @Option(
        name: .customLong("set"), help: ArgumentHelp("Set an attribute of the other rules.", valueName: "path=value"),
        transform: WhatIfCommand.assignment)
    var settings: [Assignment] = []

    @Option(
        help: ArgumentHelp("Set an attribute to each of several values.", valueName: "path=from:to:step"),
        transform: WhatIfCommand.sweep)
    var sweep: [Assignment]?

    @Flag(help: "Use the other rules' own table of places.")
    var otherPlaces = false

    @Option(help: "text, csv or json.")
    var format = TableFormat.text

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        guard rulebook != nil || !settings.isEmpty || sweep != nil else {
            throw ValidationError("there are no other rules; name some with --rulebook, --set or --sweep")
        }
    }

    func run(_ console: Console) -> ExitStatus {
        let folder = folderName(folder)
        let dossier: Dossier
        switch LoadedRound.load(
            folder, isStrict: false, validatesSchema: false, limits: limits.limits, console: console)
        {
        case .stopped(let status): return status
        case .evaluated(let round): dossier = round.assessment.dossier
        }
        guard dossier.submissions.contains(where: { !$0.bids.isEmpty }) else {
            console.note("\(folder): error: the round has no bids to replay\n")
            return .missingInput
        }
        let path = rulebook ?? "\(folder)/rulebook.xml"
        var first = dossier.rulebook
        if let against {
            guard let read = read(against, [], console) else { return status(of: against) }
            first = read.replaying(dossier.rulebook, keepingPlaces: !otherPlaces)
        }
        var runs: [ReplayRun] = []
        var id = ""
        for assignments in sweep.map({ $0.map { settings + [$0] } }) ?? [settings] {
            guard let rules = read(path, assignments, console) else { return status(of: path) }
            id = rules.id
            runs.append(
                ReplayRun(
                    settings: assignments.map { "\($0.path)=\($0.value)" },
                    replays: Replay.replays(
                        of: dossier, under: rules.replaying(dossier.rulebook, keepingPlaces: keepsPlaces),
                        against: first)))
        }
        let document = ReplayDocument(
            round: dossier.round, other: id, first: first.id, runs: runs, keepsPlaces: keepsPlaces)
        switch format {
        case .text: console.write(document.text)
        case .csv: console.write(document.csv)
        case .json: console.write(document.json.text)
        }
        return .done
    }

    /// The round's own rules have its own table, and it may be what is set.
    private var keepsPlaces: Bool { rulebook != nil && !otherPlaces }

    private func read(_ path: String, _ assignments: [Assignment], _ console: Console) -> Rulebook? {
        let settings = assignments.compactMap { RulebookSetting(path: $0.path, value: $0.value) }
        let (rulebook, findings) = RulebookFile.read(path: path, setting: settings)
        console.report(findings.sorted())
        return rulebook
    }

    private func status(of path: String) -> ExitStatus {
        FileTree.kind(of: path) == .nothing ? .missingInput : .faultyData
    }

    // MARK: - Arguments

    private static func assignment(_ text: String) throws -> Assignment {
        // An equals sign may stand in brackets; the one after the attribute counts.
        guard let at = text.lastIndex(of: "@"), let sign = text[at...].firstIndex(of: "=") else {
            throw ValidationError("'\(text)' sets nothing; write path@attribute=value, as gate/at-most[1]@factor=2")
        }
        let assignment = Assignment(path: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
        guard RulebookSetting(path: assignment.path, value: assignment.value) != nil else {
            throw ValidationError("'\(text)' sets nothing; write path@attribute=value, as gate/at-most[1]@factor=2")
        }
        return assignment
    }

    private static func sweep(_ text: String) throws -> [Assignment] {
        let whole = try assignment(text)
        let parts = whole.value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let isPercentage = parts.allSatisfy { $0.hasSuffix("%") }
        let numbers = parts.compactMap { FixedDecimal(isPercentage ? String($0.dropLast()) : $0) }
        guard parts.count == 3, numbers.count == 3, numbers[2] > .zero, numbers[0] <= numbers[1] else {
            throw ValidationError(
                "'\(text)' is no sweep; write path@attribute=from:to:step, as gate/at-most[1]@factor=1.5:2:0.1")
        }
        var assignments: [Assignment] = []
        var value = numbers[0]
        while value <= numbers[1], assignments.count <= 1_000 {
            assignments.append(
                Assignment(path: whole.path, value: value.shortestDescription + (isPercentage ? "%" : "")))
            value += numbers[2]
        }
        guard assignments.count <= 1_000 else {
            throw ValidationError("'\(text)' has more than 1000 steps; take a larger one")
        }
        return assignments
    }
}
