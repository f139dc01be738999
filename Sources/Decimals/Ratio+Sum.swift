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
    /// Terms are added over a common denominator as long as there is one of at most 40 bits: amounts of money have one
    /// nearly always. The others have one of at most 120 bits as long as there is one: converted prices do. What is left
    /// is added by its numerators, denominator by denominator, and in pairs of about equal size when the total is asked
    /// for.
    ///
    /// - Complexity: O(1) a term whose terms fit in 128 bits; O(*d* log *d*) products in the number of distinct
    ///   denominators that are left for the total.
    public struct Sum: Sendable {
        /// The sum of what has a small common denominator.
        private var numerator: Int128 = 0
        private var denominator: Int64 = 1
        /// The sum of what has a large one.
        private var wide = WideSum()
        /// The sums of the numerators of the others, by denominator.
        private var others: [Int128: Int128] = [:]
        /// What two words do not hold.
        private var large: [Ratio] = []

        /// Creates the sum of nothing.
        public init() {}

        /// Adds a fraction.
        public mutating func add(_ term: Ratio) {
            guard case .inline(let top) = term.numerator.storage, case .inline(let bottom) = term.denominator.storage
            else {
                guard let top = term.numerator.wideValue, let bottom = term.denominator.wideValue else {
                    return large.append(term)
                }
                return addWide(top, bottom)
            }
            if bottom == denominator {
                add(Int128(top))
            } else if denominator % bottom == 0 {
                // Both factors fit in 64 bits, and so their product in 128.
                add(Int128(top) * Int128(denominator / bottom))
            } else if !extend(to: bottom, adding: top) {
                addWide(Int128(top), Int128(bottom))
            }
        }

        /// Adds a product; of one whose denominators have a small product no fraction is made.
        public mutating func add(_ left: Ratio, times right: Ratio) {
            guard let (top, bottom) = left.unreducedProduct(right) else { return add(left * right) }
            if denominator % bottom == 0 {
                add(Int128(top) * Int128(denominator / bottom))
            } else if bottom >= 1 << 20 || !extend(to: bottom, adding: top) {
                add(left * right)
            }
        }

        /// The sum of everything that was added.
        public var total: Ratio {
            let common = Ratio(Integer(numerator), Integer(inline: denominator))
            if wide.isZero, others.isEmpty, large.isEmpty { return common }
            var parts = others.sorted { $0.key < $1.key }.map { Ratio(Integer($0.value), Integer($0.key)) }
            parts += large
            if !wide.isZero { parts.insert(wide.total, at: 0) }
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

        private mutating func addWide(_ top: Int128, _ bottom: Int128) {
            if wide.add(top, bottom) { return }
            let (sum, overflow) = (others[bottom] ?? 0).addingReportingOverflow(top)
            if overflow { large.append(Ratio(Integer(top), Integer(bottom))) } else { others[bottom] = sum }
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

/// A sum over a common denominator of at most 120 bits, with a numerator of four words.
private struct WideSum {
    private var high: Int128 = 0
    private var low: UInt128 = 0
    private var denominator: Int128 = 1
    /// What the numerators of terms with the denominator before are multiplied by.
    private var last: (denominator: Int128, factor: Int128) = (1, 1)

    var isZero: Bool { high == 0 && low == 0 }

    /// Adds a fraction with a positive denominator; false, and nothing is added, where that can't be done.
    mutating func add(_ top: Int128, _ bottom: Int128) -> Bool {
        if last.denominator != bottom {
            let (whole, rest) = denominator.quotientAndRemainder(dividingBy: bottom)
            if rest == 0 {
                last = (bottom, whole)
            } else if !extend(to: bottom) {
                return false
            }
        }
        let product = top.multipliedFullWidth(by: last.factor)
        let (low, carry) = self.low.addingReportingOverflow(product.low)
        let (sum, overflow) = high.addingReportingOverflow(product.high)
        let (high, isTooLarge) = sum.addingReportingOverflow(carry ? 1 : 0)
        if overflow || isTooLarge { return false }
        (self.high, self.low) = (high, low)
        return true
    }

    private mutating func extend(to bottom: Int128) -> Bool {
        var (divisor, rest) = (bottom, denominator % bottom)
        while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        let factor = bottom / divisor
        let (common, overflow) = denominator.multipliedReportingOverflow(by: factor)
        guard !overflow, common < 1 << 120 else { return false }
        let product = low.multipliedFullWidth(by: UInt128(factor))
        let (scaled, isTooLarge) = high.multipliedReportingOverflow(by: factor)
        guard !isTooLarge, let carried = Int128(exactly: product.high) else { return false }
        let (sum, overflows) = scaled.addingReportingOverflow(carried)
        if overflows { return false }
        (high, low, denominator) = (sum, product.low, common)
        last = (bottom, common / bottom)
        return true
    }

    /// What was added.
    var total: Ratio {
        var (top, rest) = (high, low)
        if high < 0 {
            // The magnitude: both words inverted, and 1 added.
            (top, rest) = (~high, ~low)
            let (sum, carry) = rest.addingReportingOverflow(1)
            rest = sum
            if carry { top += 1 }
        }
        let words = [
            UInt64(truncatingIfNeeded: rest), UInt64(truncatingIfNeeded: rest >> 64), UInt64(truncatingIfNeeded: top),
            UInt64(truncatingIfNeeded: top >> 64),
        ]
        return Ratio(Integer(limbs: words, isNegative: high < 0), Integer(denominator))
    }
}
