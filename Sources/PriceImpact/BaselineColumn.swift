import Decimals
import Procurement
import Ranking

/// Winning prices and supplied volumes beside one baseline.
final class BaselineColumn: Sendable {
    /// Which.
    let baseline: Baseline
    /// 1 − price ÷ baseline of each award; of one with several published prices the mean of their drops.
    let drops: [Ratio?]
    /// The baseline of each offer of the supply, yuan for the smallest unit.
    let units: [Ratio?]
    /// 1 − price ÷ baseline of each offer.
    let offerDrops: [Ratio?]
    /// Quantity × baseline of each offer, yuan; nil without the baseline.
    let offerMarkets: [Ratio?]
    /// What the supply lines of each group that have the baseline are worth.
    let tallies: [SavingsTally]
    /// The same of the lots that run for each term.
    let termTallies: [SavingsTally]

    /// - Parameters:
    ///   - lines: those of the supply.
    ///   - offerOfLine: the position of each one's offer.
    ///   - groupValues: what the supply lines of each group are worth.
    init(
        _ baseline: Baseline, _ drops: [Ratio?], _ units: [Ratio?], _ lines: [SupplyLine], _ offerOfLine: [Int],
        _ offers: [OfferTotal], _ groupValues: [Ratio], _ groups: [GroupMembers], _ terms: [Term]
    ) {
        let offerMarkets = zip(offers, units).map { offer, unit in unit.map { offer.quantity * $0 } }
        let known = zip(offers, units).map { $1 == nil ? 0 : $0.lines }
        self.baseline = baseline
        self.drops = drops
        self.units = units
        self.offerMarkets = offerMarkets
        offerDrops = zip(offers, units).map { offer, unit in unit.map { .one - offer.unitPrice / $0 } }
        let tallies = Portions.each(groups.count) { group in
            let members = groups[group]
            let count =
                members.offers?.reduce(0) { $0 + known[$1] } ?? members.lines.count { units[offerOfLine[$0]] != nil }
            // Mostly all of them have the baseline.
            let value =
                count == members.lines.count
                ? groupValues[group]
                : members.sum(
                    over: lines, offerOfLine, unit: { units[$0] == nil ? nil : offers[$0].unitPrice },
                    whole: { units[$0] == nil ? nil : offers[$0].value })
            let market = members.sum(over: lines, offerOfLine, unit: { units[$0] }, whole: { offerMarkets[$0] })
            return SavingsTally(market: market, saved: market - value, lines: count)
        }
        self.tallies = tallies
        termTallies = terms.map { SavingsTally(sumOf: $0.groups.map { tallies[$0] }) }
    }
}

extension BaselineColumn {
    /// Quantity × drop of what a group delivers and has the baseline, and the sum of the quantities.
    func weightedDrops(
        of members: GroupMembers, _ comparisons: Comparisons
    ) -> (products: [Ratio], weight: Ratio) {
        var products: [Ratio] = []
        var whole = Ratio.Sum()
        func add(_ quantity: Ratio, ofOffer offer: Int) {
            guard let drop = offerDrops[offer] else { return }
            products.append(quantity * drop)
            whole.add(quantity)
        }
        if let offers = members.offers {
            for offer in offers { add(comparisons.offers[offer].quantity, ofOffer: offer) }
        } else {
            for line in members.lines {
                add(comparisons.lines[line].quantity, ofOffer: comparisons.offerOfLine[line])
            }
        }
        return (products, whole.total)
    }

    /// The savings of all that is delivered by another way: what each offer is worth at the baseline × its drop.
    func savingsByDrops(_ offers: [OfferTotal]) -> Ratio {
        var sum = Ratio.Sum()
        for (offer, (market, drop)) in zip(offers, zip(offerMarkets, offerDrops)) {
            guard let market, let drop else { continue }
            let product = market * drop
            // The same number has smaller terms where it is computed as a difference.
            let saved = market - offer.value
            sum.add(product == saved ? saved : product)
        }
        return sum.total
    }
}

/// What supply lines that have a baseline are worth at it and at their price.
struct SavingsTally: Sendable {
    /// Σ quantity × baseline, yuan.
    let market: Ratio
    /// Σ quantity × (baseline − price), yuan.
    let saved: Ratio
    /// How many they are.
    let lines: Int

    init(market: Ratio, saved: Ratio, lines: Int) {
        self.market = market
        self.saved = saved
        self.lines = lines
    }

    init(sumOf parts: [SavingsTally]) {
        market = Ratio.sum(parts.map(\.market))
        saved = Ratio.sum(parts.map(\.saved))
        lines = parts.reduce(0) { $0 + $1.lines }
    }
}
