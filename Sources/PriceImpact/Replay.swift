public import Decimals
public import Procurement
public import Ranking

/// The same bids under other rules: who gains, who loses, and what it does to the price of each lot.
///
/// Bidders would have bid differently under other rules; a replay says what the rules do to these bids, not what
/// a round under them would have brought.
public struct Replay: Sendable {
    /// What is assumed of firms that may come back at a lower price.
    public var consents: Consents
    /// The lots that somebody bid for, in the order of the round's document.
    public var lots: [LotChange]

    /// What became of a lot.
    public struct LotChange: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The winners by the first rules; empty for none.
        public var before: [BidDecision]
        /// The winners by the other rules.
        public var after: [BidDecision]
        /// Why the lot can't be compared; nil when it can.
        public var obstacle: Obstacle?
        /// What is paid for the lot's agreed volume by the first rules, yuan; nil where that is not known.
        public var value: Ratio?

        /// Why a lot can't be compared.
        public enum Obstacle: String, Sendable {
            /// A bid waits for a human act.
            case pending
            /// Nobody wins by the first rules.
            case noWinnerBefore = "no-winner-before"
            /// Nobody wins by the other rules.
            case noWinnerAfter = "no-winner-after"
        }

        /// The plain mean of the winning comparable prices by the first rules.
        public var meanBefore: Ratio? { Ratio.mean(before.compactMap(\.comparablePrice)) }
        /// The same by the other rules.
        public var meanAfter: Ratio? { Ratio.mean(after.compactMap(\.comparablePrice)) }
        /// By which part the mean rises; negative where it falls; nil where the lot can't be compared.
        public var change: Ratio? {
            guard obstacle == nil, let meanBefore, let meanAfter, !meanBefore.isZero else { return nil }
            return meanAfter / meanBefore - .one
        }
        /// Who wins by the other rules alone.
        public var gained: [BidDecision] {
            after.filter { winner in !before.contains { $0.bidder.id == winner.bidder.id } }
        }
        /// Who wins by the first rules alone.
        public var lost: [BidDecision] {
            before.filter { winner in !after.contains { $0.bidder.id == winner.bidder.id } }
        }
        /// Value × change: what more is paid for the volume that is agreed by the first rules, yuan.
        public var cost: Ratio? { change.flatMap { change in value.map { $0 * change } } }
    }

    /// The lots that can be compared.
    public var compared: [LotChange] { lots.filter { $0.change != nil } }
    /// The lots whose mean rises.
    public var rising: [LotChange] { lots.filter { ($0.change ?? .zero) > .zero } }
    /// The lots whose mean falls.
    public var falling: [LotChange] { lots.filter { ($0.change ?? .zero) < .zero } }
    /// The lots that change in price or winners, the largest change of price first.
    public var changed: [LotChange] {
        func size(_ lot: LotChange) -> Ratio { lot.change.map { $0.isNegative ? -$0 : $0 } ?? .zero }
        return lots.enumerated().filter {
            !$0.element.gained.isEmpty || !$0.element.lost.isEmpty || $0.element.change != .zero
        }
        .sorted { size($0.element) == size($1.element) ? $0.offset < $1.offset : size($0.element) > size($1.element) }
        .map(\.element)
    }
    /// The mean of the changes of some lots.
    public func meanChange(_ lots: [LotChange]) -> Ratio? { Ratio.mean(lots.compactMap(\.change)) }
    /// What more is paid for the agreed volume over the lots whose value is known, yuan.
    public var cost: Ratio { Ratio.sum(lots.compactMap(\.cost)) }
    /// Lots that change and whose value is not known.
    public var lotsWithoutValue: Int { lots.count { ($0.change ?? .zero) != .zero && $0.value == nil } }
}

extension Replay {
    /// Replays a round under other rules: once, or where they ask for consents that the record lacks at both extremes.
    ///
    /// - Parameters:
    ///   - dossier: the round, with its corrections applied.
    ///   - first: the rules that the outcome is held against.
    ///   - other: the other rules.
    public static func replays(of dossier: Dossier, under other: Rulebook, against first: Rulebook) -> [Replay] {
        var under = dossier
        under.rulebook = other
        let recorded = evaluate(under)
        let asks = recorded.pending.contains { act in
            switch act.kind {
            case .answerRevival, .makeOffer: true
            default: false
            }
        }
        var base = dossier
        base.rulebook = first
        let before = evaluate(base)
        let awards = base.computedAwards(before)
        var values: [Lot.ID: [Ratio]] = [:]
        for line in base.supply(of: awards).lines {
            if let value = line.value { values[line.lot, default: []].append(value) }
        }
        let sums = values.mapValues { Ratio.sum($0) }
        return (asks ? [Consents.refused, .given] : [.recorded]).map { consents in
            let after = consents == .recorded ? recorded : evaluate(under, consents: consents)
            return Replay(consents: consents, before: before, after: after, values: sums)
        }
    }

    private init(consents: Consents, before: Outcome, after: Outcome, values: [Lot.ID: Ratio]) {
        self.consents = consents
        let others = Dictionary(after.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        lots = before.lots.map { lot in
            let other = others[lot.id]
            var change = LotChange(lot: lot.id, before: lot.winners, after: other?.winners ?? [], value: values[lot.id])
            if lot.isPending || other?.isPending == true {
                change.obstacle = .pending
            } else if change.before.isEmpty {
                change.obstacle = .noWinnerBefore
            } else if change.after.isEmpty {
                change.obstacle = .noWinnerAfter
            }
            return change
        }
    }
}

extension Rulebook {
    /// These rules as another round's bids are replayed under them.
    ///
    /// - Parameters:
    ///   - own: the round's own rules; its shares and its term hold where these rules state none.
    ///   - keepingPlaces: whether the first shortlist has the round's own table of places.
    public func replaying(_ own: Rulebook, keepingPlaces: Bool) -> Rulebook {
        var rules = self
        if rules.volume == nil { rules.volume = own.volume }
        if rules.term == nil { rules.term = own.term }
        guard keepingPlaces, let places = own.stages.firstPlaces else { return rules }
        var isDone = false
        rules.stages = rules.stages.map { $0.withPlaces(places, &isDone) }
        return rules
    }
}

extension [Stage] {
    /// The table of the first shortlist.
    fileprivate var firstPlaces: [Shortlist.Places]? {
        for stage in self {
            switch stage.action {
            case .shortlist(let shortlist): return shortlist.places
            case .reevaluate(let reevaluation): if let places = reevaluation.stages.firstPlaces { return places }
            default: continue
            }
        }
        return nil
    }
}

extension Stage {
    /// The stage with another table where it is the first shortlist.
    fileprivate func withPlaces(_ places: [Shortlist.Places], _ isDone: inout Bool) -> Stage {
        guard !isDone else { return self }
        var stage = self
        switch action {
        case .shortlist(var shortlist):
            shortlist.places = places
            stage.action = .shortlist(shortlist)
            isDone = true
        case .reevaluate(var reevaluation):
            reevaluation.stages = reevaluation.stages.map { $0.withPlaces(places, &isDone) }
            stage.action = .reevaluate(reevaluation)
        default: break
        }
        return stage
    }
}
