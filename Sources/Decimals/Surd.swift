/// An exact number of the form r + c√d, such as a mean less one standard deviation.
///
/// It is compared by squaring, never by a rounded root.
public struct Surd: Sendable {
    /// The rational part r.
    public let rational: Ratio
    /// The coefficient c of the root.
    public let coefficient: Ratio
    /// What stands under the root, d; not negative.
    public let radicand: Ratio

    /// Creates r + c√d.
    ///
    /// - Precondition: `radicand` is not negative.
    public init(_ rational: Ratio, plus coefficient: Ratio, rootOf radicand: Ratio) {
        precondition(!radicand.isNegative, "the root of a negative number")
        self.rational = rational
        self.coefficient = radicand.isZero ? .zero : coefficient
        self.radicand = coefficient.isZero ? .zero : radicand
    }

    /// Creates a rational number.
    public init(_ rational: Ratio) { self.init(rational, plus: .zero, rootOf: .zero) }

    /// The number where it is rational; nil where it has a root.
    public var rationalValue: Ratio? { coefficient.isZero ? rational : nil }

    /// The number times a rational one.
    public static func * (number: Surd, factor: Ratio) -> Surd {
        Surd(number.rational * factor, plus: number.coefficient * factor, rootOf: number.radicand)
    }

    /// −1, 0 or 1.
    public func signum() -> Int {
        let (a, c) = (Surd.sign(rational), Surd.sign(coefficient))
        if c == 0 || a == c { return a == 0 ? c : a }
        if a == 0 { return c }
        // The signs differ: the larger of a² and c²d decides.
        let (square, other) = (rational * rational, coefficient * coefficient * radicand)
        return square == other ? 0 : square > other ? a : c
    }

    private static func sign(_ value: Ratio) -> Int { value.isZero ? 0 : value.isNegative ? -1 : 1 }
}

extension Surd: Comparable {
    /// Whether both are the same number, however written.
    public static func == (left: Surd, right: Surd) -> Bool { compare(left, right) == 0 }

    /// Whether the left number is less.
    public static func < (left: Surd, right: Surd) -> Bool { compare(left, right) < 0 }

    /// The sign of left − right.
    private static func compare(_ left: Surd, _ right: Surd) -> Int {
        let difference = left.rational - right.rational
        if left.coefficient.isZero || right.coefficient.isZero || left.radicand == right.radicand {
            let coefficient = left.coefficient - right.coefficient
            let radicand = left.coefficient.isZero ? right.radicand : left.radicand
            return Surd(difference, plus: coefficient, rootOf: radicand).signum()
        }
        // a + c₁√d₁ against c₂√d₂: by their signs, and by their squares where these agree.
        let first = Surd(difference, plus: left.coefficient, rootOf: left.radicand)
        let (sign, other) = (first.signum(), Surd.sign(right.coefficient))
        if sign != other { return sign < other ? -1 : 1 }
        let square = right.coefficient * right.coefficient * right.radicand
        let rational = first.rational * first.rational + first.coefficient * first.coefficient * first.radicand
        let cross = Ratio(2) * first.rational * first.coefficient
        return sign * Surd(rational - square, plus: cross, rootOf: first.radicand).signum()
    }
}

extension Surd {
    /// The number rounded for printing.
    ///
    /// The root is taken to 20 more digits than asked for and the sum is rounded; a number that is not rational is
    /// never half-way between two decimals, and one that comes nearer than 10⁻²⁰ of a unit to half-way may be
    /// printed one unit off. Nothing is compared by this.
    public func rounded(to fractionDigits: Int, _ rounding: Rounding) -> FixedDecimal {
        if coefficient.isZero { return rational.rounded(to: fractionDigits, rounding) }
        let digits = fractionDigits + 20
        let scaled = (radicand * Ratio(Integer.powerOfTen(2 * digits), .one)).rounded(to: 0, .floor)
        let root = Ratio(scaled.units.squareRoot(), Integer.powerOfTen(digits))
        return (rational + coefficient * root).rounded(to: fractionDigits, rounding)
    }
}

extension Integer {
    /// The largest integer whose square is not more than this one, by Newton's method.
    ///
    /// - Precondition: The integer is not negative.
    func squareRoot() -> Integer {
        precondition(!isNegative, "the root of a negative number")
        if isZero { return .zero }
        var guess = Integer.powerOfTen((description.utf8.count + 1) / 2)
        while true {
            let next = (guess + quotientAndRemainder(dividingBy: guess).quotient)
                .quotientAndRemainder(dividingBy: 2).quotient
            if next >= guess { return guess }
            guess = next
        }
    }
}
