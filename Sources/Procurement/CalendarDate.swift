/// A day, as `2019-12-31`.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The text as written.
    public let description: String

    /// Reads a day that exists; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 10, Timestamp("\(text)T00:00:00Z") != nil else { return nil }
        description = text
    }

    /// Orders by day.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.description < right.description }
}
