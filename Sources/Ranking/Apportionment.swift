public import Decimals

/// Hands out whole units by largest remainder (最大余数法).
public enum Apportionment {
    /// The whole units of each, which add up to the whole units of the sum.
    ///
    /// Everybody gets the whole part of its claim; what is left goes one by one to the largest fractions. Of equal
    /// fractions the larger claim comes first, then the earlier one.
    ///
    /// - Parameter claims: what each would get if units could be divided, zero or more.
    public static func wholeUnits(_ claims: [Ratio]) -> [Integer] {
        let parts = claims.map { $0.numerator.quotientAndRemainder(dividingBy: $0.denominator) }
        var units = parts.map(\.quotient)
        let fractions = zip(parts, claims).map { Ratio($0.remainder, $1.denominator) }
        let whole = Ratio.sum(fractions)
        var left = whole.numerator.quotientAndRemainder(dividingBy: whole.denominator).quotient
        if left.isZero { return units }
        let order = claims.indices.filter { !fractions[$0].isZero }.sorted { a, b in
            if fractions[a] != fractions[b] { return fractions[a] > fractions[b] }
            return claims[a] == claims[b] ? a < b : claims[a] > claims[b]
        }
        for index in order {
            if left.isZero { break }
            units[index] += .one
            left -= .one
        }
        return units
    }
}
