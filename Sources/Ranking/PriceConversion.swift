public import Decimals
public import Procurement
import Synchronization

/// One factor of a price conversion, for the trace.
public struct ConversionStep: Sendable, Hashable {
    /// Where the factor comes from.
    public enum Kind: Sendable, Hashable {
        /// base^log2(multiple), with how many times as much the target has: exact where it is a fraction, else to 18
        /// significant digits.
        case formula(ComparablePriceRule.Conversion.Dimension, base: FixedDecimal, multiple: Ratio)
        /// A price relation that the rulebook states.
        case stated(from: Specification.ID, to: Specification.ID)
        /// A number that the bid's facts hold.
        case fact(String, FixedDecimal)
        /// A coefficient that the rulebook states for products with this fact.
        case coefficient(fact: String, text: String, FixedDecimal)
    }

    /// Where the factor comes from.
    public var kind: Kind
    /// What the price is multiplied by.
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
        if other.steps.isEmpty { return self }
        return steps.isEmpty ? other : ConversionFactor(value: value * other.value, steps: steps + other.steps)
    }
}

/// Converts prices between presentations by a rulebook's factors.
///
/// K = b^log2(X), with X the target's amount over the source's (药品差比价规则, 发改价格〔2011〕2452号).
/// Factors are kept once computed: the same few are asked for again and again.
public final class PriceConversion: Sendable {
    private let rule: ComparablePriceRule
    /// The factors of formulas, once computed; they are the same in every round.
    private static let known = Mutex<[Formula: ConversionFactor]>([:])

    private struct Formula: Hashable {
        let dimension: ComparablePriceRule.Conversion.Dimension
        let base: FixedDecimal
        let multiple: Ratio

        /// Rulebooks have few bases, so that the multiple tells nearly all apart.
        func hash(into hasher: inout Hasher) { hasher.combine(multiple) }
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
        if let stated = stated(from: source.id, to: target.id) { return stated }
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

    /// The factor from a filed price to the comparable price; nil when the two can't be compared.
    func comparison(of bid: Bid, in lot: Lot) -> ConversionFactor? {
        guard let adjustment = adjustment(of: bid) else { return nil }
        if !rule.converts { return adjustment }
        guard let own = lot.specification(bid.specification), let reference = lot.specification(lot.reference),
            let factor = factor(from: own, to: reference, dosageClass: lot.dosageClass)
        else { return nil }
        return factor.followed(by: adjustment)
    }

    /// A factor that the rulebook states, read in either direction.
    private func stated(from source: Specification.ID, to target: Specification.ID) -> ConversionFactor? {
        for factor in rule.factors {
            let value: Ratio
            switch (factor.base, factor.specification) {
            case (source, target): value = Ratio(factor.value)
            case (target, source): value = .one / Ratio(factor.value)
            default: continue
            }
            return ConversionFactor(
                value: value, steps: [ConversionStep(kind: .stated(from: source, to: target), factor: value)])
        }
        return nil
    }

    /// What the facts of a product do to its comparable price; nil when one that is asked for is not stated or is 0.
    func adjustment(of bid: Bid) -> ConversionFactor? {
        var factor = ConversionFactor.none
        for adjustment in rule.adjustments {
            let step: ConversionStep
            switch adjustment {
            case .multiplied(let name):
                guard let fact = bid.facts[name], !fact.isZero, !fact.isNegative else { return nil }
                step = ConversionStep(kind: .fact(name, fact), factor: Ratio(fact))
            case .divided(let name):
                guard let fact = bid.facts[name], !fact.isZero, !fact.isNegative else { return nil }
                step = ConversionStep(kind: .fact(name, fact), factor: .one / Ratio(fact))
            case .coefficient(let name, let text, let value):
                guard bid.texts[name] == text else { continue }
                step = ConversionStep(
                    kind: .coefficient(fact: name, text: text, value), factor: .one / Ratio(value))
            }
            factor = factor.followed(by: ConversionFactor(value: step.factor, steps: [step]))
        }
        return factor
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
        let formula = Formula(dimension: dimension, base: base, multiple: multiple)
        return PriceConversion.known.withLock { known in
            if let factor = known[formula] { return factor }
            let value = Ratio.priceFactor(base: base, x: multiple)
            let step = ConversionStep(kind: .formula(dimension, base: base, multiple: multiple), factor: value)
            let factor = ConversionFactor(value: value, steps: [step])
            known[formula] = factor
            return factor
        }
    }
}
