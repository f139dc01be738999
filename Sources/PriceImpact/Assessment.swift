import Dispatch
public import Procurement
public import Ranking
import Synchronization

/// Everything that is computed of a round: decisions, and figures for the published and the computed winners.
public struct Assessment: Sendable {
    /// The round with its corrections applied.
    public let dossier: Dossier
    /// Corrections that found nothing to correct.
    public let unusedCorrections: [Correction]
    /// The decisions.
    public let outcome: Outcome
    /// The impact of the winners that the rules name; nil when there are no bids.
    public let computed: Impact?
    /// The impact of the winners that the authority published; nil when none are known.
    public let published: Impact?
    /// What the rules give against what the authority published; nil when nothing was.
    public let verification: Verification?

    /// Decides the round and computes every figure.
    public init(_ dossier: Dossier) {
        let (corrected, unused) = dossier.corrected()
        self.dossier = corrected
        unusedCorrections = unused
        let reference = PriceReference(corrected)
        if corrected.published?.winners.isEmpty == false {
            // What was published does not depend on what is computed.
            ((outcome, computed), published) = Assessment.concurrently {
                Assessment.decide(corrected, reference)
            } _: {
                Impact(corrected, .published, corrected.publishedAwards(), reference)
            }
        } else {
            (outcome, computed) = Assessment.decide(corrected, reference)
            published = nil
        }
        verification = Verification(corrected, outcome, published ?? computed)
    }

    private static func decide(_ dossier: Dossier, _ reference: PriceReference) -> (Outcome, Impact?) {
        let outcome = evaluate(dossier)
        let awards = dossier.computedAwards(outcome)
        return (outcome, awards.isEmpty ? nil : Impact(dossier, .computed, awards, reference))
    }

    /// The impacts that there are, the published winners' first.
    public var impacts: [Impact] { [published, computed].compactMap { $0 } }

    /// Does two things, on two cores where there are two.
    private static func concurrently<First: Sendable, Second: Sendable>(
        _ first: @Sendable () -> First, _ second: @Sendable () -> Second
    ) -> (First, Second) {
        let results = Mutex<(First?, Second?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let value = first()
                results.withLock { $0.0 = value }
            } else {
                let value = second()
                results.withLock { $0.1 = value }
            }
        }
        guard case (let one?, let other?) = results.withLock({ $0 }) else { preconditionFailure("both are done") }
        return (one, other)
    }
}
