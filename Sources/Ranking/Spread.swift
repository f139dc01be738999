import Decimals
import Procurement

/// Mean and variance of some prices, exact.
struct Spread {
    let mean: Ratio
    private let squares: Ratio
    private let count: Int

    /// Nil for no prices.
    init?(_ prices: [Ratio]) {
        guard let mean = Ratio.mean(prices) else { return nil }
        self.mean = mean
        squares = Ratio.sum(prices.map { ($0 - mean) * ($0 - mean) })
        count = prices.count
    }

    /// Σ(x − mean)² over n, or over n − 1; of a single price it is 0.
    func variance(_ kind: ReferenceValue.DeviationKind) -> Ratio {
        switch kind {
        case .population: squares / Ratio(count)
        case .sample: count == 1 ? .zero : squares / Ratio(count - 1)
        }
    }
}
