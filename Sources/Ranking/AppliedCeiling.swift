public import Decimals
public import Procurement

/// The ceiling that a bid is held against, in the presentation in which the two are compared.
public struct AppliedCeiling: Sendable, Hashable {
    /// In which presentation price and ceiling are compared.
    public enum Presentation: String, Sendable {
        /// Per smallest unit.
        case unit
        /// Per pack of the bid.
        case pack
    }

    /// In which presentation price and ceiling are compared.
    public var presentation: Presentation
    /// The bid's price in that presentation.
    public var price: Ratio
    /// The ceiling in that presentation.
    public var ceiling: Ratio
    /// The ceiling as the round's document states it.
    public var stated: Ceiling
    /// How the stated ceiling became the applied one.
    public var conversion: ConversionFactor

    /// Whether the ceiling is that of another specification or pack, converted.
    public var isDerived: Bool { !conversion.steps.isEmpty }
    /// Whether the ceiling is a pack price compared per unit because the bid's pack is not known.
    public var lacksPack: Bool { stated.pack > 1 && presentation == .unit }
    /// 1 − price ÷ ceiling.
    public var cut: Ratio { .one - price / ceiling }
}

/// A price and its ceiling in the presentation in which they are compared.
package struct CeilingComparison {
    var presentation: AppliedCeiling.Presentation
    package var price: Ratio
    package var ceiling: Ratio
    /// The place of the ceiling among those that the lot states.
    var stated: Int
    package var conversion: ConversionFactor

    /// 1 − price ÷ ceiling.
    var cut: Ratio { .one - price / ceiling }
}

extension PriceConversion {
    /// The ceiling for a bid: that of its own specification, else another one of the lot, converted.
    ///
    /// A ceiling that is a pack price is compared with the bid's pack price where the bid's pack is known,
    /// and per smallest unit otherwise. Nil when the lot has no ceiling that can be converted.
    public func ceiling(for bid: Bid, in lot: Lot) -> AppliedCeiling? {
        ceiling(for: bid.specification, price: Ratio(bid.price), pack: bid.pack, in: lot)
    }

    /// The same for a price that no bid is known for: yuan for the smallest unit of a specification, and its pack.
    public func ceiling(for specification: Specification.ID, price: Ratio, pack: Pack?, in lot: Lot) -> AppliedCeiling?
    {
        compareCeiling(for: specification, price: price, pack: pack, in: lot).map {
            AppliedCeiling(
                presentation: $0.presentation, price: $0.price, ceiling: $0.ceiling, stated: lot.ceilings[$0.stated],
                conversion: $0.conversion)
        }
    }

    /// The same without the words.
    package func compareCeiling(
        for specification: Specification.ID, price: Ratio, pack: Pack?, in lot: Lot
    ) -> CeilingComparison? {
        let (specifications, ceilings) = (lot.specifications, lot.ceilings)
        guard let own = specifications.firstIndex(where: { $0.id == specification }) else { return nil }
        for isOwn in [true, false] {
            for stated in ceilings.indices where (ceilings[stated].specification == specification) == isOwn {
                guard
                    let source = isOwn
                        ? own : specifications.firstIndex(where: { $0.id == ceilings[stated].specification }),
                    let content = isOwn
                        ? ConversionFactor.none
                        : factor(from: specifications[source], to: specifications[own], dosageClass: lot.dosageClass)
                else { continue }
                let found = compare(
                    price, pack, with: ceilings[stated].price, of: ceilings[stated].pack, stated, content,
                    lot.dosageClass)
                if found != nil { return found }
            }
        }
        return nil
    }

    /// - Parameters:
    ///   - ceiling: yuan for a pack of so many units.
    ///   - content: what makes it a price of the bid's specification.
    private func compare(
        _ price: Ratio, _ pack: Pack?, with ceiling: FixedDecimal, of units: Int, _ stated: Int,
        _ content: ConversionFactor, _ dosageClass: String?
    ) -> CeilingComparison? {
        let perPack = content.steps.isEmpty ? Ratio(ceiling) : Ratio(ceiling) * content.value
        if units == 1 {
            return CeilingComparison(
                presentation: .unit, price: price, ceiling: perPack, stated: stated, conversion: content)
        }
        guard let pack else {
            return CeilingComparison(
                presentation: .unit, price: price, ceiling: perPack / Ratio(units), stated: stated, conversion: content)
        }
        guard let packFactor = packFactor(from: units, to: pack.units, dosageClass: dosageClass) else { return nil }
        return CeilingComparison(
            presentation: .pack, price: Ratio(pack.price), ceiling: perPack * packFactor.value, stated: stated,
            conversion: content.followed(by: packFactor))
    }

    /// The ceiling of a specification per smallest unit: its own, else that of `preferred`, else any, converted by
    /// content; a pack's price is divided by its units.
    public func unitCeiling(
        of specification: Specification.ID, in lot: Lot, preferring preferred: Specification.ID
    ) -> Ratio? {
        guard let target = lot.specification(specification) else { return nil }
        let candidates =
            lot.ceilings.filter { $0.specification == specification }
            + lot.ceilings.filter { $0.specification == preferred } + lot.ceilings
        for stated in candidates {
            guard let source = lot.specification(stated.specification),
                let content = factor(from: source, to: target, dosageClass: lot.dosageClass)
            else { continue }
            return Ratio(stated.price) * content.value / Ratio(stated.pack)
        }
        return nil
    }
}
