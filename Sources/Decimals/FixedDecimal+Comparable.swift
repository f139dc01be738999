extension FixedDecimal: Hashable, Comparable {
    /// Returns whether two numbers have the same value, whatever their scales.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits once on a common scale, otherwise O(*n*²) in the number of
    ///   limbs.
    public static func == (lhs: FixedDecimal, rhs: FixedDecimal) -> Bool {
        if lhs.scale == rhs.scale { return lhs.units == rhs.units }
        let scale = max(lhs.scale, rhs.scale)
        return lhs.units(atScale: scale) == rhs.units(atScale: scale)
    }

    /// Returns whether one number is less than another, whatever their scales.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits once on a common scale, otherwise O(*n*²) in the number of
    ///   limbs.
    public static func < (lhs: FixedDecimal, rhs: FixedDecimal) -> Bool {
        if lhs.scale == rhs.scale { return lhs.units < rhs.units }
        let scale = max(lhs.scale, rhs.scale)
        return lhs.units(atScale: scale) < rhs.units(atScale: scale)
    }

    /// Feeds the value to a hasher; numbers that are equal feed the same, whatever their scales.
    ///
    /// - Parameter hasher: The hasher to feed.
    /// - Complexity: O(*s* × *n*), where *s* is the scale and *n* is the number of limbs.
    public func hash(into hasher: inout Hasher) {
        let number = trimmed
        hasher.combine(number.units)
        hasher.combine(number.scale)
    }
}
