internal import CLibXML2
import Glibc
import Procurement

/// Finds the line and column of a start tag and of its attribute values in libxml2's input buffer.
///
/// At the call for a start tag the parser stands at the tag's end, so the places are found by looking back.
/// libxml2's own column counts bytes in some states and characters in others; these columns count characters.
struct TagPlaces {
    /// A tag whose place was found, from which the place of the next one is counted.
    struct Known {
        /// How many bytes of the document stand before it.
        fileprivate var offset = 0
        /// 0 where it is not known.
        fileprivate var column = 1
    }

    private let end: UnsafePointer<UInt8>?
    private var cursor: UnsafePointer<UInt8>?
    /// The byte of which `line` and `column` are.
    private var counted: UnsafePointer<UInt8>?
    private var line: Int
    private var column: Int

    /// Where the tag's `<` stands.
    let tag: Place

    /// How far back the beginning of a line is looked for.
    private static let longestLine = 4096

    /// - Parameter known: the tag that was asked for before.
    init(position: vbp_position?, after known: inout Known) {
        guard let position, let base = position.base, let current = position.current else {
            (end, cursor, counted, line, column) = (nil, nil, nil, 0, 0)
            tag = Place(line: 0, column: 0)
            return
        }
        let mark = Self.last(UInt8(ascii: "<"), from: base, to: current) ?? base
        var column = 0
        let (consumed, offset) = (Int(position.consumed), Int(position.consumed) + (mark - base))
        let line = Int(position.line) - Self.newlines(from: mark, to: current)
        if known.offset >= consumed, known.offset <= offset {
            let start = base + (known.offset - consumed)
            if let newline = Self.last(UInt8(ascii: "\n"), from: start, to: mark) {
                column = Self.characters(from: newline, to: mark)
            } else if known.column > 0 {
                column = known.column + Self.characters(from: start, to: mark)
            }
        } else {
            let start = mark - base > Self.longestLine ? mark - Self.longestLine : base
            if let newline = Self.last(UInt8(ascii: "\n"), from: start, to: mark) {
                column = Self.characters(from: newline, to: mark)
            } else if start == base, consumed == 0 {
                column = 1 + Self.characters(from: base, to: mark)
            }
        }
        (known.offset, known.column) = (offset, column)
        (end, cursor, counted) = (current, mark, mark)
        self.line = line
        self.column = column
        tag = Place(line: line, column: column)
    }

    /// Where an attribute's value begins; attributes have to be asked for in their order.
    ///
    /// The tag is read again for it, since libxml2 hands on copies of values with references or other than ASCII.
    mutating func place(ofValueOf name: UnsafePointer<UInt8>) -> Place {
        guard var next = cursor, let end, let counted else { return tag }
        if next == counted { while next < end, !Self.isSpace(next.pointee) { next += 1 } }
        while true {
            while next < end, Self.isSpace(next.pointee) { next += 1 }
            guard next < end, next.pointee != UInt8(ascii: ">"), next.pointee != UInt8(ascii: "/") else { return tag }
            let start = next
            while next < end, !Self.isSpace(next.pointee), next.pointee != UInt8(ascii: "=") { next += 1 }
            let length = next - start
            while next < end, Self.isSpace(next.pointee) || next.pointee == UInt8(ascii: "=") { next += 1 }
            guard next < end else { return tag }
            guard next.pointee == UInt8(ascii: "\"") || next.pointee == UInt8(ascii: "'") else { return tag }
            let value = next + 1
            guard let closing = memchr(value, Int32(next.pointee), end - value) else { return tag }
            next = UnsafePointer(closing.assumingMemoryBound(to: UInt8.self)) + 1
            guard strncmp(start, name, length) == 0, name[length] == 0 else { continue }
            count(to: value)
            cursor = next
            return Place(line: line, column: column)
        }
    }

    private mutating func count(to place: UnsafePointer<UInt8>) {
        guard let counted else { return }
        if let newline = Self.last(UInt8(ascii: "\n"), from: counted, to: place) {
            line += Self.newlines(from: counted, to: place)
            column = Self.characters(from: newline, to: place)
        } else if column > 0 {
            column += Self.characters(from: counted, to: place)
        }
        self.counted = place
    }

    // MARK: - Bytes

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private static func last(
        _ byte: UInt8, from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        memrchr(start, Int32(byte), end - start).map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
    }

    private static func newlines(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Int {
        var (count, rest) = (0, start)
        while let next = memchr(rest, 0x0A, end - rest) {
            rest = UnsafePointer(next.assumingMemoryBound(to: UInt8.self)) + 1
            count += 1
        }
        return count
    }

    /// How many characters begin there: bytes of UTF-8 that continue none, eight of them at a time.
    private static func characters(from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>) -> Int {
        let bytes = UnsafeRawBufferPointer(start: start, count: end - start)
        var (count, position) = (bytes.count, 0)
        while position &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            count &-= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
            position &+= 8
        }
        while position < bytes.count {
            if bytes[position] & 0xC0 == 0x80 { count &-= 1 }
            position &+= 1
        }
        return count
    }
}
