import Decimals
import Procurement
import Ranking
import Testing

/// Everything that is handed out adds up to base × share, lot by lot, region by region, winner by winner.
@Suite("Reconciliation of supply")
struct ReconciliationTests {
    /// Per cent of the reported volume by number of winners, the last for more (`handbook/rules.md` §2.5).
    private static let shares: [String: [String: [Int]]] = [
        "4+7": [:],
        "4+7-expansion": ["normal": [50, 60, 70]],
        "GY-YD2019-2": ["normal": [50, 60, 70, 80]],
        "GY-YD2020-1": ["normal": [50, 60, 70, 80], "antibacterial-and-alike": [40, 50, 60, 70]],
    ]

    @Test(
        "the agreed volumes of each real round are its reported ones times the share", arguments: shares.keys.sorted())
    func realRounds(round: String) throws {
        let dossier = try Repository.dossier(round).corrected().dossier
        let awards = dossier.publishedAwards()
        let supply = dossier.supply(of: awards)
        let winners = Dictionary(grouping: awards, by: \.lot).mapValues(\.count)
        let demand = try #require(dossier.demand)
        let base = Dictionary(grouping: demand.lines.filter { $0.quantity != nil }, by: \.lot)
        let agreed = Dictionary(grouping: supply.lines, by: \.lot)
        for lot in dossier.round.lots {
            guard let count = winners[lot.id] else {
                #expect(agreed[lot.id] == nil)
                continue
            }
            var share = Ratio.one
            if let table = try #require(Self.shares[round])[lot.tier] {
                share = Ratio(Integer(table[min(count, table.count) - 1]), Integer(100))
            } else {
                #expect(demand.kind == .agreed, "\(lot.id)")
            }
            for region in dossier.round.regions {
                let reported = (base[lot.id] ?? []).filter { $0.region == region }.compactMap(\.quantity)
                let handed = (agreed[lot.id] ?? []).filter { $0.region == region }
                #expect(Ratio.sum(handed.map(\.quantity)) == share * Ratio.sum(reported.map { Ratio($0) }))
            }
        }
    }

    @Test("the totals by lot, by region and by winner are the same", arguments: shares.keys.sorted())
    func totals(round: String) throws {
        let dossier = try Repository.dossier(round).corrected().dossier
        let supply = dossier.supply(of: dossier.publishedAwards())
        func totals(_ key: (SupplyLine) -> String) -> (Ratio, Ratio) {
            let groups = Dictionary(grouping: supply.lines, by: key).values
            return (
                Ratio.sum(groups.map { Ratio.sum($0.map(\.quantity)) }),
                Ratio.sum(groups.map { Ratio.sum($0.compactMap(\.value)) })
            )
        }
        let byLot = totals(\.lot)
        for other in [totals(\.region), totals { $0.supplier.map { "\($0.award)" } ?? "" }] {
            #expect(other.0 == byLot.0 && other.1 == byLot.1)
        }
        #expect(byLot.1 == supply.value && !supply.value.isZero)
    }
}
