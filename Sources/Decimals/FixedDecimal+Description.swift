extension FixedDecimal: CustomStringConvertible {
    /// The canonical text of the number, with exactly `scale` decimals.
    ///
    /// There is at least one digit before the decimal point, no decimal point without decimals, and no sign on zero.
    ///
    /// - Complexity: O(*n*²) in the number of digits.
    public var description: String {
        if case .inline(let value) = units.storage, scale <= 18 {
            return FixedDecimal.text(value.magnitude, decimals: scale, isNegative: value < 0)
        }
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
    public var shortestDescription: String {
        guard case .inline(let value) = units.storage, scale <= 18 else { return trimmed.description }
        let (units, decimals) = FixedDecimal.trimmed(value.magnitude, decimals: scale)
        return FixedDecimal.text(units, decimals: decimals, isNegative: value < 0)
    }

    /// Appends the text of `shortestDescription` to bytes, without a text in between.
    ///
    /// - Complexity: O(*d*) in the number of digits for values that fit in 64 bits.
    public func appendShortestDescription(to bytes: inout [UInt8]) {
        guard case .inline(let value) = units.storage, scale <= 18 else {
            bytes += shortestDescription.utf8
            return
        }
        let (units, decimals) = FixedDecimal.trimmed(value.magnitude, decimals: scale)
        FixedDecimal.withText(units, decimals: decimals, isNegative: value < 0) { bytes.append(contentsOf: $0) }
    }

    /// Appends the text of `description` to bytes, without a text in between.
    ///
    /// - Complexity: O(*d*) in the number of digits for values that fit in 64 bits.
    public func appendDescription(to bytes: inout [UInt8]) {
        guard case .inline(let value) = units.storage, scale <= 18 else {
            bytes += description.utf8
            return
        }
        FixedDecimal.withText(value.magnitude, decimals: scale, isNegative: value < 0) { bytes.append(contentsOf: $0) }
    }

    /// The same units without zeros at the end of their decimals.
    private static func trimmed(_ units: UInt64, decimals: Int) -> (units: UInt64, decimals: Int) {
        var (rest, decimals) = (units, decimals)
        while decimals > 0 {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            guard digit == 0 else { break }
            rest = quotient
            decimals -= 1
        }
        return (rest, decimals)
    }

    private static func text(_ units: UInt64, decimals: Int, isNegative: Bool) -> String {
        withText(units, decimals: decimals, isNegative: isNegative) { String(decoding: $0, as: UTF8.self) }
    }

    private static func withText<Result>(
        _ units: UInt64, decimals: Int, isNegative: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        // At most 20 digits, a point and a sign.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { digits in
            var first = digits.count
            var rest = units
            var written = 0
            repeat {
                if written == decimals, decimals > 0 {
                    first -= 1
                    digits[first] = UInt8(ascii: ".")
                }
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(digit)
                rest = quotient
                written += 1
            } while rest > 0 || written <= decimals
            if isNegative {
                first -= 1
                digits[first] = UInt8(ascii: "-")
            }
            return body(UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }
}
