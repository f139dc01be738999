import Decimals
import Procurement

/// The price of a UBL line: `PriceAmount` ÷ `BaseQuantity`, and the pack that hospitals buy.
///
/// A quotient such as 10.00 ÷ 3 is no finite decimal. `Bid.price` then is the quotient rounded half up to 10 decimals,
/// and the exact quotient is kept as the pack, whose price over its units it is: nothing that the bidder wrote is lost,
/// what is paid is computed from it, and the rounding is reported. The error is at most 0.000 000 000 05 yuan.
struct UBLPrice {
    /// Yuan for the smallest unit.
    let price: FixedDecimal
    /// The pack, where it is stated or needed to keep the price exact.
    let pack: Pack?
    /// Whether `price` is a rounded quotient.
    let isRounded: Bool
    /// Whether the stated pack size had to give way, because its price is no finite decimal.
    let lostPackSize: Bool

    /// Decimals of a quotient that is not finite.
    static let roundedDigits = 10
    /// Units in the largest pack.
    static let largestPack = 1_000_000
    /// Digits and decimals of the numbers in our documents.
    private static let digits = (total: 30, decimals: 18)

    /// Nil when neither a finite decimal nor a pack can hold the price.
    ///
    /// - Parameters:
    ///   - amount: yuan for `base` smallest units, above zero.
    ///   - base: above zero.
    ///   - packSize: smallest units in the pack, where that is stated.
    init?(amount: FixedDecimal, base: FixedDecimal, packSize: Int?) {
        let quotient = Ratio(amount) / Ratio(base)
        let exact = base == .one ? amount : Self.finite(quotient)
        let packPrice = packSize.flatMap { Self.finite(quotient * Ratio($0)) }
        var pack: Pack?
        if let packSize, let packPrice {
            pack = Pack(units: packSize, price: base == FixedDecimal(packSize) ? amount : packPrice)
        }
        lostPackSize = packSize != nil && pack == nil
        isRounded = exact == nil
        guard exact == nil else {
            price = exact ?? amount
            self.pack = pack
            return
        }
        price = quotient.rounded(to: Self.roundedDigits, .halfUp)
        self.pack = pack ?? Self.wholePack(amount: amount, base: base)
        guard self.pack != nil, !price.isZero else { return nil }
    }

    /// The pack of `base` units; multiplied out when that is no whole number.
    private static func wholePack(amount: FixedDecimal, base: FixedDecimal) -> Pack? {
        let base = base.trimmed
        guard let units = Int(exactly: base.units), units <= largestPack else { return nil }
        return Pack(units: units, price: amount.shifted(byPowerOfTen: base.scale))
    }

    /// The quotient as a decimal that our documents can hold; nil when there is none.
    private static func finite(_ value: Ratio) -> FixedDecimal? {
        let rounded = value.rounded(to: digits.decimals, .halfUp).trimmed
        guard Ratio(rounded) == value, rounded.units.magnitude < Integer.powerOfTen(digits.total) else { return nil }
        return rounded
    }
}
