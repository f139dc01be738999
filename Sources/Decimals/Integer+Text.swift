extension Integer: CustomStringConvertible {
    /// The number of decimal digits converted at a time.
    private static let chunkDigits = 18

    /// Ten to the number of digits converted at a time.
    private static let chunkBase: UInt64 = 1_000_000_000_000_000_000

    /// Creates an integer from decimal text.
    ///
    /// - Parameter description: An optional `-` and one or more ASCII digits; the result is `nil` for anything else.
    /// - Complexity: O(*n*²) in the number of digits.
    public init?(_ description: String) {
        let isNegative = description.utf8.first == UInt8(ascii: "-")
        let digits = isNegative ? description.utf8.dropFirst() : description.utf8[...]
        guard !digits.isEmpty else { return nil }
        var limbs: [UInt64] = []
        var chunk: UInt64 = 0
        var chunkScale: UInt64 = 1
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            chunk = chunk * 10 + UInt64(byte - UInt8(ascii: "0"))
            chunkScale *= 10
            if chunkScale == Integer.chunkBase {
                Magnitude.multiply(&limbs, by: chunkScale, adding: chunk)
                chunk = 0
                chunkScale = 1
            }
        }
        Magnitude.multiply(&limbs, by: chunkScale, adding: chunk)
        self.init(limbs: limbs, isNegative: isNegative)
    }

    /// The value in decimal digits, with a leading `-` when it is negative.
    ///
    /// - Complexity: O(*n*²) in the number of limbs.
    public var description: String {
        if case .inline(let value) = storage { return String(value) }
        return (isNegative ? "-" : "") + String(decoding: decimalDigits, as: UTF8.self)
    }

    /// The ASCII decimal digits of the magnitude, without leading zeros; one `0` for zero.
    ///
    /// - Complexity: O(*n*²) in the number of limbs.
    var decimalDigits: [UInt8] {
        // The digits are collected from the last to the first.
        var digits: [UInt8] = []
        var rest = limbs
        digits.reserveCapacity(rest.count * 20 + 1)
        repeat {
            var chunk = Magnitude.divide(&rest, by: Integer.chunkBase)
            for _ in 0..<Integer.chunkDigits where !rest.isEmpty || chunk != 0 {
                let (quotient, digit) = chunk.quotientAndRemainder(dividingBy: 10)
                digits.append(UInt8(ascii: "0") + UInt8(digit))
                chunk = quotient
            }
        } while !rest.isEmpty
        if digits.isEmpty { digits.append(UInt8(ascii: "0")) }
        digits.reverse()
        return digits
    }
}
