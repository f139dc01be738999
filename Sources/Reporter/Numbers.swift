import Decimals
import PriceImpact

/// How figures are printed.
///
/// Everything is computed exactly and rounded half up here, and only here.
enum Numbers {
    /// The most decimals of a price or another exact number.
    static let exactDigits = 10

    /// A price or another exact number: at most ten decimals, without trailing zeros.
    static func exact(_ value: Ratio) -> String { value.rounded(to: exactDigits, .halfUp).shortestDescription }

    /// Writes the same.
    static func writeExact(_ value: Ratio, to bytes: inout [UInt8]) {
        value.rounded(to: exactDigits, .halfUp).appendShortestDescription(to: &bytes)
    }

    /// Writes the same for a number with a root.
    static func writeExact(_ value: Surd, to bytes: inout [UInt8]) {
        value.rounded(to: exactDigits, .halfUp).appendShortestDescription(to: &bytes)
    }

    /// The same with fewer decimals.
    static func exact(_ value: Ratio, digits: Int) -> String { value.rounded(to: digits, .halfUp).shortestDescription }

    /// The same for a number with a root.
    static func exact(_ value: Surd) -> String { value.rounded(to: exactDigits, .halfUp).shortestDescription }

    /// The decimals of a drop as a fraction.
    static let fractionDigits = 10

    /// The decimals of an amount in yuan.
    static let moneyDigits = 2

    /// The most decimals of a quantity.
    static let quantityDigits = 4

    /// Yuan with two decimals.
    static func money(_ value: Ratio) -> String { value.rounded(to: moneyDigits, .halfUp).description }

    /// A quantity: at most four decimals.
    static func quantity(_ value: Ratio) -> String { value.rounded(to: quantityDigits, .halfUp).shortestDescription }

    /// A drop as a fraction with ten decimals.
    static func fraction(_ value: Ratio) -> String { value.rounded(to: fractionDigits, .halfUp).description }

    /// A drop in per cent with two decimals.
    static func percent(_ value: Ratio) -> String { (value * Ratio(100)).rounded(to: 2, .halfUp).description + " %" }

    /// A figure in yuan with two decimals.
    static func money(_ figure: Figure) -> String { figure.rounded(to: moneyDigits).description }

    /// A figure that is a drop, as a fraction with ten decimals.
    static func fraction(_ figure: Figure) -> String { figure.rounded(to: fractionDigits).description }

    /// A figure that is a drop, in per cent with two decimals.
    static func percent(_ figure: Figure) -> String { percent(figure.rounded(to: percentDigits)) }

    /// A printed figure that is a drop, in per cent with two decimals.
    ///
    /// What was rounded before can be rounded again, unless it came to lie half-way.
    static func percent(_ printed: PrintedFigures.Printed) -> String {
        let rounded = printed.value.rounded(to: percentDigits, .halfUp)
        let half = FixedDecimal(units: 5, scale: percentDigits + 1)
        let change = rounded - printed.value
        return change == half || -change == half ? percent(printed.figure) : percent(rounded)
    }

    /// The decimals of a drop that is printed in per cent, as a fraction.
    private static let percentDigits = 4

    private static func percent(_ fraction: FixedDecimal) -> String {
        fraction.shifted(byPowerOfTen: 2).description + " %"
    }

    /// A drop in per cent with two decimals, or with as many as tell it from a bound that it is compared with.
    static func percent(_ value: Ratio, besides bound: Ratio) -> String {
        let (value, bound) = (value * Ratio(100), bound * Ratio(100))
        let digits = (2...10).first {
            value == bound || value.rounded(to: $0, .halfUp) != bound.rounded(to: $0, .halfUp)
        }
        return value.rounded(to: digits ?? 10, .halfUp).description + " %"
    }

    /// A whole number with groups of three.
    static func grouped(_ digits: String) -> String {
        let isNegative = digits.hasPrefix("-")
        let parts = digits.drop { $0 == "-" }.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var whole = ""
        for (index, character) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index) % 3 == 0 { whole += "," }
            whole.append(character)
        }
        return (isNegative ? "-" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// Yuan in words that people use: million or billion, with three decimals unless told otherwise.
    static func large(_ value: Ratio, digits: Int = 3) -> String {
        inUnits(value, [(1_000_000_000, "bn"), (1_000_000, "m")], digits: digits) ?? grouped(money(value))
    }

    /// Yuan in 亿 or 万.
    static func largeChinese(_ value: Ratio) -> String {
        inUnits(value, [(100_000_000, "亿"), (10_000, "万")], digits: 2) ?? grouped(money(value))
    }

    /// The amount in the largest unit of which it is at least one once it is rounded as it will be printed.
    private static func inUnits(_ value: Ratio, _ units: [(size: Int, word: String)], digits: Int) -> String? {
        let magnitude = value.isNegative ? -value : value
        // Whatever is not quite one of a unit is printed in the next smaller one, in yuan with two decimals at last.
        let smaller = units.dropFirst().map { (size: $0.size, digits: digits) } + [(size: 1, digits: 2)]
        for (unit, next) in zip(units, smaller) {
            let printed = Ratio((magnitude / Ratio(next.size)).rounded(to: next.digits, .halfUp)) * Ratio(next.size)
            guard printed >= Ratio(unit.size) else { continue }
            return grouped((value / Ratio(unit.size)).rounded(to: digits, .halfUp).description) + " " + unit.word
        }
        return nil
    }
}
