import Decimals
import Procurement
import Ranking
import Testing

/// Volumes handed down to institutions: they add up to their region's exactly (`definitions.md`, Institution volumes).
@Suite("Institution volumes")
struct InstitutionAllocationTests {
    @Test(
        "whole units by largest remainder, claims in tenths",
        arguments: [
            // 10 units on 3, 3, 3 and 1 tenths of a total of 10: nothing is left over.
            (["3", "3", "3", "1"], ["3", "3", "3", "1"]),
            // Sum 10: whole parts 3, 3, 3; the tenth unit goes to the largest fraction, 0.4.
            (["3.3", "3.4", "3.3"], ["3", "4", "3"]),
            // Sum 4: whole parts 0, 1, 2; one is left for 0.5, 0.2, 0.3.
            (["0.5", "1.2", "2.3"], ["1", "1", "2"]),
            // Equal fractions of 0.5, sum 3: the larger claim first, then the earlier one.
            (["0.5", "1.5", "0.5", "0.5"], ["1", "2", "0", "0"]),
            // Sum 2.9: two whole units, one whole part; the fraction 0.9 wins, 0.9 of a unit is left undistributed.
            (["1.6", "0.9", "0.4"], ["1", "1", "0"]),
            (["0.2", "0.3"], ["0", "0"]),
            ([], []),
        ])
    func largestRemainder(claims: [String], expected: [String]) {
        let tenths = claims.map { decimal($0).units(atScale: 1) }
        #expect(Apportionment.wholeUnits(tenths, of: 10).map(\.description) == expected)
    }

    /// A wins at 1 yuan with packs of 10 and supplies 北京; B wins at 2 and keeps its own brand; 80 % is agreed.
    private func dossier(isInWholePacks: Bool) -> Dossier {
        var rulebook = SampleRules.withoutGate(places: [1, 2])
        rulebook.volume = VolumeRule(
            citation: SampleRules.citation,
            shares: [VolumeRule.Share(tier: "normal", winners: 1...9, share: decimal("0.8"))],
            own: [VolumeRule.OwnShare(share: decimal("1"))], isInWholePacks: isInWholePacks)
        var dossier = Dossier(
            [sampleLot(strengths: ["10mg", "20mg"])],
            [Offer("A", "1", pack: Pack(units: 10, price: decimal("10"))), Offer("B", "2")], by: rulebook)
        dossier.round.regions = ["北京"]
        dossier.published = PublishedResult(
            round: "sample",
            winners: [
                PublishedWinner(
                    lot: "甲", bidder: "A", name: "A",
                    presentations: [.init(specification: "10mg", unitPrice: decimal("1"))], regions: ["北京"])
            ])
        var demand = Demand(round: "sample", kind: .base)
        demand.institutions = [
            Institution(id: "H1", region: "北京", kind: .publicHospital),
            Institution(id: "H2", region: "北京", kind: .publicHospital),
            Institution(id: "P1", region: "北京", kind: .retailPharmacy),
        ]
        dossier.demand = demand
        return dossier
    }

    private func group(_ lines: [(Int, String?, String)], of specification: String = "10mg") -> DemandGroup {
        DemandGroup(
            region: "北京", lot: "甲",
            lines: lines.map {
                DemandGroup.Line(
                    specification: specification, institution: $0.0, brand: $0.1, quantity: decimal($0.2))
            })
    }

    private func lines(_ dossier: Dossier, _ group: DemandGroup) throws -> [String] {
        let awards = dossier.computedAwards(evaluate(dossier))
        return try #require(InstitutionAllocation(dossier, awards).shares(of: group)).flatMap(\.lines).map { line in
            "\(line.institution.map { "\($0)" } ?? "-") \(line.supply.supplier.map { awards[$0.award].bidder.id } ?? "-") "
                + "\(line.supply.role) \(line.supply.quantity.rounded(to: 6, .halfUp).shortestDescription)"
        }
    }

    @Test("each gets the share of its own report; what it asked for by a losing or no brand comes from one supplier")
    func shares() throws {
        let group = group([(0, nil, "100"), (0, "B", "50"), (0, "X", "25"), (1, nil, "10"), (2, "B", "1")])
        // 80 % of 100 + 25 and of 10 from A, 80 % of 50 and of 1 from B.
        #expect(
            try lines(dossier(isInWholePacks: false), group) == [
                "0 A primary 100", "1 A primary 8", "0 B own 40", "2 B own 0.8",
            ])
    }

    @Test("in whole packs what makes none is shown as undistributed")
    func packs() throws {
        // A's packs of 10: claims of 80, 44 and 28 are 8, 4.4 and 2.8 packs, 15.2 in all: 15 packs, the last one to the
        // fraction 0.8; 2 tablets are left. B's pack is not known, so tablets are counted: 16.8 and 0.8 make 17.6, the
        // fractions are equal and the larger claim gets the seventeenth.
        let group = group([(0, nil, "100"), (1, nil, "55"), (2, nil, "35"), (0, "B", "21"), (2, "B", "1")])
        #expect(
            try lines(dossier(isInWholePacks: true), group) == [
                "0 A primary 80", "1 A primary 40", "2 A primary 30", "- A undistributed 2", "0 B own 17", "2 B own 0",
                "- B undistributed 0.6",
            ])
    }

    @Test("a group by brand only, one of a lot without a winner and one without a share are not handed down")
    func others() {
        let dossier = dossier(isInWholePacks: true)
        let allocation = InstitutionAllocation(dossier, dossier.computedAwards(evaluate(dossier)))
        let byBrand = DemandGroup(
            region: "北京", lot: "甲", lines: [.init(specification: "10mg", brand: "B", quantity: decimal("1"))])
        #expect(allocation.shares(of: byBrand) == nil)
        #expect(InstitutionAllocation(dossier, []).shares(of: group([(0, nil, "1")])) == nil)
    }

    @Test("points of supply are those that get a volume, by kind")
    func reach() throws {
        let dossier = dossier(isInWholePacks: true)
        let allocation = InstitutionAllocation(dossier, dossier.computedAwards(evaluate(dossier)))
        var reach = SupplyReach(institutions: 3)
        // P1's claim of 0.8 tablets makes none.
        let cells = try #require(allocation.shares(of: group([(0, nil, "100"), (1, nil, "50"), (2, "B", "1")])))
        for shares in cells { reach.add(shares) }
        #expect(reach.points == 2 && reach.specificationCount == 1)
        let demand = try #require(dossier.demand)
        #expect(
            reach.points(of: demand).map(\.kind) == [.publicHospital] && reach.points(of: demand).map(\.count) == [2])
    }

    @Test(
        "distributed and undistributed volumes add up to base × share, by institution, region and lot",
        arguments: Array(UInt64(1)...60))
    func reconciles(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        var dossier = RandomRound.dossier(seed: seed)
        let brands = ["firm-0", "firm-1", "firm-2", "stranger", nil]
        let rests: [VolumeRule.Rest] = [
            .primary, .lowest, .choice, .cascade([.init(winners: 1...Int.max, part: decimal("0.55"))]),
        ]
        let own = Bool.random(using: &random) ? [VolumeRule.OwnShare(ranks: 1...2, share: decimal("0.9"))] : []
        let share = FixedDecimal(units: Integer(Int.random(in: 1...100, using: &random)), scale: 2)
        dossier.rulebook.volume = VolumeRule(
            citation: SampleRules.citation, shares: [.init(tier: "normal", winners: 1...99, share: share)], own: own,
            rest: rests[Int.random(in: 0...3, using: &random)], isInWholePacks: Bool.random(using: &random))
        dossier.round.regions = ["北京", "上海"]
        var groups: [DemandGroup] = []
        var demand = Demand(round: "sample", kind: .base)
        demand.institutions = (0..<20).map { Institution(id: "H\($0)", region: $0 < 10 ? "北京" : "上海") }
        for (number, region) in dossier.round.regions.enumerated() {
            for lot in dossier.round.lots {
                var lines: [DemandGroup.Line] = []
                for specification in lot.specifications.map(\.id) {
                    for institution in 0..<10 {
                        for brand in brands where Int.random(in: 0...2, using: &random) == 0 {
                            lines.append(
                                .init(
                                    specification: specification, institution: institution + 10 * number, brand: brand,
                                    quantity: FixedDecimal(
                                        units: Integer(Int.random(in: 0...9_999, using: &random)), scale: 1)))
                        }
                    }
                }
                guard !lines.isEmpty else { continue }
                groups.append(DemandGroup(region: region, lot: lot.id, lines: lines))
                for (specification, lines) in Dictionary(grouping: lines, by: \.specification) {
                    let position = demand.lines.count
                    demand.lines.append(
                        DemandLine(
                            region: region, lot: lot.id, specification: specification,
                            quantity: lines.reduce(FixedDecimal.zero) { $0 + $1.quantity }))
                    for (brand, lines) in Dictionary(grouping: lines, by: \.brand) {
                        guard let brand else { continue }
                        demand.brandVolumes.append(
                            BrandVolume(
                                line: position, brand: brand,
                                quantity: lines.reduce(FixedDecimal.zero) { $0 + $1.quantity }))
                    }
                }
            }
        }
        dossier.demand = demand
        var awards = dossier.computedAwards(evaluate(dossier))
        for index in awards.indices {
            awards[index].regions = Int.random(in: 0...1, using: &random) == 0 ? ["北京"] : []
            let terms: [AwardTerms] = [.full, .full, .withoutVolume, .init(volume: .part(decimal("0.3")))]
            awards[index].terms = terms[Int.random(in: 0...3, using: &random)]
        }
        // A pack of 7 for every other winner.
        for index in awards.indices where index.isMultiple(of: 2) && !awards[index].prices.isEmpty {
            awards[index].prices[0].pack = Pack(units: 7, price: decimal("7"))
        }
        let supply = dossier.supply(of: awards)
        let allocation = InstitutionAllocation(dossier, awards)
        for group in groups {
            let ofRegion = supply.lines.filter { $0.region == group.region && $0.lot == group.lot }
            let winners = awards.filter { $0.lot == group.lot && $0.terms.volume != .none }
            guard !winners.isEmpty else {
                #expect(ofRegion.isEmpty)
                continue
            }
            let base = Ratio.sum(group.lines.map { Ratio($0.quantity) })
            #expect(Ratio.sum(ofRegion.map(\.quantity)) == base * Ratio(share))
            let handed = try #require(allocation.shares(of: group)).flatMap(\.lines)
            #expect(Ratio.sum(handed.map(\.supply.quantity)) == base * Ratio(share))
            // By supplier too, and no institution gets more than a pack above its claim.
            for award in awards.indices {
                #expect(
                    Ratio.sum(handed.filter { $0.supply.supplier?.award == award }.map(\.supply.quantity))
                        == Ratio.sum(ofRegion.filter { $0.supplier?.award == award }.map(\.quantity)))
            }
            #expect(handed.allSatisfy { !$0.supply.quantity.isNegative })
        }
    }
}
