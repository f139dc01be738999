import Decimals
import Procurement
import Ranking

/// Finds the baselines of winning prices.
struct PriceReference {
    let round: Round
    let conversion: PriceConversion
    let lots: [Lot.ID: Lot]
    private let lists: [PriceList.ID: PriceList]
    /// The prices before the round that the bidders of a lot state, or the published winners where no bid is known.
    private let previous: [Lot.ID: [PreviousPrice]]

    /// A price before the round, of the specification that it is stated for.
    private struct PreviousPrice {
        var specification: Specification.ID
        var price: Ratio
        var quantity: FixedDecimal?
    }

    /// The fact of a bid that says how much was sold at its previous price, in smallest units.
    static let soldQuantity = "previous-quantity"

    init(_ dossier: Dossier) {
        round = dossier.round
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        lots = Dictionary(dossier.round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        lists = Dictionary(dossier.priceLists.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var previous: [Lot.ID: [PreviousPrice]] = [:]
        for bid in dossier.submissions.flatMap(\.bids) {
            guard let price = bid.previousPrice else { continue }
            previous[bid.lot, default: []].append(
                PreviousPrice(
                    specification: bid.specification, price: Ratio(price), quantity: bid.facts[Self.soldQuantity]))
        }
        let withBids = Set(dossier.submissions.flatMap { $0.bids.map(\.lot) })
        for winner in dossier.published?.winners ?? [] where !withBids.contains(winner.lot) {
            for presentation in winner.presentations {
                guard let price = presentation.previousPrice else { continue }
                previous[winner.lot, default: []].append(
                    PreviousPrice(specification: presentation.specification, price: Ratio(price)))
            }
        }
        self.previous = previous
    }

    /// A winning price beside its baseline, both of its own specification; nil without the baseline.
    ///
    /// A winner with several published prices has the mean of their drops.
    func comparison(of award: Award, against baseline: Baseline) -> PriceComparison? {
        guard let lot = lots[award.lot], let main = award.prices.first else { return nil }
        switch baseline {
        case .ceiling:
            let ceiling = conversion.ceiling(
                for: main.specification, price: main.filed, pack: main.pack, in: lot)
            return ceiling.map { PriceComparison($0.price, against: $0.ceiling) }
        case .previousRound:
            return round.ceilingsFromRound == nil ? nil : comparison(of: award, against: .ceiling)
        case .ceilingAsPrinted:
            return printedCeiling(main.specification, lot).map { PriceComparison(main.filed, against: $0) }
        case .ownCeilingPerUnit:
            return ownCeiling(main.specification, lot).map { stated in
                // A ceiling that is a pack price is compared with what a pack costs, per unit.
                PriceComparison(
                    stated.pack == 1 ? main.filed : main.paid, against: Ratio(stated.price) / Ratio(stated.pack))
            }
        case .previousPrice:
            return compare(award) { $0.previous }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return compare(award) { self.previousPrice(baseline, of: $0.specification, in: lot) }
        case .list(let id):
            return compare(award) { self.listed(id, $0.specification, lot) }
        }
    }

    private func compare(_ award: Award, _ base: (Award.Price) -> Ratio?) -> PriceComparison? {
        let parts = award.prices.compactMap { price in
            base(price).map { PriceComparison(price.filed, against: $0) }
        }
        return parts.count == award.prices.count ? PriceComparison(meanOf: parts) : nil
    }

    /// The baseline of one supplied specification, yuan for the smallest unit; nil without it.
    func unitPrice(_ line: SupplyLine, _ supplier: SupplyLine.Supplier, _ award: Award, of baseline: Baseline) -> Ratio?
    {
        guard let lot = lots[line.lot] else { return nil }
        let own = supplier.source.specification
        switch baseline {
        case .ceiling: return conversion.unitCeiling(of: line.specification, in: lot, preferring: own)
        case .previousRound:
            return round.ceilingsFromRound == nil ? nil : unitPrice(line, supplier, award, of: .ceiling)
        case .ceilingAsPrinted:
            return printedCeiling(own, lot).flatMap { convert($0, from: own, to: line.specification, lot) }
        case .ownCeilingPerUnit:
            return ownCeiling(own, lot).flatMap {
                convert(Ratio($0.price) / Ratio($0.pack), from: own, to: line.specification, lot)
            }
        case .previousPrice:
            return supplier.source.previous.flatMap { convert($0, from: own, to: line.specification, lot) }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return previousPrice(baseline, of: line.specification, in: lot)
        case .list(let id): return listed(id, line.specification, lot)
        }
    }

    /// Whether the baseline means something that no other one says already in this round.
    func isDistinct(_ baseline: Baseline, among awards: [Award]) -> Bool {
        switch baseline {
        case .ceiling, .previousPrice, .previousRound, .weightedPreviousPrice, .list: return true
        case .lowestPreviousPrice, .medianPreviousPrice:
            // Where each lot states one price, it is the winner's own.
            return awards.contains { (previous[$0.lot]?.count ?? 0) > $0.prices.filter { $0.previous != nil }.count }
        case .ceilingAsPrinted:
            return awards.contains { award in
                guard let own = award.prices.first?.specification else { return false }
                return lots[award.lot]?.ceilings.contains { $0.printedFor == own } == true
            }
        case .ownCeilingPerUnit:
            return awards.contains { award in
                guard let main = award.prices.first, let lot = lots[award.lot] else { return false }
                let ceiling = conversion.ceiling(
                    for: main.specification, price: main.filed, pack: main.pack, in: lot)
                return ceiling?.isDerived == true
            }
        }
    }

    private func printedCeiling(_ own: Specification.ID, _ lot: Lot) -> Ratio? {
        let printed =
            lot.ceilings.first { $0.printedFor == own }
            ?? lot.ceilings.first { $0.specification == own && $0.printedFor == nil && $0.pack == 1 }
        return printed.map { Ratio($0.price) }
    }

    private func ownCeiling(_ own: Specification.ID, _ lot: Lot) -> Ceiling? {
        lot.ceilings.first { $0.specification == own && $0.printedFor == nil }
    }

    /// A statistic of the lot's previous prices, each converted to a specification; those that can't be are left out.
    private func previousPrice(_ baseline: Baseline, of target: Specification.ID, in lot: Lot) -> Ratio? {
        let known = (previous[lot.id] ?? []).compactMap { stated in
            convert(stated.price, from: stated.specification, to: target, lot).map { (price: $0, stated: stated) }
        }
        guard let distribution = Distribution(known.map(\.price)) else { return nil }
        switch baseline {
        case .lowestPreviousPrice: return distribution.minimum
        case .medianPreviousPrice: return distribution.quartile(2)
        default:
            // One price without a quantity, and the weights of all are not known.
            let quantities = known.compactMap { $0.stated.quantity.map { Ratio($0) } }
            let sum = Ratio.sum(quantities)
            guard quantities.count == known.count, !sum.isZero else { return nil }
            return Ratio.sum(zip(known, quantities).map { $0.price * $1 }) / sum
        }
    }

    /// A list's price of a specification: its own, else the list's first one of the lot that can be converted.
    private func listed(_ id: PriceList.ID, _ target: Specification.ID, _ lot: Lot) -> Ratio? {
        guard let list = lists[id] else { return nil }
        let prices = list.prices.filter { $0.lot == lot.id }
        let candidates = prices.filter { lot.isSameStrength($0.specification, target) } + prices
        for price in candidates {
            if lot.isSameStrength(price.specification, target) { return list.unitPrice(price) }
            if let converted = convert(list.unitPrice(price), from: price.specification, to: target, lot) {
                return converted
            }
        }
        return nil
    }

    private func convert(_ price: Ratio, from: Specification.ID, to: Specification.ID, _ lot: Lot) -> Ratio? {
        guard let source = lot.specification(from), let target = lot.specification(to) else { return nil }
        return conversion.factor(from: source, to: target, dosageClass: lot.dosageClass).map { price * $0.value }
    }
}
