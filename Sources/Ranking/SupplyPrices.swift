import Decimals
import Procurement

/// What winners are paid for each specification of their lots.
///
/// A winner's price for another specification than its own is its price times the conversion factor, rounded as the
/// rulebook says.
final class SupplyPrices {
    private let awards: [Award]
    private let lots: [Lot.ID: Lot]
    private let rounding: NamedRounding
    private let conversion: PriceConversion
    /// The offers so far, nil where the price can't be computed.
    private var suppliers: [Key: SupplyLine.Supplier?] = [:]
    /// How many winners with a specification there are that have a price.
    private(set) var offers = 0

    private struct Key: Hashable {
        let award: Int
        let specification: Specification.ID
    }

    init(_ dossier: Dossier, _ awards: [Award]) {
        self.awards = awards
        lots = Dictionary(dossier.round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        rounding = dossier.rulebook.comparablePrice.unitPriceRounding
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
    }

    /// An award as the supplier of a specification of its lot; nil where its price for it can't be computed.
    func supplier(_ index: Int, of specification: Specification.ID) -> SupplyLine.Supplier? {
        let key = Key(award: index, specification: specification)
        if let known = suppliers[key] { return known }
        let supplier = offer(index, specification)
        if supplier != nil { offers += 1 }
        suppliers[key] = .some(supplier)
        return supplier
    }

    private func offer(_ index: Int, _ specification: Specification.ID) -> SupplyLine.Supplier? {
        let award = awards[index]
        guard let lot = lots[award.lot], let target = lot.specification(specification) else { return nil }
        if let own = award.prices.first(where: { lot.isSameStrength($0.specification, specification) }) {
            return SupplyLine.Supplier(award: index, offer: offers, unitPrice: own.paid, source: own)
        }
        guard let main = award.prices.first, let source = lot.specification(main.specification),
            let factor = conversion.factor(from: source, to: target, dosageClass: lot.dosageClass)
        else { return nil }
        let price = (main.paid * factor.value).rounded(to: rounding.digits, rounding.mode)
        return SupplyLine.Supplier(award: index, offer: offers, unitPrice: Ratio(price), source: main)
    }
}
