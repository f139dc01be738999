extension Ratio {
    /// Returns the exact sum of fractions.
    ///
    /// Fractions with equal denominators are added by their numerators alone, and the sums that are left are added in
    /// pairs of about equal size.
    ///
    /// - Parameter terms: The fractions to add; the sum of none is 0.
    /// - Returns: The sum.
    /// - Complexity: O(*t* log *t*) in the number of terms when their denominators fit in 64 bits together.
    public static func sum(_ terms: [Ratio]) -> Ratio {
        guard let first = terms.first else { return .zero }
        if terms.allSatisfy({ $0.denominator == first.denominator }) {
            return Ratio(terms.reduce(Integer.zero) { $0 + $1.numerator }, first.denominator)
        }
        var sums: [(numerator: Integer, denominator: Integer)] = []
        for term in terms.sorted(by: { $0.denominator < $1.denominator }) {
            if let last = sums.last, last.denominator == term.denominator {
                sums[sums.count - 1].numerator += term.numerator
            } else {
                sums.append((term.numerator, term.denominator))
            }
        }
        return balancedSum(sums.map { Ratio($0.numerator, $0.denominator) }[...])
    }

    /// Returns the exact mean of fractions.
    ///
    /// - Parameter terms: The fractions to average.
    /// - Returns: The sum divided by the number of terms, or `nil` when there are none.
    /// - Complexity: That of `sum(_:)`.
    public static func mean(_ terms: [Ratio]) -> Ratio? {
        terms.isEmpty ? nil : sum(terms) / Ratio(terms.count)
    }

    /// The sum of the sums of the two halves.
    private static func balancedSum(_ terms: ArraySlice<Ratio>) -> Ratio {
        if terms.count == 1 { return terms[terms.startIndex] }
        let middle = terms.startIndex + terms.count / 2
        return balancedSum(terms[..<middle]) + balancedSum(terms[middle...])
    }
}
