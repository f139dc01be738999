public import Decimals
public import Procurement

/// A winning bid as the figures and the supply need it, whether the rules or the authority named it.
public struct Award: Sendable {
    private var storage: Storage

    /// Most awards say nothing but what the decision says; a round may have half a million.
    private enum Storage: Sendable {
        case decided(BidDecision, lot: Int32)
        case stated(Shared<Fields>)
    }

    /// What an award says.
    struct Fields: Sendable {
        var lot: Lot.ID
        var lotPosition: Int?
        var bidder: Bidder
        var submission: Int?
        var filedPrice: FixedDecimal?
        var capacity: FixedDecimal?
        var terms: AwardTerms = .full
        var comparablePrice: Ratio?
        var classification: String?
        var unit: String?
        var prices: [Price]
        var regions: [String]
        var backupRegions: [String] = []
        var confidence: Confidence?
        var isOriginator: Bool?
        var isForeign: Bool?
    }

    init(_ fields: Fields) { storage = .stated(Shared(fields)) }

    /// A winner of whose bid there is nothing to say but its price, and that is known to supply no region.
    ///
    /// - Parameter position: that of its lot in the round.
    init(_ decision: BidDecision, at position: Int) { storage = .decided(decision, lot: Int32(position)) }

    /// The lot.
    public var lot: Lot.ID { read({ $0.lot.id }, { $0.value.lot }) }
    /// The position of the lot in the round; nil where the round lacks it.
    package var lotPosition: Int? {
        switch storage {
        case .decided(_, let lot): Int(lot)
        case .stated(let fields): fields.value.lotPosition
        }
    }
    /// The winner.
    public var bidder: Bidder { read({ $0.bidder }, { $0.value.bidder }) }
    /// The position of the winner's submission among those of the round; nil where none is known.
    package var submission: Int? { read({ $0.submission }, { $0.value.submission }) }
    /// The price that won as the bid writes it: yuan for the smallest unit; nil for a published winner whose bid is not
    /// known.
    public var filedPrice: FixedDecimal? { read({ $0.filedPrice }, { $0.value.filedPrice }) }
    /// What the bidder can deliver in a year, in smallest units of its specification; nil where the bid does not say.
    public var capacity: FixedDecimal? { stated?.value.capacity }
    /// What it gets besides its price; a published winner gets what everybody gets.
    public var terms: AwardTerms {
        get { read({ $0.award }, { $0.value.terms }) }
        set { change { $0.terms = newValue } }
    }
    /// The winning price converted to the lot's reference specification; nil when that can't be done.
    public var comparablePrice: Ratio? { read({ $0.comparablePrice }, { $0.value.comparablePrice }) }
    /// The class that the bid was sorted into.
    public var classification: String? { read({ $0.classification }, { $0.value.classification }) }
    /// The bidding unit that the bid was sorted into.
    public var unit: String? { read({ $0.unit }, { $0.value.unit }) }
    /// The specifications that won at a price of their own, the main one first, with yuan per smallest unit.
    public var prices: [Price] {
        get { read({ [Price($0)] }, { $0.value.prices }) }
        set { change { $0.prices = newValue } }
    }
    /// The price of the main specification; nil where none is known.
    package var mainPrice: Price? { read({ Price($0) }, { $0.value.prices.first }) }
    /// What holds for the price where that is known from its decision; nil where it has to be found.
    package var priceTerms: LotPrices.Terms? {
        if case .decided(let decision, _) = storage { decision.terms } else { nil }
    }
    /// The prices of the other specifications.
    package var otherPrices: ArraySlice<Price> { stated?.value.prices.dropFirst() ?? [] }
    /// For how many of its prices one before the round is known.
    package var previousPrices: Int { stated?.value.prices.count { $0.previous != nil } ?? 0 }
    /// The regions that it supplies, as published or picked; empty when not known.
    public var regions: [String] {
        get { stated?.value.regions ?? [] }
        set { change { $0.regions = newValue } }
    }
    /// The regions that it supplies when their supplier fails.
    public var backupRegions: [String] { stated?.value.backupRegions ?? [] }
    /// How far the winner and its price can be trusted.
    public var confidence: Confidence? { stated?.value.confidence }
    /// Whether the product is the originator's; nil when not known.
    public var isOriginator: Bool? { stated?.value.isOriginator }
    /// Whether the firm is foreign; nil when not known.
    public var isForeign: Bool? { stated?.value.isForeign }

    /// What its decision says, or what it says itself.
    @inline(__always)
    private func read<Value>(
        _ decided: (borrowing BidDecision) -> Value, _ stated: (borrowing Shared<Fields>) -> Value
    ) -> Value {
        switch storage {
        case .decided(let decision, _): decided(decision)
        case .stated(let fields): stated(fields)
        }
    }

    /// What it says besides its decision; nil where that is all.
    private var stated: Shared<Fields>? {
        if case .stated(let fields) = storage { fields } else { nil }
    }

    private mutating func change(_ body: (inout Fields) -> Void) {
        var fields =
            stated?.value
            ?? Fields(
                lot: lot, lotPosition: lotPosition, bidder: bidder, submission: submission, filedPrice: filedPrice,
                terms: terms, comparablePrice: comparablePrice, classification: classification, unit: unit,
                prices: prices, regions: regions)
        body(&fields)
        storage = .stated(Shared(fields))
    }

    /// A winning price of one specification.
    public struct Price: Sendable {
        /// The specification.
        public var specification: Specification.ID
        /// Yuan filed for the smallest unit.
        public var filed: Ratio
        /// The firm's own price before the round, yuan for the smallest unit.
        public var previous: Ratio?
        /// The pack and its price, when known.
        public var pack: Pack?

        /// Yuan that hospitals pay for the smallest unit: by the pack where it is known.
        public var paid: Ratio { pack?.unitPrice ?? filed }
    }
}

extension Award.Price {
    /// That of a bid that says nothing but what every bid says.
    fileprivate init(_ decision: BidDecision) {
        self.init(
            specification: decision.specification, filed: Ratio(decision.filedPrice), previous: nil,
            pack: decision.filedPack)
    }

    fileprivate init(_ bid: Bid) {
        self.init(
            specification: bid.specification, filed: Ratio(bid.price),
            previous: bid.previousPrice.map { Ratio($0) }, pack: bid.pack)
    }

    fileprivate init(_ presentation: PublishedWinner.Presentation) {
        self.init(
            specification: presentation.specification, filed: presentation.unitPricePaid,
            previous: presentation.previousPrice.map { Ratio($0) }, pack: presentation.pack)
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
            let prices = bid.map { [Award.Price($0)] } ?? winner.presentations.map { Award.Price($0) }
            return Award(
                Award.Fields(
                    lot: winner.lot, lotPosition: lot,
                    bidder: submission?.bidder ?? Bidder(id: winner.bidder, name: winner.name), submission: sender,
                    filedPrice: bid?.price, capacity: bid?.fact(Bid.capacity),
                    comparablePrice: comparablePrice(prices.first, bid, lot.map { round.lots[$0] }, conversion),
                    prices: prices, regions: winner.regions, confidence: winner.provenance.confidence,
                    isOriginator: bid?.isOriginator ?? winner.isOriginator,
                    isForeign: bid?.isForeign ?? winner.isForeign))
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
            for number in portion {
                let decisions = lots[number].decisions
                if decisions.contains(where: \.isPending) { continue }
                let (lot, position) = (lots[number].id, lots[number].position)
                let draft = drafts.isEmpty ? nil : drafts[lot].flatMap { $0.isBegun ? $0 : nil }
                let published = regionsOf.isEmpty ? nil : regionsOf[lot]
                for decision in decisions where decision.decision == .won {
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
        let bid = decision.unusual
        if bid == nil, draft == nil, published == nil { return Award(decision, at: position) }
        let bidder = decision.bidder
        return Award(
            Award.Fields(
                lot: lot, lotPosition: position, bidder: bidder, submission: decision.submission,
                filedPrice: bid?.price ?? decision.filedPrice, capacity: bid?.fact(Bid.capacity),
                terms: decision.award, comparablePrice: decision.comparablePrice,
                classification: decision.classification, unit: decision.unit,
                prices: [bid.map { Award.Price($0) } ?? Award.Price(decision)],
                regions: draft?.regions(of: bidder.id) ?? published?[bidder.id] ?? [],
                backupRegions: draft?.regions(of: bidder.id, as: .backup) ?? [],
                confidence: bid?.provenance.confidence, isOriginator: bid?.isOriginator, isForeign: bid?.isForeign))
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
}
