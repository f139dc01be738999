extension FixedDecimal {
    /// Returns the exact sum of two numbers, with the larger of their scales.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public static func + (lhs: FixedDecimal, rhs: FixedDecimal) -> FixedDecimal {
        if lhs.scale == rhs.scale { return FixedDecimal(units: lhs.units + rhs.units, scale: lhs.scale) }
        let scale = max(lhs.scale, rhs.scale)
        return FixedDecimal(units: lhs.units(atScale: scale) + rhs.units(atScale: scale), scale: scale)
    }

    /// Returns the exact difference of two numbers, with the larger of their scales.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public static func - (lhs: FixedDecimal, rhs: FixedDecimal) -> FixedDecimal {
        let scale = max(lhs.scale, rhs.scale)
        return FixedDecimal(units: lhs.units(atScale: scale) - rhs.units(atScale: scale), scale: scale)
    }

    /// Returns the exact product of two numbers, with the sum of their scales.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*m* × *n*) in the numbers of limbs.
    public static func * (lhs: FixedDecimal, rhs: FixedDecimal) -> FixedDecimal {
        FixedDecimal(units: lhs.units * rhs.units, scale: lhs.scale + rhs.scale)
    }

    /// Returns the number with the opposite sign and the same scale.
    public static prefix func - (operand: FixedDecimal) -> FixedDecimal {
        FixedDecimal(units: -operand.units, scale: operand.scale)
    }

    /// Adds a number to another.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public static func += (lhs: inout FixedDecimal, rhs: FixedDecimal) {
        lhs = lhs + rhs
    }

    /// Subtracts a number from another.
    ///
    /// - Complexity: O(1) for numbers of up to 18 digits, otherwise O(*n*²) in the number of limbs.
    public static func -= (lhs: inout FixedDecimal, rhs: FixedDecimal) {
        lhs = lhs - rhs
    }
}
