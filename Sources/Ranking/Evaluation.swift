public import Procurement

/// Decides a round by its own rulebook.
///
/// The outcome is a function of the dossier alone: the order of submissions, bids and lots does not matter.
/// Apply the record's corrections first (`Dossier.corrected()`).
///
/// - Parameter consents: what firms answer that the record does not hold an answer of.
public func evaluate(_ dossier: Dossier, consents: Consents = .recorded) -> Outcome {
    let evaluation = RoundEvaluation(dossier, consents: consents)
    var outcome = evaluation.run()
    dossier.playDrafts(&outcome)
    dossier.settleSuccession(&outcome)
    return outcome
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
