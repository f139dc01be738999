/// The first thing in which two versions of a file differ, in terms of what the file says, not of its bytes.
public enum FileDifference {
    /// Where they differ and what each says; nil when they are the same.
    ///
    /// - Parameters:
    ///   - name: the file's name, which says how it is read.
    ///   - recorded: what the report has.
    ///   - computed: what the round gives.
    public static func first(in name: String, _ recorded: [UInt8], _ computed: [UInt8]) -> String? {
        guard recorded != computed else { return nil }
        if name.hasSuffix(".xlsx") { return workbook(recorded, computed) }
        let difference: Pair?
        switch name.split(separator: ".").last {
        case "json": difference = json(recorded, computed)
        case "csv": difference = table(recorded, computed)
        case "html": difference = lines(recorded, computed) { visibleText(of: $0) } ?? lines(recorded, computed) { $0 }
        default: difference = lines(recorded, computed) { $0 }
        }
        guard let difference else { return "the figures are the same, the file is written another way" }
        return difference.text
    }

    /// A place and what stands there in both.
    private struct Pair {
        var place: String
        var recorded: String?
        var computed: String?

        var text: String {
            func words(_ value: String?) -> String { value.map { "'\(FileDifference.short($0))'" } ?? "nothing" }
            return "\(place): the report has \(words(recorded)), the round gives \(words(computed))"
        }
    }

    private static func short(_ text: String) -> String { text.count > 90 ? text.prefix(89) + "…" : text }

    // MARK: - JSON

    private static func json(_ recorded: [UInt8], _ computed: [UInt8]) -> Pair? {
        guard let computed = try? JSON(parsing: computed) else { return nil }
        guard let recorded = try? JSON(parsing: recorded) else {
            return Pair(place: "the document", recorded: "something that is no JSON", computed: "a JSON document")
        }
        return difference(recorded, computed, at: "")
    }

    private static func difference(_ recorded: JSON, _ computed: JSON, at path: String) -> Pair? {
        guard recorded != computed else { return nil }
        switch (recorded, computed) {
        case (.object(let left), .object(let right)):
            let keys = Set(left.keys).union(right.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for key in keys where left[key] != right[key] {
                let place = path.isEmpty ? key : "\(path).\(key)"
                guard let one = left[key], let other = right[key] else {
                    return Pair(place: place, recorded: left[key].map(words), computed: right[key].map(words))
                }
                return difference(one, other, at: place)
            }
            return nil
        case (.array(let left), .array(let right)):
            for (index, (one, other)) in zip(left, right).enumerated() where one != other {
                if let name = name(of: one), let otherName = self.name(of: other), name != otherName {
                    return Pair(place: "\(path)[\(index)]", recorded: name, computed: otherName)
                }
                return difference(one, other, at: "\(path)[\(name(of: one) ?? String(index))]")
            }
            return Pair(
                place: path, recorded: "\(left.count) entries", computed: "\(right.count) entries")
        default: return Pair(place: path, recorded: words(recorded), computed: words(computed))
        }
    }

    /// What an entry of a list is called: by its own identifier, else by what it is about.
    private static func name(of entry: JSON) -> String? {
        if let id = entry["id"]?.stringValue { return id }
        let parts = ["lot", "bidder", "region", "rule", "baseline", "file", "name", "measure"].compactMap {
            entry[$0]?.stringValue
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func words(_ value: JSON) -> String {
        if let text = value.stringValue { return text }
        return String(value.text.dropLast()).split(separator: "\n").joined(separator: " ")
    }

    // MARK: - Workbooks

    /// Compares the members of two workbooks, not how they were packed.
    private static func workbook(_ recorded: [UInt8], _ computed: [UInt8]) -> String? {
        guard let right = ZipArchive.members(of: computed) else { return nil }
        guard let left = ZipArchive.members(of: recorded) else { return "this is no workbook" }
        guard left != right else { return nil }
        let (one, other) = (WorkbookCells(left), WorkbookCells(right))
        for index in 0..<max(one.sheets.count, other.sheets.count) {
            let (a, b) = (one.cells(ofSheet: index), other.cells(ofSheet: index))
            for position in 0..<max(a.count, b.count) {
                let (cell, computed) = (
                    a.indices.contains(position) ? a[position] : nil, b.indices.contains(position) ? b[position] : nil
                )
                guard cell != computed else { continue }
                let place = computed?.place ?? cell?.place ?? ""
                return Pair(
                    place: place, recorded: cell?.place == place ? cell?.content : nil,
                    computed: computed?.place == place ? computed?.content : nil
                ).text
            }
        }
        let names = Set(left.map(\.name)).symmetricDifference(right.map(\.name)).sorted()
        let changed = zip(left, right).first { $0 != $1 }?.0.name
        return "the cells are the same, \(names.first ?? changed ?? "a part") of the workbook is not"
    }

    // MARK: - Tables

    private static func table(_ recorded: [UInt8], _ computed: [UInt8]) -> Pair? {
        let (left, right) = (rows(recorded), rows(computed))
        let header = right.first ?? []
        for (index, (one, other)) in zip(left, right).enumerated() where one != other {
            let row = "row \(index + 1) (\(other.prefix(2).joined(separator: ", ")))"
            for column in 0..<max(one.count, other.count) {
                let (a, b) = (
                    one.indices.contains(column) ? one[column] : nil,
                    other.indices.contains(column) ? other[column] : nil
                )
                guard a != b else { continue }
                let name = header.indices.contains(column) ? header[column] : "column \(column + 1)"
                return Pair(place: "\(row), \(name)", recorded: a, computed: b)
            }
        }
        guard left.count != right.count else { return nil }
        return Pair(place: "the table", recorded: "\(left.count) rows", computed: "\(right.count) rows")
    }

    /// The cells of a table by RFC 4180.
    private static func rows(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        func take() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""):
                // A doubled quote closes and opens again; the quote itself is lost, which changes no comparison.
                isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: take()
            case UInt8(ascii: "\n") where !isQuoted:
                take()
                rows.append(row)
                row = []
            default: cell.append(byte)
            }
        }
        if !cell.isEmpty || !row.isEmpty {
            take()
            rows.append(row)
        }
        return rows
    }

    // MARK: - Text

    private static func lines(_ recorded: [UInt8], _ computed: [UInt8], _ text: (String) -> String) -> Pair? {
        func lines(_ bytes: [UInt8]) -> [String] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .map { text(String($0)) }
        }
        let (left, right) = (lines(recorded), lines(computed))
        for index in 0..<max(left.count, right.count) {
            let (a, b) = (
                left.indices.contains(index) ? left[index] : nil, right.indices.contains(index) ? right[index] : nil
            )
            if a != b { return Pair(place: "line \(index + 1)", recorded: around(a, b), computed: around(b, a)) }
        }
        return nil
    }

    /// The part of a line in which it differs from another one.
    private static func around(_ line: String?, _ other: String?) -> String? {
        guard let line, let other, line.count > 60 else { return line }
        let same = zip(line, other).prefix { $0 == $1 }.count
        return same > 20 ? "…" + line.dropFirst(same - 20).prefix(60) : String(line.prefix(60))
    }

    /// What a reader of a line of HTML sees, the languages after each other.
    private static func visibleText(of line: String) -> String {
        var result = ""
        var isTag = false
        for character in line.unicodeScalars {
            switch character {
            case "<": isTag = true
            case ">":
                isTag = false
                if result.last != " " { result += " " }
            default: if !isTag { result.unicodeScalars.append(character) }
            }
        }
        return result
    }
}
