import Procurement

/// How a file is made: parts that stand one after the other in it, each of which is made by itself on any core.
///
/// The parts are never put together in memory; who writes the file writes one after the other.
public struct FileParts: Sendable {
    private var parts: [@Sendable () -> [UInt8]] = []

    /// A file of no parts.
    init() {}

    /// A file of one part.
    public init(_ part: @escaping @Sendable () -> [UInt8]) { add(part) }

    /// A table of which only the header stands.
    init(header: [String]) { add { CSV(header: header).bytes } }

    mutating func add(_ part: @escaping @Sendable () -> [UInt8]) { parts.append(part) }

    /// Adds a part for each portion of so many items.
    mutating func add(
        _ count: Int, portion: Int = Portions.size, _ write: @escaping @Sendable (Range<Int>, inout [UInt8]) -> Void
    ) {
        for start in stride(from: 0, to: count, by: portion) {
            add {
                var bytes: [UInt8] = []
                write(start..<min(start + portion, count), &bytes)
                return bytes
            }
        }
    }

    /// Adds rows of a table for each portion of so many items.
    mutating func addRows(
        _ count: Int, portion: Int = Portions.size, _ write: @escaping @Sendable (Range<Int>, inout CSV) -> Void
    ) {
        add(count, portion: portion) { positions, bytes in
            var rows = CSV()
            write(positions, &rows)
            bytes = rows.bytes
        }
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
