extension Magnitude {
    /// Divides a magnitude by a limb that is not zero and returns the remainder; the quotient is trimmed.
    static func divide(_ limbs: inout [UInt64], by divisor: UInt64) -> UInt64 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            (limbs[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
        }
        trim(&limbs)
        return remainder
    }

    /// Returns the quotient and the remainder of a division, by algorithm D of Knuth, *The Art of Computer
    /// Programming*, volume 2, section 4.3.1.
    static func quotientAndRemainder(
        _ dividend: [UInt64],
        _ divisor: [UInt64]
    ) -> (quotient: [UInt64], remainder: [UInt64]) {
        if isLess(dividend, divisor) { return ([], dividend) }
        if divisor.count == 1 {
            var quotient = dividend
            let remainder = divide(&quotient, by: divisor[0])
            return (quotient, [remainder])
        }
        // Both are shifted so that the first bit of the divisor is set, which makes the estimates below good.
        let shift = divisor[divisor.count - 1].leadingZeroBitCount
        let divisor = trimmed(shiftedLeft(divisor, byBits: shift))
        var rest = shiftedLeft(dividend, byBits: shift)
        if rest.count == dividend.count { rest.append(0) }
        var quotient = [UInt64](repeating: 0, count: rest.count - divisor.count)
        for offset in quotient.indices.reversed() {
            var digit = estimatedDigit(rest, divisor, offset)
            if subtract(divisor, times: digit, from: &rest, at: offset) {
                digit -= 1
                add(divisor, to: &rest, at: offset)
            }
            quotient[offset] = digit
        }
        trim(&rest)
        return (quotient, shiftedRight(rest, byBits: shift))
    }

    /// Returns an estimate of one digit of a quotient, never too small and at most one too large.
    private static func estimatedDigit(_ rest: [UInt64], _ divisor: [UInt64], _ offset: Int) -> UInt64 {
        let count = divisor.count
        let (first, second) = (divisor[count - 1], divisor[count - 2])
        let (high, middle, low) = (rest[offset + count], rest[offset + count - 1], rest[offset + count - 2])
        var digit: UInt64
        var remainder: UInt64
        if high >= first {
            // Here high and first are equal, and the estimate is the greatest digit.
            digit = .max
            let (sum, overflow) = middle.addingReportingOverflow(first)
            if overflow { return digit }
            remainder = sum
        } else {
            (digit, remainder) = first.dividingFullWidth((high, middle))
        }
        while true {
            let product = digit.multipliedFullWidth(by: second)
            guard product.high > remainder || (product.high == remainder && product.low > low) else { return digit }
            digit -= 1
            let (sum, overflow) = remainder.addingReportingOverflow(first)
            if overflow { return digit }
            remainder = sum
        }
    }

    /// Subtracts a multiple of the divisor and returns whether the result went below zero.
    private static func subtract(
        _ divisor: [UInt64],
        times digit: UInt64,
        from rest: inout [UInt64],
        at offset: Int
    ) -> Bool {
        var carry: UInt64 = 0
        for index in divisor.indices {
            let product = multiplyAdd(digit, divisor[index], carry, 0)
            let (difference, borrow) = rest[offset + index].subtractingReportingOverflow(product.low)
            rest[offset + index] = difference
            carry = product.high &+ (borrow ? 1 : 0)
        }
        let (difference, borrow) = rest[offset + divisor.count].subtractingReportingOverflow(carry)
        rest[offset + divisor.count] = difference
        return borrow
    }

    /// Adds the divisor back and drops the carry, which cancels the borrow of the subtraction.
    private static func add(_ divisor: [UInt64], to rest: inout [UInt64], at offset: Int) {
        var carry = false
        for index in divisor.indices {
            let (partial, first) = rest[offset + index].addingReportingOverflow(divisor[index])
            let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
            rest[offset + index] = total
            carry = first || second
        }
        rest[offset + divisor.count] &+= carry ? 1 : 0
    }

    /// Returns a magnitude shifted right by fewer than 64 bits.
    private static func shiftedRight(_ limbs: [UInt64], byBits count: Int) -> [UInt64] {
        if count == 0 { return limbs }
        var result = limbs
        var carry: UInt64 = 0
        for index in limbs.indices.reversed() {
            result[index] = limbs[index] >> UInt64(count) | carry
            carry = limbs[index] << UInt64(64 - count)
        }
        return result
    }
}
