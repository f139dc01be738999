import Foundation
import Synchronization
import VBPCommands

/// What a command printed, in order.
final class RecordingConsole: Sendable {
    /// The two streams.
    enum Stream: Sendable { case output, notes }

    private let writes = Mutex<[(stream: Stream, text: String)]>([])

    /// A console that records.
    var console: Console {
        Console(
            write: { text in self.writes.withLock { $0.append((.output, text)) } },
            note: { text in self.writes.withLock { $0.append((.notes, text)) } }, columns: 80)
    }

    /// What went to standard output.
    var output: String { text(of: .output) }
    /// What went to standard error.
    var notes: String { text(of: .notes) }
    /// Everything, in the order in which it was printed.
    var everything: String { writes.withLock { $0.map(\.text).joined() } }

    private func text(of stream: Stream) -> String {
        writes.withLock { $0.filter { $0.stream == stream }.map(\.text).joined() }
    }
}

/// How a command ended and what it printed.
struct CommandRun {
    var status: Int32
    var output: String
    var notes: String
    var everything: String

    /// Runs a command in this process.
    init(_ arguments: [String]) {
        let recording = RecordingConsole()
        status = VBPTool.run(arguments, console: recording.console)
        (output, notes, everything) = (recording.output, recording.notes, recording.everything)
    }

    /// Runs a command in this process.
    init(_ arguments: String...) { self.init(arguments) }
}
