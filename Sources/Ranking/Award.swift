public import Decimals
public import Procurement

/// A winning bid as the figures and the supply need it, whether the rules or the authority named it.
public struct Award: Sendable {
    private var shared: Shared<Fields>

    /// What an award says; shared by its copies, which are many.
    private struct Fields: Sendable {
        var lot: Lot.ID
        var lotPosition: Int?
        var bidder: Bidder
        var submission: Int?
        var filedPrice: FixedDecimal?
        var capacity: FixedDecimal?
        var terms: AwardTerms
        var comparablePrice: Ratio?
        var classification: String?
        var unit: String?
        var prices: [Price]
        var regions: [String]
        var backupRegions: [String]
        var confidence: Confidence?
        var isOriginator: Bool?
        var isForeign: Bool?
    }

    /// Creates an award.
    init(
        lot: Lot.ID, at lotPosition: Int?, bidder: Bidder, submission: Int?, filedPrice: FixedDecimal?,
        capacity: FixedDecimal? = nil,
        terms: AwardTerms = .full, comparablePrice: Ratio?,
        classification: String? = nil, unit: String? = nil, prices: [Price], regions: [String],
        backupRegions: [String] = [], confidence: Confidence?, isOriginator: Bool?, isForeign: Bool?
    ) {
        shared = Shared(
            Fields(
                lot: lot, lotPosition: lotPosition, bidder: bidder, submission: submission, filedPrice: filedPrice,
                capacity: capacity, terms: terms, comparablePrice: comparablePrice, classification: classification,
                unit: unit, prices: prices,
                regions: regions, backupRegions: backupRegions, confidence: confidence, isOriginator: isOriginator,
                isForeign: isForeign))
    }

    /// The lot.
    public var lot: Lot.ID { shared.value.lot }
    /// The position of the lot in the round; nil where the round lacks it.
    package var lotPosition: Int? { shared.value.lotPosition }
    /// The winner.
    public var bidder: Bidder { shared.value.bidder }
    /// The position of the winner's submission among those of the round; nil where none is known.
    package var submission: Int? { shared.value.submission }
    /// The price that won as the bid writes it: yuan for the smallest unit; nil for a published winner whose bid is not
    /// known.
    public var filedPrice: FixedDecimal? { shared.value.filedPrice }
    /// What the bidder can deliver in a year, in smallest units of its specification; nil where the bid does not say.
    public var capacity: FixedDecimal? { shared.value.capacity }
    /// What it gets besides its price; a published winner gets what everybody gets.
    public var terms: AwardTerms {
        get { shared.value.terms }
        _modify { yield &shared.mutable.terms }
    }
    /// The winning price converted to the lot's reference specification; nil when that can't be done.
    public var comparablePrice: Ratio? { shared.value.comparablePrice }
    /// The class that the bid was sorted into.
    public var classification: String? { shared.value.classification }
    /// The bidding unit that the bid was sorted into.
    public var unit: String? { shared.value.unit }
    /// The specifications that won at a price of their own, the main one first, with yuan per smallest unit.
    public var prices: [Price] {
        get { shared.value.prices }
        _modify { yield &shared.mutable.prices }
    }
    /// The regions that it supplies, as published or picked; empty when not known.
    public var regions: [String] {
        get { shared.value.regions }
        _modify { yield &shared.mutable.regions }
    }
    /// The regions that it supplies when their supplier fails.
    public var backupRegions: [String] { shared.value.backupRegions }
    /// How far the winner and its price can be trusted.
    public var confidence: Confidence? { shared.value.confidence }
    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool? { shared.value.isOriginator }
    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool? { shared.value.isForeign }

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
        let conversion = PriceConversion(rule: rulebook.comparablePrice)
        let index = round.lotIndex
        let senders = Dictionary(
            submissions.enumerated().map { ($1.bidder.id, $0) }, uniquingKeysWith: { _, last in last })
        return published.winners.map { winner in
            let lot = index.position(of: winner.lot)
            let sender = senders[winner.bidder]
            let submission = sender.map { submissions[$0] }
            let bid = lot.flatMap { lot in
                submission?.lotPositions(in: index).firstIndex(of: Int32(lot)).map { submission?.bids[$0] } ?? nil
            }
            let prices = bid.map { [price(of: $0)] } ?? winner.presentations.map(price(of:))
            return Award(
                lot: winner.lot, at: lot,
                bidder: submission?.bidder ?? Bidder(id: winner.bidder, name: winner.name), submission: sender,
                filedPrice: bid?.price, capacity: bid?.fact(Bid.capacity),
                comparablePrice: comparablePrice(prices.first, bid, lot.map { round.lots[$0] }, conversion),
                prices: prices, regions: winner.regions, confidence: winner.provenance.confidence,
                isOriginator: bid?.isOriginator ?? winner.isOriginator, isForeign: bid?.isForeign ?? winner.isForeign)
        }
    }

    /// The winners that the rules name, in lots without a pending bid; regions are those that they picked, or else
    /// those published for the same firm and lot.
    public func computedAwards(_ outcome: Outcome) -> [Award] {
        // Of winners that are published for no region there is nothing to say.
        var regions: [Lot.ID: [Bidder.ID: [String]]] = [:]
        for winner in published?.winners ?? [] where !winner.regions.isEmpty {
            regions[winner.lot, default: [:]][winner.bidder] = winner.regions
        }
        let drafts = Dictionary(outcome.drafts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let (lots, regionsOf) = (outcome.lots, regions)
        let parts = Portions.map(lots.count) { portion in
            var awards: [Award] = []
            for number in portion where !lots[number].isPending {
                let (lot, position) = (lots[number].id, lots[number].position)
                let draft = drafts.isEmpty ? nil : drafts[lot].flatMap { $0.isBegun ? $0 : nil }
                let published = regionsOf.isEmpty ? nil : regionsOf[lot]
                for decision in lots[number].decisions where decision.decision == .won {
                    awards.append(award(lot, position, decision, draft, published))
                }
            }
            return awards
        }
        return Array(parts.joined())
    }

    private func award(
        _ lot: Lot.ID, _ position: Int, _ decision: BidDecision, _ draft: RegionDraft?,
        _ published: [Bidder.ID: [String]]?
    ) -> Award {
        let (bidder, bid) = (decision.bidder, decision.unusual)
        return Award(
            lot: lot, at: position, bidder: bidder, submission: decision.submission,
            filedPrice: bid?.price ?? decision.filedPrice,
            capacity: bid?.fact(Bid.capacity), terms: decision.award, comparablePrice: decision.comparablePrice,
            classification: decision.classification, unit: decision.unit,
            prices: [bid.map(price(of:)) ?? plainPrice(of: decision)],
            regions: draft?.regions(of: bidder.id) ?? published?[bidder.id] ?? [],
            backupRegions: draft?.regions(of: bidder.id, as: .backup) ?? [], confidence: bid?.provenance.confidence,
            isOriginator: bid?.isOriginator, isForeign: bid?.isForeign)
    }

    /// The filed price of a published winner, converted and rounded as the rulebook says.
    private func comparablePrice(
        _ price: Award.Price?, _ bid: Bid?, _ lot: Lot?, _ conversion: PriceConversion
    ) -> Ratio? {
        let rule = rulebook.comparablePrice
        guard let price, let lot, let source = lot.specification(price.specification),
            let target = lot.specification(lot.reference),
            let factor = conversion.factor(from: source, to: target, dosageClass: lot.dosageClass),
            let adjustment = bid.map({ conversion.adjustment(of: $0) })
                ?? (rule.adjustments.isEmpty ? ConversionFactor.none : nil)
        else { return nil }
        let comparable = price.filed * factor.value * adjustment.value
        return rule.rounding.map { Ratio(comparable.rounded(to: $0.digits, $0.mode)) } ?? comparable
    }

    /// The price of a bid that says nothing but what every bid says.
    private func plainPrice(of decision: BidDecision) -> Award.Price {
        let (price, pack) = (Ratio(decision.filedPrice), decision.filedPack)
        return Award.Price(
            specification: decision.specification, paid: pack?.unitPrice ?? price, filed: price, previous: nil,
            pack: pack)
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
