import Decimals
import Procurement

extension RoundEvaluation {
    /// What became of the bids of a lot, in the order of their ranks.
    func outcome(of position: Int, _ bids: DecidedBids) -> LotOutcome {
        let range = ranges[position]
        var valid: [Int] = []
        var others: [Int] = []
        valid.reserveCapacity(range.count)
        for index in range {
            if entries[index].isExcluded || entries[index].comparablePrice == nil {
                others.append(index)
            } else {
                valid.append(index)
            }
        }
        // Bids stand in the order of bidders, which is kept among equal prices.
        valid.sort { left, right in
            guard let a = entries[left].comparablePrice, let b = entries[right].comparablePrice, a != b else {
                return left < right
            }
            return a < b
        }
        var decisions: [BidDecision] = []
        decisions.reserveCapacity(range.count)
        // Of each unit the price of the last bid, its rank, and how many there are.
        var last: [(unit: String?, price: Ratio?, rank: Int, count: Int)] = []
        for index in valid {
            let unit = entries[index].unit
            let price = entries[index].comparablePrice
            let place: Int
            if let known = last.firstIndex(where: { $0.unit == unit }) {
                last[known].count += 1
                if last[known].price != price { last[known].rank = last[known].count }
                last[known].price = price
                place = last[known].rank
            } else {
                last.append((unit, price, 1, 1))
                place = 1
            }
            decisions.append(BidDecision(bids, index, rank: place))
        }
        for index in others { decisions.append(BidDecision(bids, index, rank: nil)) }
        return LotOutcome(
            id: lots[position].id, position: lotPositions[lotPositions.startIndex + position], filed: range.count,
            places: places[position], references: references[position],
            decisions: decisions)
    }

    // MARK: - Acts

    /// Speaks of the acts that nothing called for, and of those that stand before what they follow from.
    func settleActs() {
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
    private func forbidDisorder() {
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
