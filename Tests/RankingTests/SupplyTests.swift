import Decimals
import Procurement
import Ranking
import Testing

@Suite("Supply")
struct SupplyTests {
    /// A lot of 10 mg and 20 mg, won at the main strength's price by firms that supply a region each.
    private func dossier(
        winners: Int = 1, tier: String = "normal", kind: Demand.Kind = .base, price: String = "0.5000",
        main: String = "10mg", lines: [DemandLine]? = nil, rulebook: Rulebook? = nil
    ) throws -> Dossier {
        let lot = sampleLot(strengths: ["10mg", "20mg"], tier: tier)
        let round = Round(id: "sample", regions: ["北京", "上海", "天津"], lots: [lot, sampleLot("乙")])
        let awards = (0..<winners).map { number in
            PublishedWinner(
                lot: "甲", bidder: "firm-\(number)", name: "firm-\(number)",
                presentations: [.init(specification: main, unitPrice: decimal(price))],
                regions: number < 2 ? [["北京", "上海"][number]] : [])
        }
        return Dossier(
            round: round, rulebook: try rulebook ?? Repository.rulebook("GY-YD2020-1"),
            demand: demand(kind, lines ?? [line("北京", "10mg", "1000")]),
            published: PublishedResult(round: "sample", winners: awards))
    }

    private func demand(_ kind: Demand.Kind, _ lines: [DemandLine]) -> Demand {
        var demand = Demand(round: "sample", kind: kind)
        for line in lines { demand.lines.append(line) }
        return demand
    }

    private func line(_ region: String, _ strength: String, _ quantity: String?, lot: String = "甲") -> DemandLine {
        DemandLine(region: region, lot: lot, specification: strength, quantity: quantity.map(decimal))
    }

    private func supply(_ dossier: Dossier) -> Supply { dossier.supply(of: dossier.publishedAwards()) }

    struct Share: CustomTestStringConvertible, Sendable {
        var tier: String
        var winners: Int
        /// Of 1,000 reported.
        var agreed: Int
        var testDescription: String { "\(winners) winners, \(tier)" }
    }

    /// `handbook/rules.md` §2.5, tiers 1 and 2.
    static let shares = [
        ("normal", [500, 600, 700, 800, 800]), ("antibacterial-and-alike", [400, 500, 600, 700, 700]),
    ]
    .flatMap { tier, agreed in agreed.enumerated().map { Share(tier: tier, winners: $0 + 1, agreed: $1) } }

    @Test(
        "the agreed volume is the reported one times the share of the tier and the number of winners", arguments: shares
    )
    func share(_ row: Share) throws {
        let supply = supply(try dossier(winners: row.winners, tier: row.tier))
        #expect(supply.lines.map(\.quantity) == [Ratio(row.agreed)])
        #expect(supply.value == Ratio(row.agreed) / Ratio(2))
        #expect(supply.lotsWithoutShare.isEmpty)
    }

    @Test("the expansion has shares of its own: 50, 60 and 70 %")
    func expansionShares() throws {
        let rulebook = try Repository.rulebook("4+7-expansion")
        for (winners, agreed) in [(1, 500), (2, 600), (3, 700)] {
            #expect(supply(try dossier(winners: winners, rulebook: rulebook)).lines.map(\.quantity) == [Ratio(agreed)])
        }
    }

    @Test("no share is applied to volume that is agreed already")
    func agreed() throws {
        let supply = supply(try dossier(winners: 3, kind: .agreed))
        #expect(supply.lines.map(\.quantity) == [Ratio(1000)] && supply.value == Ratio(500))
    }

    @Test("a tier that the table does not have leaves the lot out, and says so")
    func noShare() throws {
        let supply = supply(try dossier(tier: "special"))
        #expect(supply.lines.isEmpty && supply.lotsWithoutShare == ["甲"])
    }

    @Test("an unknown volume is not zero: it is counted and makes no line, a volume of zero makes one")
    func unknown() throws {
        let lines = [line("北京", "10mg", nil), line("北京", "20mg", "0"), line("上海", "10mg", nil)]
        let supply = supply(try dossier(lines: lines))
        #expect(supply.unknownVolumes == 2)
        #expect(supply.lines.map(\.quantity) == [Ratio.zero] && supply.lines.first?.supplier != nil)
    }

    @Test("volumes of lots without a winner are counted apart")
    func noWinner() throws {
        let supply = supply(
            try dossier(lines: [line("北京", "10mg", "1000", lot: "乙"), line("北京", "10mg", nil, lot: "乙")]))
        #expect(supply.lines.isEmpty && supply.linesWithoutWinner == 2 && supply.unknownVolumes == 0)
    }

    @Test("a region without a known supplier has its volume and no value")
    func unallocated() throws {
        let supply = supply(
            try dossier(
                winners: 2, lines: [line("北京", "10mg", "100"), line("上海", "10mg", "100"), line("天津", "10mg", "100")]))
        #expect(supply.lines.map { $0.supplier?.award } == [0, 1, nil])
        #expect(supply.lines.map(\.value) == [Ratio(30), Ratio(30), nil])
        #expect(supply.lines[2].quantity == Ratio(60))
        #expect(supply.value == Ratio(60))
    }

    struct Price: CustomTestStringConvertible, Sendable {
        var main: String
        var price: String
        var other: String
        var becomes: String
        var testDescription: String { "\(other) from \(main) at \(price)" }
    }

    @Test(
        "the price of another strength is the own price times the factor, half up to four decimals",
        arguments: [
            Price(main: "10mg", price: "0.5000", other: "20mg", becomes: "0.8500"),
            Price(main: "10mg", price: "0.0005", other: "20mg", becomes: "0.0009"),  // 0.00085
            Price(main: "20mg", price: "1.0000", other: "10mg", becomes: "0.5882"),
            Price(main: "10mg", price: "0.5000", other: "10mg", becomes: "0.5000"),
        ])
    func otherStrength(_ row: Price) throws {
        let supply = supply(
            try dossier(kind: .agreed, price: row.price, main: row.main, lines: [line("北京", row.other, "1")]))
        #expect(supply.lines.first?.supplier?.unitPrice == Ratio(decimal(row.becomes)))
    }

    @Test("pemetrexed's published second prices follow from the first to the fen")
    func pemetrexed() throws {
        // `handbook/rules.md` §13: 500 mg at 2,735.83 and 2,773.54, from 100 mg.
        let dossier = try Repository.dossier("4+7-expansion").corrected().dossier
        let awards = dossier.publishedAwards().filter { $0.lot.hasPrefix("培美曲塞") }
        let prices = dossier.supply(of: awards).lines.filter { $0.specification == "500mg" }
            .compactMap { $0.supplier?.unitPrice.rounded(to: 2, .halfUp).description }
        #expect(Set(prices).isSuperset(of: ["2735.83", "2773.54"]), "\(Set(prices).sorted())")
    }

    @Test("a pack's price is what is paid, not the rounded price per unit")
    func packPaid() throws {
        var dossier = try dossier(kind: .agreed, lines: [line("北京", "10mg", "7")])
        dossier.published?.winners[0].presentations[0].pack = Pack(units: 7, price: decimal("6.60"))
        #expect(supply(dossier).value == Ratio(decimal("6.60")))
    }

    @Test("a round without a demand document has no supply")
    func noDemand() throws {
        var dossier = try dossier()
        dossier.demand = nil
        #expect(supply(dossier).lines.isEmpty)
    }

    @Test("the winners by the rules supply the regions published for them, and pending lots stay out")
    func computedAwards() throws {
        var dossier = Dossier(
            [sampleLot("甲"), sampleLot("乙")],
            [
                Offer("A", "1"), Offer("B", "2"), Offer("C", "3"), Offer("A", "1", lot: "乙"),
                Offer("B", "1.5", lot: "乙"),
                Offer("C", "1.5", lot: "乙"),
            ], by: SampleRules.withoutGate(places: [1, 2, 2]))
        dossier.published = PublishedResult(
            round: "sample",
            winners: [
                PublishedWinner(
                    lot: "甲", bidder: "A", name: "甲公司",
                    presentations: [.init(specification: "10mg", unitPrice: decimal("1"))], regions: ["北京"])
            ])
        let awards = dossier.computedAwards(evaluate(dossier))
        #expect(awards.map(\.lot) == ["甲", "甲"] && awards.map(\.bidder.id) == ["A", "B"])
        #expect(awards.map(\.regions) == [["北京"], []])
    }

    @Test(
        "lots and regions add up to the whole, and all volume is supplied, unknown or without a winner",
        arguments: ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"])
    func parts(_ round: String) throws {
        let dossier = try Repository.dossier(round).corrected().dossier
        let supply = supply(dossier)
        let counts = try Repository.reference(round).volumeCounts
        #expect(supply.lines.filter { $0.supplier != nil }.count == counts.suppliedRows)
        #expect(supply.lines.filter { $0.supplier == nil }.count == counts.unallocatedRows)
        #expect(supply.linesWithoutWinner == counts.failedLotRows)
        #expect(supply.unknownVolumes == counts.blankRowsOfWonLots)
        #expect(
            supply.lines.count + supply.unknownVolumes + supply.linesWithoutWinner == dossier.demand?.lines.count)
        let value = try Repository.reference(round).value.total
        #expect(supply.value.rounded(to: 6, .halfUp) == decimal(value))
        let byLot = Dictionary(grouping: supply.lines, by: \.lot).mapValues { Ratio.sum($0.compactMap(\.value)) }
        let byRegion = Dictionary(grouping: supply.lines, by: \.region).mapValues { Ratio.sum($0.compactMap(\.value)) }
        #expect(Ratio.sum(Array(byLot.values)) == supply.value)
        #expect(Ratio.sum(Array(byRegion.values)) == supply.value)
    }
}
