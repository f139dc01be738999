import Decimals
import Procurement
import Ranking

/// Winning prices and supplied volumes beside one baseline.
struct BaselineColumn: Sendable {
    /// Which.
    let baseline: Baseline
    /// 1 − price ÷ baseline of each award; of one with several published prices the mean of their drops.
    let drops: [Ratio?]
    /// The baseline of each offer of the supply, yuan for the smallest unit.
    let units: [Ratio?]
    /// 1 − price ÷ baseline of each offer.
    let offerDrops: [Ratio?]
    /// Quantity × baseline of each supply line, yuan; nil without a supplier or the baseline.
    let markets: [Ratio?]
    /// Quantity × baseline of each offer, yuan; nil without the baseline.
    let offerMarkets: [Ratio?]
    /// What the supply lines of each group that have the baseline are worth.
    let tallies: [SavingsTally]
    /// The same of the lots of each term.
    let termTallies: [SavingsTally]

    /// - Parameters:
    ///   - values: quantity × price of each supply line.
    ///   - groupValues: what the supply lines of each group are worth.
    init(
        _ baseline: Baseline, _ drops: [Ratio?], _ units: [Ratio?], _ supply: Supply, _ values: [Ratio?],
        _ offers: [OfferTotal], _ groupValues: [Ratio], _ groups: [GroupMembers], _ terms: [Term]
    ) {
        // Lines are large values: only what is asked for is read of each.
        let markets = supply.lines.indices.map { line -> Ratio? in
            guard let offer = supply.lines[line].supplier?.offer, let unit = units[offer] else { return nil }
            return supply.lines[line].quantity * unit
        }
        let offerMarkets = zip(offers, units).map { offer, unit in unit.map { offer.quantity * $0 } }
        let known = zip(offers, units).map { $1 == nil ? 0 : $0.lines }
        self.baseline = baseline
        self.drops = drops
        self.units = units
        self.markets = markets
        self.offerMarkets = offerMarkets
        offerDrops = zip(offers, units).map { offer, unit in unit.map { .one - offer.unitPrice / $0 } }
        let tallies = Portions.each(groups.count) { group in
            let members = groups[group]
            let lines = members.offers?.reduce(0) { $0 + known[$1] } ?? members.lines.count { markets[$0] != nil }
            // Mostly all of them have the baseline.
            let value =
                lines == members.lines.count
                ? groupValues[group]
                : members.sum(
                    ofLine: { markets[$0] == nil ? nil : values[$0] },
                    ofOffer: { offerMarkets[$0] == nil ? nil : offers[$0].value })
            let market = members.sum(ofLine: { markets[$0] }, ofOffer: { offerMarkets[$0] })
            return SavingsTally(market: market, saved: market - value, lines: lines)
        }
        self.tallies = tallies
        termTallies = terms.map { SavingsTally(sumOf: $0.groups.map { tallies[$0] }) }
    }
}

extension BaselineColumn {
    /// Quantity × drop of what a group delivers and has the baseline, and the sum of the quantities.
    func weightedDrops(
        of members: GroupMembers, _ comparisons: Comparisons, in supply: Supply
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
                if let offer = supply.lines[line].supplier?.offer { add(supply.lines[line].quantity, ofOffer: offer) }
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
