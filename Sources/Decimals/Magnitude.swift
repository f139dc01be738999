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

    /// Returns the 128 bits of a magnitude that follow its lowest ones.
    ///
    /// - Parameter position: How many bits are left out; at least 0.
    static func bits(_ limbs: [UInt64], from position: Int) -> UInt128 {
        let (word, shift) = (position / 64, UInt64(position % 64))
        func limb(_ index: Int) -> UInt64 {
            func own(_ index: Int) -> UInt64 { index < limbs.count ? limbs[index] : 0 }
            return own(index) >> shift | (shift == 0 ? 0 : own(index + 1) << (64 - shift))
        }
        return UInt128(limb(word + 1)) << 64 | UInt128(limb(word))
    }

    /// Returns whether one magnitude is less than another.
    static func isLess(_ left: [UInt64], _ right: [UInt64]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    /// Returns the sum of two magnitudes, trimmed.
    static func sum(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        let (longer, shorter) = left.count < right.count ? (right, left) : (left, right)
        return [UInt64](unsafeUninitializedCapacity: longer.count + 1) { result, count in
            var carry = false
            for index in longer.indices {
                let addend = index < shorter.count ? shorter[index] : 0
                let (partial, first) = longer[index].addingReportingOverflow(addend)
                let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
                result.initializeElement(at: index, to: total)
                carry = first || second
            }
            if carry { result.initializeElement(at: longer.count, to: 1) }
            count = longer.count + (carry ? 1 : 0)
        }
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

    /// Returns the product of two magnitudes that are not zero, by the schoolbook method; it is trimmed.
    static func product(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: left.count + right.count) { result, count in
            result.initialize(repeating: 0)
            for (offset, multiplier) in left.enumerated() where multiplier != 0 {
                var carry: UInt64 = 0
                for index in right.indices {
                    let sum = multiplyAdd(multiplier, right[index], result[offset + index], carry)
                    result[offset + index] = sum.low
                    carry = sum.high
                }
                result[offset + right.count] = carry
            }
            count = result.count - (result[result.count - 1] == 0 ? 1 : 0)
        }
    }

    /// Returns the product of a magnitude and a limb that is not zero; it is trimmed.
    static func product(_ limbs: [UInt64], _ multiplier: UInt64) -> [UInt64] {
        var result: [UInt64] = []
        result.reserveCapacity(limbs.count + 1)
        result += limbs
        multiply(&result, by: multiplier, adding: 0)
        return result
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
