import ArgumentParser
import Digests
import Importer
import Reporter

/// The command-line tool.
public enum VBPTool {
    /// The tool's version; reports name it.
    public static let version = "0.1.0"

    /// The libraries that the bytes of its files may depend on, with their versions.
    static let libraries = [
        "libxml2": ImportLibraries.libxml2, "libxlsxwriter": XLSXReport.libraryVersion,
        "openssl": Digest.libraryVersion,
    ]

    /// Runs a command and says how it ended.
    public static func run(_ arguments: [String], console: Console) -> Int32 {
        let status = status(of: arguments, console)
        guard console.hasFailed() else { return status.rawValue }
        console.note("error: standard output could not be written to its end\n")
        return ExitStatus.inputOutput.rawValue
    }

    private static func status(of arguments: [String], _ console: Console) -> ExitStatus {
        // Why a command can't be parsed alone, the whole tree of commands says.
        if let command = command(arguments) { return command.run(console) }
        do {
            let command = try VBP.parseAsRoot(arguments)
            if let command = command as? any ToolCommand { return command.run(console) }
            // The root command alone, and the built-in ones: they print and end by throwing.
            var builtIn = command
            try builtIn.run()
            return .done
        } catch {
            let text = VBP.fullMessage(for: error, columns: console.columns) + "\n"
            guard VBP.exitCode(for: error).isSuccess else {
                console.note(text)
                return .usage
            }
            console.write(text)
            return .done
        }
    }
}

extension VBPTool {
    /// The command that the first argument names, parsed by itself: in half the time that it takes as one of all of them.
    ///
    /// That each names `vbp` as its super-command keeps the parser from looking for requests of completion scripts, which
    /// are half of its work.
    ///
    /// - Returns: nil where it can't be parsed, and for help, versions and completions.
    private static func command(_ arguments: [String]) -> (any ToolCommand)? {
        let named = VBP.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        return try? named?.parseAsRoot(Array(arguments.dropFirst())) as? any ToolCommand
    }
}

/// A subcommand: it writes to the console that it is given and returns how it ended.
protocol ToolCommand: ParsableCommand {
    func run(_ console: Console) -> ExitStatus
}

struct VBP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vbp",
        abstract: "Evaluates rounds of volume-based procurement (带量采购) and measures what they did to prices.",
        discussion: """
            A round is a folder of XML documents; the result is a function of that folder alone.
            Exit status: 0 done, 1 differences found, 2 done with refused submissions, 64 usage, 65 faulty data, \
            66 no such input, 73 cannot create output, 74 read or write error, 75 done with a human act pending.
            """,
        version: VBPTool.version,
        groupedSubcommands: [
            CommandGroup(
                name: "Officers'",
                subcommands: [
                    CheckCommand.self, ConvertCommand.self, EvaluateCommand.self, RecordCommand.self,
                    DraftCommand.self, AllocateCommand.self, BarCommand.self,
                ]),
            CommandGroup(
                name: "Auditors'",
                subcommands: [ReportCommand.self, AuditCommand.self, VerifyCommand.self, ExplainCommand.self]),
            CommandGroup(
                name: "Analysts'",
                subcommands: [CompareCommand.self, PortfolioCommand.self, WhatIfCommand.self]),
            CommandGroup(name: "Reference", subcommands: [SchemaCommand.self]),
        ])
}
