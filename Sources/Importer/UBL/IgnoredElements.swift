import Procurement

/// Counts the elements that have no meaning here: one note a name, whatever their number.
struct IgnoredElements {
    private struct Count {
        let first: SourceLocation
        var number = 1
    }

    private var counts: [String: Count] = [:]
    private var order: [String] = []
    /// Elements whose names are not listed one by one any more.
    private var others = 0

    /// How many names get a note of their own.
    private static let longestList = 100

    /// Counts an element by what it is called in the note.
    mutating func count(_ name: String, at place: @autoclosure () -> SourceLocation) {
        if counts[name] != nil {
            counts[name]?.number += 1
        } else if order.count < Self.longestList {
            counts[name] = Count(first: place())
            order.append(name)
        } else {
            others += 1
        }
    }

    /// Reports what was counted.
    func report(to diagnostics: Diagnostics) {
        for name in order {
            guard let count = counts[name] else { continue }
            let times = count.number == 1 ? "once" : "\(count.number) times"
            diagnostics.report(
                Finding(
                    .note, .elementIgnored, "<\(name)> has no meaning here and was ignored; it stands there \(times)",
                    at: count.first))
        }
        if others > 0, let first = order.first.flatMap({ counts[$0]?.first }) {
            diagnostics.report(
                Finding(
                    .note, .elementIgnored, "\(others) elements of further names were ignored",
                    at: SourceLocation(file: first.file)))
        }
    }
}
