import Decimals
import PriceImpact
import Procurement
import Ranking

/// What is delivered, how far it can be trusted, and whom it reaches.
extension ResultDocument {
    static func write(_ total: SupplyTotal, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: 5)
        members.add("group", total.group.rawValue, to: &bytes)
        members.add("lots_lacking_volume_or_supplier", total.lotsLacking, to: &bytes)
        members.add("lots_without_baseline", to: &bytes) { bytes in
            let lacking = total.savings.compactMap { baseline, saved in
                saved.lotsWithoutBaseline == 0 ? nil : (key: baseline.rawValue, value: saved.lotsWithoutBaseline)
            }
            JSON.writeObject(lacking, to: &bytes, indent: 5) { JSON.write($0, to: &$1) }
        }
        members.addMoney("value", total.value, to: &bytes)
        members.add("value_by_confidence", to: &bytes) { write(total.valueByConfidence, to: &$0, indent: 5) }
        members.end(&bytes)
    }

    /// Writes yuan by confidence, so many levels deep.
    static func write(_ values: [Confidence: Ratio], to bytes: inout [UInt8], indent: Int) {
        let values = values.map { (key: $0.key.rawValue, value: $0.value) }
        JSON.writeObject(values, to: &bytes, indent: indent) { money($0, to: &$1) }
    }

    /// Writes yuan with two decimals.
    static func money(_ value: borrowing Ratio, to bytes: inout [UInt8]) {
        let rounded = value.rounded(to: Numbers.moneyDigits, .halfUp)
        JSON.quote(&bytes, rounded.appendDescription)
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
