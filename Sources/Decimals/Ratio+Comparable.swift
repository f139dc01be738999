extension Ratio: Hashable, Comparable {
    /// Returns whether two fractions have the same value.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func == (lhs: Ratio, rhs: Ratio) -> Bool {
        if lhs.denominator == rhs.denominator { return lhs.numerator == rhs.numerator }
        if lhs.isSmall, rhs.isSmall { return false }  // Both are in lowest terms, and the terms differ.
        return lhs.numerator * rhs.denominator == rhs.numerator * lhs.denominator
    }

    /// Returns whether one fraction is less than another.
    ///
    /// - Complexity: O(1) when all terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public static func < (lhs: Ratio, rhs: Ratio) -> Bool {
        if lhs.denominator == rhs.denominator { return lhs.numerator < rhs.numerator }
        if case .inline(let leftTop) = lhs.numerator.storage, case .inline(let leftBottom) = lhs.denominator.storage,
            case .inline(let rightTop) = rhs.numerator.storage, case .inline(let rightBottom) = rhs.denominator.storage
        {
            let left = leftTop.multipliedFullWidth(by: rightBottom)
            let right = rightTop.multipliedFullWidth(by: leftBottom)
            return (left.high, left.low) < (right.high, right.low)
        }
        return lhs.numerator * rhs.denominator < rhs.numerator * lhs.denominator
    }

    /// The value times 2³², rounded down; `nil` where it does not fit in 64 bits.
    ///
    /// Of two fractions the one that gives less is less, so that many are sorted by whole numbers, and compared
    /// themselves only where these are equal.
    public var scaledFloor: Int64? {
        if case .inline(let top) = numerator.storage, case .inline(let bottom) = denominator.storage {
            let (whole, rest) = top.flooredQuotient(dividingBy: bottom)
            guard Int64(Int32(truncatingIfNeeded: whole)) == whole else { return nil }
            let part = bottom.magnitude.dividingFullWidth((rest.magnitude >> 32, rest.magnitude << 32)).quotient
            return whole << 32 + Int64(part)
        }
        guard let top = numerator.wideValue, let bottom = denominator.wideValue else {
            return numerator.shiftedLeft(byBits: 32).quotient(dividingBy: denominator, .floor).inlineValue
        }
        let (whole, rest) = top.flooredQuotient(dividingBy: bottom)
        guard let whole = Int32(exactly: whole) else { return nil }
        let part = bottom.magnitude.dividingFullWidth((rest.magnitude >> 96, rest.magnitude << 32)).quotient
        return Int64(whole) << 32 + Int64(part)
    }

    /// Feeds the value to a hasher; fractions that are equal feed the same, whatever terms they are kept in.
    ///
    /// - Parameter hasher: The hasher to feed.
    /// - Complexity: O(1) when both terms fit in 64 bits, otherwise O(*n*²) in the number of limbs.
    public func hash(into hasher: inout Hasher) {
        let ratio = reduced()
        hasher.combine(ratio.numerator)
        hasher.combine(ratio.denominator)
    }

    /// Whether both terms fit in 64 bits.
    var isSmall: Bool { numerator.inlineValue != nil && denominator.inlineValue != nil }
}

extension FixedWidthInteger {
    /// The quotient rounded down, and what remains, by a positive divisor.
    @inline(__always)
    func flooredQuotient(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
        let (whole, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (whole - 1, rest + divisor) : (whole, rest)
    }
}
