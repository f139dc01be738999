public import Decimals

/// Hands out whole units by largest remainder (最大余数法).
public enum Apportionment {
    /// The whole units of each, which add up to the whole units of the sum.
    ///
    /// Everybody gets the whole part of its claim; what is left goes one by one to the largest fractions. Of equal
    /// fractions the larger claim comes first, then the earlier one.
    ///
    /// - Parameters:
    ///   - claims: what each would get if units could be divided, zero or more, counted in parts of a unit.
    ///   - denominator: how many of these parts make a unit.
    /// - Complexity: O(*n* log *n*) in the number of claims.
    public static func wholeUnits(_ claims: [Integer], of denominator: Integer) -> [Integer] {
        var units: [Integer] = []
        units.reserveCapacity(claims.count)
        var fractions: [(part: Integer, index: Int)] = []
        var rest = Integer.zero
        for (index, claim) in claims.enumerated() {
            let (whole, part) = claim.quotientAndRemainder(dividingBy: denominator)
            units.append(whole)
            if part.isZero { continue }
            fractions.append((part, index))
            rest += part
        }
        var left = rest.quotientAndRemainder(dividingBy: denominator).quotient
        if left.isZero { return units }
        fractions.sort { a, b in
            if a.part != b.part { return a.part > b.part }
            let (first, second) = (claims[a.index], claims[b.index])
            return first == second ? a.index < b.index : first > second
        }
        for (_, index) in fractions {
            if left.isZero { break }
            units[index] += .one
            left -= .one
        }
        return units
    }
}
