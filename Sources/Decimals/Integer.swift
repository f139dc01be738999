/// An arbitrary-precision signed integer.
///
/// A value that fits in a signed 64-bit word is kept inline; anything larger is kept as a sign and a magnitude on the
/// heap. The form is canonical: equal values always have the same form, so that equality and hashing compare forms.
/// No operation overflows.
public struct Integer: Sendable {
    /// The canonical form of a value.
    enum Storage: Hashable, Sendable {
        /// Any value that fits in a signed 64-bit word.
        case inline(Int64)
        /// A positive value too large for `inline`: its limbs, the least significant first, the last one not zero.
        case positive([UInt64])
        /// A negative value too small for `inline`: the limbs of its magnitude, in the order of `positive`.
        case negative([UInt64])
    }

    /// The canonical form of the value.
    let storage: Storage

    /// Creates an integer from its canonical form.
    init(storage: Storage) {
        self.storage = storage
    }

    /// Creates an integer that fits in a signed 64-bit word.
    init(inline value: Int64) {
        storage = .inline(value)
    }

    /// Creates an integer from the limbs of its magnitude, which may end with limbs that are zero.
    init(limbs: [UInt64], isNegative: Bool) {
        let limbs = Magnitude.trimmed(limbs)
        guard limbs.count <= 1 else {
            storage = isNegative ? .negative(limbs) : .positive(limbs)
            return
        }
        let limb = limbs.first ?? 0
        if limb < 1 << 63 {
            storage = .inline(isNegative ? -Int64(limb) : Int64(limb))
        } else if isNegative, limb == 1 << 63 {
            storage = .inline(.min)
        } else {
            storage = isNegative ? .negative(limbs) : .positive(limbs)
        }
    }

    /// Creates an integer from a machine integer.
    ///
    /// - Parameter value: The value of the new integer.
    public init(_ value: Int) {
        storage = .inline(Int64(value))
    }

    /// Creates an integer from a machine integer of any width.
    ///
    /// - Parameter value: The value of the new integer.
    /// - Complexity: O(*w*), where *w* is the number of words in `value`.
    public init(_ value: some FixedWidthInteger) {
        if let small = Int64(exactly: value) {
            self.init(inline: small)
        } else {
            self.init(limbs: value.magnitude.words.map { UInt64($0) }, isNegative: value < 0)
        }
    }

    /// The integer 0.
    public static var zero: Integer { Integer(inline: 0) }

    /// The integer 1.
    public static var one: Integer { Integer(inline: 1) }
}

extension Integer: ExpressibleByIntegerLiteral {
    /// Creates an integer from a literal that fits in a machine word.
    ///
    /// - Parameter value: The value of the literal.
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}
