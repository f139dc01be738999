/// What to do with a value that lies between two values of the wanted precision.
public enum Rounding: String, Sendable, CaseIterable {
    /// To the nearest value; half-way cases away from zero.
    case halfUp
    /// To the nearest value; half-way cases to the one whose last digit is even.
    case halfEven
    /// Toward zero.
    case down
    /// Away from zero.
    case up
    /// Toward negative infinity.
    case floor
    /// Toward positive infinity.
    case ceiling

    /// Returns whether a truncated quotient must be moved one unit away from zero.
    ///
    /// - Parameters:
    ///   - remainder: The magnitude of the remainder, which is not zero.
    ///   - divisor: The divisor, which is positive.
    ///   - quotientIsEven: Whether the truncated quotient is even.
    ///   - isNegative: Whether the exact quotient is negative.
    func isAwayFromZero(remainder: Integer, divisor: Integer, quotientIsEven: Bool, isNegative: Bool) -> Bool {
        switch self {
        case .down: return false
        case .up: return true
        case .floor: return isNegative
        case .ceiling: return !isNegative
        case .halfUp: return remainder + remainder >= divisor
        case .halfEven:
            let twice = remainder + remainder
            return twice == divisor ? !quotientIsEven : twice > divisor
        }
    }
}
