internal import CLibXML2
import Glibc
import Procurement

/// Finds the line and column of a start tag and of its attribute values in libxml2's input buffer.
///
/// At the call for a start tag the parser stands at the tag's end, so the places are found by looking back.
/// libxml2's own column counts bytes in some states and characters in others; these columns count characters.
struct TagPlaces {
    private let file: String
    private let open: UnsafePointer<UInt8>?
    private let end: UnsafePointer<UInt8>?
    private var cursor: UnsafePointer<UInt8>?
    private var line: Int
    private var column: Int

    /// Where the tag's `<` stands.
    let tag: SourceLocation

    /// How far back the beginning of a line is looked for.
    private static let longestLine = 4096

    init(file: String, position: vbp_position?) {
        self.file = file
        guard let position, let base = position.base, let current = position.current else {
            open = nil
            end = nil
            cursor = nil
            line = 0
            column = 0
            tag = SourceLocation(file: file)
            return
        }
        var mark = current
        var line = Int(position.line)
        while mark > base, mark.pointee != UInt8(ascii: "<") {
            mark -= 1
            if mark.pointee == UInt8(ascii: "\n") { line -= 1 }
        }
        var column = 1
        var back = mark
        var steps = 0
        while back > base, steps < Self.longestLine, (back - 1).pointee != UInt8(ascii: "\n") {
            back -= 1
            steps += 1
            if back.pointee & 0xC0 != 0x80 { column += 1 }
        }
        let isLineStartInBuffer = back > base ? (back - 1).pointee == UInt8(ascii: "\n") : line == 1
        if !isLineStartInBuffer { column = 0 }
        open = mark
        end = current
        cursor = mark
        self.line = line
        self.column = column
        tag = SourceLocation(file: file, line: line, column: column)
    }

    /// Where an attribute's value begins; attributes have to be asked for in their order.
    ///
    /// The tag is read again for it, since libxml2 hands on copies of values with references or other than ASCII.
    mutating func location(ofValueOf name: UnsafePointer<UInt8>) -> SourceLocation {
        if cursor == open { skip { !Self.isSpace($0) } }
        while let start = nextName() {
            let length = (cursor ?? start) - start
            skip { Self.isSpace($0) || $0 == UInt8(ascii: "=") }
            guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return tag }
            step()
            let place = SourceLocation(file: file, line: line, column: column)
            skip { $0 != quote }
            step()
            if strncmp(start, name, length) == 0, name[length] == 0 { return place }
        }
        return tag
    }

    /// Goes behind the next attribute's name, and says where that begins; nil at the end of the tag.
    private mutating func nextName() -> UnsafePointer<UInt8>? {
        skip(Self.isSpace)
        guard let first = current, first != UInt8(ascii: ">"), first != UInt8(ascii: "/") else { return nil }
        let start = cursor
        skip { !Self.isSpace($0) && $0 != UInt8(ascii: "=") }
        return start
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// The byte at the cursor; nil at the end.
    private var current: UInt8? {
        guard let cursor, let end, cursor < end else { return nil }
        return cursor.pointee
    }

    private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
        while let byte = current, isSkipped(byte) { step() }
    }

    private mutating func step() {
        guard let byte = current, let cursor else { return }
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80, column > 0 {
            column += 1
        }
        self.cursor = cursor + 1
    }
}
