import Decimals
import Procurement

/// What winners are paid for each specification of their lots.
///
/// A winner's price for another specification than its own is its price times the conversion factor, rounded as the
/// rulebook says.
final class SupplyPrices {
    private let awards: [Award]
    private let lots: [Lot]
    private let rounding: NamedRounding
    private let conversion: PriceConversion
    /// The offers of each award so far; a lot has few specifications.
    private var offersOfAward: [[Offer]]
    /// How many winners with a specification there are that have a price.
    private(set) var offers = 0

    private struct Offer {
        let specification: Specification.ID
        /// Nil where the price can't be computed.
        let supplier: SupplyLine.Supplier?
    }

    init(_ dossier: Dossier, _ awards: [Award]) {
        self.awards = awards
        lots = dossier.round.lots
        rounding = dossier.rulebook.comparablePrice.unitPriceRounding
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        offersOfAward = Array(repeating: [], count: awards.count)
    }

    /// An award as the supplier of a specification of its lot; nil where its price for it can't be computed.
    func supplier(_ award: Int, of specification: Specification.ID) -> SupplyLine.Supplier? {
        for offer in offersOfAward[award] where offer.specification == specification { return offer.supplier }
        let supplier = supplier(award, offering: specification)
        if supplier != nil { offers += 1 }
        offersOfAward[award].append(Offer(specification: specification, supplier: supplier))
        return supplier
    }

    private func supplier(_ position: Int, offering specification: Specification.ID) -> SupplyLine.Supplier? {
        let award = awards[position]
        guard let lot = award.lotPosition.map({ lots[$0] }), let target = lot.specification(specification)
        else { return nil }
        if let own = award.prices.first(where: { lot.isSameStrength($0.specification, specification) }) {
            return SupplyLine.Supplier(award: position, offer: offers, unitPrice: own.paid, source: own)
        }
        guard let main = award.mainPrice, let source = lot.specification(main.specification),
            let factor = conversion.factor(from: source, to: target, dosageClass: lot.dosageClass)
        else { return nil }
        let price = (main.paid * factor.value).rounded(to: rounding.digits, rounding.mode)
        return SupplyLine.Supplier(award: position, offer: offers, unitPrice: Ratio(price), source: main)
    }
}
