extension Ratio {
    /// Returns the exact sum of fractions.
    ///
    /// - Parameter terms: The fractions to add; the sum of none is 0.
    /// - Returns: The sum.
    /// - Complexity: That of `Sum`.
    public static func sum(_ terms: [Ratio]) -> Ratio {
        if terms.count <= 2 { return terms.count == 2 ? terms[0] + terms[1] : terms.first ?? .zero }
        var sum = Sum()
        for term in terms { sum.add(term) }
        return sum.total
    }

    /// Returns the exact mean of fractions.
    ///
    /// - Parameter terms: The fractions to average.
    /// - Returns: The sum divided by the number of terms, or `nil` when there are none.
    /// - Complexity: That of `sum(_:)`.
    public static func mean(_ terms: [Ratio]) -> Ratio? {
        if terms.count == 1 { return terms[0] }
        return terms.isEmpty ? nil : sum(terms) / Ratio(terms.count)
    }

    /// An exact sum that is added to.
    ///
    /// Terms are added over a common denominator of at most 40 bits as long as there is one: amounts of money have one
    /// nearly always. The others are added by their numerators, denominator by denominator, and what is left is added in
    /// pairs of about equal size when the total is asked for.
    ///
    /// - Complexity: O(1) a term whose terms fit in 64 bits; O(*d* log *d*) products in the number of distinct
    ///   denominators for the total.
    public struct Sum: Sendable {
        /// The sum of what has a common denominator.
        private var numerator: Int128 = 0
        private var denominator: Int64 = 1
        /// The sums of the numerators of the others, by denominator.
        private var others: [Int64: Int128] = [:]
        /// The same where a word does not hold them, but two do.
        private var wide: [Int128: Int128] = [:]
        /// What two words do not hold either.
        private var large: [Ratio] = []

        /// Creates the sum of nothing.
        public init() {}

        /// Adds a fraction.
        public mutating func add(_ term: Ratio) {
            guard case .inline(let top) = term.numerator.storage, case .inline(let bottom) = term.denominator.storage
            else {
                addWide(term)
                return
            }
            if bottom == denominator {
                add(Int128(top))
            } else if denominator % bottom == 0 {
                // Both factors fit in 64 bits, and so their product in 128.
                add(Int128(top) * Int128(denominator / bottom))
            } else if !extend(to: bottom, adding: top) {
                let (sum, overflow) = (others[bottom] ?? 0).addingReportingOverflow(Int128(top))
                if overflow { large.append(term) } else { others[bottom] = sum }
            }
        }

        /// The sum of everything that was added.
        public var total: Ratio {
            var parts = others.sorted { $0.key < $1.key }.map { Ratio(Integer($0.value), Integer(inline: $0.key)) }
            parts += wide.sorted { $0.key < $1.key }.map { Ratio(Integer($0.value), Integer($0.key)) }
            parts += large
            let common = Ratio(Integer(numerator), Integer(inline: denominator))
            if parts.isEmpty { return common }
            if !common.isZero { parts.insert(common, at: 0) }
            return Sum.balanced(parts[...])
        }

        private mutating func add(_ top: Int128) {
            let (sum, overflow) = numerator.addingReportingOverflow(top)
            if overflow {
                large.append(Ratio(Integer(numerator), Integer(inline: denominator)))
                numerator = top
            } else {
                numerator = sum
            }
        }

        private mutating func addWide(_ term: Ratio) {
            guard let top = term.numerator.wideValue, let bottom = term.denominator.wideValue else {
                large.append(term)
                return
            }
            let (sum, overflow) = (wide[bottom] ?? 0).addingReportingOverflow(top)
            if overflow { large.append(term) } else { wide[bottom] = sum }
        }

        /// Adds a term over the least common denominator; false where that is too large for a common one.
        private mutating func extend(to bottom: Int64, adding top: Int64) -> Bool {
            let divisor = Int64(Integer.greatestCommonDivisor(denominator.magnitude, bottom.magnitude))
            let (common, overflow) = denominator.multipliedReportingOverflow(by: bottom / divisor)
            guard !overflow, common < 1 << 40 else { return false }
            let (rescaled, isTooLarge) = numerator.multipliedReportingOverflow(by: Int128(bottom / divisor))
            if isTooLarge {
                large.append(Ratio(Integer(numerator), Integer(inline: denominator)))
                numerator = 0
            } else {
                numerator = rescaled
            }
            denominator = common
            add(Int128(top) * Int128(common / bottom))
            return true
        }

        /// The sum of the sums of the two halves.
        private static func balanced(_ terms: ArraySlice<Ratio>) -> Ratio {
            guard terms.count > 1 else { return terms.first ?? .zero }
            let middle = terms.startIndex + terms.count / 2
            return balanced(terms[..<middle]) + balanced(terms[middle...])
        }
    }
}
