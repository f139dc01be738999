import Decimals
import Procurement
import RandomRounds
import Ranking
import Testing

/// How decisions change when one bid moves: it depends on the rules (handbook 9.3, property 6).
@Suite("Monotonicity")
struct MonotonicityTests {
    /// Everybody is shortlisted, and a bid above 1.8 × the anchor is fused.
    private func rulebook(_ anchor: ReferenceValue) -> Rulebook {
        rules(
            rule("shortlist", .shortlist(.first(99))), rule("anchor", .define(anchor)),
            rule("breaker", .select(.price(.atMost, "1.8", times: .named("anchor"))), as: "winners"))
    }

    /// Batch 11: the lowest, or half the mean.
    private var batchEleven: Rulebook {
        rulebook(.largest([.lowest("shortlist"), .multiple(decimal("0.5"), .mean("shortlist"))]))
    }

    /// Batch 12: the lowest, or the mean less one deviation.
    private var batchTwelve: Rulebook {
        rulebook(
            .largest([
                .lowest("shortlist"), .deviation("shortlist", multiple: decimal("-1"), kind: .population),
            ]))
    }

    private func winners(_ prices: [FixedDecimal], by rulebook: Rulebook) -> Set<Int> {
        let offers = prices.indices.map { Offer("\(100 + $0)", prices[$0].description) }
        return Set(
            evaluate(Dossier([sampleLot()], offers, by: rulebook)).winners().compactMap { Int($0).map { $0 - 100 } })
    }

    private func winners(_ prices: [String], by rulebook: Rulebook) -> [String] {
        let won = winners(prices.map(decimal), by: rulebook)
        return prices.indices.filter(won.contains).map { prices[$0] }
    }

    @Test("batch 11: raising a losing bid puts out no winner, lowering one can")
    func eleven() {
        var dice = Dice(seed: 11)
        var (raised, lowered, putOut) = (0, 0, 0)
        for _ in 0..<400 {
            let prices = (0..<Int.random(in: 3...8, using: &dice)).map { _ in
                FixedDecimal(units: Integer(Int.random(in: 1...40, using: &dice)), scale: 1)
            }
            let before = winners(prices, by: batchEleven)
            for loser in prices.indices where !before.contains(loser) {
                var moved = prices
                moved[loser] = FixedDecimal(units: Integer(Int.random(in: 1...90, using: &dice)), scale: 1)
                let after = winners(moved, by: batchEleven)
                guard !after.contains(loser) else { continue }
                if moved[loser] >= prices[loser] {
                    raised += 1
                    #expect(before.isSubset(of: after), "\(prices) with \(moved[loser]) in place of \(prices[loser])")
                } else {
                    lowered += 1
                    if !before.isSubset(of: after) { putOut += 1 }
                }
            }
        }
        #expect(raised > 300 && lowered > 50 && putOut > 0)
    }

    @Test("batch 11: the anchor keeps out at least one bid wherever half the mean binds")
    func elevenAlwaysFuses() throws {
        // 1.8 × 0.5 × mean = 0.9 × mean, and the highest bid is not below the mean.
        var dice = Dice(seed: 12)
        for _ in 0..<300 {
            let prices = (0..<Int.random(in: 2...9, using: &dice)).map { _ in
                FixedDecimal(units: Integer(Int.random(in: 1...40, using: &dice)), scale: 1)
            }
            let numbers = prices.map { Ratio($0) }
            let mean = try #require(Ratio.mean(numbers))
            guard let lowest = numbers.min(), lowest < mean / Ratio(2) else { continue }
            #expect(winners(prices, by: batchEleven).count < prices.count, "\(prices)")
        }
    }

    @Test("batch 12: raising a losing bid can put out winners, since the deviation grows")
    func twelveRaised() {
        // Mean 2.78, variance 0.9136: 1.8 × (2.78 − 0.9558) = 3.2836 keeps the 3.0.
        #expect(winners(["1.0", "3.0", "3.0", "3.0", "3.9"], by: batchTwelve) == ["1.0", "3.0", "3.0", "3.0"])
        // Mean 3.8, variance 7.36: 1.8 × (3.8 − 2.7129) = 1.9568.
        #expect(winners(["1.0", "3.0", "3.0", "3.0", "9.0"], by: batchTwelve) == ["1.0"])
    }

    @Test("batch 12: lowering a losing bid can put out a winner, since the mean falls")
    func twelveLowered() {
        // Mean 2.975, variance 1.451875: 1.8 × (2.975 − 1.204938) = 3.186112 keeps 3.0.
        #expect(winners(["1.0", "3.0", "3.9", "4.0"], by: batchTwelve) == ["1.0", "3.0"])
        // Mean 2.75, variance 1.1875: 1.8 × (2.75 − 1.089725) = 2.988495.
        #expect(winners(["1.0", "3.0", "3.0", "4.0"], by: batchTwelve) == ["1.0"])
    }

    @Test("the tables of all rulebooks: more firms never get fewer places, nor more than there are firms")
    func tables() throws {
        var tables = 0
        for (path, rulebook) in try Repository.rulebooks() {
            for case .shortlist(let shortlist) in rulebook.allStages.map(\.action) {
                tables += 1
                for unit in [nil] + Set(shortlist.places.map(\.unit)).sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
                    let places = (1...60).map { shortlist.places(for: $0, unit: unit) }
                    for (index, next) in places.dropFirst().enumerated() {
                        #expect(next >= places[index], "\(path): \(index + 2) firms have \(next) places")
                    }
                }
            }
        }
        #expect(tables > 15)
    }

    @Test("the tables of the national drug rounds leave a loser among three firms or more")
    func nationalTables() throws {
        // Handbook 9.3(5), for batch 2.
        let shortlist = try #require(
            try Repository.rulebook("GY-YD2019-2").stages.compactMap { stage in
                if case .shortlist(let shortlist) = stage.action { shortlist } else { nil }
            }.first)
        for firms in 1...99 {
            let places = shortlist.places(for: firms)
            #expect(places <= firms && (firms < 3 || places < firms))
        }
    }

    @Test("shares by number of winners never fall, and tier 1 has ten points more than tier 2")
    func shares() throws {
        var tables = 0
        for (path, rulebook) in try Repository.rulebooks() {
            guard let volume = rulebook.volume else { continue }
            for tier in Set(volume.shares.map(\.tier)) {
                let shares = (1...12).map { volume.share(tier: tier, winners: $0) }
                tables += 1
                for (share, next) in zip(shares, shares.dropFirst()) {
                    if let share, let next { #expect(share <= next, "\(path), \(tier)") }
                }
            }
        }
        #expect(tables > 5)
        // Handbook 9.3(4).
        let volume = try #require(try Repository.rulebook("GY-YD2020-1").volume)
        for winners in 1...4 {
            let first = try #require(volume.share(tier: "normal", winners: winners))
            let second = try #require(volume.share(tier: "antibacterial-and-alike", winners: winners))
            #expect(first == second + decimal("0.1"))
        }
    }

    @Test("one more bid above the ceiling is one more firm that filed, in every rulebook that only counts them")
    func aboveTheCeiling() throws {
        var tried = 0
        for (path, rulebook) in try Repository.rulebooks() where rulebook.countsFiled {
            tried += 1
            for seed in UInt64(1)...25 {
                let dossier = RandomRulebookTests.dossier(seed, by: rulebook)
                var more = dossier
                for lot in evaluate(dossier).lots.map(\.id) {
                    let bid = Bid(
                        lot: lot, specification: dossier.round.lots.first { $0.id == lot }?.reference ?? "",
                        price: decimal("9999"))
                    more.submissions.append(
                        Submission(
                            round: "random", bidder: Bidder(id: "stranger-\(lot)", name: "stranger"), bids: [bid]))
                }
                var counted = dossier
                counted.rulebook = rulebook.countingOneMore
                let (left, right) = (evaluate(more), evaluate(counted))
                let strangers = left.decisionsByBid.filter { $0.key[1].hasPrefix("stranger") }
                #expect(strangers.values.allSatisfy { $0 == .excluded }, "\(path)")
                #expect(
                    left.decisionsByBid.filter { !$0.key[1].hasPrefix("stranger") } == right.decisionsByBid,
                    "\(path), seed \(seed)")
            }
        }
        #expect(tried > 5)
    }
}

extension Rulebook {
    /// Whether the ceiling is the first screen, and the bids that were filed are asked for only to be counted.
    fileprivate var countsFiled: Bool {
        guard case .screen(.test(let test))? = stages.first?.action, test.bound == .ceiling,
            comparablePrice.adjustments.isEmpty
        else { return false }
        for case .shortlist(let shortlist) in allStages.map(\.action) {
            guard shortlist.scope == .competition else { return false }
            for row in shortlist.places { if case .allBut = row.count { return false } }
        }
        let others = mappingShortlists { $0.counting = "" }
        return others != self && !"\(others.stages)".contains("\"filed\"")
    }

    /// The same rules with every row of the tables for one firm fewer.
    fileprivate var countingOneMore: Rulebook {
        mappingShortlists { shortlist in
            guard shortlist.counting == "filed" else { return }
            for index in shortlist.places.indices {
                let row = shortlist.places[index].bidders
                shortlist.places[index].bidders =
                    (row.lowerBound - 1)...(row.upperBound == Int.max ? Int.max : row.upperBound - 1)
            }
        }
    }

    private func mappingShortlists(_ change: (inout Shortlist) -> Void) -> Rulebook {
        func changed(_ stage: Stage) -> Stage {
            var stage = stage
            switch stage.action {
            case .shortlist(var shortlist):
                change(&shortlist)
                stage.action = .shortlist(shortlist)
            case .reevaluate(var turns):
                turns.stages = turns.stages.map(changed)
                stage.action = .reevaluate(turns)
            default: break
            }
            return stage
        }
        var rulebook = self
        rulebook.stages = stages.map(changed)
        return rulebook
    }
}
