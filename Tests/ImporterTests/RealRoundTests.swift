import Importer
import Procurement
import Testing

@Suite("The rounds under Tenders/")
struct RealRoundTests {
    /// What the notices say of a round, counted from the tables that it was converted from.
    struct Expectation: Sendable, CustomTestStringConvertible {
        let round: String
        let lots: Int
        let regions: Int
        let submittedBids: Int
        let winners: Int
        let kind: Demand.Kind

        var testDescription: String { round }
    }

    @Test(
        "are read without an error and whole",
        arguments: [
            // 25 of 31 lots won, 11 cities; 60, 100 and 191 winning bids as published; no losing bid of 4+7 is public.
            Expectation(round: "4+7", lots: 31, regions: 11, submittedBids: 0, winners: 25, kind: .agreed),
            Expectation(round: "4+7-expansion", lots: 25, regions: 25, submittedBids: 102, winners: 60, kind: .base),
            Expectation(round: "GY-YD2019-2", lots: 33, regions: 31, submittedBids: 158, winners: 100, kind: .base),
            Expectation(round: "GY-YD2020-1", lots: 56, regions: 31, submittedBids: 301, winners: 191, kind: .base),
        ]
    )
    func read(expected: Expectation) throws {
        let imported = RoundFolder(path: "\(Repository.root)/Tenders/\(expected.round)").read()
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
        #expect(!imported.hasAuthorityFault)
        #expect(!imported.isMissing)
        let dossier = try #require(imported.dossier)
        #expect(dossier.refused.isEmpty)
        #expect(dossier.round.lots.count == expected.lots)
        #expect(dossier.round.regions.count == expected.regions)
        #expect(dossier.submissions.reduce(0) { $0 + $1.bids.count } == expected.submittedBids)
        #expect(dossier.published?.winners.count == expected.winners)
        #expect(dossier.demand?.kind == expected.kind)
        // In every lot each region is supplied by exactly one winner.
        for lot in dossier.round.lots {
            let regions = dossier.published?.winners.filter { $0.lot == lot.id }.flatMap(\.regions) ?? []
            #expect(Set(regions).count == regions.count, "\(lot.id)")
        }
    }
}
