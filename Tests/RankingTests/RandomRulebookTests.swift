import Decimals
import Foundation
import Importer
import Procurement
import RandomRounds
import Ranking
import Testing

/// Laws that hold whatever the rules are: rulebooks of all primitives at random, and those in `Tenders`.
@Suite("Random rulebooks: properties")
struct RandomRulebookTests {
    static let seeds = UInt64(1)...400

    /// A round by rules made from a seed; amounts of yuan are smaller by a power of ten.
    static func dossier(_ seed: UInt64, shift: Int = 0) -> Dossier {
        var maker = RandomRules(seed: seed, shift: shift)
        return maker.dossier(maker.rulebook())
    }

    /// A round by the rules of a rulebook of `Tenders`.
    static func dossier(_ seed: UInt64, by rulebook: Rulebook) -> Dossier {
        var maker = RandomRules(seed: seed)
        return maker.dossier(rulebook)
    }

    /// Every round that is tried, with its name.
    private static func forEach(_ body: (Dossier, Comment) -> Void) throws {
        for seed in seeds { body(dossier(seed), "seed \(seed)") }
        for (path, rulebook) in try Repository.rulebooks() {
            for seed in UInt64(1)...10 { body(dossier(seed, by: rulebook), "seed \(seed) by \(path)") }
        }
    }

    @Test("the order of submissions, bids and lots does not matter")
    func order() throws {
        try Self.forEach { dossier, name in
            var dice = Dice(seed: 4)
            var shuffled = dossier
            shuffled.submissions.shuffle(using: &dice)
            for index in shuffled.submissions.indices { shuffled.submissions[index].bids.shuffle(using: &dice) }
            shuffled.round.lots.shuffle(using: &dice)
            for consents in Consents.allCases {
                #expect(
                    evaluate(shuffled, consents: consents).ordered == evaluate(dossier, consents: consents).ordered,
                    name)
            }
        }
    }

    @Test("lots that are decided apart are decided as they are together")
    func portions() throws {
        var decidedApart = 0
        try Self.forEach { dossier, name in
            for consents in Consents.allCases {
                let together = evaluate(dossier, consents: consents, lotsAtOnce: Int.max)
                for count in 1...2 {
                    let apart = evaluate(dossier, consents: consents, lotsAtOnce: count)
                    #expect(apart.ordered == together.ordered, name)
                    #expect(String(describing: apart.pending) == String(describing: together.pending), name)
                    #expect(apart.usedActs == together.usedActs, name)
                    #expect(String(describing: apart.forbiddenActs) == String(describing: together.forbiddenActs), name)
                    for (one, other) in zip(apart.lots, together.lots) {
                        #expect(one.id == other.id && one.places == other.places, name)
                        #expect(String(describing: one.references) == String(describing: other.references), name)
                    }
                }
                if dossier.record.acts.isEmpty, together.lots.count > 1, !together.pending.isEmpty { decidedApart += 1 }
            }
        }
        #expect(decidedApart > 100, "the rounds leave something to do that has to be put in order")
    }

    @Test("all amounts a hundred times smaller, and roundings with two more digits, change nothing")
    func scale() {
        for seed in Self.seeds {
            let outcome = evaluate(Self.dossier(seed), consents: .given)
            let small = evaluate(Self.dossier(seed, shift: 2), consents: .given)
            #expect(outcome.lots.map(\.id) == small.lots.map(\.id))
            #expect(outcome.pending.count == small.pending.count, "seed \(seed)")
            for (large, small) in zip(outcome.decisions, small.decisions) {
                #expect(large.bidder.id == small.bidder.id && large.decision == small.decision, "seed \(seed)")
                #expect(large.rank == small.rank && large.unit == small.unit, "seed \(seed)")
                #expect(large.classification == small.classification && large.award == small.award, "seed \(seed)")
                #expect(large.trace.map(\.stage) == small.trace.map(\.stage), "seed \(seed)")
                #expect(large.scores.map(\.points) == small.scores.map(\.points), "seed \(seed)")
                #expect(Ratio(large.awarded.price) == Ratio(small.awarded.price) * Ratio(100), "seed \(seed)")
            }
        }
    }

    @Test("each bid has exactly one decision, which follows from its trace; what is pending says what is missing")
    func partition() throws {
        var counts: [Decision: Int] = [:]
        var details: Set<String> = []
        try Self.forEach { dossier, name in
            for consents in Consents.allCases {
                let outcome = evaluate(dossier, consents: consents)
                let filed = dossier.submissions.flatMap { submission in
                    submission.bids.map { [$0.lot, submission.bidder.id] }
                }
                let decided = outcome.lots.flatMap { lot in lot.decisions.map { [lot.id, $0.bidder.id] } }
                #expect(decided.count == filed.count && Set(decided) == Set(filed), name)
                for lot in outcome.lots {
                    #expect(lot.filed == lot.decisions.count, name)
                    for decision in lot.decisions { check(decision, name, &counts) }
                }
                for verdict in outcome.decisions.flatMap(\.trace) {
                    details.insert(String("\(verdict.details)".prefix { $0 != "(" }))
                }
                // Nothing waits without an act that would settle it, and no act is asked for where nothing waits.
                let waiting = outcome.decisions.contains { $0.decision == .pending }
                let supply = dossier.rulebook.draft?.id
                #expect(waiting == outcome.pending.contains { $0.stage != supply }, name)
                for act in outcome.pending { #expect(!act.bidders.isEmpty, name) }
                if consents != .recorded {
                    #expect(
                        !outcome.pending.contains { act in
                            switch act.kind {
                            case .answerRevival, .makeOffer: true
                            default: false
                            }
                        }, name)
                }
            }
        }
        // The rounds are worth something only if every kind of decision and of verdict occurs.
        for decision in Decision.allCases { #expect(counts[decision, default: 0] > 200, "\(decision): \(counts)") }
        #expect(details.count == 11, "\(details.sorted())")
    }

    private func check(_ decision: BidDecision, _ name: Comment, _ counts: inout [Decision: Int]) {
        counts[decision.decision, default: 0] += 1
        let last = decision.trace.last { verdict in
            switch verdict.details {
            // These find nothing about a bid that is out already.
            case .revived(.notEligible, _), .revived(.capUndefined, _): false
            default: true
            }
        }
        switch decision.decision {
        case .won: #expect(last?.standing ?? .in == .in, name)
        case .lost, .excluded: #expect(decision.decisive?.standing == .out, name)
        case .pending: #expect(decision.decisive?.standing == .pending, name)
        }
        #expect(decision.decision != .excluded || decision.rank == nil, name)
        #expect(
            (decision.rank == nil) == (decision.decision == .excluded || decision.comparablePrice == nil)
                || decision.decision == .pending, name)
        #expect(decision.awarded.price <= decision.bid.price, name)
    }

    @Test("acts that are asked for are allowed, stage by stage, until nothing is pending that people can settle")
    func play() {
        var acts = 0
        for seed in Self.seeds {
            var dossier = Self.dossier(seed)
            var dice = Dice(seed: seed &+ 9_000)
            let order = Dictionary(
                dossier.rulebook.allStages.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
            var turns = 0
            while turns < 200 {
                let outcome = evaluate(dossier)
                let refusals = outcome.refusals.filter { !$0.contains("merges the bids") }
                #expect(refusals == [], "seed \(seed) after \(dossier.record.acts.map(\.word))")
                if !refusals.isEmpty { break }
                let open = outcome.pending.filter { $0.canBeSettled }
                guard let next = open.min(by: { (order[$0.stage] ?? 0) < (order[$1.stage] ?? 0) }) else { break }
                dossier.record.acts.append(next.answer(outcome, dossier.rulebook, &dice))
                turns += 1
                acts += 1
            }
            #expect(turns < 200, "seed \(seed) never ends")
        }
        #expect(acts > 400)
    }

    @Test("an evaluator of a few lines agrees with every screen and gate that judged a bid")
    func recheck() throws {
        var checked = 0
        try Self.forEach { dossier, name in
            let outcome = evaluate(dossier, consents: .refused)
            guard !outcome.decisions.contains(where: { $0.decision == .pending || $0.isRepriced }) else { return }
            guard !dossier.rulebook.allStages.contains(where: { $0.isTooClever }) else { return }
            for lot in outcome.lots {
                let recheck = Recheck(dossier: dossier, outcome: outcome, lot: lot)
                for stage in dossier.rulebook.stages {
                    guard case .screen(let condition) = stage.action else {
                        guard case .select(let condition) = stage.action else { continue }
                        checked += recheck.compare(condition, stage, name)
                        continue
                    }
                    checked += recheck.compare(condition, stage, name)
                }
            }
        }
        #expect(checked > 700)
    }
}

extension Repository {
    /// Every rulebook under `Tenders`, with its path.
    static func rulebooks() throws -> [(path: String, rulebook: Rulebook)] {
        let files = FileManager.default.enumerator(atPath: "\(root)/Tenders")?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix("rulebook.xml") || ($0.hasPrefix("rulebooks/") && $0.hasSuffix(".xml")) }
            .sorted().map { path in
                let (rulebook, findings) = RulebookFile.read(path: "\(root)/Tenders/\(path)")
                return (path, try #require(rulebook, "\(path): \(findings.map(\.line))"))
            }
    }
}

extension Outcome {
    /// Everything that was decided, one line a bid and one line a pending act, whatever order the lots stand in.
    fileprivate var ordered: [String] {
        let bids = lots.flatMap { lot in
            lot.decisions.map { decision in
                let trace = decision.trace.map { verdict in
                    guard case .waits(let lots) = verdict.details else {
                        return "\(verdict.stage) \(verdict.standing) \(verdict.details)"
                    }
                    return "\(verdict.stage) waits for \(lots.sorted())"
                }
                return "\(lot.id) \(lot.filed) \(lot.places ?? -1) \(decision.bidder.id) \(decision.decision) "
                    + "\(decision.rank ?? 0) \(decision.awarded.price) \(decision.award) \(decision.unit ?? "-") "
                    + "\(decision.classification ?? "-") \(trace)"
            }
        }
        let values = lots.flatMap { lot in lot.references.map { "\(lot.id) \($0)" } }
        return bids.sorted() + acts.sorted() + values.sorted() + refusals.sorted()
    }
}

extension PendingAct {
    /// Whether a recorded act settles it.
    fileprivate var canBeSettled: Bool {
        switch kind {
        case .draw, .answerRevival, .makeOffer, .revealReserve: true
        case .stateConversion, .settleCycle, .pickRegion, .reselectSupplier: false
        }
    }

    /// What people might record for it.
    fileprivate func answer(_ outcome: Outcome, _ rulebook: Rulebook, _ dice: inout Dice) -> RecordedAct {
        let firm = bidders[0].id
        let kind: RecordedAct.Kind
        switch self.kind {
        case .draw(let places):
            var bids = bidders.map { DrawnBid($0.id) }
            if lot == nil {
                bids = outcome.lots.flatMap { lot in
                    lot.decisions.filter { $0.place(stage)?.tied.isEmpty == false && $0.place(stage)?.decidedBy == nil }
                        .map { DrawnBid($0.bidder.id, lot: lot.id) }
                }
            }
            kind = .draw(Array(bids.shuffled(using: &dice).prefix(places)))
        case .answerRevival(let most):
            kind = .revive(firm, price: Bool.random(using: &dice) ? most : nil)
        case .makeOffer:
            let digits = rulebook.comparablePrice.filedDigits ?? 2
            let decision = outcome.lots.first { $0.id == lot }?.decisions.first { $0.bidder.id == firm }
            var price = decision?.awarded.price ?? .one
            if case .negotiated(let offers, _)? = decision?.verdict(stage)?.details, let last = offers.last {
                price = last.price
            }
            let lower = (Ratio(price) * Ratio(Integer(9), Integer(10))).rounded(to: digits, .down)
            kind = Int.random(in: 0...3, using: &dice) == 0 || lower.isZero ? .close(firm) : .offer(firm, price: lower)
        default:
            kind = .reveal(price: FixedDecimal(Int.random(in: 1...3, using: &dice)), salt: "s")
        }
        return RecordedAct(kind, lot: lot, stage: stage, evidence: "at random")
    }
}
