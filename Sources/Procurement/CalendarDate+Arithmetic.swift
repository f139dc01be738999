extension CalendarDate {
    /// The number of the day, counted from 1 January of year 1, which is 0.
    public var dayNumber: Int {
        let years = year - 1
        let months = (1..<month).reduce(0) { $0 + CalendarDate.days(in: $1, of: year) }
        return years * 365 + years / 4 - years / 100 + years / 400 + months + day - 1
    }

    /// The same day so many months later, or the last one of a month that is shorter.
    ///
    /// - Precondition: the year stays below 10,000.
    public func adding(months: Int) -> CalendarDate {
        let total = year * 12 + (month - 1) + months
        let (year, month) = (total / 12, total % 12 + 1)
        let day = min(day, CalendarDate.days(in: month, of: year))
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The day before.
    ///
    /// - Precondition: it is not 1 January of year 1.
    public var dayBefore: CalendarDate {
        if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) }
        if month == 1 { return CalendarDate(year: year - 1, month: 12, day: 31) }
        return CalendarDate(year: year, month: month - 1, day: CalendarDate.days(in: month - 1, of: year))
    }
}
