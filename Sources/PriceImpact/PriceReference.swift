import Decimals
import Procurement
import Ranking

/// Finds the baselines of winning prices.
struct PriceReference {
    let round: Round
    let conversion: PriceConversion
    let lots: [Lot.ID: Lot]

    init(_ dossier: Dossier) {
        round = dossier.round
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        lots = Dictionary(dossier.round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// 1 − price ÷ baseline of a winning bid, both of its own specification; nil without the baseline.
    ///
    /// A winner with several published prices has the mean of their drops.
    func drop(of award: Award, against baseline: Baseline) -> Ratio? {
        switch baseline {
        case .ceiling:
            return award.bid.flatMap { bid in lots[award.lot].flatMap { conversion.ceiling(for: bid, in: $0)?.cut } }
        case .previousRound: return round.ceilingsFromRound == nil ? nil : drop(of: award, against: .ceiling)
        case .ceilingAsPrinted:
            guard let bid = award.bid, let printed = printedCeiling(award) else { return nil }
            return .one - Ratio(bid.price) / printed
        case .ownCeilingPerUnit:
            guard let bid = award.bid, let stated = ownCeiling(award) else { return nil }
            // A ceiling that is a pack price is compared with what a pack costs, per unit.
            let price = stated.pack == 1 ? Ratio(bid.price) : bid.unitPricePaid
            return .one - price / (Ratio(stated.price) / Ratio(stated.pack))
        case .previousPrice:
            let drops = award.prices.compactMap { price in price.previous.map { .one - price.filed / $0 } }
            return drops.count == award.prices.count ? Ratio.mean(drops) : nil
        }
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
            return printedCeiling(award).flatMap { convert($0, from: own, to: line.specification, lot) }
        case .ownCeilingPerUnit:
            return ownCeiling(award).flatMap {
                convert(Ratio($0.price) / Ratio($0.pack), from: own, to: line.specification, lot)
            }
        case .previousPrice:
            return supplier.source.previous.flatMap { convert($0, from: own, to: line.specification, lot) }
        }
    }

    /// Whether the baseline means something else than the ceiling in this round.
    func isDistinct(_ baseline: Baseline, among awards: [Award]) -> Bool {
        switch baseline {
        case .ceiling, .previousPrice, .previousRound: return true
        case .ceilingAsPrinted:
            return awards.contains { award in
                guard let own = award.bid?.specification else { return false }
                return lots[award.lot]?.ceilings.contains { $0.printedFor == own } == true
            }
        case .ownCeilingPerUnit:
            return awards.contains { award in
                award.bid.flatMap { bid in lots[award.lot].flatMap { conversion.ceiling(for: bid, in: $0) } }?.isDerived
                    == true
            }
        }
    }

    private func printedCeiling(_ award: Award) -> Ratio? {
        guard let bid = award.bid, let lot = lots[award.lot] else { return nil }
        let printed =
            lot.ceilings.first { $0.printedFor == bid.specification }
            ?? lot.ceilings.first { $0.specification == bid.specification && $0.printedFor == nil && $0.pack == 1 }
        return printed.map { Ratio($0.price) }
    }

    private func ownCeiling(_ award: Award) -> Ceiling? {
        guard let bid = award.bid, let lot = lots[award.lot] else { return nil }
        return lot.ceilings.first { $0.specification == bid.specification && $0.printedFor == nil }
    }

    private func convert(_ price: Ratio, from: Specification.ID, to: Specification.ID, _ lot: Lot) -> Ratio? {
        guard let source = lot.specification(from), let target = lot.specification(to) else { return nil }
        return conversion.factor(from: source, to: target, dosageClass: lot.dosageClass).map { price * $0.value }
    }
}
