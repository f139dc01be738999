import Decimals
import Procurement
import Ranking
import Testing

/// Laws that hold for every round, tried on rounds made from a seed.
@Suite("Evaluation: properties")
struct EvaluationPropertiesTests {
    @Test("the order of submissions, bids, lots and specifications does not matter", arguments: RandomRound.seeds)
    func order(_ seed: UInt64) {
        let dossier = RandomRound.dossier(seed: seed)
        var random = SeededGenerator(state: seed &+ 1_000_000)
        var shuffled = dossier
        shuffled.submissions.shuffle(using: &random)
        for index in shuffled.submissions.indices { shuffled.submissions[index].bids.shuffle(using: &random) }
        shuffled.round.lots.shuffle(using: &random)
        for index in shuffled.round.lots.indices { shuffled.round.lots[index].specifications.shuffle(using: &random) }
        let summary = evaluate(dossier).summary
        #expect(evaluate(shuffled).summary == summary)
        #expect(evaluate(dossier).summary == summary)
    }

    @Test("scaling all prices and the absolute bound changes no decision", arguments: RandomRound.seeds)
    func scale(_ seed: UInt64) {
        let dossier = RandomRound.dossier(seed: seed)
        let outcome = evaluate(dossier)
        for factor in [10, 100] {
            var scaled = dossier
            scaled.rulebook = SampleRules.secondBatch(absolute: decimal("0.1000") * FixedDecimal(factor))
            for lot in scaled.round.lots.indices {
                for index in scaled.round.lots[lot].ceilings.indices {
                    scaled.round.lots[lot].ceilings[index].price =
                        scaled.round.lots[lot].ceilings[index].price * FixedDecimal(factor)
                }
            }
            for submission in scaled.submissions.indices {
                for index in scaled.submissions[submission].bids.indices {
                    scaled.submissions[submission].bids[index].price =
                        scaled.submissions[submission].bids[index].price * FixedDecimal(factor)
                }
            }
            let other = evaluate(scaled)
            #expect(other.decisionsByBid == outcome.decisionsByBid)
            #expect(other.decisions.map(\.rank) == outcome.decisions.map(\.rank))
            #expect(other.pending.map { $0.bidders.map(\.id) } == outcome.pending.map { $0.bidders.map(\.id) })
        }
    }

    @Test("each bid has exactly one decision, with a trace that ends with the stage that decided")
    func complete() {
        var counts: [Decision: Int] = [:]
        for seed in RandomRound.seeds {
            let dossier = RandomRound.dossier(seed: seed)
            let outcome = evaluate(dossier)
            let filed = dossier.submissions.flatMap { submission in
                submission.bids.map { [$0.lot, submission.bidder.id] }
            }
            let decided = outcome.lots.flatMap { lot in lot.decisions.map { [lot.id, $0.bidder.id] } }
            #expect(decided.count == filed.count && Set(decided) == Set(filed))
            for decision in outcome.decisions {
                counts[decision.decision, default: 0] += 1
                #expect(!decision.trace.isEmpty)
                #expect(decision.trace.dropLast().allSatisfy { $0.standing != .out })
                let last = decision.decisive?.standing
                switch decision.decision {
                case .won: #expect(last == .in && decision.trace.count == 3)
                case .lost, .excluded: #expect(last == .out)
                case .pending: #expect(last == .pending)
                }
                #expect((decision.rank == nil) == (decision.decision == .excluded))
            }
            for lot in outcome.lots where !lot.isPending { #expect(lot.winners.count <= lot.places ?? 0) }
        }
        // The rounds are worth something only if every kind of decision occurs.
        for decision in Decision.allCases { #expect(counts[decision, default: 0] > 30, "\(decision): \(counts)") }
    }

    @Test("an independent evaluator of a few lines decides alike", arguments: RandomRound.seeds)
    func independent(_ seed: UInt64) {
        let dossier = RandomRound.dossier(seed: seed, hasFacts: false)
        #expect(evaluate(dossier).decisionsByBid == Self.plainDecisions(dossier))
    }

    /// The rules of the second batch once more, from the handbook and with nothing of the engine but exact numbers.
    private static func plainDecisions(_ dossier: Dossier) -> [[String]: Decision] {
        func milligrams(_ id: String) -> Int { Int(id.dropLast(2)) ?? 0 }
        func converted(_ price: FixedDecimal, _ from: String, _ to: String) -> Ratio {
            let multiple = Ratio(milligrams(to)) / Ratio(milligrams(from))
            return Ratio(price) * Ratio.priceFactor(base: decimal("1.7"), x: multiple)
        }
        var result: [[String]: Decision] = [:]
        for lot in dossier.round.lots {
            let filed = dossier.submissions.flatMap { submission in
                submission.bids.filter { $0.lot == lot.id }.map { bid in
                    let own = lot.ceilings.first { $0.specification == bid.specification } ?? lot.ceilings[0]
                    return (
                        id: submission.bidder.id, price: Ratio(bid.price),
                        comparable: converted(bid.price, bid.specification, lot.reference),
                        ceiling: converted(own.price, own.specification, bid.specification)
                    )
                }
            }
            let valid = filed.filter { $0.price <= $0.ceiling }
            let places = [0, 1, 2, 2, 3, 4, 4, 5, 5, 6][min(filed.count, 9)]
            let lowest = valid.map(\.comparable).min() ?? .zero
            for bid in filed {
                let cheaper = valid.filter { $0.comparable < bid.comparable }.count
                let asCheap = valid.filter { $0.comparable <= bid.comparable }.count
                let passes =
                    Ratio(10) * bid.comparable <= Ratio(18) * lowest || Ratio(10) * bid.comparable <= .one
                    || bid.price + bid.price <= bid.ceiling
                result[[lot.id, bid.id]] =
                    bid.price > bid.ceiling
                    ? .excluded : cheaper >= places || !passes ? .lost : asCheap <= places ? .won : .pending
            }
        }
        return result
    }

    @Test("one more bid above the ceiling is one more firm that filed, and nothing else", arguments: RandomRound.seeds)
    func oneMoreAboveTheCeiling(_ seed: UInt64) {
        let dossier = RandomRound.dossier(seed: seed)
        var more = dossier
        for lot in evaluate(dossier).lots.map(\.id) {
            var offer = Offer("stranger", "999", lot: lot)
            offer.bid.specification = dossier.round.lots.first { $0.id == lot }?.reference ?? ""
            more.submissions.append(
                Submission(
                    round: "sample", bidder: Bidder(id: "stranger-\(lot)", name: "stranger"), bids: [offer.bid]))
        }
        // The same table with every row for one firm fewer.
        var counted = dossier
        counted.rulebook = SampleRules.secondBatch(firstRow: 0)
        let (left, right) = (evaluate(more), evaluate(counted))
        let strangers = left.decisionsByBid.filter { $0.key[1].hasPrefix("stranger") }
        #expect(strangers.values.allSatisfy { $0 == .excluded })
        #expect(left.decisionsByBid.filter { !$0.key[1].hasPrefix("stranger") } == right.decisionsByBid)
        #expect(left.lots.map(\.places) == right.lots.map(\.places))
        #expect(left.lots.map(\.filed) == right.lots.map { $0.filed + 1 })
    }

    @Test("moving a losing bid that keeps losing turns no winner into a loser (handbook §9.3, property 6)")
    func losersDoNotMatter() {
        // One specification a lot: with several of them the cut can let a dearer bid through, see below.
        let moved = RandomRound.seeds.reduce(0) {
            $0 + moveLosers(RandomRound.dossier(seed: $1, strengths: ["10mg"]), $1)
        }
        #expect(moved > 300)
    }

    /// Moves each losing bid once; returns how many kept losing.
    private func moveLosers(_ dossier: Dossier, _ seed: UInt64) -> Int {
        let before = evaluate(dossier).decisionsByBid
        var random = SeededGenerator(state: seed &+ 2_000_000)
        var moved = 0
        for submission in dossier.submissions.indices {
            for index in dossier.submissions[submission].bids.indices {
                let key = [dossier.submissions[submission].bids[index].lot, dossier.submissions[submission].bidder.id]
                guard let decision = before[key], decision == .lost || decision == .excluded else { continue }
                var changed = dossier
                changed.submissions[submission].bids[index].price = RandomRound.price(1...60, &random)
                let after = evaluate(changed).decisionsByBid
                guard let kept = after[key], kept == .lost || kept == .excluded else { continue }
                moved += 1
                for (bid, decision) in before where decision == .won { #expect(after[bid] == .won, "\(bid)") }
            }
        }
        return moved
    }

    @Test("with ceilings by specification a losing bid can push a winner out: property 6 needs one ceiling a lot")
    func lossesCanMatter() {
        let lot = sampleLot(
            strengths: ["10mg", "20mg"],
            ceilings: [
                Ceiling(specification: "10mg", price: decimal("2.20")),
                Ceiling(specification: "20mg", price: decimal("9")),
            ])
        // Three firms make two places. W passes by half of its ceiling of 9; L by nothing, at 2.10 or at 3.60.
        func outcome(_ price: String) -> [String: Decision] {
            evaluate(
                Dossier(
                    [lot], [Offer("A", "1"), Offer("W", "4.25", of: "20mg"), Offer("L", price)],
                    by: SampleRules.secondBatch())
            ).decisions()
        }
        #expect(outcome("3.60") == ["A": .won, "W": .won, "L": .excluded])
        #expect(outcome("2.10") == ["A": .won, "W": .lost, "L": .lost])
    }
}
