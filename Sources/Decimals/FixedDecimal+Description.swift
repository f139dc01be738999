extension FixedDecimal: CustomStringConvertible {
    /// The canonical text of the number, with exactly `scale` decimals.
    ///
    /// There is at least one digit before the decimal point, no decimal point without decimals, and no sign on zero.
    ///
    /// - Complexity: O(*n*²) in the number of digits.
    public var description: String {
        if scale == 0 { return units.description }
        let digits = units.decimalDigits
        var text: [UInt8] = []
        text.reserveCapacity(max(digits.count, scale) + 3)
        if isNegative { text.append(UInt8(ascii: "-")) }
        if digits.count > scale {
            text.append(contentsOf: digits[..<(digits.count - scale)])
            text.append(UInt8(ascii: "."))
            text.append(contentsOf: digits[(digits.count - scale)...])
        } else {
            text.append(UInt8(ascii: "0"))
            text.append(UInt8(ascii: "."))
            text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: scale - digits.count))
            text.append(contentsOf: digits)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text of the number without zeros at the end of its decimals, and without a point when none are left.
    ///
    /// - Complexity: O(*n*²) in the number of digits.
    public var shortestDescription: String { trimmed.description }
}
