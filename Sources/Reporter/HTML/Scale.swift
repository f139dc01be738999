import Decimals

/// A horizontal scale from 0 to a largest value, in per cent of the width; exact, so that every machine draws the same.
struct Scale {
    /// What stands at the right edge.
    let largest: Ratio

    /// Creates a scale; `largest` is above zero.
    init(to largest: Ratio) {
        precondition(largest > .zero, "a scale needs a width")
        self.largest = largest
    }

    /// Where a value stands, as `12.34%`; what is beyond an edge stands at the edge.
    func place(_ value: Ratio) -> String { Scale.percent(min(max(value / largest, .zero), .one)) }

    /// Whether the value is beyond the right edge.
    func isBeyond(_ value: Ratio) -> Bool { value > largest }

    /// A share of the width.
    static func percent(_ share: Ratio) -> String {
        (share * Ratio(100)).rounded(to: 2, .halfUp).shortestDescription + "%"
    }

    /// Round values to mark: three to six of them, in steps of 1, 2 or 5 times a power of ten.
    var marks: [FixedDecimal] {
        var exponent = -10
        var steps: [FixedDecimal] = []
        while exponent <= 15 {
            for digit in [1, 2, 5] {
                let step = FixedDecimal(digit).shifted(byPowerOfTen: exponent)
                let count = largest / Ratio(step)
                if count < Ratio(6) {
                    let last = count.rounded(to: 0, .down)
                    steps = (0...6).map(FixedDecimal.init).filter { $0 <= last }.map { $0 * step }
                    return steps
                }
            }
            exponent += 1
        }
        return steps
    }
}
