import Decimals
import Procurement

extension Dossier {
    /// Plays the recorded picks of regions, and adds to an outcome how far each lot's draft has come.
    ///
    /// Picks are asked for in lots of which no result is published.
    func playDrafts(_ outcome: inout Outcome) {
        guard let rule = rulebook.draft else { return }
        let acts = record.acts.enumerated().filter { $0.element.stage == rule.id }
        let published = Set(published?.winners.map(\.lot) ?? [])
        let lots = Dictionary(round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for lot in outcome.lots {
            let pickers = lot.isPending ? [] : lot.winners.filter { $0.award.picksRegions && $0.award.volume != .none }
            guard !pickers.isEmpty else { continue }
            let ofLot = acts.filter { $0.element.lot == lot.id }
            let order = PickingOrder(pickers, of: lots[lot.id], by: rule, ofLot.map { ($0.offset, $0.element) })
            outcome.usedActs += order.usedDraws
            if let tied = order.tied {
                if !published.contains(lot.id) {
                    outcome.pending.append(
                        PendingAct(kind: .draw(places: tied.count), lot: lot.id, stage: rule.id, bidders: tied))
                }
                continue
            }
            var draft = RegionDraft(lot.id, by: rule, order: order.bidders, regions: round.regions)
            for (index, act) in ofLot {
                guard case .pick(let pick) = act.kind else { continue }
                if let reason = draft.take(pick) {
                    outcome.forbiddenActs.append(ForbiddenAct(index: index, stage: rule.id, reason: reason))
                } else {
                    outcome.usedActs.append(index)
                }
            }
            outcome.drafts.append(draft)
            if !published.contains(lot.id), let turn = draft.turn {
                outcome.pending.append(
                    PendingAct(
                        kind: .pickRegion(turn.role, open: turn.open), lot: lot.id, stage: rule.id,
                        bidders: [turn.bidder]))
            }
        }
        let settled = Set(outcome.usedActs).union(outcome.forbiddenActs.map(\.index))
        for (index, act) in acts where !settled.contains(index) {
            let lot = act.lot.map { " in lot '\($0)'" } ?? ""
            var reason = "nobody may pick regions\(lot) yet"
            if case .draw = act.kind { reason = "there is no tie to draw among those who pick regions\(lot)" }
            outcome.forbiddenActs.append(ForbiddenAct(index: index, stage: rule.id, reason: reason))
        }
    }
}

/// The winners of a lot in the order in which they pick: by comparable price, equal ones by the chain of facts and
/// then by a recorded draw.
private struct PickingOrder {
    private(set) var bidders: [Bidder] = []
    /// The draws that decided, by their index in the record.
    private(set) var usedDraws: [Int] = []
    /// The first winners that wait for a draw; nil when the order is known.
    private(set) var tied: [Bidder]?

    init(_ winners: [BidDecision], of lot: Lot?, by rule: DraftRule, _ acts: [(index: Int, act: RecordedAct)]) {
        let firstPick = acts.first { if case .pick = $0.act.kind { true } else { false } }?.index ?? Int.max
        for tie in PickingOrder.groups(winners, by: { $0.comparablePrice }, largerFirst: false) {
            for group in PickingOrder.settled(tie, of: lot, by: rule.tieBreaks[...]) {
                if group.count == 1 {
                    bidders += group.map(\.bidder)
                    continue
                }
                let names = Set(group.map(\.bidder.id))
                let draw = acts.first { entry in
                    guard case .draw(let order) = entry.act.kind, entry.index < firstPick else { return false }
                    return order.count == names.count && Set(order.map(\.bidder)) == names
                }
                guard let draw, case .draw(let order) = draw.act.kind else {
                    tied = tied ?? group.map(\.bidder)
                    continue
                }
                usedDraws.append(draw.index)
                bidders += order.compactMap { drawn in group.first { $0.bidder.id == drawn.bidder }?.bidder }
            }
        }
    }

    /// The winners in groups that the chain can't tell apart, in order.
    private static func settled(
        _ tie: [BidDecision], of lot: Lot?, by chain: ArraySlice<TieBreak>
    ) -> [[BidDecision]] {
        guard tie.count > 1, let next = chain.first else { return [tie] }
        return groups(tie, by: { $0.value(of: next.measure, in: lot) }, largerFirst: next.largerFirst)
            .flatMap { settled($0, of: lot, by: chain.dropFirst()) }
    }

    /// Groups of equal values in order; one group where the value is not known of all.
    private static func groups(
        _ winners: [BidDecision], by value: (BidDecision) -> Ratio?, largerFirst: Bool
    ) -> [[BidDecision]] {
        let valued = winners.compactMap { winner in value(winner).map { (winner, value: $0) } }
        guard valued.count == winners.count else { return [winners] }
        let sorted = valued.sorted {
            $0.value == $1.value
                ? $0.0.bidder.id < $1.0.bidder.id : ($0.value < $1.value) != largerFirst
        }
        var groups: [[BidDecision]] = []
        var last: Ratio?
        for (winner, value) in sorted {
            if value == last { groups[groups.count - 1].append(winner) } else { groups.append([winner]) }
            last = value
        }
        return groups
    }
}

extension BidDecision {
    /// What a tie-break between winners compares; nil when it is not known.
    fileprivate func value(of measure: Measure, in lot: Lot?) -> Ratio? {
        switch measure {
        case .fact(let name): return (bid.facts[name] ?? bidder.facts[name]).map { Ratio($0) }
        case .unitPrice: return Ratio(awarded.price)
        case .comparablePrice: return comparablePrice
        case .cutFromCeiling: return ceiling?.cut
        case .score(let id): return scores.last { $0.id == id }?.points
        case .ownDemand:
            guard let stated = bid.facts[Bid.reportedDemand], let own = lot?.specification(bid.specification),
                let reference = lot.flatMap({ $0.specification($0.reference) }),
                let factor = VolumeConversion.factor(from: own, to: reference)
            else { return nil }
            return Ratio(stated) * factor
        case .demandAhead, .demandThrough, .priceRatio, .count: return nil
        }
    }
}
