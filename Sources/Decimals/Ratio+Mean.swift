extension Ratio {
    /// The mean of fractions, of which only as many digits are computed as are asked for.
    ///
    /// The exact mean of many prices has a denominator of thousands of digits. Rounded, it nearly always follows from
    /// bounds of a few words; where these do not decide, the exact fraction does.
    public struct Mean: Sendable {
        /// What it is the mean of; with weights their products; never empty.
        public let terms: [Ratio]
        /// How many they are, or the sum of the weights; positive.
        public let weight: Ratio

        /// Creates the mean of some fractions; `nil` for none.
        public init?(_ terms: [Ratio]) {
            self.init(weighted: terms, weight: Ratio(terms.count))
        }

        /// Creates a weighted mean.
        ///
        /// - Parameters:
        ///   - terms: The products of the fractions and their weights.
        ///   - weight: The sum of the weights; the mean is `nil` where it is not positive.
        public init?(weighted terms: [Ratio], weight: Ratio) {
            guard !terms.isEmpty, weight > .zero else { return nil }
            self.terms = terms
            self.weight = weight
        }

        /// The mean divided by a positive number.
        public static func / (mean: Mean, divisor: Ratio) -> Mean {
            precondition(divisor > .zero, "a mean is divided by a positive number")
            return Mean(terms: mean.terms, weight: mean.weight * divisor)
        }

        private init(terms: [Ratio], weight: Ratio) {
            self.terms = terms
            self.weight = weight
        }

        /// The mean as a fraction.
        ///
        /// - Complexity: That of `Ratio.sum(_:)`.
        public var exact: Ratio { Ratio.sum(terms) / weight }

        /// Returns the mean rounded half up to a number of decimals, correctly.
        ///
        /// - Parameter fractionDigits: The number of decimals of the result.
        /// - Complexity: O(*n*) in the number of terms, unless the mean lies within some 2⁻⁵⁰ of a half-way case.
        public func rounded(to fractionDigits: Int) -> FixedDecimal {
            // Of a few short terms the exact mean is as quick.
            if terms.count > 4 || terms.count > 1 && !terms.allSatisfy(\.isSmall), let bounds = boundsOfSum {
                let unit = weight * Ratio(Integer(UInt64(1) << 63) * 2, .one)
                let lower = (Ratio(Integer(bounds.lower), .one) / unit).rounded(to: fractionDigits, .halfUp)
                let upper = (Ratio(Integer(bounds.upper), .one) / unit).rounded(to: fractionDigits, .halfUp)
                if lower == upper { return lower }
            }
            return exact.rounded(to: fractionDigits, .halfUp)
        }

        /// Bounds of the sum in units of 2⁻⁶⁴; `nil` where a term is too large for them.
        private var boundsOfSum: (lower: Int128, upper: Int128)? {
            var lower: Int128 = 0
            var inexact: Int128 = 0
            for term in terms {
                guard let (floor, isExact) = term.floor64,
                    case (let sum, false) = lower.addingReportingOverflow(floor)
                else { return nil }
                lower = sum
                if !isExact { inexact += 1 }
            }
            let (upper, overflow) = lower.addingReportingOverflow(inexact)
            return overflow ? nil : (lower, upper)
        }
    }
}

extension Ratio {
    /// The value times 2⁶⁴, rounded down, and whether nothing was lost; `nil` where it does not fit in 128 bits.
    fileprivate var floor64: (floor: Int128, isExact: Bool)? {
        if case .inline(let top) = numerator.storage, case .inline(let bottom) = denominator.storage {
            let (whole, rest) = top.flooredQuotient(dividingBy: bottom)
            let (part, lost) = bottom.magnitude.dividingFullWidth((rest.magnitude, 0))
            return (Int128(whole) << 64 + Int128(part), lost == 0)
        }
        guard let top = numerator.wideValue, let bottom = denominator.wideValue else {
            let (whole, rest) = numerator.shiftedLeft(byBits: 64).quotientAndRemainder(dividingBy: denominator)
            let floor = rest.isNegative ? whole - .one : whole
            return floor.wideValue.map { ($0, rest.isZero) }
        }
        let (whole, rest) = top.flooredQuotient(dividingBy: bottom)
        guard let whole = Int64(exactly: whole) else { return nil }
        let dividend = (high: rest.magnitude >> 64, low: rest.magnitude << 64)
        let (part, lost) = bottom.magnitude.dividingFullWidth(dividend)
        return (Int128(whole) << 64 + Int128(part), lost == 0)
    }
}
