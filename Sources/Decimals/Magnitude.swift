/// Arithmetic on the magnitudes of large integers.
///
/// A magnitude is an array of 64-bit limbs, the least significant first. It is trimmed when its last limb is not zero;
/// zero has no limbs. Unless a function says otherwise it expects trimmed magnitudes and may return one that is not.
enum Magnitude {
    /// Returns a magnitude without the zeros at its most significant end.
    static func trimmed(_ limbs: [UInt64]) -> [UInt64] {
        guard limbs.last == 0 else { return limbs }
        var limbs = limbs
        trim(&limbs)
        return limbs
    }

    /// Removes the zeros at the most significant end of a magnitude.
    static func trim(_ limbs: inout [UInt64]) {
        while limbs.last == 0 { limbs.removeLast() }
    }

    /// Returns the number of bits in a magnitude, without leading zeros.
    static func bitCount(_ limbs: [UInt64]) -> Int {
        guard let last = limbs.last else { return 0 }
        return limbs.count * 64 - last.leadingZeroBitCount
    }

    /// Returns whether one magnitude is less than another.
    static func isLess(_ left: [UInt64], _ right: [UInt64]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    /// Returns the sum of two magnitudes.
    static func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        let (longer, shorter) = left.count < right.count ? (right, left) : (left, right)
        var result = longer
        var carry = false
        for index in result.indices {
            if index >= shorter.count, !carry { break }
            let addend = index < shorter.count ? shorter[index] : 0
            let (partial, first) = result[index].addingReportingOverflow(addend)
            let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
            result[index] = total
            carry = first || second
        }
        if carry { result.append(1) }
        return result
    }

    /// Returns the difference of two magnitudes, the first of which must not be less than the second.
    static func difference(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var result = left
        var borrow = false
        for index in result.indices {
            if index >= right.count, !borrow { break }
            let subtrahend = index < right.count ? right[index] : 0
            let (partial, first) = result[index].subtractingReportingOverflow(subtrahend)
            let (total, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
            result[index] = total
            borrow = first || second
        }
        return result
    }

    /// Returns the product of two magnitudes, by the schoolbook method.
    static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        var result = zeros(left.count + right.count)
        for (offset, multiplier) in left.enumerated() where multiplier != 0 {
            var carry: UInt64 = 0
            for index in right.indices {
                let sum = multiplyAdd(multiplier, right[index], result[offset + index], carry)
                result[offset + index] = sum.low
                carry = sum.high
            }
            result[offset + right.count] = carry
        }
        return result
    }

    /// So many zero limbs; few, as nearly always, stand in the code and are made several times faster.
    private static func zeros(_ count: Int) -> [UInt64] {
        switch count {
        case 2: [0, 0]
        case 3: [0, 0, 0]
        case 4: [0, 0, 0, 0]
        case 5: [0, 0, 0, 0, 0]
        case 6: [0, 0, 0, 0, 0, 0]
        default: [UInt64](repeating: 0, count: count)
        }
    }

    /// Multiplies a magnitude by a limb and adds another limb to it; the result is trimmed.
    static func multiply(_ limbs: inout [UInt64], by multiplier: UInt64, adding addend: UInt64) {
        var carry = addend
        for index in limbs.indices {
            let sum = multiplyAdd(multiplier, limbs[index], carry, 0)
            limbs[index] = sum.low
            carry = sum.high
        }
        if carry != 0 { limbs.append(carry) }
    }

    /// Returns a magnitude shifted left by fewer than 64 bits.
    static func shiftedLeft(_ limbs: [UInt64], byBits count: Int) -> [UInt64] {
        if count == 0 { return limbs }
        var result: [UInt64] = []
        result.reserveCapacity(limbs.count + 1)
        var carry: UInt64 = 0
        for limb in limbs {
            result.append(limb << UInt64(count) | carry)
            carry = limb >> UInt64(64 - count)
        }
        result.append(carry)
        return result
    }

    /// Returns `first * second + third + fourth`, which always fits in two limbs.
    static func multiplyAdd(
        _ first: UInt64,
        _ second: UInt64,
        _ third: UInt64,
        _ fourth: UInt64
    ) -> (high: UInt64, low: UInt64) {
        let product = first.multipliedFullWidth(by: second)
        let (partial, firstCarry) = product.low.addingReportingOverflow(third)
        let (low, secondCarry) = partial.addingReportingOverflow(fourth)
        return (product.high &+ (firstCarry ? 1 : 0) &+ (secondCarry ? 1 : 0), low)
    }
}
