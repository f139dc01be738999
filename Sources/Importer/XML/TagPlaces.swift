internal import CLibXML2
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
    mutating func location(of value: UnsafePointer<UInt8>) -> SourceLocation {
        guard let open, let end, var cursor, value >= open, value <= end else { return tag }
        while cursor < value {
            if cursor.pointee == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if cursor.pointee & 0xC0 != 0x80, column > 0 {
                column += 1
            }
            cursor += 1
        }
        self.cursor = cursor
        return SourceLocation(file: file, line: line, column: column)
    }
}
