import Glibc
import Synchronization

/// The signal that came while it was put off, 0 for none.
private let requested = Atomic<Int32>(0)

/// Puts off SIGINT, SIGTERM and SIGHUP while files are written, so that nothing is left half-written.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Whether a signal came while it was put off.
    static var isRequested: Bool { requested.load(ordering: .relaxed) != 0 }

    /// Runs `body` with the signals put off; one that came has its usual effect afterwards.
    static func postponed<Value, Problem: Error>(_ body: () throws(Problem) -> Value) throws(Problem) -> Value {
        requested.store(0, ordering: .relaxed)
        let former = signals.map { signal in
            var (action, before) = (sigaction(), sigaction())
            action.__sigaction_handler.sa_handler = { requested.store($0, ordering: .relaxed) }
            sigaction(signal, &action, &before)
            return before
        }
        defer {
            for (signal, var action) in zip(signals, former) { sigaction(signal, &action, nil) }
            let signal = requested.exchange(0, ordering: .relaxed)
            if signal != 0 { kill(getpid(), signal) }
        }
        return try body()
    }
}
