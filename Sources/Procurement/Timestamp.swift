/// An instant with its time zone, as `2020-01-17T10:00:00+08:00`.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The text as written.
    public let description: String
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int

    /// Reads an ISO 8601 date and time with seconds and a time zone (`Z` or `±hh:mm`, at most 14 hours); nil for
    /// anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func digits(_ range: Range<Int>) -> Int? {
            var value = 0
            for index in range {
                guard index < bytes.count, (48...57).contains(bytes[index]) else { return nil }
                value = value * 10 + Int(bytes[index] - 48)
            }
            return value
        }
        func has(_ character: Character, at index: Int) -> Bool {
            index < bytes.count && bytes[index] == character.asciiValue
        }
        guard has("-", at: 4), has("-", at: 7), has("T", at: 10), has(":", at: 13), has(":", at: 16),
            let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10),
            let hour = digits(11..<13), let minute = digits(14..<16), let second = digits(17..<19),
            year > 0, (1...12).contains(month), (1...CalendarDate.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var offset = 0
        if has("Z", at: 19), bytes.count == 20 {
            offset = 0
        } else if bytes.count == 25, has("+", at: 19) || has("-", at: 19), has(":", at: 22),
            let hours = digits(20..<22), let minutes = digits(23..<25), minutes < 60, hours * 60 + minutes <= 14 * 60
        {
            offset = (hours * 60 + minutes) * 60 * (has("-", at: 19) ? -1 : 1)
        } else {
            return nil
        }
        description = text
        let dayNumber = Timestamp.daysSinceEpoch(year: year, month: month, day: day)
        secondsSinceEpoch = dayNumber * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }

    /// The day in the time zone that it is written in.
    public var day: CalendarDate? { CalendarDate(description.prefix(10)) }

    /// Whether both are the same instant, however written: 10:00+08:00 is 02:00Z.
    public static func == (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch == right.secondsSinceEpoch
    }

    /// Feeds what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(secondsSinceEpoch) }

    /// Orders by instant, whatever the time zone.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        var total = day - 1
        for earlier in 1..<month { total += CalendarDate.days(in: earlier, of: year) }
        let years = year - 1
        return total + years * 365 + years / 4 - years / 100 + years / 400 - 719_162
    }
}
