import Procurement
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "count the seconds since 1970 in any time zone",
        // The values are those of `date -u -d … +%s`.
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("1970-01-01T08:00:00+08:00", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T00:00:00Z", 951_782_400),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("2001-09-09T01:46:40Z", 1_000_000_000),
            ("2020-01-17T10:00:00+08:00", 1_579_226_400),
            ("2020-01-16T21:30:00-04:30", 1_579_226_400),
            ("2020-12-31T23:59:59Z", 1_609_459_199),
            ("1900-03-01T00:00:00Z", -2_203_891_200),
            ("2020-01-18T00:00:00+14:00", 1_579_255_200),
        ]
    )
    func seconds(text: String, expected: Int) throws {
        let timestamp = try #require(Timestamp(text))
        #expect(timestamp.secondsSinceEpoch == expected)
        #expect(timestamp.description == text)
    }

    @Test(
        "know which years are leap years",
        arguments: [
            ("2020-02-29T00:00:00Z", true), ("2000-02-29T00:00:00Z", true), ("2019-02-29T00:00:00Z", false),
            ("1900-02-29T00:00:00Z", false), ("2100-02-29T00:00:00Z", false), ("2020-02-30T00:00:00Z", false),
        ]
    )
    func leapYears(text: String, isDate: Bool) {
        #expect((Timestamp(text) != nil) == isDate)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", "2020-01-17", "2020-01-17T10:00:00", "2020-01-17 10:00:00Z", "2020-01-17T10:00Z",
            "2020-01-17T10:00:00.5Z", "2020-01-17T10:00:00z", "2020-01-17T10:00:00+0800", "2020-01-17T10:00:00+08",
            "2020-01-17T10:00:00+15:00", "2020-01-17T10:00:00+08:60", "2020-13-01T10:00:00Z", "2020-00-01T10:00:00Z",
            "2020-04-31T10:00:00Z", "2020-01-00T10:00:00Z", "2020-01-17T24:00:00Z", "2020-01-17T10:60:00Z",
            "2020-01-17T10:00:60Z", "2020-1-17T10:00:00Z", "20-01-17T10:00:00Z", "２020-01-17T10:00:00Z",
            "2020-01-17T10:00:00Z ", " 2020-01-17T10:00:00Z", "-020-01-17T10:00:00Z", "2020/01/17T10:00:00Z",
            "2020-01-17T10:00:00+08:000", "2020-01-17T10:00:00+14:01", "2020-01-17T10:00:00-14:30",
            "0000-01-17T10:00:00Z",
        ]
    )
    func rejects(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("are equal when they are one instant, however written")
    func equality() throws {
        let shanghai = try #require(Timestamp("2020-01-17T10:00:00+08:00"))
        let utc = try #require(Timestamp("2020-01-17T02:00:00Z"))
        #expect(shanghai == utc)
        #expect(!(shanghai < utc) && !(utc < shanghai))
        #expect(Set([shanghai, utc]).count == 1)
    }

    @Test("are ordered by instant, not by text")
    func order() throws {
        let shanghai = try #require(Timestamp("2020-01-17T10:00:00+08:00"))
        let utc = try #require(Timestamp("2020-01-17T02:00:01Z"))
        #expect(shanghai < utc)
        #expect(shanghai.description > utc.description)
    }
}
