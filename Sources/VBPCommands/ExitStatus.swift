/// How a command ended; the numbers are those of `docs/formats.md` and of sysexits where these have one.
public enum ExitStatus: Int32, Sendable, Comparable, CaseIterable {
    /// Done.
    case done = 0
    /// A comparison, verification or audit found differences.
    case different = 1
    /// Done; some submissions were refused, wholly or in part.
    case refused = 2
    /// Done; a human act is pending.
    case pending = 75
    /// The command was called wrongly.
    case usage = 64
    /// Faulty data.
    case faultyData = 65
    /// No such input.
    case missingInput = 66
    /// Output can't be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74

    /// Orders by how much an officer has to care, so that of several rounds the worst is reported.
    public static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.weight < right.weight }

    private var weight: Int {
        [.done, .different, .refused, .pending, .usage, .missingInput, .faultyData, .cannotCreate, .inputOutput]
            .firstIndex(of: self) ?? 0
    }
}
