package import Decimals

/// Values in order, and what stands in the middle of them; exact.
package struct Distribution {
    private let ordered: [Ratio]

    /// Orders the values; nil for none.
    package init?(_ values: [Ratio]) {
        guard !values.isEmpty else { return nil }
        let keys = values.indices.map { (floor: values[$0].scaledFloor, position: Int32($0)) }
        ordered = keys.sorted { left, right in
            if let one = left.floor, let other = right.floor, one != other { return one < other }
            return values[Int(left.position)] < values[Int(right.position)]
        }.map { values[Int($0.position)] }
    }

    /// The smallest value.
    package var minimum: Ratio { ordered[0] }
    /// The largest value.
    package var maximum: Ratio { ordered[ordered.count - 1] }
    /// The plain mean.
    package var mean: Ratio { Ratio.mean(ordered) ?? .zero }

    /// The value below which `quarters` quarters of them lie: linear between the two neighbours of position
    /// (n − 1) × quarters ÷ 4, counted from 0 (Hyndman and Fan's type 7, `QUARTILE.INC` of spreadsheets).
    package func quartile(_ quarters: Int) -> Ratio {
        let position = (ordered.count - 1) * quarters
        let lower = ordered[position / 4]
        guard position % 4 != 0 else { return lower }
        return lower + (ordered[position / 4 + 1] - lower) * Ratio(position % 4) / Ratio(4)
    }

    func value(at position: Statistic.Position) -> Ratio {
        switch position {
        case .mean: mean
        case .lowerQuartile: quartile(1)
        case .median: quartile(2)
        case .upperQuartile: quartile(3)
        case .minimum: minimum
        case .maximum: maximum
        }
    }
}
