import Decimals
import Procurement

extension RoundEvaluation {
    /// What is the same for all lots of a round while it is decided.
    struct Ground: Sendable {
        let submissions: [Submission]
        let rulebook: Rulebook
        let plan: Plan
        let borrowed: BorrowedFacts
        let day: CalendarDate?
        let consents: Consents
        let conversion: PriceConversion
        let acts: ActIndex
        let affiliations: Affiliations
        /// Whether bids that failed may come back at a later stage.
        let mayReturn: Bool

        init(_ dossier: Dossier, consents: Consents) {
            submissions = dossier.submissions
            rulebook = dossier.rulebook
            plan = Plan(dossier.rulebook)
            borrowed = dossier.borrowed
            day = dossier.round.deadline?.day
            self.consents = consents
            conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
            acts = ActIndex(dossier.record.acts)
            affiliations = Affiliations(dossier)
            mayReturn = dossier.rulebook.allStages.contains { if case .revive = $0.action { true } else { false } }
        }

        /// Whether each lot is decided by its own bids alone.
        ///
        /// Recorded acts are left out of it: whether one was called for shows when all lots are decided.
        var decidesLotsAlone: Bool {
            acts.all.isEmpty
                && !rulebook.allStages.contains { stage in
                    switch stage.action {
                    case .shortlist(let shortlist): shortlist.scope == .round
                    case .define(let value): value.spansRound
                    default: false
                    }
                }
        }
    }

    var submissions: [Submission] { ground.submissions }
    var rulebook: Rulebook { ground.rulebook }
    var plan: Plan { ground.plan }
    var borrowed: BorrowedFacts { ground.borrowed }
    var day: CalendarDate? { ground.day }
    var consents: Consents { ground.consents }
    var conversion: PriceConversion { ground.conversion }
    var acts: ActIndex { ground.acts }
    var affiliations: Affiliations { ground.affiliations }
    var mayReturn: Bool { ground.mayReturn }
}
