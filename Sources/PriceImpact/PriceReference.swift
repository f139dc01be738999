import Decimals
import Procurement
import Ranking

/// Finds the baselines of winning prices; made once for all winners of a round.
struct PriceReference: Sendable {
    private let lots: [Lot]
    private let hasRoundBefore: Bool
    private let conversion: PriceConversion
    private let lists: [ListedPrices]
    /// What the bidders of each lot state of prices before the round, or the published winners where no bid is known.
    private let previous: [PreviousPrices]

    /// A list, with its prices by lot.
    private struct ListedPrices {
        var list: PriceList
        var prices: [[PriceList.Price]]
    }

    /// The fact of a bid that says how much was sold at its previous price, in smallest units.
    static let soldQuantity = "previous-quantity"

    init(_ dossier: Dossier) {
        let lots = dossier.round.lots
        let conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        let index = dossier.round.lotIndex
        hasRoundBefore = dossier.round.ceilingsFromRound != nil
        lists = dossier.priceLists.map { list in
            var prices: [[PriceList.Price]] = Array(repeating: [], count: lots.count)
            for price in list.prices { if let lot = index.position(of: price.lot) { prices[lot].append(price) } }
            return ListedPrices(list: list, prices: prices)
        }
        let stated = PriceReference.previousPrices(dossier, index)
        previous = Portions.each(lots.count) { PreviousPrices(stated[$0], in: lots[$0], conversion) }
        self.lots = lots
        self.conversion = conversion
    }

    /// The prices before the round that are stated in each lot.
    private static func previousPrices(_ dossier: Dossier, _ index: NameIndex) -> [[PreviousPrices.Stated]] {
        var previous: [[PreviousPrices.Stated]] = Array(repeating: [], count: dossier.round.lots.count)
        var hasBids = Array(repeating: false, count: dossier.round.lots.count)
        let winners = dossier.published?.winners ?? []
        let isAsked = Portions.each(dossier.submissions.count, portion: 64) { number in
            let bids = dossier.submissions[number].bids
            return !winners.isEmpty || bids.indices.contains { bids[$0].previousPrice != nil }
        }
        for (submission, isAsked) in zip(dossier.submissions, isAsked) where isAsked {
            for place in submission.bids.indices
            where !winners.isEmpty || submission.bids[place].previousPrice != nil {
                let bid = submission.bids[place]
                guard let lot = index.position(of: bid.lot) else { continue }
                hasBids[lot] = true
                guard let price = bid.previousPrice else { continue }
                previous[lot].append(
                    PreviousPrices.Stated(
                        specification: bid.specification, price: Ratio(price), quantity: bid.facts[soldQuantity]))
            }
        }
        for winner in winners {
            guard let lot = index.position(of: winner.lot), !hasBids[lot] else { continue }
            for presentation in winner.presentations {
                guard let price = presentation.previousPrice else { continue }
                previous[lot].append(
                    PreviousPrices.Stated(specification: presentation.specification, price: Ratio(price)))
            }
        }
        return previous
    }

    /// A winning price beside its baseline, both of its own specification; nil without the baseline.
    ///
    /// A winner with several published prices has the mean of their drops.
    ///
    /// - Parameters:
    ///   - position: that of the award's lot in the round.
    func comparison(of award: borrowing Award, in position: Int, against baseline: Baseline) -> PriceComparison? {
        if baseline == .ceiling, let terms = award.priceTerms, let price = award.filedPrice {
            return terms.ceiling.map { PriceComparison(Ratio(price), against: $0) }
        }
        guard let main = award.mainPrice else { return nil }
        switch baseline {
        case .ceiling:
            let ceiling = conversion.compareCeiling(
                for: main.specification, price: main.filed, pack: main.pack, in: lots[position])
            return ceiling.map { PriceComparison($0.price, against: $0.ceiling) }
        case .previousRound:
            return hasRoundBefore ? comparison(of: award, in: position, against: .ceiling) : nil
        case .ceilingAsPrinted:
            return printedCeiling(main.specification, lots[position]).map { PriceComparison(main.filed, against: $0) }
        case .ownCeilingPerUnit:
            return ownCeiling(main.specification, lots[position]).map { stated in
                // A ceiling that is a pack price is compared with what a pack costs, per unit.
                PriceComparison(
                    stated.pack == 1 ? main.filed : main.paid, against: Ratio(stated.price) / Ratio(stated.pack))
            }
        case .previousPrice:
            return compare(main, award.otherPrices) { $0.previous }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return compare(main, award.otherPrices) { self.previous[position].price(baseline, of: $0.specification) }
        case .list(let id):
            return compare(main, award.otherPrices) { self.listed(id, $0.specification, in: position) }
        }
    }

    private func compare(
        _ main: Award.Price, _ others: ArraySlice<Award.Price>, _ base: (Award.Price) -> Ratio?
    ) -> PriceComparison? {
        guard let first = base(main).map({ PriceComparison(main.filed, against: $0) }) else { return nil }
        if others.isEmpty { return first }
        let parts = others.compactMap { price in
            base(price).map { PriceComparison(price.filed, against: $0) }
        }
        return parts.count == others.count ? PriceComparison(meanOf: [first] + parts) : nil
    }

    /// The baseline of one supplied specification, yuan for the smallest unit; nil without it.
    ///
    /// - Parameter position: that of the lot in the round.
    func unitPrice(
        of specification: Specification.ID, _ supplier: SupplyLine.Supplier, in position: Int,
        against baseline: Baseline
    ) -> Ratio? {
        let lot = lots[position]
        let own = supplier.source.specification
        switch baseline {
        case .ceiling: return conversion.unitCeiling(of: specification, in: lot, preferring: own)
        case .previousRound:
            return hasRoundBefore ? unitPrice(of: specification, supplier, in: position, against: .ceiling) : nil
        case .ceilingAsPrinted:
            return printedCeiling(own, lot).flatMap { convert($0, from: own, to: specification, lot) }
        case .ownCeilingPerUnit:
            return ownCeiling(own, lot).flatMap {
                convert(Ratio($0.price) / Ratio($0.pack), from: own, to: specification, lot)
            }
        case .previousPrice:
            return supplier.source.previous.flatMap { convert($0, from: own, to: specification, lot) }
        case .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice:
            return previous[position].price(baseline, of: specification)
        case .list(let id): return listed(id, specification, in: position)
        }
    }

    /// Whether the baseline means something of an award that no other one says already.
    ///
    /// - Parameters:
    ///   - position: that of the award's lot in the round.
    func isDistinct(_ baseline: Baseline, for award: borrowing Award, in position: Int) -> Bool {
        switch baseline {
        case .ceiling, .list: return true
        case .previousRound: return hasRoundBefore
        case .previousPrice: return award.previousPrices > 0
        case .weightedPreviousPrice: return previous[position].count > 0
        // Where a lot states one price, it is the winner's own.
        case .lowestPreviousPrice, .medianPreviousPrice:
            let stated = previous[position].count
            return stated > 0 && stated > award.previousPrices
        case .ceilingAsPrinted:
            // Few ceilings stand in the row of another specification.
            let printed = lots[position].ceilings.filter { $0.printedFor != nil }
            guard !printed.isEmpty, let own = award.mainPrice else { return false }
            return printed.contains { $0.printedFor == own.specification }
        case .ownCeilingPerUnit:
            if let terms = award.priceTerms { return terms.isDerived }
            guard let main = award.mainPrice else { return false }
            let ceiling = conversion.compareCeiling(
                for: main.specification, price: main.filed, pack: main.pack, in: lots[position])
            return ceiling?.conversion.steps.isEmpty == false
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
        lot.specification(to).flatMap { conversion.convert(price, from: from, to: $0, in: lot) }
    }
}
