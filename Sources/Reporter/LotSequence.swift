import Procurement
import Ranking

/// The lots of outcomes, which stand in the order of the round's document, without a dictionary of their names.
enum LotSequence {
    static func lots(of outcomes: [LotOutcome], in round: Round) -> [Lot?] {
        var lots: [Lot?] = []
        lots.reserveCapacity(outcomes.count)
        var next = 0
        for outcome in outcomes {
            while next < round.lots.count, round.lots[next].id != outcome.id { next += 1 }
            lots.append(next < round.lots.count ? round.lots[next] : nil)
        }
        return lots
    }
}
