import Decimals
import PriceImpact
import Procurement
import Ranking
import Testing

/// The figures of the published rounds against an independent script; `Tests/References/README.md` has its choices.
@Suite("Published figures")
struct PublishedFiguresTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var round: String
        var baseline: Baseline
        /// The baseline's name in the script.
        var reference: String
        /// The largest difference of a drop; 0 where the conventions agree.
        var dropTolerance = "0"
        /// The largest difference of a median, a quartile or a minimum, of a quantity-weighted drop, and of a part of
        /// the winners, where it is larger.
        var spreadTolerance: String?
        var quantityTolerance: String?
        var groupTolerance: String?
        /// Why there is one.
        var reason = ""
        /// The largest difference of the volume-weighted drop.
        var weightedTolerance = "0"
        /// Lots whose savings may differ.
        var lotsThatDiffer: [String] = []
        /// By how much of their value.
        var differingTolerance = "0.001"
        /// The largest difference of a lot's savings, as a fraction of the lot's value.
        var savingsTolerance = "0"
        var testDescription: String { "\(round), \(baseline.rawValue)" }
    }

    static let rows = [
        Row(round: "4+7", baseline: .previousPrice, reference: "previous"),
        Row(round: "4+7-expansion", baseline: .ceiling, reference: "ceiling"),
        Row(round: "4+7-expansion", baseline: .previousRound, reference: "ceiling"),
        Row(
            round: "4+7-expansion", baseline: .ownCeilingPerUnit, reference: "ceiling-own-unit",
            dropTolerance: "0.0002",
            reason:
                "the script takes the table's ceiling_unit_yuan, six digits, and 0.515 for cefuroxime; 6.16 ÷ 12 here",
            weightedTolerance: "0.0001", lotsThatDiffer: ["头孢呋辛酯（头孢呋辛）口服常释剂型"], differingTolerance: "0.004",
            savingsTolerance: "0.00001"),
        Row(
            round: "4+7-expansion", baseline: .previousPrice, reference: "previous", dropTolerance: "0.0001",
            reason: "the script compares the pack price ÷ units, here the filed price with its two to six digits"),
        Row(round: "GY-YD2019-2", baseline: .ceiling, reference: "ceiling"),
        Row(round: "GY-YD2019-2", baseline: .ceilingAsPrinted, reference: "ceiling-printed"),
        Row(round: "GY-YD2019-2", baseline: .ownCeilingPerUnit, reference: "ceiling-own-unit"),
        Row(round: "GY-YD2019-2", baseline: .previousPrice, reference: "previous"),
        Row(
            round: "GY-YD2020-1", baseline: .ceiling, reference: "ceiling",
            reason:
                "the volume of a strength with a ceiling of its own is compared with that one, not with a converted one",
            weightedTolerance: "0.000001",
            lotsThatDiffer: [
                "氨基葡萄糖口服常释剂型", "布洛芬颗粒剂", "枸橼酸西地那非片", "喹硫平口服常释剂型", "孟鲁司特咀嚼片",
                "普芦卡必利口服常释剂型", "缬沙坦口服常释剂型",
            ]),
        Row(round: "GY-YD2020-1", baseline: .previousPrice, reference: "previous"),
        Row(round: "GY-YD2020-1", baseline: .lowestPreviousPrice, reference: "lowest-previous"),
        Row(round: "GY-YD2020-1", baseline: .medianPreviousPrice, reference: "median-previous"),
        Row(round: "GY-YD2019-2", baseline: .lowestPreviousPrice, reference: "lowest-previous"),
        Row(round: "GY-YD2019-2", baseline: .medianPreviousPrice, reference: "median-previous"),
        Row(round: "4+7-expansion", baseline: .lowestPreviousPrice, reference: "lowest-previous"),
        Row(round: "4+7-expansion", baseline: .medianPreviousPrice, reference: "median-previous"),
    ]

    private func isNear(_ value: Ratio?, _ expected: String, within tolerance: String) -> Bool {
        guard let value else { return false }
        let digits = expected.split(separator: ".").last?.count ?? 0
        let difference = Ratio(value.rounded(to: digits, .halfUp)) - Ratio(decimal(expected))
        return difference <= Ratio(decimal(tolerance)) && -difference <= Ratio(decimal(tolerance))
    }

    @Test("drops, their maximum and their counts are those of the independent script", arguments: rows)
    func drops(_ row: Row) throws {
        let impact = try #require(Repository.assessment(row.round).published)
        let expected = try #require(Repository.reference(row.round).figures[row.reference])
        let found = impact.figure(row.baseline, .meanOverBids)
        let mean = try #require(found)
        #expect(isNear(mean.value, expected.meanOverBids, within: row.dropTolerance), "\(row.reason)")
        #expect(mean.bids == expected.bids && mean.bidsWithoutBaseline == expected.bidsWithoutBaseline)
        #expect(mean.lots == expected.lots && mean.population == .published)
        let overLots = impact.figure(row.baseline, .meanOverLots)?.value
        #expect(isNear(overLots, expected.meanOverLots, within: row.dropTolerance), "\(row.reason)")
        let weighted = impact.figure(row.baseline, .volumeWeighted)?.value
        #expect(isNear(weighted, expected.volumeWeighted, within: row.weightedTolerance), "\(row.reason)")
        let largest = impact.figure(row.baseline, .maximum)
        let maximum = try #require(largest)
        #expect(isNear(maximum.value, expected.maximum.drop, within: row.dropTolerance), "\(row.reason)")
        #expect(
            Set(maximum.items.map { ReferenceRound.Figures.Maximum.Item(lot: $0.lot, bidder: $0.bidder ?? "") })
                == Set(expected.maximum.bids))
    }

    @Test("medians, quartiles, minima and quantity weights are those of the independent script", arguments: rows)
    func spread(_ row: Row) throws {
        let impact = try #require(Repository.assessment(row.round).published)
        let expected = try #require(Repository.reference(row.round).figures[row.reference])
        let pairs: [(Statistic, String)] = [
            (.medianOverBids, expected.overBids.median), (.lowerQuartileOverBids, expected.overBids.lowerQuartile),
            (.upperQuartileOverBids, expected.overBids.upperQuartile), (.minimum, expected.overBids.minimum),
            (.medianOverLots, expected.overLots.median), (.lowerQuartileOverLots, expected.overLots.lowerQuartile),
            (.upperQuartileOverLots, expected.overLots.upperQuartile), (.minimumOverLots, expected.overLots.minimum),
            (.maximumOverLots, expected.overLots.maximum),
        ]
        for (statistic, value) in pairs {
            let found = impact.figure(row.baseline, statistic)?.value
            #expect(
                isNear(found, value, within: row.spreadTolerance ?? row.dropTolerance), "\(statistic): \(row.reason)")
        }
        let quantity = impact.figure(row.baseline, .quantityWeighted)?.value
        #expect(isNear(quantity, expected.quantityWeighted, within: row.quantityTolerance ?? row.weightedTolerance))
        for group in WinnerGroup.kinds {
            let mean = impact.figure(FigureID(.published, group, row.baseline, .meanOverBids))
            let lots = impact.figure(FigureID(.published, group, row.baseline, .meanOverLots))
            let reference = expected.groups[group.rawValue]
            #expect(mean?.bids == reference?.bids, "\(group)")
            guard let reference else { continue }
            #expect(isNear(mean?.value, reference.meanOverBids, within: row.groupTolerance ?? row.dropTolerance))
            #expect(isNear(lots?.value, reference.meanOverLots, within: row.groupTolerance ?? row.dropTolerance))
        }
    }

    @Test("savings by winner and by month of the term are those of the independent script", arguments: rows)
    func parts(_ row: Row) throws {
        guard row.lotsThatDiffer.isEmpty else { return }
        let impact = try #require(Repository.assessment(row.round).published)
        let expected = try #require(Repository.reference(row.round).savings[row.reference])
        let found = impact.savings(against: row.baseline)
        let savings = try #require(found)
        #expect(savings.identity.holds && savings.lotsWithoutTerm.isEmpty)
        let market = try #require(Repository.reference(row.round).figures[row.reference]).marketValue
        #expect(isNear(savings.identity.marketValue, market, within: "0"))
        // The script groups by the name as written; one firm is written with brackets of two widths.
        var byName: [String: Ratio] = [:]
        for (name, amount) in expected.byBidder {
            byName[Name.folded(name)] = (byName[Name.folded(name)] ?? .zero) + Ratio(decimal(amount))
        }
        #expect(Set(savings.byBidder.map { Name.folded($0.bidder.name) }) == Set(byName.keys))
        #expect(savings.byBidder.count == byName.count)
        for (bidder, amount) in savings.byBidder {
            let reference = byName[Name.folded(bidder.name)]?.rounded(to: 6, .halfUp).description ?? ""
            #expect(isNear(amount, reference, within: "0.000001"), "\(bidder.name)")
        }
        #expect(savings.byMonth.count == expected.byMonth.count)
        for (month, amount) in zip(savings.byMonth, expected.byMonth) { #expect(isNear(month, amount, within: "0")) }
    }

    @Test("savings by lot, by region and in total are those of the independent script", arguments: rows)
    func savings(_ row: Row) throws {
        let impact = try #require(Repository.assessment(row.round).published)
        let expected = try #require(Repository.reference(row.round).savings[row.reference])
        let found = impact.savings(against: row.baseline)
        let savings = try #require(found)
        let sum = Ratio.sum(savings.byLot.map(\.savings))
        #expect(sum == savings.total && Ratio.sum(savings.byRegion.map(\.savings)) == sum)
        #expect(Set(savings.byLot.map(\.lot)) == Set(expected.byLot.keys))
        #expect(Set(savings.byRegion.map(\.region)) == Set(expected.byRegion.keys))
        for (lot, value) in savings.byLot {
            let reference = try #require(expected.byLot[lot])
            let paid = Ratio.sum(impact.supply.lines.filter { $0.lot == lot }.compactMap(\.value))
            let share = row.lotsThatDiffer.contains(lot) ? row.differingTolerance : row.savingsTolerance
            let tolerance = (paid * Ratio(decimal(share))).rounded(to: 6, .up).description
            #expect(isNear(value, reference, within: tolerance), "\(lot): \(row.reason)")
        }
        guard row.lotsThatDiffer.isEmpty else {
            // definitions.md: to 0.1 %; what differs is far less.
            let relative = savings.total / Ratio(decimal(expected.total)) - .one
            #expect(relative < Ratio(decimal("0.001")) && -relative < Ratio(decimal("0.001")), "\(row.reason)")
            #expect(!isNear(savings.total, expected.total, within: "0"), "the exception is no longer needed")
            return
        }
        #expect(isNear(savings.total, expected.total, within: "0"))
        for (region, value) in savings.byRegion {
            #expect(isNear(value, try #require(expected.byRegion[region]), within: "0"), "\(region)")
        }
    }

    @Test("cefuroxime's savings differ from the script's by its 0.515 for 6.16 ÷ 12, and by nothing else")
    func cefuroxime() throws {
        let lot = "头孢呋辛酯（头孢呋辛）口服常释剂型"
        let impact = try #require(Repository.assessment("4+7-expansion").published)
        let savings = try #require(impact.savings(against: .ownCeilingPerUnit)?.byLot.first { $0.lot == lot }).savings
        let paid = Ratio.sum(impact.supply.lines.filter { $0.lot == lot }.compactMap(\.value))
        let before = (paid + savings) * Ratio(decimal("0.515")) / (Ratio(decimal("6.16")) / Ratio(12))
        let reference = try Repository.reference("4+7-expansion").savings["ceiling-own-unit"]?.byLot[lot]
        #expect((before - paid).rounded(to: 6, .halfUp).description == reference)
    }

    @Test(
        "the value by lot, by region and in total is that of the independent script",
        arguments: ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"])
    func value(_ round: String) throws {
        let supply = try #require(Repository.assessment(round).published).supply
        let expected = try Repository.reference(round).value
        #expect(supply.value.rounded(to: 6, .halfUp) == decimal(expected.total))
        for (key, amounts) in [(\SupplyLine.lot, expected.byLot), (\SupplyLine.region, expected.byRegion)] {
            let grouped = Dictionary(grouping: supply.lines.filter { $0.value != nil }) { $0[keyPath: key] }
            #expect(Set(grouped.keys) == Set(amounts.keys))
            for (name, lines) in grouped {
                let value = Ratio.sum(lines.compactMap(\.value)).rounded(to: 6, .halfUp)
                #expect(value == decimal(try #require(amounts[name])), "\(name)")
            }
        }
    }

    struct Printed: CustomTestStringConvertible, Sendable {
        var round: String
        var baseline: Baseline
        /// Per cent.
        var meanOverBids: String
        var meanOverLots: String
        var maximum: String
        var lot: String?
        /// Billions of yuan.
        var value: String?
        var savings: String?
        var testDescription: String { "\(round), \(baseline.rawValue)" }
    }

    /// The table of `definitions.md`; of ranges the lower end, which is what the conversion of all rows gives.
    static let table = [
        Printed(
            round: "GY-YD2019-2", baseline: .ceilingAsPrinted, meanOverBids: "55.10", meanOverLots: "52.26",
            maximum: "92.99", lot: "左西替利嗪", value: "2.041", savings: "3.825"),
        Printed(
            round: "GY-YD2019-2", baseline: .ceiling, meanOverBids: "55.40", meanOverLots: "53.08", maximum: "92.99",
            value: "2.041", savings: "3.723"),
        Printed(
            round: "GY-YD2020-1", baseline: .ceiling, meanOverBids: "72.25", meanOverLots: "69.02", maximum: "98.72",
            lot: "美金刚", value: "3.658", savings: "12.252"),
        Printed(
            round: "4+7-expansion", baseline: .ceiling, meanOverBids: "25.91", meanOverLots: "20.87", maximum: "77.81",
            lot: "阿托伐他汀", value: "4.648", savings: "1.588"),
        Printed(
            round: "4+7-expansion", baseline: .ownCeilingPerUnit, meanOverBids: "24.46", meanOverLots: "18.94",
            maximum: "74.31"),
        Printed(
            round: "4+7", baseline: .previousPrice, meanOverBids: "58.35", meanOverLots: "58.35", maximum: "96.14",
            lot: "替诺福韦", value: "1.937", savings: "4.220"),
    ]

    @Test("the table of definitions.md is reproduced to 0.05 points and 0.1 %", arguments: table)
    func definitions(_ row: Printed) throws {
        let impact = try #require(Repository.assessment(row.round).published)
        for (statistic, printed) in [
            (Statistic.meanOverBids, row.meanOverBids), (.meanOverLots, row.meanOverLots), (.maximum, row.maximum),
        ] {
            let points = try #require(impact.figure(row.baseline, statistic)).value * Ratio(100)
            #expect(isNear(points, printed, within: "0.05"), "\(statistic.rawValue)")
        }
        if let lot = row.lot {
            #expect(impact.figure(row.baseline, .maximum)?.items.first?.lot.hasPrefix(lot) == true)
        }
        for (amount, printed) in [
            (impact.supply.value, row.value), (impact.savings(against: row.baseline)?.total, row.savings),
        ]
            as [(Ratio?, String?)]
        {
            guard let printed else { continue }
            let ratio = try #require(amount) / Ratio(1_000_000_000) / Ratio(decimal(printed))
            #expect(ratio > Ratio(decimal("0.999")) && ratio < Ratio(decimal("1.001")), "\(printed)")
        }
    }

    @Test("in GY-YD2020-1 no winner's ceiling is printed for another strength, so there is no such baseline of its own")
    func noPrintedCeiling() throws {
        let impact = try #require(Repository.assessment("GY-YD2020-1").published)
        let hasFigure = impact.figure(.ceilingAsPrinted, .meanOverBids) != nil
        #expect(!hasFigure)
        // The script's figures agree: they are the same with and without printed ceilings.
        let reference = try Repository.reference("GY-YD2020-1")
        #expect(reference.figures["ceiling-printed"]?.meanOverBids == reference.figures["ceiling"]?.meanOverBids)
        #expect(reference.savings["ceiling-printed"]?.total == reference.savings["ceiling"]?.total)
    }

    @Test("the 55 bids of the expansion that have the 4+7 price of their own strength are counted")
    func sameStrength() throws {
        let figure = try #require(
            Repository.assessment("4+7-expansion").published?.figure(.ownCeilingPerUnit, .meanOverBids))
        #expect(figure.bids == 55 && figure.bidsWithoutBaseline == 5)
    }
}
