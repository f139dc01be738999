import Decimals
import Procurement
import Ranking

/// The prices before the round that are stated in a lot, as those of each of its specifications.
struct PreviousPrices: Sendable {
    /// A price before the round, of the specification that it is stated for.
    struct Stated: Sendable {
        var specification: Specification.ID
        var price: Ratio
        var quantity: FixedDecimal?
    }

    /// What the prices that can be converted to a specification come to.
    private struct Converted: Sendable {
        var specification: Specification.ID
        var lowest: Ratio
        var median: Ratio
        /// Nil where some quantity is not known.
        var weighted: Ratio?
    }

    /// How many are stated.
    let count: Int
    private let converted: [Converted]

    init(_ stated: [Stated], in lot: Lot, _ conversion: PriceConversion) {
        count = stated.count
        converted =
            stated.isEmpty
            ? []
            : lot.specifications.compactMap { target in
                let known = stated.compactMap { stated in
                    conversion.convert(stated.price, from: stated.specification, to: target, in: lot)
                        .map { (price: $0, quantity: stated.quantity) }
                }
                guard let distribution = Distribution(known.map(\.price)) else { return nil }
                return Converted(
                    specification: target.id, lowest: distribution.minimum, median: distribution.quartile(2),
                    weighted: PreviousPrices.weightedMean(known))
            }
    }

    /// Nil where one price is without a quantity: the weights of all are not known.
    private static func weightedMean(_ prices: [(price: Ratio, quantity: FixedDecimal?)]) -> Ratio? {
        let quantities = prices.compactMap { $0.quantity.map { Ratio($0) } }
        guard quantities.count == prices.count else { return nil }
        let sum = Ratio.sum(quantities)
        return sum.isZero ? nil : Ratio.sum(zip(prices, quantities).map { $0.price * $1 }) / sum
    }

    /// A statistic of them as the price of a specification; nil where none can be converted to it.
    func price(_ baseline: Baseline, of specification: Specification.ID) -> Ratio? {
        guard let own = converted.first(where: { $0.specification == specification }) else { return nil }
        return switch baseline {
        case .lowestPreviousPrice: own.lowest
        case .medianPreviousPrice: own.median
        default: own.weighted
        }
    }
}

extension PriceConversion {
    /// A price of a specification of a lot as that of another one; nil where they can't be compared.
    func convert(
        _ price: Ratio, from source: Specification.ID, to target: Specification, in lot: Lot
    ) -> Ratio? {
        guard let source = lot.specification(source),
            let factor = factor(from: source, to: target, dosageClass: lot.dosageClass)
        else { return nil }
        return factor.steps.isEmpty ? price : price * factor.value
    }
}
