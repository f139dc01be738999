import Decimals
import PriceImpact
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

    @Test("nothing has no middle")
    func empty() { #expect(Distribution([]) == nil) }
}
