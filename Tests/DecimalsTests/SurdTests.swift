import Testing

@testable import Decimals

@Suite("Surd")
struct SurdTests {
    private func surd(_ r: Int, _ c: Int, _ d: Int) -> Surd { Surd(Ratio(r), plus: Ratio(c), rootOf: Ratio(d)) }

    @Test("Signs are those of the real numbers")
    func signs() {
        #expect(surd(-2, 1, 4).signum() == 0)
        #expect(surd(-2, 1, 5).signum() == 1)
        #expect(surd(-2, 1, 3).signum() == -1)
        #expect(surd(2, -1, 3).signum() == 1)
        #expect(surd(2, -1, 5).signum() == -1)
        #expect(surd(0, 0, 7).signum() == 0)
        #expect(surd(0, -3, 7).signum() == -1)
    }

    @Test("Numbers with different roots compare exactly")
    func differentRoots() {
        // √2 + √3 > 3.146 and < 3.147: as √2 against 3.146 − √3.
        let root2 = surd(0, 1, 2)
        func less(_ thousandths: Int) -> Surd {
            Surd(Ratio(Integer(thousandths), 1_000), plus: Ratio(-1), rootOf: Ratio(3))
        }
        #expect(root2 > less(3_146))
        #expect(root2 < less(3_147))
        #expect(surd(1, 1, 8) == surd(1, 2, 2))
        #expect(surd(1, -1, 8) == surd(1, -2, 2))
        #expect(surd(5, -1, 2) > surd(5, -1, 3))
    }

    @Test("Order agrees with squares over small numbers, both ways round")
    func exhaustive() {
        // Every number is within ±(4 + 4·√9) and distinct values of this grid differ by more than 10⁻⁶, so the order of
        // roundings to twelve decimals is the order of the numbers.
        var numbers: [Surd] = []
        for r in -4...4 { for c in -3...3 { for d in [0, 1, 2, 3, 5, 8, 9] { numbers.append(surd(r, c, d)) } } }
        for left in numbers {
            for right in numbers {
                let (a, b) = (left.rounded(to: 12, .halfEven), right.rounded(to: 12, .halfEven))
                #expect((left < right) == (a < b), "\(a) < \(b)")
                #expect((left == right) == (a == b), "\(a) == \(b)")
            }
        }
    }

    @Test("Printed digits are those of the root")
    func digits() {
        #expect(surd(0, 1, 2).rounded(to: 20, .halfEven).description == "1.41421356237309504880")
        #expect(surd(1, -1, 2).rounded(to: 4, .halfUp).description == "-0.4142")
        #expect(surd(3, 2, 4).rounded(to: 2, .halfUp).description == "7.00")
    }

    @Test("Integer roots are the floor of the root")
    func integerRoots() {
        for value in 0...2_000 {
            let root = Integer(value).squareRoot()
            #expect(root * root <= Integer(value) && (root + 1) * (root + 1) > Integer(value), "\(value)")
        }
        let large = Integer.powerOfTen(61) + 7
        let root = large.squareRoot()
        #expect(root * root <= large && (root + 1) * (root + 1) > large)
    }
}
