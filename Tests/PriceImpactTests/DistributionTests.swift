import Decimals
import PriceImpact
import RandomRounds
import Testing

@Suite("Distribution")
struct DistributionTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var values: [Int]
        /// Lower quartile, median, upper quartile, times four.
        var quartiles: [Int]
        var testDescription: String { "\(values)" }
    }

    // By hand from position (n − 1) × q; the same as Python's statistics.quantiles(…, method="inclusive").
    @Test(
        "quartiles lie linearly between the neighbours",
        arguments: [
            Row(values: [7], quartiles: [28, 28, 28]),
            Row(values: [1, 3], quartiles: [6, 8, 10]),
            Row(values: [5, 1, 3], quartiles: [8, 12, 16]),
            Row(values: [4, 1, 3, 2], quartiles: [7, 10, 13]),
            Row(values: [1, 2, 3, 4, 100], quartiles: [8, 12, 16]),
            Row(values: [-3, -3, 0, 9, 9, 10], quartiles: [-9, 18, 36]),
        ])
    func quartiles(_ row: Row) throws {
        let distribution = try #require(Distribution(row.values.map { Ratio($0) }))
        #expect((1...3).map { distribution.quartile($0) * Ratio(4) } == row.quartiles.map { Ratio($0) })
        #expect(distribution.minimum == Ratio(row.values.min() ?? 0))
        #expect(distribution.maximum == Ratio(row.values.max() ?? 0))
        #expect(distribution.mean == Ratio(row.values.reduce(0, +)) / Ratio(row.values.count))
    }

    /// Held against the standard library's sorting.
    @Test("many values have the middle that sorting gives", arguments: 0..<40)
    func many(_ seed: Int) throws {
        var dice = Dice(seed: UInt64(seed))
        let count = Int.random(in: 1...3_000, using: &dice)
        // From nearly all the same to nearly all different; some too large for a machine word.
        let large = Ratio(1_000_000_007)
        let spread = [2, 50, 1_000_000].randomElement(using: &dice) ?? 2
        let values = (0..<count).map { _ in
            let above = Ratio(Int.random(in: -spread...spread, using: &dice))
            let value = above / Ratio(Int.random(in: 1...7, using: &dice))
            return Int.random(in: 0..<50, using: &dice) == 0 ? value * large * large : value
        }
        let shuffles = [values, values.sorted(), values.sorted().reversed()]
        for values in shuffles {
            let (distribution, sorted) = (try #require(Distribution(values)), values.sorted())
            #expect(distribution.minimum == sorted[0])
            #expect(distribution.maximum == sorted[count - 1])
            for quarters in 1...3 {
                let (place, part) = ((count - 1) * quarters / 4, (count - 1) * quarters % 4)
                let upper = sorted[min(place + 1, count - 1)]
                let expected = sorted[place] * Ratio(4 - part) + upper * Ratio(part)
                #expect(distribution.quartile(quarters) * Ratio(4) == expected)
            }
        }
    }

    @Test("nothing has no middle")
    func empty() { #expect(Distribution([]) == nil) }
}
