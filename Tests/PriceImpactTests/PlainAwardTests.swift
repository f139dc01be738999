import Decimals
import PriceImpact
import Procurement
import RandomRounds
import Ranking
import Testing

/// An award of a plain bid is read from its decision, where others say what they are themselves.
@Suite("Awards of plain bids")
struct PlainAwardTests {
    @Test("they say the same, and give the same drops and figures, as awards that were stated", arguments: 1...120)
    func figures(_ seed: UInt64) throws {
        var maker = RandomRules(seed: seed)
        var dossier = maker.dossier(maker.rulebook())
        var dice = Dice(seed: seed)
        // Ceilings of packs, too, and bids that say nothing but their price.
        for lot in dossier.round.lots.indices where Bool.random(using: &dice) {
            for ceiling in dossier.round.lots[lot].ceilings.indices {
                dossier.round.lots[lot].ceilings[ceiling].pack = 5
            }
        }
        for submission in dossier.submissions.indices {
            dossier.submissions[submission].bids = dossier.submissions[submission].bids.map { bid in
                let pack = Bool.random(using: &dice) ? Pack(units: 3, price: bid.price * FixedDecimal(3)) : nil
                return Bid(lot: bid.lot, specification: bid.specification, price: bid.price, plainPack: pack)
            }
        }
        #expect(dossier.submissions.allSatisfy { $0.bids.indices.allSatisfy($0.isPlainBid) })
        let plain = dossier.computedAwards(evaluate(dossier, consents: .refused))
        // What is set is said by the award itself.
        let stated = plain.map { award in
            var award = award
            award.regions = []
            return award
        }
        for (one, other) in zip(plain, stated) {
            #expect(one.lot == other.lot && one.bidder == other.bidder && one.filedPrice == other.filedPrice)
            #expect(one.comparablePrice == other.comparablePrice && one.unit == other.unit)
            #expect(one.classification == other.classification && one.terms == other.terms)
            #expect(one.prices.map(\.paid) == other.prices.map(\.paid))
            #expect(one.regions == other.regions && one.isOriginator == other.isOriginator)
        }
        if plain.isEmpty { return }
        let (one, other) = (Impact(dossier, .computed, plain), Impact(dossier, .computed, stated))
        #expect(one.baselines == other.baselines)
        for baseline in one.baselines { #expect(one.drops(against: baseline) == other.drops(against: baseline)) }
        #expect(one.figures.map(\.definition) == other.figures.map(\.definition))
        #expect(one.figures.map(\.value) == other.figures.map(\.value))
        #expect(one.lots == other.lots)
    }
}
