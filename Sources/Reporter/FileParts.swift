import Procurement
import Synchronization

/// How a file is made: parts that stand one after the other in it, each of which is made by itself on any core.
///
/// The parts are never put together in memory; who writes the file writes each to its place as soon as it is made.
public struct FileParts: Sendable {
    private var parts: [@Sendable (inout [UInt8]) -> Void] = []

    /// A file of no parts.
    init() {}

    /// A file of one part.
    public init(_ part: @escaping @Sendable () -> [UInt8]) { add { $0 = part() } }

    /// A file whose parts are made.
    public init(made parts: [[UInt8]]) { for part in parts { add { $0 = part } } }

    /// Adds a part, which is written to the bytes that it is given: none so far, with room of a part before.
    public mutating func add(_ write: @escaping @Sendable (inout [UInt8]) -> Void) { parts.append(write) }

    /// How many parts there are.
    public var count: Int { parts.count }

    /// Adds what is written for each position below a count, so many positions in a part.
    ///
    /// - Parameter state: what those of a part have in common.
    mutating func add<State: Sendable>(
        _ count: Int, portion: Int = Portions.size, sharing state: State,
        _ write: @escaping @Sendable (Int, inout State, inout [UInt8]) -> Void
    ) {
        for start in stride(from: 0, to: count, by: portion) {
            parts.append { bytes in
                let positions = start..<min(start + portion, count)
                var state = state
                for position in positions {
                    write(position, &state, &bytes)
                    // The others are about as long as the first.
                    if position == start { bytes.reserveCapacity(bytes.count * (positions.count + 4)) }
                }
            }
        }
    }

    /// The same where they have nothing in common.
    mutating func add(
        _ count: Int, portion: Int = Portions.size, _ write: @escaping @Sendable (Int, inout [UInt8]) -> Void
    ) {
        add(count, portion: portion, sharing: ()) { position, _, bytes in write(position, &bytes) }
    }

    /// Makes the parts of several files on all cores and hands each on as soon as it is made.
    ///
    /// - Parameter take: is told the file's and the part's number; the bytes that it leaves are the room in which the
    ///   next part is made. When it says no, no more parts are made.
    public static func each(
        _ files: [FileParts], _ take: @Sendable (_ file: Int, _ part: Int, _ bytes: inout [UInt8]) -> Bool
    ) {
        // Parts as far from the ends of their files are made one after the other: they read the same bids.
        let longest = files.map(\.parts.count).max() ?? 0
        let order = (0..<longest).reversed().flatMap { distance in
            files.indices.filter { distance < files[$0].parts.count }
                .map { (file: $0, place: files[$0].parts.count - 1 - distance) }
        }
        let isWanted = Atomic<Bool>(true)
        Portions.work(order.count) { next in
            var bytes: [UInt8] = []
            while isWanted.load(ordering: .relaxed), let number = next() {
                let (file, place) = order[number]
                bytes.removeAll(keepingCapacity: true)
                files[file].parts[place](&bytes)
                if !take(file, place, &bytes) { isWanted.store(false, ordering: .relaxed) }
            }
        }
    }

    /// The same files with their parts made.
    public static func made(_ files: [FileParts]) -> [FileParts] {
        let made = Mutex(files.map { file in file.parts.map { _ in [UInt8]() } })
        each(files) { file, part, bytes in
            made.withLock { swap(&$0[file][part], &bytes) }
            return true
        }
        return made.withLock { $0 }.map { FileParts(made: $0) }
    }

    /// The whole file.
    public var bytes: [UInt8] {
        var whole: [UInt8] = []
        var bytes: [UInt8] = []
        for part in parts {
            bytes.removeAll(keepingCapacity: true)
            part(&bytes)
            whole += bytes
        }
        return whole
    }
}
