import Decimals
public import Procurement

/// Decides a round by its own rulebook.
///
/// The outcome is a function of the dossier alone: the order of submissions, bids and lots does not matter.
/// Apply the record's corrections first (`Dossier.corrected()`).
public func evaluate(_ dossier: Dossier) -> Outcome {
    var bidsByLot: [Lot.ID: [(Bidder, Bid)]] = [:]
    for submission in dossier.submissions {
        for bid in submission.bids { bidsByLot[bid.lot, default: []].append((submission.bidder, bid)) }
    }
    var outcome = Outcome(lots: [], pending: [], forbiddenActs: [], usedActs: [])
    let conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
    var draws: [Lot.ID: [(index: Int, draw: RecordedAct.Draw)]] = [:]
    for (index, act) in dossier.record.acts.enumerated() {
        switch act {
        case .draw(let draw): draws[draw.lot, default: []].append((index, draw))
        }
    }
    for lot in dossier.round.lots {
        guard let bids = bidsByLot[lot.id] else { continue }
        var evaluation = LotEvaluation(
            lot: lot, bids: bids, rulebook: dossier.rulebook, conversion: conversion, draws: draws[lot.id] ?? [])
        outcome.lots.append(evaluation.run())
        outcome.pending += evaluation.pending
        outcome.forbiddenActs += evaluation.forbiddenActs
        outcome.usedActs += evaluation.usedActs
    }
    let settled = Set(outcome.usedActs + outcome.forbiddenActs.map(\.index))
    for (index, act) in dossier.record.acts.enumerated() where !settled.contains(index) {
        switch act {
        case .draw(let draw):
            outcome.forbiddenActs.append(
                ForbiddenAct(
                    index: index, stage: draw.stage,
                    reason: "there is no tie to draw in lot '\(draw.lot)' at stage '\(draw.stage)'"))
        }
    }
    outcome.forbiddenActs.sort { $0.index < $1.index }
    outcome.usedActs.sort()
    return outcome
}
