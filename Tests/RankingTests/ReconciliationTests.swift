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

    @Test(
        "handed down to institutions in whole packs, each winner's volume of a real round is the same",
        arguments: shares.keys.sorted())
    func institutions(round: String) throws {
        var dossier = try Repository.dossier(round).corrected().dossier
        if dossier.rulebook.volume == nil {
            dossier.rulebook.volume = VolumeRule(citation: SampleRules.citation, shares: [])
        }
        dossier.rulebook.volume?.isInWholePacks = true
        let awards = dossier.publishedAwards()
        let supply = dossier.supply(of: awards)
        let allocation = InstitutionAllocation(dossier, awards)
        var random = SeededGenerator(state: 47)
        let demand = try #require(dossier.demand)
        let reported = Dictionary(grouping: demand.lines.filter { $0.quantity != nil }) { [$0.region, $0.lot] }
        let agreed = Dictionary(grouping: supply.lines) { [$0.region, $0.lot] }
        var undistributed = 0
        for (place, lines) in reported {
            var group = DemandGroup(region: place[0], lot: place[1], lines: [])
            for line in lines {
                // Nine institutions report up to an eighth each, to a tenth of a unit; the last one the rest.
                var left = try #require(line.quantity)
                for institution in 0..<9 {
                    let tenths = left.rounded(to: 1, .down).units
                    let bound = Int(tenths.description).map { $0 / 8 } ?? 0
                    let part =
                        institution == 8
                        ? left : FixedDecimal(units: Integer(Int.random(in: 0...bound, using: &random)), scale: 1)
                    left = left - part
                    group.lines.append(
                        .init(specification: line.specification, institution: institution, quantity: part))
                }
            }
            let handed = (allocation.shares(of: group) ?? []).flatMap(\.lines)
            let ofRegion = agreed[place] ?? []
            let winners = Set((handed.map(\.supply) + ofRegion).map { $0.supplier?.award })
            for winner in winners {
                func volume(_ lines: [SupplyLine]) -> Ratio {
                    Ratio.sum(lines.filter { $0.supplier?.award == winner }.map(\.quantity))
                }
                #expect(volume(handed.map(\.supply)) == volume(ofRegion), "\(place)")
            }
            for line in handed where line.supply.role != .undistributed {
                guard let supplier = line.supply.supplier else { continue }
                let pack = supplier.pack(of: line.supply.specification)?.units ?? 1
                #expect((line.supply.quantity / Ratio(pack)).denominator == .one)
            }
            undistributed += handed.count { $0.supply.role == .undistributed }
        }
        #expect(undistributed > 0)
    }

    @Test("whoever fails, in whatever real round, the agreed volume stays what it was", arguments: shares.keys.sorted())
    func defaults(round: String) throws {
        var dossier = try Repository.dossier(round).corrected().dossier
        let before = dossier.supply(of: dossier.publishedAwards())
        var random = SeededGenerator(state: 19)
        let start = try #require(CalendarDate("2020-04-25"))
        dossier.round.agreementStart = start
        for award in dossier.publishedAwards() where Bool.random(using: &random) {
            let region = Bool.random(using: &random) ? award.regions.randomElement(using: &random) : nil
            let from = start.adding(months: Int.random(in: 0...11, using: &random))
            dossier.record.acts.append(
                RecordedAct(
                    .fail(SupplierDefault(award.bidder.id, region: region, from: from, cause: "no stock")),
                    lot: award.lot, evidence: "a test"))
        }
        let awards = dossier.publishedAwards()
        let after = dossier.supply(of: awards)
        func volumes(_ supply: Supply) -> [[String]: Ratio] {
            Dictionary(grouping: supply.lines) { [$0.lot, $0.region, $0.specification] }
                .mapValues { Ratio.sum($0.map(\.quantity)) }
        }
        #expect(volumes(after) == volumes(before))
        // No real round names back-ups: what is lost is nobody's, and the value is less by its price.
        #expect(after.lines.contains { $0.role == .unallocated && !$0.quantity.isZero })
        #expect(after.value < before.value)
        let acts = dossier.record.acts
        let year = start.adding(months: 12).dayNumber - start.dayNumber
        var expected: [Ratio] = []
        for line in before.lines {
            guard let supplier = line.supplier, let value = line.value else { continue }
            let ends = acts.compactMap { act -> Int? in
                guard case .fail(let failure) = act.kind, act.lot == line.lot,
                    failure.bidder == awards[supplier.award].bidder.id,
                    failure.region == nil || failure.region == line.region
                else { return nil }
                return failure.from.dayNumber - start.dayNumber
            }
            expected.append(value * Ratio(Integer(ends.min() ?? year), Integer(year)))
        }
        #expect(after.value == Ratio.sum(expected))
    }
}
