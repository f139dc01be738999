import Glibc
import Procurement

/// A table with a header row: RFC 4180, as Excel writes it, in UTF-8 (with or without a byte-order mark) or GB18030.
struct CSVTable {
    /// A row with the place where it begins.
    struct Row {
        fileprivate let fields: [String]
        fileprivate let columns: [String: Int]
        let location: SourceLocation

        /// The cell of a column, without surrounding spaces; empty when there is no such column.
        subscript(_ column: String) -> String {
            guard let index = columns[column], index < fields.count else { return "" }
            return fields[index]
        }

        /// A character in any cell that an XML document may not hold, or that hides or reorders text.
        var invisibleCharacter: Unicode.Scalar? {
            for field in fields {
                if let scalar = Invisible.first(in: field) { return scalar }
            }
            return nil
        }
    }

    let rows: [Row]

    /// Reads a table; problems go to `findings`.
    ///
    /// - Parameter required: columns without which the table can't be used.
    init?(path: String, required: [String], _ findings: inout [Finding]) {
        var bytes: [UInt8]
        do throws(InputProblem) {
            bytes = try InputFile(path: path, shownAs: path).bytes()
        } catch {
            findings.append(error.finding)
            return nil
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if String(validating: bytes, as: UTF8.self) == nil {
            guard let converted = CSVTable.convertedFromGB18030(bytes) else {
                findings.append(
                    Finding(
                        .error, .rowMalformed, "the table is neither UTF-8 nor GB18030",
                        remedy: "save it as UTF-8", at: SourceLocation(file: path)))
                return nil
            }
            bytes = converted
            findings.append(
                Finding(.note, .assumed, "the table is not UTF-8; read as GB18030", at: SourceLocation(file: path)))
        }
        var parser = Parser(bytes: bytes, path: path)
        var records = parser.records(&findings)
        guard !records.isEmpty else {
            findings.append(
                Finding(
                    .error, .columnMissing, "the table is empty", remedy: "it needs a header row",
                    at: SourceLocation(file: path)))
            return nil
        }
        let header = records.removeFirst()
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() where columns[name] == nil { columns[name] = index }
        let missing = required.filter { columns[$0] == nil }
        if !missing.isEmpty {
            findings.append(
                Finding(
                    .error, .columnMissing,
                    "the table has no column \(missing.map { "'\($0)'" }.joined(separator: ", "))",
                    remedy: "see docs/formats.md for the layout", at: SourceLocation(file: path, line: 1)))
            return nil
        }
        for record in records where record.fields.count != header.fields.count {
            findings.append(
                Finding(
                    .error, .rowMalformed,
                    "the row has \(record.fields.count) cells, the header \(header.fields.count)",
                    remedy: "look for a missing quotation mark or comma",
                    at: SourceLocation(file: path, line: record.line)))
        }
        rows = records.map {
            Row(fields: $0.fields, columns: columns, location: SourceLocation(file: path, line: $0.line))
        }
    }

    private static func convertedFromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let total = output.count
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                return iconv(converter, &from, &inputLeft, &to, &outputLeft)
            }
        }
        guard result != Int.max.magnitude * 2 + 1, inputLeft == 0 else { return nil }
        return output[..<(total - outputLeft)].map { UInt8(bitPattern: $0) }
    }
}

extension CSVTable {
    private struct Record {
        let fields: [String]
        let line: Int
    }

    private struct Parser {
        let bytes: [UInt8]
        let path: String
        private var position = 0
        private var line = 1

        init(bytes: [UInt8], path: String) {
            self.bytes = bytes
            self.path = path
        }

        mutating func records(_ findings: inout [Finding]) -> [Record] {
            var records: [Record] = []
            while position < bytes.count {
                let start = line
                let fields = record(&findings)
                if fields.count > 1 || !(fields.first ?? "").isEmpty {
                    records.append(Record(fields: fields, line: start))
                }
            }
            return records
        }

        private mutating func record(_ findings: inout [Finding]) -> [String] {
            var fields: [String] = []
            while true {
                fields.append(field(&findings))
                guard position < bytes.count else { return fields }
                let separator = bytes[position]
                position += 1
                if separator == UInt8(ascii: ",") {
                    if position == bytes.count { fields.append("") }
                    continue
                }
                if separator == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
                    position += 1
                }
                line += 1
                return fields
            }
        }

        private mutating func field(_ findings: inout [Finding]) -> String {
            var content: [UInt8] = []
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                let opened = line
                position += 1
                while position < bytes.count {
                    let byte = bytes[position]
                    position += 1
                    if byte == UInt8(ascii: "\"") {
                        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                            return unquotedRest(content)
                        }
                        position += 1
                    }
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    content.append(byte)
                }
                findings.append(
                    Finding(
                        .error, .rowMalformed, "a quotation mark is opened and not closed",
                        at: SourceLocation(file: path, line: opened)))
                return String(decoding: content, as: UTF8.self)
            }
            return unquotedRest(content)
        }

        private mutating func unquotedRest(_ begun: [UInt8]) -> String {
            var content = begun
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
                content.append(byte)
                position += 1
            }
            let text = Substring(String(decoding: content, as: UTF8.self))
            return String(text.trimmingSpaces())
        }
    }
}

extension Substring {
    func trimmingSpaces() -> Substring {
        var result = self
        while let first = result.first, first.isWhitespace { result.removeFirst() }
        while let last = result.last, last.isWhitespace { result.removeLast() }
        return result
    }
}
