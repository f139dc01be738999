extension Integer {
    /// The value when it fits in a signed 64-bit word, or `nil`.
    var inlineValue: Int64? {
        if case .inline(let value) = storage { value } else { nil }
    }

    /// The value when it fits in two signed words, or `nil`.
    var wideValue: Int128? {
        switch storage {
        case .inline(let value): return Int128(value)
        case .positive(let limbs), .negative(let limbs):
            guard limbs.count == 2, limbs[1] < 1 << 63 else { return nil }
            let magnitude = Int128(limbs[1]) << 64 | Int128(limbs[0])
            return isNegative ? -magnitude : magnitude
        }
    }

    /// The limbs of the magnitude, the least significant first; none for zero.
    var limbs: [UInt64] {
        switch storage {
        case .inline(0): []
        case .inline(let value): [value.magnitude]
        case .positive(let limbs), .negative(let limbs): limbs
        }
    }

    /// The number of bits in the magnitude, without leading zeros; zero for zero.
    var bitCount: Int {
        switch storage {
        case .inline(let value): 64 - value.magnitude.leadingZeroBitCount
        case .positive(let limbs), .negative(let limbs): Magnitude.bitCount(limbs)
        }
    }

    /// Whether the value is zero.
    public var isZero: Bool { storage == .inline(0) }

    /// Whether the value is less than zero.
    public var isNegative: Bool {
        switch storage {
        case .inline(let value): value < 0
        case .positive: false
        case .negative: true
        }
    }

    /// Whether the value is a multiple of two.
    public var isEven: Bool {
        switch storage {
        case .inline(let value): value & 1 == 0
        case .positive(let limbs), .negative(let limbs): limbs[0] & 1 == 0
        }
    }

    /// The absolute value.
    public var magnitude: Integer { isNegative ? -self : self }

    /// Returns the sign of the value.
    ///
    /// - Returns: -1 for a negative value, 0 for zero and 1 for a positive value.
    public func signum() -> Int {
        switch storage {
        case .inline(let value): Int(value.signum())
        case .positive: 1
        case .negative: -1
        }
    }
}

extension Int {
    /// Creates a machine integer from an integer of any size, when it fits.
    ///
    /// - Parameter value: The value to convert; the result is `nil` when it does not fit in an `Int`.
    public init?(exactly value: Integer) {
        guard let small = value.inlineValue else { return nil }
        self.init(exactly: small)
    }
}
