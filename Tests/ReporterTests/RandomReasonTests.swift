import Procurement
import RandomRounds
import Ranking
import Testing

@testable import Reporter

/// Every bid of every random round has a reason in both languages, whatever the rules are.
@Suite("Reasons of random rounds")
struct RandomReasonTests {
    @Test("a reason begins with a rule and says something, in English and in Chinese")
    func reasons() {
        var texts: Set<String> = []
        for seed in UInt64(1)...400 {
            var maker = RandomRules(seed: seed)
            let dossier = maker.dossier(maker.rulebook())
            let rules = dossier.rulebook.allStages.map(\.id) + ["comparable-price", "rulebook"]
            for consents in Consents.allCases {
                let outcome = evaluate(dossier, consents: consents)
                for decision in outcome.decisions {
                    for (language, colon) in [(Language.english, ": "), (.chinese, "：")] {
                        let words = [Reason.text(decision, language)] + decision.trace.map { Reason.text($0, language) }
                        for text in words {
                            texts.insert(text)
                            let rule = rules.first { text.hasPrefix($0 + colon) }
                            #expect(
                                rule.map { text.count > $0.count + colon.count + 1 } == true,
                                "seed \(seed), \(decision.bidder.id): '\(text)'")
                            #expect(!text.contains("?") && !text.contains("Optional("), "seed \(seed): \(text)")
                        }
                    }
                }
                for act in outcome.pending {
                    for language in Language.allCases {
                        let text = PendingText.text(act, language)
                        #expect(text.count > 20 && !text.contains("Optional("), "seed \(seed): \(text)")
                    }
                }
            }
        }
        #expect(texts.count > 2_000)
    }
}
