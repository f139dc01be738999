extension Integer {
    /// Returns the sum of two integers.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func + (lhs: Integer, rhs: Integer) -> Integer {
        if case .inline(let left) = lhs.storage, case .inline(let right) = rhs.storage {
            let (sum, overflow) = left.addingReportingOverflow(right)
            if !overflow { return Integer(inline: sum) }
        }
        return signedSum(lhs.limbs, lhs.isNegative, rhs.limbs, rhs.isNegative)
    }

    /// Returns the difference of two integers.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func - (lhs: Integer, rhs: Integer) -> Integer {
        if case .inline(let left) = lhs.storage, case .inline(let right) = rhs.storage {
            let (difference, overflow) = left.subtractingReportingOverflow(right)
            if !overflow { return Integer(inline: difference) }
        }
        return signedSum(lhs.limbs, lhs.isNegative, rhs.limbs, !rhs.isNegative)
    }

    /// Returns the product of two integers.
    ///
    /// - Complexity: O(*m* × *n*) in the numbers of limbs.
    public static func * (lhs: Integer, rhs: Integer) -> Integer {
        if case .inline(let left) = lhs.storage, case .inline(let right) = rhs.storage {
            let (product, overflow) = left.multipliedReportingOverflow(by: right)
            if !overflow { return Integer(inline: product) }
            let (high, low) = left.magnitude.multipliedFullWidth(by: right.magnitude)
            return Integer(limbs: [low, high], isNegative: (left < 0) != (right < 0))
        }
        if lhs.isZero || rhs.isZero { return .zero }
        let limbs =
            switch (lhs.storage, rhs.storage) {
            case (.inline(let left), _): Magnitude.product(rhs.limbs, left.magnitude)
            case (_, .inline(let right)): Magnitude.product(lhs.limbs, right.magnitude)
            default: Magnitude.product(lhs.limbs, rhs.limbs)
            }
        return Integer(limbs: limbs, isNegative: lhs.isNegative != rhs.isNegative)
    }

    /// Returns the integer with the opposite sign.
    public static prefix func - (operand: Integer) -> Integer {
        switch operand.storage {
        case .inline(.min): Integer(storage: .positive([1 << 63]))
        case .inline(let value): Integer(inline: -value)
        case .positive(let limbs): Integer(limbs: limbs, isNegative: true)
        case .negative(let limbs): Integer(storage: .positive(limbs))
        }
    }

    /// Adds an integer to another.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func += (lhs: inout Integer, rhs: Integer) {
        lhs = lhs + rhs
    }

    /// Subtracts an integer from another.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func -= (lhs: inout Integer, rhs: Integer) {
        lhs = lhs - rhs
    }

    /// Multiplies an integer by another.
    ///
    /// - Complexity: O(*m* × *n*) in the numbers of limbs.
    public static func *= (lhs: inout Integer, rhs: Integer) {
        lhs = lhs * rhs
    }

    /// The sum of two values, each given as a magnitude and a sign.
    private static func signedSum(
        _ left: [UInt64],
        _ leftIsNegative: Bool,
        _ right: [UInt64],
        _ rightIsNegative: Bool
    ) -> Integer {
        if leftIsNegative == rightIsNegative {
            return Integer(limbs: Magnitude.sum(left, right), isNegative: leftIsNegative)
        }
        if Magnitude.isLess(left, right) {
            return Integer(limbs: Magnitude.difference(right, left), isNegative: rightIsNegative)
        }
        return Integer(limbs: Magnitude.difference(left, right), isNegative: leftIsNegative)
    }
}
