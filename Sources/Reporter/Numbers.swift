import Decimals

/// How figures are printed.
///
/// Everything is computed exactly and rounded half up here, and only here.
enum Numbers {
    /// A price or another exact number: at most ten decimals, without trailing zeros.
    static func exact(_ value: Ratio) -> String { value.rounded(to: 10, .halfUp).shortestDescription }

    /// Yuan with two decimals.
    static func money(_ value: Ratio) -> String { value.rounded(to: 2, .halfUp).description }

    /// A quantity: at most four decimals.
    static func quantity(_ value: Ratio) -> String { value.rounded(to: 4, .halfUp).shortestDescription }

    /// A drop as a fraction with ten decimals.
    static func fraction(_ value: Ratio) -> String { value.rounded(to: 10, .halfUp).description }

    /// A drop in per cent with two decimals.
    static func percent(_ value: Ratio) -> String { (value * Ratio(100)).rounded(to: 2, .halfUp).description + " %" }

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

    /// Yuan in words that people use: million or billion with three decimals.
    static func large(_ value: Ratio) -> String {
        let billion = Ratio(1_000_000_000)
        let magnitude = value.isNegative ? -value : value
        if magnitude >= billion { return (value / billion).rounded(to: 3, .halfUp).description + " bn" }
        if magnitude >= Ratio(1_000_000) {
            return (value / Ratio(1_000_000)).rounded(to: 3, .halfUp).description + " m"
        }
        return grouped(money(value))
    }

    /// Yuan in 亿 or 万.
    static func largeChinese(_ value: Ratio) -> String {
        let magnitude = value.isNegative ? -value : value
        if magnitude >= Ratio(100_000_000) {
            return (value / Ratio(100_000_000)).rounded(to: 2, .halfUp).description + " 亿"
        }
        if magnitude >= Ratio(10_000) { return (value / Ratio(10_000)).rounded(to: 2, .halfUp).description + " 万" }
        return money(value)
    }
}
