public import Decimals
public import Procurement

/// One factor of a price conversion, for the trace.
public struct ConversionStep: Sendable, Hashable {
    /// What differs.
    public var dimension: ComparablePriceRule.Conversion.Dimension
    /// The factor for twice as much.
    public var base: FixedDecimal
    /// How many times as much the target has.
    public var multiple: Ratio
    /// base^log2(multiple): exact where it is a fraction, else to 18 significant digits.
    public var factor: Ratio
}

/// What a price is multiplied by to become that of another presentation, and why.
public struct ConversionFactor: Sendable, Hashable {
    /// The factor; 1 when nothing differs.
    public var value: Ratio
    /// The steps in the order content, fill, pack; empty when nothing differs.
    public var steps: [ConversionStep]

    /// No conversion.
    public static let none = ConversionFactor(value: .one, steps: [])

    /// Both conversions, one after the other.
    func followed(by other: ConversionFactor) -> ConversionFactor {
        ConversionFactor(value: value * other.value, steps: steps + other.steps)
    }
}

/// Converts prices between presentations by a rulebook's factors.
///
/// K = b^log2(X), with X the target's amount over the source's (药品差比价规则, 发改价格〔2011〕2452号).
/// Factors are kept once computed, so one converter serves a whole evaluation; it is not shared between threads.
public final class PriceConversion {
    private let rule: ComparablePriceRule
    private var factors: [Key: Ratio] = [:]

    private struct Key: Hashable {
        let base: FixedDecimal
        let multiple: Ratio
    }

    /// Creates a converter for a rulebook's rule.
    public init(rule: ComparablePriceRule) { self.rule = rule }

    /// The factor from one specification's price to another's, per smallest unit.
    ///
    /// The content decides where it is stated; the fill only where no content is (发改价格〔2011〕2452号).
    /// Nil when the two can't be compared: contents unknown, of different kinds, several components that do not
    /// change alike, or a rulebook without a factor for what differs.
    public func factor(
        from source: Specification, to target: Specification, dosageClass: String?
    ) -> ConversionFactor? {
        if source.id == target.id { return ConversionFactor.none }
        guard let from = source.content, let to = target.content else { return nil }
        let dimension: ComparablePriceRule.Conversion.Dimension
        let multiple: Ratio
        if !from.components.isEmpty, !to.components.isEmpty {
            guard let ratio = to.multiple(of: from) else { return nil }
            dimension = .content
            multiple = ratio
        } else if from.components.isEmpty, to.components.isEmpty, let fill = from.fill, let otherFill = to.fill {
            guard let ratio = otherFill.multiple(of: fill) else { return nil }
            dimension = .fill
            multiple = ratio
        } else {
            return nil
        }
        return step(dimension, multiple, dosageClass)
    }

    /// The factor from the price of a pack to that of another pack of the same specification.
    public func packFactor(from source: Int, to target: Int, dosageClass: String?) -> ConversionFactor? {
        step(.pack, Ratio(Integer(target), Integer(source)), dosageClass)
    }

    private func step(
        _ dimension: ComparablePriceRule.Conversion.Dimension, _ multiple: Ratio, _ dosageClass: String?
    ) -> ConversionFactor? {
        if multiple == .one { return ConversionFactor.none }
        let conversion = rule.conversions.first { conversion in
            conversion.dimension == dimension
                && (conversion.dosageClasses.isEmpty || dosageClass.map(conversion.dosageClasses.contains) == true)
        }
        guard let base = conversion?.base else { return nil }
        let key = Key(base: base, multiple: multiple)
        let factor = factors[key] ?? Ratio.priceFactor(base: base, x: multiple)
        factors[key] = factor
        let step = ConversionStep(dimension: dimension, base: base, multiple: multiple, factor: factor)
        return ConversionFactor(value: factor, steps: [step])
    }
}
