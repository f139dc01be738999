/// A text in which `↓` stands before each place where a finding is due.
struct MarkedText {
    /// The text without the marks.
    private(set) var text = ""
    /// Line and column of each mark, from 1; columns count characters.
    private(set) var places: [(line: Int, column: Int)] = []

    init(_ marked: String) {
        var line = 1
        var column = 1
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "↓": places.append((line, column))
            case "\n":
                text.unicodeScalars.append(scalar)
                (line, column) = (line + 1, 1)
            default:
                text.unicodeScalars.append(scalar)
                column += 1
            }
        }
    }
}
