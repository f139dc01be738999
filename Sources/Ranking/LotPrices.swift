package import Decimals
import Procurement

/// What the prices of a lot's specifications are converted and compared with, computed once for all its bids.
package struct LotPrices: Sendable {
    /// What holds for one specification of a lot.
    package struct Terms: Sendable {
        /// What a price is multiplied by to become a comparable price; nil where the two can't be compared.
        let factor: Ratio?
        /// The ceiling of the smallest unit; nil where there is none, or where it depends on the bid's pack.
        package let ceiling: Ratio?
        /// Whether that is the ceiling of another specification, converted.
        package let isDerived: Bool
        /// Whether the ceiling depends on the bid's pack.
        let dependsOnPack: Bool
    }

    /// The first of each lot's terms.
    private var starts: [Int] = []
    private var terms: [Terms] = []

    init(_ lots: [Lot], _ conversion: PriceConversion) {
        starts.reserveCapacity(lots.count)
        for lot in lots {
            starts.append(terms.count)
            let (specifications, name) = (lot.specifications, lot.reference)
            let reference = specifications.firstIndex { $0.id == name }
            let dependsOnPack = lot.ceilings.contains { $0.pack != 1 }
            for own in specifications.indices {
                let ceiling = conversion.compareCeiling(for: specifications[own].id, price: .one, pack: nil, in: lot)
                let factor = reference.flatMap { reference in
                    own == reference
                        ? .one
                        : conversion.factor(
                            from: specifications[own], to: specifications[reference], dosageClass: lot.dosageClass)?
                            .value
                }
                terms.append(
                    Terms(
                        factor: factor, ceiling: dependsOnPack ? nil : ceiling?.ceiling,
                        isDerived: ceiling?.conversion.steps.isEmpty == false, dependsOnPack: dependsOnPack))
            }
        }
    }

    /// What holds for a bid's specification; nil where its lot does not have it.
    func terms(of entry: RoundEvaluation.Entry) -> Terms? {
        entry.specification < 0 ? nil : terms[starts[entry.lot] + Int(entry.specification)]
    }
}
