package import Decimals

/// Values, and what stands in the middle of them; exact.
package struct Distribution {
    private let values: [Ratio]
    /// The positions of the values; those that are asked for stand where they stand in the order of the values.
    private let order: [Int32]

    /// Finds what is asked for of the values in their order; nil for none.
    package init?(_ values: [Ratio]) {
        guard !values.isEmpty else { return nil }
        self.values = values
        let last = values.count - 1
        // The smallest, the largest, and the two between which each quartile lies.
        let quartiles = (1...3).map { last * $0 / 4 }
        let wanted = ([0, last] + quartiles + quartiles.map { min($0 + 1, last) }).sorted()
        var keys = values.indices.map { Key(floor: values[$0].scaledFloor, position: Int32($0)) }
        keys.withUnsafeMutableBufferPointer { keys in
            Distribution.place(wanted[...], in: keys[...]) { left, right in
                if let one = left.floor, let other = right.floor, one != other { return one < other }
                let (one, other) = (values[Int(left.position)], values[Int(right.position)])
                // Of equal values the first stands first.
                return one < other || one == other && left.position < right.position
            }
        }
        order = keys.map(\.position)
    }

    /// A value in a form that is quick to compare.
    private struct Key {
        let floor: Int64?
        let position: Int32
    }

    /// Moves to each wanted position what sorting would move there, by halving (Hoare's selection).
    ///
    /// - Parameters:
    ///   - wanted: positions of the keys, in ascending order.
    ///   - precedes: a strict order in which no two keys are equal.
    private static func place(
        _ wanted: ArraySlice<Int>, in keys: Slice<UnsafeMutableBufferPointer<Key>>, halvings: Int = 0,
        _ precedes: (Key, Key) -> Bool
    ) {
        guard !wanted.isEmpty, keys.count > 1 else { return }
        var keys = keys
        // Few are sorted, and so are those that will not be halved.
        if keys.count < 32 || halvings > 64 { return keys.sort(by: precedes) }
        var (left, right) = (keys.startIndex, keys.endIndex - 1)
        let pivot = [keys[left], keys[left + keys.count / 2], keys[right]].sorted(by: precedes)[1]
        while true {
            while precedes(keys[left], pivot) { left += 1 }
            while precedes(pivot, keys[right]) { right -= 1 }
            if left >= right { break }
            keys.swapAt(left, right)
        }
        // Both have met at the pivot.
        place(wanted.prefix { $0 < left }, in: keys[..<left], halvings: halvings + 1, precedes)
        place(wanted.drop { $0 <= left }, in: keys[(left + 1)...], halvings: halvings + 1, precedes)
    }

    /// The smallest value.
    package var minimum: Ratio { value(0) }
    /// The largest value.
    package var maximum: Ratio { value(values.count - 1) }
    /// The plain mean.
    package var mean: Ratio { Ratio.mean(values) ?? .zero }

    /// A value that was asked for, by its position in the order of the values.
    private func value(_ position: Int) -> Ratio { values[Int(order[position])] }

    /// The value below which `quarters` quarters of them lie: linear between the two neighbours of position
    /// (n − 1) × quarters ÷ 4, counted from 0 (Hyndman and Fan's type 7, `QUARTILE.INC` of spreadsheets).
    package func quartile(_ quarters: Int) -> Ratio {
        let position = (values.count - 1) * quarters
        let lower = value(position / 4)
        guard position % 4 != 0 else { return lower }
        return lower + (value(position / 4 + 1) - lower) * Ratio(position % 4) / Ratio(4)
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
