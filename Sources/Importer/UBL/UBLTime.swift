import Procurement

/// When a UBL document was issued: `IssueDate` and `IssueTime` as one instant.
///
/// The date and the time may each carry a time zone, or none. Without one the time is that of China, +08:00, which is
/// the zone of every deadline so far; a warning says so. Fractions of a second are cut, since deadlines have none.
/// Without a time of day the instant is not known: it is neither late nor later than another one.
struct UBLTime {
    /// The instant; nil when it is not known.
    private(set) var instant: Timestamp?
    /// What to say about it.
    private(set) var problem: Problem?

    enum Problem: Equatable {
        case unreadable(String)
        case noTime
        case noZone
    }

    /// Where none is stated.
    static let usualZone = "+08:00"

    init(date: String, time: String?) {
        let (day, dayZone) = Self.split(date)
        guard let time else {
            let isDate = Timestamp("\(day)T00:00:00Z") != nil
            problem = isDate ? .noTime : .unreadable(date)
            return
        }
        let (clock, clockZone) = Self.split(time)
        let parts = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fractionIsSound =
            parts.count < 2 || !parts[1].isEmpty && parts[1].utf8.allSatisfy { (48...57).contains($0) }
        let zone = clockZone ?? dayZone
        instant = fractionIsSound ? Timestamp("\(day)T\(parts[0])\(zone ?? Self.usualZone)") : nil
        if instant == nil {
            problem = .unreadable("\(date) \(time)")
        } else if zone == nil {
            problem = .noZone
        }
    }

    /// A date or time without its zone, and the zone.
    private static func split(_ text: String) -> (text: String, zone: String?) {
        if text.hasSuffix("Z") { return (String(text.dropLast()), "Z") }
        let zone = text.suffix(6)
        guard zone.count == 6, zone.dropFirst(3).first == ":", let sign = zone.first, sign == "+" || sign == "-" else {
            return (text, nil)
        }
        return (String(text.dropLast(6)), String(zone))
    }
}
