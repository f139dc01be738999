import Procurement

/// How a file is made: parts that stand one after the other in it, each of which is made by itself on any core.
///
/// The parts are never put together in memory; who writes the file writes each to its place.
public struct FileParts: Sendable {
    private var parts: [@Sendable () -> [UInt8]] = []

    /// A file of no parts.
    init() {}

    /// A file of one part.
    public init(_ part: @escaping @Sendable () -> [UInt8]) { add(part) }

    mutating func add(_ part: @escaping @Sendable () -> [UInt8]) { parts.append(part) }

    /// Adds what is written for each position below a count, so many positions in a part.
    ///
    /// - Parameter state: what those of a part have in common.
    mutating func add<State: Sendable>(
        _ count: Int, portion: Int = Portions.size, sharing state: State,
        _ write: @escaping @Sendable (Int, inout State, inout [UInt8]) -> Void
    ) {
        for start in stride(from: 0, to: count, by: portion) {
            add {
                let positions = start..<min(start + portion, count)
                var state = state
                var bytes: [UInt8] = []
                for position in positions {
                    write(position, &state, &bytes)
                    // The others are about as long as the first.
                    if position == start { bytes.reserveCapacity(bytes.count * (positions.count + 4)) }
                }
                return bytes
            }
        }
    }

    /// The same where they have nothing in common.
    mutating func add(
        _ count: Int, portion: Int = Portions.size, _ write: @escaping @Sendable (Int, inout [UInt8]) -> Void
    ) {
        add(count, portion: portion, sharing: ()) { position, _, bytes in write(position, &bytes) }
    }

    /// Makes the parts of several files on all cores; gives those of each file in their order.
    public static func make(_ files: [FileParts]) -> [[[UInt8]]] {
        // Parts at the same place of their files are made one after the other: they read the same bids.
        let longest = files.map(\.parts.count).max() ?? 0
        let order = (0..<longest).flatMap { place in
            files.indices.filter { place < files[$0].parts.count }.map { (file: $0, place: place) }
        }
        let made = Portions.each(order.count, portion: 1) { files[order[$0].file].parts[order[$0].place]() }
        var parts = files.map { _ in [[UInt8]]() }
        for (position, bytes) in zip(order, made) { parts[position.file].append(bytes) }
        return parts
    }

    /// The whole file.
    var bytes: [UInt8] { parts.flatMap { $0() } }
}
