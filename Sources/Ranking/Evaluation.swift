public import Procurement

/// Decides a round by its own rulebook.
///
/// The outcome is a function of the dossier alone: the order of submissions, bids and lots does not matter.
/// Apply the record's corrections first (`Dossier.corrected()`).
///
/// - Parameter consents: what firms answer that the record does not hold an answer of.
public func evaluate(_ dossier: Dossier, consents: Consents = .recorded) -> Outcome {
    evaluate(dossier, consents: consents, lotsAtOnce: 1024)
}

/// - Parameter lotsAtOnce: how many lots are decided together where lots are decided by their own bids alone; the
///   outcome is the same whatever their number.
package func evaluate(_ dossier: Dossier, consents: Consents, lotsAtOnce: Int) -> Outcome {
    let ground = RoundEvaluation.Ground(dossier, consents: consents)
    let bids = GroupedBids(dossier)
    var outcome =
        ground.decidesLotsAlone && bids.lots.count > lotsAtOnce
        ? Outcome(of: bids.lots.count, lotsAtOnce) { RoundEvaluation(ground, bids, $0).run() }
        : RoundEvaluation(ground, bids, bids.lots.indices).run()
    outcome.sortPending(by: dossier.rulebook)
    dossier.playDrafts(&outcome)
    dossier.settleSuccession(&outcome)
    return outcome
}

extension Outcome {
    /// The outcome of a round of which lots were decided apart from each other.
    ///
    /// - Parameters:
    ///   - lots: how many there are.
    ///   - lotsAtOnce: how many are decided together.
    ///   - decide: decides the lots at some positions, without recorded acts.
    fileprivate init(of lots: Int, _ lotsAtOnce: Int, _ decide: @Sendable (Range<Int>) -> Outcome) {
        let (decided, pending) = Portions.joined(lots, portion: lotsAtOnce) { positions in
            let part = decide(positions)
            return (part.lots, part.pending)
        }
        self.init(lots: decided, pending: pending.flatMap { $0 }, forbiddenActs: [], usedActs: [])
    }

    /// Puts what has to be done into the order of stages, and for each stage into that of lots.
    fileprivate mutating func sortPending(by rulebook: Rulebook) {
        if pending.isEmpty { return }
        let stages = Dictionary(
            rulebook.allStages.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let lots = Dictionary(lots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let places = pending.map { act in (stages[act.stage] ?? -1, act.lot.flatMap { lots[$0] } ?? -1) }
        pending = pending.indices.sorted { places[$0] == places[$1] ? $0 < $1 : places[$0] < places[$1] }
            .map { pending[$0] }
    }
}

/// What firms answer when they may come back at a lower price or make an offer, and the record holds no answer.
public enum Consents: String, Sendable, CaseIterable {
    /// Nothing is assumed: their bids are pending.
    case recorded
    /// Nobody agrees.
    case refused
    /// Everybody agrees, at the highest price that the rule allows.
    case given
}
