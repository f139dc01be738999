/// The cells of a workbook that libxlsxwriter wrote, for comparing two of them.
///
/// It reads what that library writes and nothing else; whatever it does not understand is compared as text.
struct WorkbookCells {
    /// A cell: what it shows, and the formula behind it.
    struct Cell: Equatable {
        var place: String
        var content: String
    }

    private let members: [String: String]
    private let strings: [String]
    /// The names of the sheets, in order.
    let sheets: [String]

    init(_ archive: [ZipArchive.Member]) {
        members = Dictionary(
            archive.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) },
            uniquingKeysWith: { first, _ in first })
        strings = WorkbookCells.parts(of: members["xl/sharedStrings.xml"] ?? "", from: "<si>", to: "</si>")
            .map { WorkbookCells.text(of: $0) }
        sheets = WorkbookCells.parts(of: members["xl/workbook.xml"] ?? "", from: "<sheet name=\"", to: "\"")
            .map { WorkbookCells.unescaped($0) }
    }

    /// The cells of the sheet of that position, as `Winners!F7`.
    func cells(ofSheet index: Int) -> [Cell] {
        let name = sheets.indices.contains(index) ? sheets[index] : "sheet \(index + 1)"
        return WorkbookCells.parts(
            of: members["xl/worksheets/sheet\(index + 1).xml"] ?? "", from: "<c r=\"", to: "</c>"
        )
        .map { cell in
            let reference = cell.prefix { $0 != "\"" }
            let value = WorkbookCells.parts(of: cell, from: "<v>", to: "</v>").first ?? ""
            let isShared = cell.contains("t=\"s\"")
            let shown =
                isShared ? Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? value : value
            let formula = WorkbookCells.parts(of: cell, from: "<f>", to: "</f>").first.map { " (=\($0))" } ?? ""
            return Cell(place: "\(name)!\(reference)", content: shown + WorkbookCells.unescaped(formula))
        }
    }

    /// What stands between each occurrence of two marks.
    private static func parts(of text: String, from start: String, to end: String) -> [String] {
        let (bytes, open, close) = (Array(text.utf8), Array(start.utf8), Array(end.utf8))
        var parts: [String] = []
        var index = 0
        func find(_ mark: [UInt8], _ from: Int) -> Int? {
            var position = from
            while position + mark.count <= bytes.count {
                if bytes[position] == mark[0], bytes[position..<position + mark.count].elementsEqual(mark) {
                    return position
                }
                position += 1
            }
            return nil
        }
        while let first = find(open, index), let last = find(close, first + open.count) {
            parts.append(String(decoding: bytes[first + open.count..<last], as: UTF8.self))
            index = last + close.count
        }
        return parts
    }

    private static func text(of element: String) -> String {
        var result = ""
        var isTag = false
        for scalar in element.unicodeScalars {
            if scalar == "<" { isTag = true }
            if !isTag { result.unicodeScalars.append(scalar) }
            if scalar == ">" { isTag = false }
        }
        return unescaped(result)
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = Substring(text)
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        while let character = rest.first {
            if let (entity, meaning) = entities.first(where: { rest.hasPrefix($0.0) }) {
                result += meaning
                rest = rest.dropFirst(entity.count)
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
