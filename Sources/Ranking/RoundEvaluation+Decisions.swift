import Decimals
import Procurement

extension RoundEvaluation {
    /// What became of the bids of a lot, in the order of their ranks.
    func outcome(of position: Int) -> LotOutcome {
        let range = ranges[position]
        func precedes(_ left: Int, _ right: Int) -> Bool {
            let (a, b) = (entries[left].comparablePrice ?? .zero, entries[right].comparablePrice ?? .zero)
            return a == b ? entries[left].bidder.id < entries[right].bidder.id : a < b
        }
        let valid = range.filter { !entries[$0].isExcluded && entries[$0].comparablePrice != nil }.sorted(by: precedes)
        var ranks: [Int: Int] = [:]
        // The last bid of each unit and how many there are.
        var last: [String?: (index: Int, count: Int)] = [:]
        for index in valid {
            let before = last[entries[index].unit]
            let isEqual = before.map { entries[index].comparablePrice == entries[$0.index].comparablePrice } ?? false
            let place = (before?.count ?? 0) + 1
            ranks[index] = isEqual ? before.flatMap { ranks[$0.index] } : place
            last[entries[index].unit] = (index, place)
        }
        let others = range.filter { ranks[$0] == nil }
        return LotOutcome(
            id: lots[position].id, filed: range.count, places: places[position], references: references[position],
            decisions: (valid + others).map { decision(of: entries[$0], rank: ranks[$0]) })
    }

    private func decision(of entry: Entry, rank: Int?) -> BidDecision {
        let decision: Decision =
            switch entry.standing {
            case .in: .won
            case .pending: .pending
            case .out: entry.isExcluded ? .excluded : .lost
            }
        return BidDecision(
            bidder: entry.bidder, bid: entry.filed, awarded: entry.bid, award: entry.award, decision: decision,
            rank: rank, unit: entry.unit, classification: entry.classification, scores: entry.scores,
            comparablePrice: entry.comparablePrice, conversion: entry.conversion, ceiling: entry.ceiling,
            trace: entry.trace)
    }

    // MARK: - Acts

    /// Speaks of the acts that nothing called for, and of those that stand before what they follow from.
    mutating func settleActs() {
        let settled = usedActs.union(forbiddenActs.map(\.index))
        for (index, act) in acts.all.enumerated() where !settled.contains(index) {
            // Acts about regions and their suppliers are called for by the outcome.
            if let draft = rulebook.draft, act.stage == draft.id { continue }
            if act.isAboutSupply { continue }
            let stage = act.stage ?? "record"
            forbiddenActs.append(ForbiddenAct(index: index, stage: stage, reason: uncalled(act)))
        }
        forbidDisorder()
    }

    private func uncalled(_ act: RecordedAct) -> String {
        let stage = act.stage.map { " at stage '\($0)'" } ?? ""
        let lot = act.lot.map { " in lot '\($0)'" } ?? ""
        switch act.kind {
        case .draw(let order):
            for tie in openTies where tie.stage == act.stage && tie.lot == act.lot {
                if let reason = tie.misfit(of: order) { return reason }
            }
            return "there is no tie to draw\(lot)\(stage)"
        case .exclude(let bidder), .withdraw(let bidder):
            return "no bid of bidder '\(bidder)'\(lot) reaches a rule\(stage) that lets people \(act.word) one"
        case .affiliate(let bidders):
            return "no rule merges the bids of \(bidders.map { "'\($0)'" }.joined(separator: ", "))"
        case .revive(let bidder, _): return "bidder '\(bidder)' may not come back\(lot)\(stage), or has answered"
        case .offer(let bidder, _), .close(let bidder):
            return "there are no talks with bidder '\(bidder)'\(lot)\(stage)"
        case .commit, .reveal: return "no rule asks for a reserve price\(lot)\(stage)"
        case .pick: return "no rule lets winners pick regions\(stage)"
        case .fail(_), .reselect(_): return "nobody supplies a region\(lot)"
        }
    }

    /// An act stands after those of earlier stages of the same lot, which decide whether it is called for.
    private mutating func forbidDisorder() {
        guard !acts.all.isEmpty else { return }
        var order = Dictionary(
            rulebook.allStages.enumerated().map { ($1.id, 2 * $0 + 1) }, uniquingKeysWith: { first, _ in first })
        // A reserve price is revealed before the first stage that compares with it.
        for case let stage in rulebook.stages where stage.action == .define(.sealed) {
            if let use = rulebook.firstUse(of: stage.id) { order[stage.id] = 2 * use }
        }
        var latest: [Lot.ID: (position: Int, stage: Stage.ID)] = [:]
        for (index, act) in acts.all.enumerated() where usedActs.contains(index) {
            guard let lot = act.lot, let id = act.stage, let position = order[id] else { continue }
            switch act.kind {
            case .exclude, .withdraw, .affiliate, .commit, .pick, .fail, .reselect: continue
            case .draw, .revive, .offer, .close, .reveal: break
            }
            if let last = latest[lot], last.position > position {
                usedActs.remove(index)
                forbiddenActs.append(
                    ForbiddenAct(
                        index: index, stage: id,
                        reason: "an act of the later stage '\(last.stage)' in lot '\(lot)' stands before it"))
            } else {
                latest[lot] = (position, id)
            }
        }
    }
}

extension Rulebook {
    /// The position, in `allStages`, of the first stage that compares bids with a value or with one made of it.
    fileprivate func firstUse(of id: Stage.ID) -> Int? {
        var names: Set<Stage.ID> = [id]
        for (position, stage) in allStages.enumerated() where !names.isDisjoint(with: stage.action.namedValues) {
            guard case .define = stage.action else { return position }
            names.insert(stage.id)
        }
        return nil
    }
}
