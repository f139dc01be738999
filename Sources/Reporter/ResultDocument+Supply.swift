import Decimals
import PriceImpact
import Procurement
import Ranking

/// What is delivered, how far it can be trusted, and whom it reaches.
extension ResultDocument {
    static func total(_ total: SupplyTotal) -> JSON {
        .object([
            "group": .string(total.group.rawValue), "value": .string(Numbers.money(total.value)),
            "value_by_confidence": .object(
                Dictionary(
                    total.valueByConfidence.map { ($0.key.rawValue, .string(Numbers.money($0.value))) },
                    uniquingKeysWith: { first, _ in first })),
            "lots_lacking_volume_or_supplier": .integer(total.lotsLacking.count),
            "lots_without_baseline": .object(
                Dictionary(
                    total.savings.filter { !$0.value.lotsWithoutBaseline.isEmpty }.map {
                        ($0.key.rawValue, .integer($0.value.lotsWithoutBaseline.count))
                    }, uniquingKeysWith: { first, _ in first })),
        ])
    }

    /// The institutions that reported, by kind; null where the demand does not go down to them.
    static func reach(_ impact: Impact, _ dossier: Dossier) -> JSON {
        guard let institutions = dossier.demand?.institutions, !institutions.isEmpty else { return .null }
        let kinds = Institution.counts(institutions.map(\.kind))
        return .object([
            "institutions": .integer(institutions.count),
            "by_kind": .object(
                Dictionary(
                    kinds.map { ($0.kind?.rawValue ?? "unknown", .integer($0.count)) },
                    uniquingKeysWith: { first, _ in first })),
            "specifications": .integer(impact.supply.specificationCount),
        ])
    }
}
