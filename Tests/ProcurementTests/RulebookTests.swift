import Decimals
import Procurement
import Testing

@Suite("Tables of a rulebook")
struct RulebookTests {
    /// The table of GY-YD2019-2.
    private let shortlist = Shortlist(
        counting: "filed",
        places: [
            Shortlist.Places(bidders: 1...1, places: 1), Shortlist.Places(bidders: 2...3, places: 2),
            Shortlist.Places(bidders: 4...4, places: 3), Shortlist.Places(bidders: 5...6, places: 4),
            Shortlist.Places(bidders: 7...8, places: 5), Shortlist.Places(bidders: 9...Int.max, places: 6),
        ],
        tieBreaks: [])

    @Test(
        "places: the row that holds the number of firms",
        arguments: zip([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1_000_000], [0, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6, 6])
    )
    func places(bidders: Int, expected: Int) {
        #expect(shortlist.places(for: bidders) == expected)
    }

    @Test("places: the last row holds for more firms than it names, and an empty table has none")
    func ends() {
        let closed = Shortlist(
            counting: "filed",
            places: [Shortlist.Places(bidders: 2...3, places: 1), Shortlist.Places(bidders: 4...7, places: 4)],
            tieBreaks: [])
        #expect(closed.places(for: 8) == 4)
        #expect(closed.places(for: 1) == 0)
        #expect(Shortlist(counting: "filed", places: [], tieBreaks: []).places(for: 3) == 0)
    }

    @Test("shares: by tier and number of winners, and none where no row holds")
    func shares() throws {
        let half = try #require(FixedDecimal("0.5"))
        let most = try #require(FixedDecimal("0.7"))
        let rule = VolumeRule(
            citation: Citation(clause: "7", basis: .document, confidence: .high),
            shares: [
                VolumeRule.Share(tier: "normal", winners: 1...1, share: half),
                VolumeRule.Share(tier: "normal", winners: 2...Int.max, share: most),
                VolumeRule.Share(tier: "antibacterial", winners: 1...1, share: FixedDecimal.zero),
            ])
        #expect(rule.share(tier: "normal", winners: 1) == half)
        #expect(rule.share(tier: "normal", winners: 2) == most)
        #expect(rule.share(tier: "normal", winners: 99) == most)
        // A share of nothing is a share; that no row holds is another thing.
        #expect(rule.share(tier: "antibacterial", winners: 1) == FixedDecimal.zero)
        #expect(rule.share(tier: "antibacterial", winners: 2) == nil)
        #expect(rule.share(tier: "unheard-of", winners: 1) == nil)
        #expect(rule.share(tier: "normal", winners: 0) == nil)
    }

    @Test("terms: by number of winners")
    func terms() {
        let rule = TermRule(
            citation: Citation(clause: "8", basis: .document, confidence: .high),
            rows: [TermRule.Row(winners: 1...2, months: 12), TermRule.Row(winners: 3...Int.max, months: 24)])
        #expect([0, 1, 2, 3, 50].map { rule.months(winners: $0) } == [nil, 12, 12, 24, 24])
    }

    @Test("by rank each winner takes a part of what is left, the last one all of it")
    func cascade() throws {
        let part = try #require(FixedDecimal("0.6"))
        let half = try #require(FixedDecimal("0.5"))
        let citation = Citation(clause: "LH-HD2020-1", basis: .document, confidence: .high)
        let rule = VolumeRule(
            citation: citation, shares: [],
            rest: .cascade([.init(winners: 1...3, part: part), .init(winners: 4...4, part: half)]))
        // `handbook/rules.md` §9.3 (3)
        #expect(rule.parts(winners: 1) == [.one])
        #expect(rule.parts(winners: 2) == [Ratio(3, 5), Ratio(2, 5)])
        #expect(rule.parts(winners: 3) == [Ratio(60, 100), Ratio(24, 100), Ratio(16, 100)])
        #expect(rule.parts(winners: 4) == [Ratio(1, 2), Ratio(1, 4), Ratio(1, 8), Ratio(1, 8)])
        #expect(rule.parts(winners: 5) == nil && rule.parts(winners: 0) == nil)
    }
}
