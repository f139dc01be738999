import Decimals
import Procurement
import Ranking

/// A random number generator that gives the same sequence on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Rounds made from a seed: prices on a coarse grid around 0.1 yuan, so that ties, both bounds and all gates occur.
enum RandomRound {
    static let seeds = Array(UInt64(1)...150)

    static func dossier(seed: UInt64, strengths: [String] = ["5mg", "10mg", "20mg"], hasFacts: Bool = true) -> Dossier {
        var random = SeededGenerator(state: seed)
        let lots = (1...Int.random(in: 1...3, using: &random)).map { number -> Lot in
            let all = strengths.shuffled(using: &random)
            let known = all.prefix(Int.random(in: 1...all.count, using: &random))
            return sampleLot(
                "lot-\(number)", reference: strengths.randomElement(using: &random) ?? "10mg", strengths: strengths,
                ceilings: known.map { Ceiling(specification: $0, price: price(10...60, &random)) })
        }
        var offers: [Offer] = []
        for lot in lots {
            let lowest = Int.random(in: 1...8, using: &random)
            for firm in 0..<Int.random(in: 0...12, using: &random) {
                var offer = Offer(
                    "firm-\(firm)", "1", lot: lot.id, of: strengths.randomElement(using: &random) ?? "10mg")
                offer.bid.price = price(lowest...lowest + 8, &random, step: 2)
                if hasFacts, Int.random(in: 0...2, using: &random) == 0 {
                    offer.bid.facts["regions-supplied"] = FixedDecimal(Int.random(in: 1...3, using: &random))
                }
                if hasFacts, Int.random(in: 0...2, using: &random) == 0 {
                    offer.bid.facts["passing-date"] = FixedDecimal(
                        Int.random(in: 20_180_101...20_180_103, using: &random))
                }
                offers.append(offer)
            }
        }
        return Dossier(lots, offers, by: SampleRules.secondBatch())
    }

    /// Some steps of so many hundredths of a yuan, with four decimals.
    static func price(_ steps: ClosedRange<Int>, _ random: inout SeededGenerator, step: Int = 1) -> FixedDecimal {
        FixedDecimal(units: Integer(Int.random(in: steps, using: &random) * step * 100), scale: 4)
    }
}

extension Outcome {
    /// Everything that was decided, one line a bid and one line a pending act, in an order of its own.
    var summary: [String] {
        let bids = lots.flatMap { lot in
            lot.decisions.map { decision in
                let trace = decision.trace.map { "\($0.stage) \($0.standing) \($0.details)" }
                return "\(lot.id) \(lot.filed) \(lot.places ?? -1) \(decision.bidder.id) \(decision.decision) "
                    + "\(decision.rank ?? 0) \(decision.comparablePrice?.description ?? "-") \(trace)"
            }
        }
        let acts = pending.map { "\($0.lot ?? "-") \($0.stage) \($0.kind) \($0.bidders.map(\.id))" }
        return bids.sorted() + acts.sorted()
    }

    /// What became of each bid, by lot and firm.
    var decisionsByBid: [[String]: Decision] {
        var result: [[String]: Decision] = [:]
        for lot in lots { for decision in lot.decisions { result[[lot.id, decision.bidder.id]] = decision.decision } }
        return result
    }
}
