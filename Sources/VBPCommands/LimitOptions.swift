import ArgumentParser
import Importer

/// `--limit name=value`: how much a document may hold.
struct LimitOptions: ParsableArguments {
    /// A limit that was set on the command line.
    struct Setting {
        let name: String
        let value: Int
    }

    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp(
            "Set a limit of the importer: \(ImportLimits.names.map(\.name).joined(separator: ", ")).",
            valueName: "name=value"),
        transform: LimitOptions.setting)
    var settings: [Setting] = []

    /// The usual limits with what was set.
    var limits: ImportLimits {
        var limits = ImportLimits()
        for setting in settings {
            for limit in ImportLimits.names where limit.name == setting.name {
                limits[keyPath: limit.path] = setting.value
            }
        }
        return limits
    }

    private static func setting(_ text: String) throws -> Setting {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let value = Int(parts[1]), value > 0 else {
            throw ValidationError("'\(text)' sets no limit; write name=value, as depth=64")
        }
        guard let limit = ImportLimits.names.first(where: { $0.name == parts[0] }) else {
            let known = ImportLimits.names.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no limit '\(parts[0])'; there are: \(known)")
        }
        let highest = ImportLimits.highest(limit.name)
        guard value <= highest else {
            throw ValidationError("the limit '\(limit.name)' can be at most \(highest)")
        }
        return Setting(name: limit.name, value: value)
    }
}
