import Decimals
import Procurement

extension RoundEvaluation {
    /// Bids that failed may come back at a price that the rule caps.
    func apply(_ revival: Revival, of stage: PlannedStage, to participants: [Int], in competition: Competition) {
        var judge = Judge(competition: competition, stage: stage.id)
        let cap = value(of: revival.cap, in: competition)
        var revived: [Int] = []
        for index in participants {
            let mark = log.answers.mark
            let isEligible = stage.conditions.allSatisfy { ask($0, entries[index], index, &judge) == true }
            let checks = takeChecks(since: mark)
            if !isEligible {
                rule(stage, .out, index, .revived(.notEligible, checks))
                continue
            }
            let most = cap.flatMap { cap in
                highestPrice(for: entries[index]) { $0.comparablePrice.map { Surd($0) <= cap } ?? false }
            }
            guard let most else {
                rule(stage, .out, index, .revived(.capUndefined, checks))
                continue
            }
            let answer = answer(of: index, atMost: most, under: stage)
            rule(stage, answer.standing, index, .revived(answer, checks))
            entries[index].standing = answer.standing
            switch answer {
            case .accepted(let price, _):
                entries[index].isExcluded = false
                entries[index].award = revival.award
                reprice(index, price)
                revived.append(index)
            case .open:
                entries[index].waits = true
                pending.append(
                    PendingAct(
                        kind: .answerRevival(atMost: most), lot: lots[entries[index].lot].id, stage: stage.id,
                        bidders: [bidder(index)]))
            case .declined, .notEligible, .capUndefined: break
            }
        }
        usedActs.formUnion(judge.usedActs)
        handOn(revived, of: participants, at: stage)
    }

    private func answer(of index: Int, atMost most: FixedDecimal, under stage: PlannedStage) -> RevivalAnswer {
        let bidder = bidderID(index)
        for (number, act) in acts.acts(lot: lots[entries[index].lot].id, stage: stage.id)
        where act.bidder == bidder && !usedActs.contains(number) {
            guard case .revive(_, let price) = act.kind else { continue }
            guard let price else {
                usedActs.insert(number)
                return .declined(atMost: most)
            }
            if price > most {
                forbid(number, stage, "bidder '\(bidder)' may come back at \(most) or less, not at \(price)")
                return .open(atMost: most)
            }
            if let reason = unfit(price) {
                forbid(number, stage, reason)
                return .open(atMost: most)
            }
            usedActs.insert(number)
            return .accepted(price: price, atMost: most)
        }
        return switch consents {
        case .recorded: .open(atMost: most)
        case .refused: .declined(atMost: most)
        case .given: .accepted(price: most, atMost: most)
        }
    }
}

extension RevivalAnswer {
    /// What the answer makes of the bid.
    var standing: Verdict.Standing {
        switch self {
        case .accepted: .in
        case .open: .pending
        case .notEligible, .declined, .capUndefined: .out
        }
    }
}
