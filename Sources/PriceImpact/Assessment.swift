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
        guard corrected.published?.winners.isEmpty == false else {
            let reference = PriceReference(corrected)
            let (outcome, awards) = Assessment.decide(corrected)
            computed = Assessment.computed(corrected, awards, reference)
            published = nil
            verification = Verification(corrected, outcome, computed)
            self.outcome = outcome
            return
        }
        let (reference, (outcome, awards)) = Assessment.concurrently {
            PriceReference(corrected)
        } _: {
            Assessment.decide(corrected)
        }
        // What was published, and whether it agrees with the decisions, does not depend on the computed impact.
        ((published, verification), computed) = Assessment.concurrently {
            let published = Impact(corrected, .published, corrected.publishedAwards(), reference)
            return (published, Verification(corrected, outcome, published))
        } _: {
            Assessment.computed(corrected, awards, reference)
        }
        self.outcome = outcome
    }

    private static func decide(_ dossier: Dossier) -> (Outcome, [Award]) {
        let outcome = evaluate(dossier)
        return (outcome, dossier.computedAwards(outcome))
    }

    private static func computed(_ dossier: Dossier, _ awards: [Award], _ reference: PriceReference) -> Impact? {
        awards.isEmpty ? nil : Impact(dossier, .computed, awards, reference)
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
