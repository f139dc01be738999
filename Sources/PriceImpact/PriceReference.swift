import Decimals
import Procurement
import Ranking

/// Finds the baselines of winning prices.
struct PriceReference: Sendable {
    /// The lots that have winners, in the order of the round's document.
    let lots: [Lot]
    private let hasRoundBefore: Bool
    private let conversion: PriceConversion
    private let lists: [ListedPrices]
    /// The prices before the round that the bidders of each lot state, or the published winners where no bid is known.
    private let previous: [[PreviousPrice]]

    /// A list, with its prices by lot.
    private struct ListedPrices {
        var list: PriceList
        var prices: [[PriceList.Price]]
    }

    /// A price before the round, of the specification that it is stated for.
    private struct PreviousPrice {
        var specification: Specification.ID
        var price: Ratio
        var quantity: FixedDecimal?
    }

    /// The fact of a bid that says how much was sold at its previous price, in smallest units.
    static let soldQuantity = "previous-quantity"

    /// - Parameter lots: those that have winners, in the order of the round's document.
    init(_ dossier: Dossier, _ lots: [Lot]) {
        self.lots = lots
        hasRoundBefore = dossier.round.ceilingsFromRound != nil
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        // Where all lots have winners, they are the round's.
        let index = lots.count == dossier.round.lots.count ? dossier.round.lotIndex : NameIndex(lots.lazy.map(\.id))
        lists = dossier.priceLists.map { list in
            var prices: [[PriceList.Price]] = Array(repeating: [], count: lots.count)
            for price in list.prices { if let lot = index.position(of: price.lot) { prices[lot].append(price) } }
            return ListedPrices(list: list, prices: prices)
        }
        var previous: [[PreviousPrice]] = Array(repeating: [], count: lots.count)
        var hasBids = Array(repeating: false, count: lots.count)
        let winners = dossier.published?.winners ?? []
        for submission in dossier.submissions {
            for place in submission.bids.indices
            where !winners.isEmpty || submission.bids[place].previousPrice != nil {
                let bid = submission.bids[place]
                guard let lot = index.position(of: bid.lot) else { continue }
                hasBids[lot] = true
                guard let price = bid.previousPrice else { continue }
                previous[lot].append(
                    PreviousPrice(
                        specification: bid.specification, price: Ratio(price), quantity: bid.facts[Self.soldQuantity]))
            }
        }
        for winner in winners {
            guard let lot = index.position(of: winner.lot), !hasBids[lot] else { continue }
            for presentation in winner.presentations {
                guard let price = presentation.previousPrice else { continue }
                previous[lot].append(PreviousPrice(specification: presentation.specification, price: Ratio(price)))
            }
        }
        self.previous = previous
    }

    /// A winning price beside its baseline, both of its own specification; nil without the baseline.
    ///
    /// A winner with several published prices has the mean of their drops.
    ///
    /// - Parameters:
    ///   - prices: the award's.
    ///   - position: that of the award's lot.
    func comparison(of prices: [Award.Price], in position: Int, against baseline: Baseline) -> PriceComparison? {
        guard let main = prices.first else { return nil }
        switch baseline {
        case .ceiling:
            let ceiling = conversion.compareCeiling(
                for: main.specification, price: main.filed, pack: main.pack, in: lots[position])
            return ceiling.map { PriceComparison($0.price, against: $0.ceiling) }
        case .previousRound:
            return hasRoundBefore ? comparison(of: prices, in: position, against: .ceiling) : nil
        case .ceilingAsPrinted:
            return printedCeiling(main.specification, lots[position]).map { PriceComparison(main.filed, against: $0) }
        case .ownCeilingPerUnit:
            return ownCeiling(main.specification, lots[position]).map { stated in
                // A ceiling that is a pack price is compared with what a pack costs, per unit.
                PriceComparison(
                    stated.pack == 1 ? main.filed : main.paid, against: Ratio(stated.price) / Ratio(stated.pack))
            }
        case .previousPrice:
            return compare(prices) { $0.previous }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return compare(prices) { self.previousPrice(baseline, of: $0.specification, in: position) }
        case .list(let id):
            return compare(prices) { self.listed(id, $0.specification, in: position) }
        }
    }

    private func compare(_ prices: [Award.Price], _ base: (Award.Price) -> Ratio?) -> PriceComparison? {
        if prices.count == 1 { return base(prices[0]).map { PriceComparison(prices[0].filed, against: $0) } }
        let parts = prices.compactMap { price in
            base(price).map { PriceComparison(price.filed, against: $0) }
        }
        return parts.count == prices.count ? PriceComparison(meanOf: parts) : nil
    }

    /// The baseline of one supplied specification, yuan for the smallest unit; nil without it.
    ///
    /// - Parameter position: that of the line's lot.
    func unitPrice(
        _ line: SupplyLine, _ supplier: SupplyLine.Supplier, in position: Int, of baseline: Baseline
    ) -> Ratio? {
        let lot = lots[position]
        let own = supplier.source.specification
        switch baseline {
        case .ceiling: return conversion.unitCeiling(of: line.specification, in: lot, preferring: own)
        case .previousRound:
            return hasRoundBefore ? unitPrice(line, supplier, in: position, of: .ceiling) : nil
        case .ceilingAsPrinted:
            return printedCeiling(own, lot).flatMap { convert($0, from: own, to: line.specification, lot) }
        case .ownCeilingPerUnit:
            return ownCeiling(own, lot).flatMap {
                convert(Ratio($0.price) / Ratio($0.pack), from: own, to: line.specification, lot)
            }
        case .previousPrice:
            return supplier.source.previous.flatMap { convert($0, from: own, to: line.specification, lot) }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return previousPrice(baseline, of: line.specification, in: position)
        case .list(let id): return listed(id, line.specification, in: position)
        }
    }

    /// Whether the baseline means something that no other one says already in this round.
    ///
    /// - Parameter positions: those of the awards' lots.
    func isDistinct(_ baseline: Baseline, among awards: [Award], in positions: [Int]) -> Bool {
        switch baseline {
        case .ceiling, .list: return true
        case .previousRound: return hasRoundBefore
        case .previousPrice: return awards.contains { $0.prices.contains { $0.previous != nil } }
        case .weightedPreviousPrice: return !previous.allSatisfy(\.isEmpty)
        case .lowestPreviousPrice, .medianPreviousPrice:
            // Where each lot states one price, it is the winner's own.
            if previous.allSatisfy(\.isEmpty) { return false }
            return zip(awards, positions).contains { award, position in
                previous[position].count > award.prices.count { $0.previous != nil }
            }
        case .ceilingAsPrinted:
            if !lots.contains(where: { $0.ceilings.contains { $0.printedFor != nil } }) { return false }
            return zip(awards, positions).contains { award, position in
                guard let own = award.prices.first?.specification else { return false }
                return lots[position].ceilings.contains { $0.printedFor == own }
            }
        case .ownCeilingPerUnit:
            return zip(awards, positions).contains { award, position in
                guard let main = award.prices.first else { return false }
                let ceiling = conversion.compareCeiling(
                    for: main.specification, price: main.filed, pack: main.pack, in: lots[position])
                return ceiling?.conversion.steps.isEmpty == false
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
    private func previousPrice(_ baseline: Baseline, of target: Specification.ID, in position: Int) -> Ratio? {
        if previous[position].isEmpty { return nil }
        let lot = lots[position]
        let known = previous[position].compactMap { stated in
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
    private func listed(_ id: PriceList.ID, _ target: Specification.ID, in position: Int) -> Ratio? {
        guard let listed = lists.first(where: { $0.list.id == id }) else { return nil }
        let (list, prices, lot) = (listed.list, listed.prices[position], lots[position])
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
