public import Decimals
public import Procurement
public import Ranking

/// What the rules give against what the authority published.
public struct Verification: Sendable {
    /// A winning bid on one side only.
    public struct Difference: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The bidder.
        public var bidder: Bidder
        /// What the rules say of the bid; nil when no such bid is known.
        public var decision: BidDecision?
    }

    /// A published price that is not the bid's.
    public struct PriceDifference: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The winner's name.
        public var bidder: String
        /// Yuan for the smallest unit as filed.
        public var filed: FixedDecimal
        /// Yuan for the smallest unit as published.
        public var published: Ratio
    }

    /// A region of a lot with volume that no published winner supplies.
    public struct UnsuppliedRegions: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The regions.
        public var regions: [String]
    }

    /// The round.
    public var round: Round.ID
    /// How many winners the authority published.
    public var published: Int
    /// Whether regions were published with them.
    public var hasRegions: Bool
    /// How many of them the rules name too, with every recorded act.
    public var reproduced: Int
    /// How many of them the rules name with no recorded act but draws between exactly tied bids.
    public var reproducedByRules: Int
    /// How many winners the rules alone name that the authority did not.
    public var unexpectedByRules: Int
    /// Acts in the record.
    public var recordedActs: Int
    /// Corrections of the sources in the record.
    public var corrections: Int
    /// Published winners that the rules do not name.
    public var missing: [Difference]
    /// Winners by the rules that the authority did not publish.
    public var unexpected: [Difference]
    /// Prices that differ by more than their last digit.
    public var prices: [PriceDifference]
    /// Regions without a supplier, by lot.
    public var unsupplied: [UnsuppliedRegions]
    /// The headline figures.
    public var headlines: [HeadlineCheck]
    /// Whether they fit together, and what they imply.
    public var coherence: Coherence

    /// Whether the round has bids to evaluate at all.
    public var hasBids: Bool

    /// Whether winners, prices and regions are the published ones; headlines are judged apart.
    public var agrees: Bool {
        (!hasBids || missing.isEmpty && unexpected.isEmpty && prices.isEmpty) && unsupplied.isEmpty
    }
}

extension Verification {
    /// Compares what was computed with what the authority published; nil when nothing was.
    ///
    /// - Parameters:
    ///   - dossier: with its corrections applied.
    ///   - impact: the impact of the published winners, else of the computed ones.
    init?(_ dossier: Dossier, _ outcome: Outcome, _ impact: Impact?) {
        guard let result = dossier.published else { return nil }
        round = result.round
        published = result.winners.count
        hasRegions = result.winners.contains { !$0.regions.isEmpty }
        recordedActs = dossier.record.acts.count
        corrections = dossier.record.corrections.count
        hasBids = dossier.submissions.contains { !$0.bids.isEmpty }

        let lots = dossier.round.lotIndex
        func key(_ lot: Lot.ID, _ bidder: Bidder.ID) -> Key { Key(lot: lots.position(of: lot), bidder: bidder) }
        let listed = Set(result.winners.map { key($0.lot, $0.bidder) })
        var won: Set<Key> = []
        var decisions: [Key: BidDecision] = [:]
        for lot in outcome.lots {
            for decision in lot.decisions {
                let key = key(lot.id, decision.bidder.id)
                decisions[key] = decision
                if decision.decision == .won { won.insert(key) }
            }
        }
        reproduced = listed.intersection(won).count
        // Draws between exactly tied bids are the only acts so far; the rules alone keep them.
        reproducedByRules = reproduced
        // Of a list of some winners nobody is missing from it by mistake.
        unexpectedByRules = result.isPartial ? 0 : won.subtracting(listed).count
        missing =
            hasBids
            ? result.winners.filter { !won.contains(key($0.lot, $0.bidder)) }.map { winner in
                let decision = decisions[key(winner.lot, winner.bidder)]
                return Difference(
                    lot: winner.lot, bidder: decision?.bidder ?? Bidder(id: winner.bidder, name: winner.name),
                    decision: decision)
            } : []
        unexpected = outcome.lots.flatMap { lot in
            lot.winners.filter { !result.isPartial && !listed.contains(key(lot.id, $0.bidder.id)) }
                .map { Difference(lot: lot.id, bidder: $0.bidder, decision: $0) }
        }
        prices = result.winners.compactMap { winner in
            guard let bid = decisions[key(winner.lot, winner.bidder)]?.bid,
                let main = dossier.presentation(of: winner, like: bid)
            else { return nil }
            let digits = min(bid.price.scale, 6)
            // Both the unit price and the pack price over its units have to be the filed one.
            let other = [Ratio(main.unitPrice), main.unitPricePaid].first { published in
                published.rounded(to: digits, .halfUp) != bid.price.rounded(to: digits, .halfUp)
            }
            return other.map {
                PriceDifference(lot: winner.lot, bidder: winner.name, filed: bid.price, published: $0)
            }
        }
        unsupplied = Verification.unsuppliedRegions(dossier, result)
        headlines = Portions.each(result.headlines.count, portion: 1) {
            HeadlineCheck(result.headlines[$0], dossier, impact)
        }
        coherence = Coherence(result.headlines, lots: dossier.round.lots.map(\.id))
    }

    private struct Key: Hashable {
        /// Its position in the round.
        var lot: Int?
        var bidder: Bidder.ID
    }

    private static func unsuppliedRegions(_ dossier: Dossier, _ result: PublishedResult) -> [UnsuppliedRegions] {
        guard result.winners.contains(where: { !$0.regions.isEmpty }) else { return [] }
        let (round, lots, regions) = (dossier.round, dossier.round.lotIndex, NameIndex(dossier.round.regions))
        // A row a lot and a column a region: whether there is volume, and whether somebody supplies it.
        let columns = round.regions.count
        let none = Array(repeating: false, count: round.lots.count * columns)
        var (isWanted, isSupplied) = (none, none)
        let demand = dossier.demand?.lines ?? DemandTable()
        let lotsOfTable = demand.lots.values.map { lots.position(of: $0) }
        let regionsOfTable = demand.regions.values.map { regions.position(of: $0) }
        for row in demand.rows {
            guard let lot = lotsOfTable[Int(row.lot)], let region = regionsOfTable[Int(row.region)] else { continue }
            isWanted[lot * columns + region] = true
        }
        var isWon = Array(repeating: false, count: round.lots.count)
        for winner in result.winners {
            guard let lot = lots.position(of: winner.lot) else { continue }
            isWon[lot] = true
            for region in winner.regions {
                if let region = regions.position(of: region) { isSupplied[lot * columns + region] = true }
            }
        }
        return round.lots.indices.filter { isWon[$0] }.compactMap { lot in
            let lacking = round.regions.indices.filter {
                isWanted[lot * columns + $0] && !isSupplied[lot * columns + $0]
            }
            return lacking.isEmpty
                ? nil : UnsuppliedRegions(lot: round.lots[lot].id, regions: lacking.map { round.regions[$0] })
        }
    }
}

extension Dossier {
    /// The published presentation of the strength that was bid.
    fileprivate func presentation(of winner: PublishedWinner, like bid: Bid) -> PublishedWinner.Presentation? {
        let lot = round.lotIndex.position(of: winner.lot).map { round.lots[$0] }
        return winner.presentations.first { lot?.isSameStrength($0.specification, bid.specification) == true }
    }
}
