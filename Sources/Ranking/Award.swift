public import Decimals
public import Procurement

/// A winning bid as the figures and the supply need it, whether the rules or the authority named it.
public struct Award: Sendable {
    /// The lot.
    public var lot: Lot.ID
    /// The winner.
    public var bidder: Bidder
    /// The bid that won, at the price that won; nil for a published winner whose bid is not known.
    public var bid: Bid?
    /// What it gets besides its price; a published winner gets what everybody gets.
    public var terms = AwardTerms.full
    /// The specifications that won at a price of their own, the main one first, with yuan per smallest unit.
    public var prices: [Price]
    /// The regions that it supplies, as published; empty when not known.
    public var regions: [String]
    /// How far the winner and its price can be trusted.
    public var confidence: Confidence?
    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool?
    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool?

    /// A winning price of one specification.
    public struct Price: Sendable {
        /// The specification.
        public var specification: Specification.ID
        /// Yuan that hospitals pay for the smallest unit.
        public var paid: Ratio
        /// Yuan filed for the smallest unit.
        public var filed: Ratio
        /// The firm's own price before the round, yuan for the smallest unit.
        public var previous: Ratio?
        /// The pack and its price, when known.
        public var pack: Pack?
    }
}

extension Dossier {
    /// The winners that the authority published, with their bids where these are known.
    public func publishedAwards() -> [Award] {
        guard let published else { return [] }
        var bids: [Bidder.ID: [Lot.ID: Bid]] = [:]
        var bidders: [Bidder.ID: Bidder] = [:]
        for submission in submissions {
            bidders[submission.bidder.id] = submission.bidder
            for bid in submission.bids { bids[submission.bidder.id, default: [:]][bid.lot] = bid }
        }
        return published.winners.map { winner in
            let bid = bids[winner.bidder]?[winner.lot]
            let prices = bid.map { [price(of: $0)] } ?? winner.presentations.map(price(of:))
            return Award(
                lot: winner.lot, bidder: bidders[winner.bidder] ?? Bidder(id: winner.bidder, name: winner.name),
                bid: bid, prices: prices, regions: winner.regions, confidence: winner.provenance.confidence,
                isOriginator: bid?.isOriginator ?? winner.isOriginator, isForeign: bid?.isForeign ?? winner.isForeign)
        }
    }

    /// The winners that the rules name, in lots without a pending bid; regions are those published for the same
    /// firm and lot.
    public func computedAwards(_ outcome: Outcome) -> [Award] {
        var regions: [Lot.ID: [Bidder.ID: [String]]] = [:]
        for winner in published?.winners ?? [] { regions[winner.lot, default: [:]][winner.bidder] = winner.regions }
        return outcome.lots.filter { !$0.isPending }.flatMap { lot in
            lot.winners.map { decision in
                Award(
                    lot: lot.id, bidder: decision.bidder, bid: decision.awarded, terms: decision.award,
                    prices: [price(of: decision.awarded)], regions: regions[lot.id]?[decision.bidder.id] ?? [],
                    confidence: decision.bid.provenance.confidence, isOriginator: decision.bid.isOriginator,
                    isForeign: decision.bid.isForeign)
            }
        }
    }

    private func price(of bid: Bid) -> Award.Price {
        Award.Price(
            specification: bid.specification, paid: bid.unitPricePaid, filed: Ratio(bid.price),
            previous: bid.previousPrice.map { Ratio($0) }, pack: bid.pack)
    }

    private func price(of presentation: PublishedWinner.Presentation) -> Award.Price {
        Award.Price(
            specification: presentation.specification, paid: presentation.unitPricePaid,
            filed: presentation.unitPricePaid, previous: presentation.previousPrice.map { Ratio($0) },
            pack: presentation.pack)
    }
}
