import Decimals
import Procurement
import Ranking
import Testing

/// How the agreed volume is divided: by brand, by region, by rank, by class (`handbook/rules.md` §2.6, §3.2, §4).
@Suite("Agreed volumes")
struct AgreementTests {
    /// Firms A, B and C win at 1, 2 and 3 yuan; 北京 reports volumes by brand, D among them, which did not bid.
    private func dossier(
        _ rule: VolumeRule?, brands: [(String, String)] = [], total: String = "1000",
        prices: [String] = ["1", "2", "3"],
        kind: Demand.Kind = .base, share: String? = nil, primary: String = "B", classes: Stage? = nil
    ) -> Dossier {
        var rulebook = SampleRules.withoutGate(places: [1, 2, 3, 4, 5])
        if let classes { rulebook.stages.append(classes) }
        rulebook.volume = rule
        var lot = sampleLot(strengths: ["10mg", "20mg"])
        lot.share = share.map(decimal)
        var dossier = Dossier([lot], zip(["A", "B", "C", "E", "F"], prices).map { Offer($0, $1) }, by: rulebook)
        dossier.round.regions = ["北京", "上海"]
        var demand = Demand(round: "sample", kind: kind)
        demand.lines.append(DemandLine(region: "北京", lot: "甲", specification: "10mg", quantity: decimal(total)))
        demand.brandVolumes = brands.map { BrandVolume(line: 0, brand: $0.0, quantity: decimal($0.1)) }
        dossier.demand = demand
        dossier.published = PublishedResult(
            round: "sample",
            winners: [
                PublishedWinner(
                    lot: "甲", bidder: primary, name: primary,
                    presentations: [.init(specification: "10mg", unitPrice: decimal("2"))], regions: ["北京"])
            ])
        return dossier
    }

    private func rule(
        _ shares: [(ClosedRange<Int>, String)], own: [VolumeRule.OwnShare] = [], rest: VolumeRule.Rest = .primary
    ) -> VolumeRule {
        VolumeRule(
            citation: SampleRules.citation,
            shares: shares.map { VolumeRule.Share(tier: "normal", winners: $0.0, share: decimal($0.1)) }, own: own,
            rest: rest)
    }

    /// Supplier, ground and quantity of each line.
    private func lines(
        _ dossier: Dossier, _ change: (inout [Award]) -> Void = { _ in }
    ) -> [String] {
        var awards = dossier.computedAwards(evaluate(dossier))
        change(&awards)
        return dossier.supply(of: awards).lines.map { line in
            "\(line.supplier.map { awards[$0.award].bidder.id } ?? "-") \(line.role) "
                + line.quantity.rounded(to: 6, .halfUp).shortestDescription
        }
    }

    static let cascade = VolumeRule.Rest.cascade([
        .init(winners: 1...3, part: decimal("0.6")), .init(winners: 4...Int.max, part: decimal("0.5")),
    ])

    @Test(
        "by rank each takes a part of what is left, the last the remainder",
        arguments: [
            // 60 % of the reported 1,000 is agreed. One winner: all of it.
            (["1"], ["A rank 600"]),
            // 600 × 60 %, 600 × 40 %
            (["1", "2"], ["A rank 360", "B rank 240"]),
            // 600 × 60 / 24 / 16 %
            (["1", "2", "3"], ["A rank 360", "B rank 144", "C rank 96"]),
            // 600 × 50 / 25 / 12.5 / 12.5 %
            (["1", "2", "3", "4"], ["A rank 300", "B rank 150", "C rank 75", "E rank 75"]),
            // Equal prices share the parts of their places: (360 + 144) ÷ 2.
            (["1", "1", "3"], ["A rank 252", "B rank 252", "C rank 96"]),
        ])
    func byRank(prices: [String], expected: [String]) {
        #expect(lines(dossier(rule([(1...Int.max, "0.6")], rest: Self.cascade), prices: prices)) == expected)
    }

    /// A1 is the lowest, A is at most 2.50, the others are B; insulin's shares of a product's own volume.
    static let classes = Stage(
        id: "classes", citation: SampleRules.citation,
        action: .classify(
            Assignment(options: [
                .init(
                    name: "A1",
                    condition: .test(
                        Procurement.Test(
                            measure: .comparablePrice, relation: .atMost,
                            bound: .reference(.lowest("filed"), factor: decimal("1"))))),
                .init(
                    name: "A",
                    condition: .test(
                        Procurement.Test(
                            measure: .comparablePrice, relation: .atMost, bound: .constant(decimal("2.5"))))),
                .init(name: "B", condition: nil),
            ])), population: "classes")
    static let insulin = [
        VolumeRule.OwnShare(classification: "A1", share: decimal("1")),
        VolumeRule.OwnShare(classification: "A", share: decimal("0.8")),
        VolumeRule.OwnShare(classification: "B", share: decimal("0.55")),
    ]

    @Test(
        "by class each keeps a share of its own volume, and the rest goes where the rulebook says",
        arguments: [
            // A1 100 % of 100, A 80 % of 200, B 55 % of 300; of 750 reported 425 are agreed.
            (VolumeRule.Rest.free, ["A own 100", "B own 160", "C own 165"]),
            // 750 − 425 to the lowest price, which has its own 100 too.
            (.lowest, ["A own 100", "A lowest 325", "B own 160", "C own 165"]),
            (.choice, ["A own 100", "B own 160", "- choice 325", "C own 165"]),
            (.primary, ["A own 100", "B own 160", "B primary 325", "C own 165"]),
        ])
    func byClass(rest: VolumeRule.Rest, expected: [String]) {
        let dossier = dossier(
            rule([], own: Self.insulin, rest: rest), brands: [("A", "100"), ("B", "200"), ("C", "300"), ("D", "100")],
            total: "750", classes: Self.classes)
        #expect(lines(dossier).sorted() == expected.sorted())
    }

    @Test("by rank among the winners each keeps a share of its own volume")
    func ownByRank() {
        let own = [
            VolumeRule.OwnShare(ranks: 1...1, share: decimal("1")),
            VolumeRule.OwnShare(ranks: 2...Int.max, share: decimal("0.9")),
        ]
        let dossier = dossier(
            rule([], own: own, rest: .free), brands: [("A", "100"), ("B", "200"), ("C", "300")], total: "600",
            prices: ["1", "2", "2"])
        #expect(lines(dossier) == ["A own 100", "B own 180", "C own 270"])
    }

    @Test("a winning brand keeps its own volume, what named no brand or a losing one goes to the region's supplier")
    func brandFirst() {
        // 80 % of 100, 200 and 300; 80 % of the 100 for D and of the 50 that name none to B, who supplies 北京.
        let rule = rule([(1...Int.max, "0.8")], own: [VolumeRule.OwnShare(share: decimal("1"))])
        let brands = [("A", "100"), ("B", "200"), ("C", "300"), ("D", "100")]
        #expect(
            lines(dossier(rule, brands: brands, total: "750"))
                == ["A own 80", "B own 160", "C own 240", "B primary 120"])
        // Without rows for own volume the region's supplier gets all of it: 80 % of 750.
        let regional = self.rule([(1...Int.max, "0.8")])
        #expect(lines(dossier(regional, brands: brands, total: "750")) == ["B primary 600"])
    }

    @Test("what a winner gets besides its price limits its volume")
    func terms() {
        let rule = rule(
            [(1...1, "0.5"), (2...2, "0.6"), (3...Int.max, "0.7")], own: [VolumeRule.OwnShare(share: decimal("1"))])
        let brands = [("A", "100"), ("B", "200"), ("C", "300")]
        // C keeps its own, and A has none: two count, 60 %. A's 100 go to B with the 400 that name no brand.
        #expect(
            lines(dossier(rule, brands: brands)) {
                $0[0].terms = .withoutVolume
                $0[2].terms = AwardTerms(picksRegions: false, volume: .own)
            } == ["B primary 300", "B own 120", "C own 180"])
        // B gets half of what it would get: 100 × 70 % of its own and half of (400 + its other 100) × 70 %.
        #expect(
            lines(dossier(rule, brands: brands)) { $0[1].terms = AwardTerms(volume: .part(decimal("0.5"))) }
                == ["A own 70", "B own 70", "B primary 175", "- unallocated 175", "C own 210"])
    }

    @Test("a lot may state a share of its own, and volume that is agreed already gets none")
    func exceptions() {
        let rule = rule([(1...Int.max, "0.8")], own: [VolumeRule.OwnShare(share: decimal("0.9"))])
        #expect(lines(dossier(rule, total: "100", share: "0.25")) == ["B primary 25"])
        #expect(
            lines(dossier(rule, brands: [("A", "30")], total: "100", kind: .agreed, share: "0.25"))
                == ["A own 30", "B primary 70"])
        #expect(lines(dossier(nil, total: "100", kind: .agreed)) == ["B primary 100"])
    }

    @Test("a rule that does not divide among so many winners leaves the lot out, and says so")
    func noRow() {
        let rule = rule([(1...Int.max, "0.6")], rest: .cascade([.init(winners: 1...2, part: decimal("0.6"))]))
        let dossier = dossier(rule)
        let supply = dossier.supply(of: dossier.computedAwards(evaluate(dossier)))
        #expect(supply.lines.isEmpty && supply.lotsWithoutShare == ["甲"])
    }
}
