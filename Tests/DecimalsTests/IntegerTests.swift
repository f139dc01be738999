import Decimals
import Testing

@Suite("Integer")
struct IntegerTests {
    @Test("takes nine bytes, so that a decimal number fits in two words")
    func layout() {
        #expect(MemoryLayout<Integer>.size == 9)
        #expect(MemoryLayout<FixedDecimal>.size <= 16)
        #expect(MemoryLayout<FixedDecimal?>.size <= 16)
    }

    @Test("prints what it reads and reads what it prints")
    func textRoundTrip() {
        for value in SampleValues.integers {
            #expect(Integer(value.description) == value)
        }
        #expect(Integer("-170141183460469231731687303715884105728") == Integer(Int128.min))
        #expect(Integer(Int128.min).description == "-170141183460469231731687303715884105728")
        #expect(Integer("-0")?.description == "0")
        #expect(Integer("000000000000000000000000000000000000000007") == 7)
        let inner = "1000000000000000000000000000000000001"
        #expect(Integer(inner)?.description == inner)
    }

    @Test(
        "reads an optional minus sign and ASCII digits only",
        arguments: ["", "-", "+1", "1.0", " 1", "1 ", "--1", "１"]
    )
    func rejectedText(text: String) {
        #expect(Integer(text) == nil)
    }

    @Test("addition and subtraction undo each other")
    func additionAndSubtraction() {
        for left in SampleValues.integers {
            for right in SampleValues.integers {
                let sum = left + right
                #expect(sum - right == left)
                #expect(sum == right + left)
                #expect(left - right == -(right - left))
            }
        }
    }

    @Test("division undoes multiplication, and its remainder has the sign of the dividend")
    func multiplicationAndDivision() {
        for left in SampleValues.integers {
            for right in SampleValues.integers where !right.isZero {
                let product = (left * right).quotientAndRemainder(dividingBy: right)
                #expect(product.quotient == left && product.remainder.isZero)
                let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
                #expect(quotient * right + remainder == left)
                #expect(remainder.magnitude < right.magnitude)
                #expect(remainder.isZero || remainder.signum() == left.signum())
            }
        }
    }

    @Test("assignments do as their operators")
    func assignments() {
        for (left, right) in zip(SampleValues.integers, SampleValues.integers.reversed()) {
            var value = left
            value += right
            #expect(value == left + right)
            value *= right
            #expect(value == (left + right) * right)
            value -= left
            #expect(value == (left + right) * right - left)
        }
    }

    @Test("multiplication distributes over addition")
    func distribution() {
        let values = SampleValues.integers
        for (index, left) in values.enumerated() {
            let (middle, right) = (values[(index * 7 + 3) % values.count], values[(index * 11 + 5) % values.count])
            #expect(left * (middle + right) == left * middle + left * right)
            #expect((left * middle) * right == left * (middle * right))
        }
    }

    @Test("order agrees with the sign of the difference, and equality with hashing")
    func order() {
        for left in SampleValues.integers {
            for right in SampleValues.integers {
                let difference = (left - right).signum()
                #expect((left < right) == (difference < 0))
                #expect((left == right) == (difference == 0))
            }
            let rebuilt = left + Integer.powerOfTen(60) - Integer.powerOfTen(60)
            #expect(rebuilt == left && rebuilt.hashValue == left.hashValue)
        }
    }

    @Test("signs, parity and magnitude")
    func properties() {
        for value in SampleValues.integers {
            #expect(value.isNegative == (value < 0))
            #expect(value.isZero == (value == 0))
            #expect(value.magnitude == (value < 0 ? .zero - value : value))
            #expect(value.isEven == value.quotientAndRemainder(dividingBy: 2).remainder.isZero)
        }
    }

    @Test("converts to and from machine integers at their limits")
    func machineIntegers() {
        #expect(Int(exactly: Integer(Int.max)) == .max)
        #expect(Int(exactly: Integer(Int.min)) == .min)
        #expect(Int(exactly: Integer(Int.max) + 1) == nil)
        #expect(Int(exactly: Integer(Int.min) - 1) == nil)
        #expect(Integer(UInt64.max).description == "18446744073709551615")
        #expect(Integer(Int8.min) == -128)
        #expect(-Integer(Int64.min) == Integer(UInt64(1) << 63))
        #expect(-Integer(UInt64(1) << 63) == Integer(Int64.min))
    }

    @Test("powers of ten print as a one and zeros", arguments: [0, 1, 18, 19, 38, 75, 76, 77, 78, 200])
    func powersOfTen(exponent: Int) {
        #expect(Integer.powerOfTen(exponent).description == "1" + String(repeating: "0", count: exponent))
    }

    @Test("the greatest common divisor divides both and leaves nothing in common")
    func greatestCommonDivisor() {
        #expect(Integer.greatestCommonDivisor(0, 0) == 0)
        #expect(Integer.greatestCommonDivisor(Integer(Int64.min), 0) == Integer(UInt64(1) << 63))
        for left in SampleValues.integers {
            for right in SampleValues.integers.prefix(30) where !right.isZero {
                let divisor = Integer.greatestCommonDivisor(left, right)
                let (first, second) = (
                    left.quotientAndRemainder(dividingBy: divisor), right.quotientAndRemainder(dividingBy: divisor)
                )
                #expect(first.remainder.isZero && second.remainder.isZero)
                #expect(Integer.greatestCommonDivisor(first.quotient, second.quotient) == 1)
            }
        }
    }

    @Test("agrees with Python's integers")
    func reference() throws {
        for row in try referenceTable("integers") {
            let left = try #require(row["left"].flatMap { Integer($0) })
            let right = try #require(row["right"].flatMap { Integer($0) })
            #expect((left + right).description == row["sum"])
            #expect((left - right).description == row["difference"])
            #expect((left * right).description == row["product"])
            #expect(Integer.greatestCommonDivisor(left, right).description == row["greatestCommonDivisor"])
            if !right.isZero {
                let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
                #expect(quotient.description == row["quotient"], "\(left) / \(right)")
                #expect(remainder.description == row["remainder"], "\(left) % \(right)")
            }
        }
    }
}
