public import Procurement
public import Ranking

/// Everything that is computed of a round: decisions, and figures for the published and the computed winners.
public struct Assessment: Sendable {
    /// The round with its corrections applied.
    public var dossier: Dossier
    /// Corrections that found nothing to correct.
    public var unusedCorrections: [Correction]
    /// The decisions.
    public var outcome: Outcome
    /// The impact of the winners that the rules name; nil when there are no bids.
    public var computed: Impact?
    /// The impact of the winners that the authority published; nil when none are known.
    public var published: Impact?

    /// Decides the round and computes every figure.
    public init(_ dossier: Dossier) {
        let (corrected, unused) = dossier.corrected()
        self.dossier = corrected
        unusedCorrections = unused
        outcome = evaluate(corrected)
        let computedAwards = corrected.computedAwards(outcome)
        computed = computedAwards.isEmpty ? nil : Impact(corrected, .computed, computedAwards)
        let publishedAwards = corrected.publishedAwards()
        published = publishedAwards.isEmpty ? nil : Impact(corrected, .published, publishedAwards)
    }

    /// The impacts that there are, the published winners' first.
    public var impacts: [Impact] { [published, computed].compactMap { $0 } }
}
