/// A table for a terminal: columns as wide as their cells, two spaces between them.
struct TextTable {
    private var rows: [[String]]
    private let leading: Set<Int>

    /// Begins a table.
    ///
    /// - Parameter leading: the columns that are aligned to the left; numbers stand at the right.
    init(header: [String], leading: Set<Int>) {
        rows = [header]
        self.leading = leading
    }

    mutating func row(_ cells: [String]) { rows.append(cells) }

    /// The lines, with a line feed after each.
    var text: String {
        let widths = rows[0].indices.map { column in rows.map { Text.width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - Text.width(cell))
                return leading.contains(column) ? cell + padding : padding + cell
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
