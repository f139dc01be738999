import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

@Suite("Verification")
struct VerificationTests {
    private func verify(_ round: SampleRound) throws -> Verification {
        try #require(Assessment(round.dossier).verification)
    }

    @Test("a round whose winners, prices and regions are as published agrees")
    func agrees() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: ["北京", "上海"])
        round.demand("北京", "10")
        round.demand("上海", nil)
        let verification = try verify(round)
        #expect(verification.agrees && verification.hasBids)
        #expect(verification.published == 1 && verification.reproduced == 1 && verification.reproducedByRules == 1)
        #expect(verification.unexpectedByRules == 0 && verification.recordedActs == 0 && verification.corrections == 0)
    }

    @Test("a published winner that the rules exclude is missing, with the decision")
    func missing() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.award("B", "2.01")
        let verification = try verify(round)
        #expect(!verification.agrees && verification.reproduced == 1 && verification.published == 2)
        let difference = try #require(verification.missing.first)
        #expect(verification.missing.count == 1 && difference.lot == "甲" && difference.bidder.id == "B")
        #expect(difference.decision?.decision == .excluded)
        #expect(verification.unexpected.isEmpty)
    }

    @Test("a published winner without a bid is missing, by the published name")
    func unknownBid() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.publish("Z", "1.00", lot: "乙")
        let verification = try verify(round)
        #expect(verification.missing.map(\.bidder.name) == ["Z公司"] && verification.missing.first?.decision == nil)
        #expect(!verification.agrees)
    }

    @Test("a winner by the rules that was not published is unexpected")
    func unexpected() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.bid("B", "1.50", lot: "乙")
        let verification = try verify(round)
        #expect(!verification.agrees && verification.missing.isEmpty && verification.unexpectedByRules == 1)
        #expect(verification.unexpected.map(\.lot) == ["乙"] && verification.unexpected.map(\.bidder.id) == ["B"])
        #expect(verification.unexpected.first?.decision?.decision == .won)
    }

    struct Price: CustomTestStringConvertible, Sendable {
        var filed: String
        var published: String
        var differs: Bool
        var testDescription: String { "filed \(filed), published \(published)" }
    }

    @Test(
        "a published price is compared to the digits that the filed one has",
        arguments: [
            Price(filed: "1.00", published: "1.00", differs: false),
            Price(filed: "0.32", published: "0.315", differs: false),
            Price(filed: "1.00", published: "1.01", differs: true),
            Price(filed: "1.0000", published: "1.0001", differs: true),
            Price(filed: "0.196429", published: "0.1964286", differs: false),
        ])
    func prices(_ row: Price) throws {
        var round = SampleRound()
        round.bid("A", row.filed)
        round.publish("A", row.published)
        let verification = try verify(round)
        #expect(verification.prices.isEmpty == !row.differs && verification.agrees == !row.differs)
        if row.differs {
            #expect(verification.prices.first?.filed == decimal(row.filed))
            #expect(verification.prices.first?.published == Ratio(decimal(row.published)))
        }
    }

    @Test("a published pack price is compared per unit")
    func packPrice() throws {
        var round = SampleRound()
        round.bid("A", "0.315", pack: Pack(units: 14, price: decimal("4.41")))
        round.publish("A", "0.315")
        round.dossier.published?.winners[0].presentations[0].pack = Pack(units: 14, price: decimal("4.41"))
        #expect(try verify(round).prices.isEmpty)
        // Neither a right pack price hides a wrong unit price, nor the other way round.
        round.dossier.published?.winners[0].presentations[0].unitPrice = decimal("9")
        #expect(try verify(round).prices.map(\.published) == [Ratio(9)])
        round.dossier.published?.winners[0].presentations[0].unitPrice = decimal("0.315")
        round.dossier.published?.winners[0].presentations[0].pack = Pack(units: 14, price: decimal("14"))
        #expect(try verify(round).prices.map(\.published) == [.one])
    }

    @Test("a region with volume that nobody supplies is named, in the order of the round")
    func unsupplied() throws {
        var round = SampleRound()
        round.award("A", "1.00", regions: [])
        round.award("B", "1.00", lot: "乙", regions: ["北京"])
        round.demand("上海", "10")
        round.demand("北京", nil)
        round.demand("北京", "10", lot: "乙")
        let verification = try verify(round)
        #expect(verification.unsupplied.map(\.lot) == ["甲"])
        #expect(verification.unsupplied.first?.regions == ["北京", "上海"])
        #expect(!verification.agrees)
    }

    @Test("where no region is published at all, none is missed")
    func noRegions() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        round.demand("上海", "10")
        #expect(try verify(round).unsupplied.isEmpty)
    }

    @Test("a round without bids is not blamed for it")
    func noBids() throws {
        var round = SampleRound()
        round.publish("A", "1.00")
        let verification = try verify(round)
        #expect(!verification.hasBids && verification.missing.isEmpty && verification.agrees)
        #expect(verification.published == 1 && verification.reproduced == 0)
    }

    @Test("without a published result there is nothing to verify")
    func nothingPublished() {
        var round = SampleRound()
        round.bid("A", "1.00")
        round.dossier.published = nil
        #expect(Assessment(round.dossier).verification == nil)
    }

    @Test("acts and corrections are counted, a correction that finds nothing is reported")
    func counted() throws {
        var round = SampleRound()
        round.award("A", "1.00")
        let target = Correction.Target.bid(bidder: "A", lot: "甲", price: decimal("1.00"), becomes: decimal("1.20"))
        let idle = Correction.Target.bid(bidder: "A", lot: "乙", price: decimal("1.00"), becomes: decimal("1.20"))
        round.dossier.record.corrections = [
            Correction(target: target, reason: "misprint"), Correction(target: idle, reason: "no such bid"),
        ]
        round.dossier.record.acts = [
            RecordedAct(.draw([DrawnBid("A")]), lot: "甲", stage: "shortlist", evidence: "minutes")
        ]
        let assessment = Assessment(round.dossier)
        #expect(assessment.unusedCorrections.map(\.reason) == ["no such bid"])
        #expect(assessment.outcome.decisions.first?.bid.price == decimal("1.20"))
        let verification = try #require(assessment.verification)
        #expect(verification.corrections == 2 && verification.recordedActs == 1)
        #expect(verification.prices.map(\.filed) == [decimal("1.20")])
    }
}
