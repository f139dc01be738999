import Procurement
import Testing

@Suite("Days")
struct CalendarDateTests {
    /// Python's `date.toordinal()`, less one.
    @Test(
        "are counted from 1 January of year 1",
        arguments: [
            ("0001-01-01", 0), ("1970-01-01", 719_162), ("2000-02-29", 730_178), ("2024-03-01", 738_945),
        ])
    func dayNumber(written: String, number: Int) throws {
        #expect(try #require(CalendarDate(written)).dayNumber == number)
    }

    @Test(
        "months later are the same day, or the last of a shorter month",
        arguments: [
            ("2020-01-31", 1, "2020-02-29"), ("2019-12-31", 2, "2020-02-29"), ("2020-02-29", 12, "2021-02-28"),
            ("2020-12-15", 24, "2022-12-15"), ("2020-11-30", 1, "2020-12-30"), ("2020-12-01", 1, "2021-01-01"),
        ])
    func months(written: String, months: Int, becomes: String) throws {
        #expect(try #require(CalendarDate(written)).adding(months: months).description == becomes)
    }

    @Test(
        "the day before",
        arguments: [("2021-08-11", "2021-08-10"), ("2021-01-01", "2020-12-31"), ("2020-03-01", "2020-02-29")])
    func dayBefore(day: String, before: String) throws {
        #expect(try #require(CalendarDate(day)).dayBefore.description == before)
    }
}
