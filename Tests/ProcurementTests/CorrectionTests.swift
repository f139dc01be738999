import Decimals
import Procurement
import Testing

@Suite("Corrections of a dossier")
struct CorrectionTests {
    private let dossier: Dossier

    init() {
        let lot = Lot(
            id: "L", reference: "10mg",
            specifications: ["10mg", "100mg"].map { Specification(id: $0, content: Content(reading: $0)) })
        var demand = Demand(round: "R", kind: .base)
        for region in ["北京", "新疆"] {
            demand.lines.append(
                DemandLine(region: region, lot: "L", specification: "100mg", quantity: FixedDecimal(5)))
        }
        let submissions = ["A", "B"].map { id in
            Submission(
                round: "R", bidder: Bidder(id: id, name: id),
                bids: [Bid(lot: "L", specification: "10mg", price: FixedDecimal(7))])
        }
        dossier = Dossier(
            round: Round(id: "R", regions: ["北京", "新疆"], lots: [lot]),
            rulebook: Rulebook(
                id: "R",
                comparablePrice: ComparablePriceRule(
                    citation: Citation(clause: "1", basis: .document, confidence: .high), conversions: []),
                stages: []),
            demand: demand, submissions: submissions)
    }

    private func corrected(_ targets: Correction.Target...) -> (dossier: Dossier, unused: [Correction]) {
        var changed = dossier
        changed.record.corrections = targets.enumerated().map { Correction(target: $1, reason: "reason \($0)") }
        return changed.corrected()
    }

    @Test("change the one demand line they name, and say why beside it")
    func demand() throws {
        let (result, unused) = corrected(
            .demand(region: "新疆", lot: "L", specification: "100mg", becomes: "10mg"))
        #expect(unused.isEmpty)
        let lines = try #require(result.demand?.lines)
        #expect(lines.map(\.specification) == ["100mg", "10mg"])
        #expect(lines.map(\.provenance.note) == [nil, "reason 0"])
        #expect(lines.map(\.quantity) == [FixedDecimal(5), FixedDecimal(5)])
    }

    @Test("change the one bid they name")
    func bid() {
        let (result, unused) = corrected(
            .bid(bidder: "B", lot: "L", price: FixedDecimal(7), becomes: FixedDecimal(6)))
        #expect(unused.isEmpty)
        #expect(result.submissions.map { $0.bids[0].price } == [FixedDecimal(7), FixedDecimal(6)])
        #expect(result.submissions.map { $0.bids[0].provenance.note } == [nil, "reason 0"])
    }

    @Test("are handed back when they find nothing, and then nothing changes")
    func unused() {
        let targets: [Correction.Target] = [
            .demand(region: "上海", lot: "L", specification: "100mg", becomes: "10mg"),
            .demand(region: "新疆", lot: "M", specification: "100mg", becomes: "10mg"),
            .demand(region: "新疆", lot: "L", specification: "10mg", becomes: "100mg"),
            .bid(bidder: "C", lot: "L", price: FixedDecimal(7), becomes: FixedDecimal(6)),
            .bid(bidder: "B", lot: "M", price: FixedDecimal(7), becomes: FixedDecimal(6)),
            .bid(bidder: "B", lot: "L", price: FixedDecimal(8), becomes: FixedDecimal(6)),
        ]
        for target in targets {
            let (result, unused) = corrected(target)
            #expect(unused.map(\.target) == [target])
            #expect(result.demand == dossier.demand)
            #expect(result.submissions == dossier.submissions)
        }
    }

    @Test("apply in order, each to what the one before left")
    func inOrder() {
        let first = Correction.Target.bid(bidder: "A", lot: "L", price: FixedDecimal(7), becomes: FixedDecimal(6))
        let second = Correction.Target.bid(bidder: "A", lot: "L", price: FixedDecimal(6), becomes: FixedDecimal(5))
        #expect(corrected(first, second).dossier.submissions[0].bids[0].price == FixedDecimal(5))
        let wrongWayRound = corrected(second, first)
        #expect(wrongWayRound.unused.map(\.target) == [second])
        #expect(wrongWayRound.dossier.submissions[0].bids[0].price == FixedDecimal(6))
    }

    @Test("need no demand document")
    func withoutDemand() {
        var bare = dossier
        bare.demand = nil
        bare.record.corrections = [
            Correction(target: .demand(region: "北京", lot: "L", specification: "100mg", becomes: "10mg"), reason: "r")
        ]
        #expect(bare.corrected().unused == bare.record.corrections)
    }
}
