import Decimals
import Procurement
import Ranking
import Testing

/// Suppliers that fail (`handbook/rules.md` §2.10): back-up, then re-selection; volumes divided at the day.
@Suite("Succession")
struct SuccessionTests {
    /// A, B and C win at 1, 2 and 3 yuan and supply 北京, 上海 and 天津.
    ///
    /// B backs up 北京, which buys one unit a day.
    private func dossier(_ acts: [RecordedAct], own: Bool = false, backups: Bool = true) throws -> Dossier {
        var rulebook = SampleRules.withoutGate(places: [1, 2, 3])
        rulebook.draft = DraftRule(id: "regions", citation: SampleRules.citation, hasBackups: backups)
        rulebook.volume = VolumeRule(
            citation: SampleRules.citation, shares: [],
            own: own ? [VolumeRule.OwnShare(share: decimal("1"))] : [], rest: .primary)
        let picks =
            [("A", "北京", RegionRole.primary), ("B", "上海", .primary), ("C", "天津", .primary)]
            + (backups ? [("A", "上海", RegionRole.backup), ("B", "北京", .backup), ("A", "天津", .backup)] : [])
        var dossier = Dossier(
            [sampleLot()], [Offer("A", "1"), Offer("B", "2"), Offer("C", "3")], by: rulebook,
            acts: picks.map { firm, region, role in
                RecordedAct(
                    .pick(RegionPick(firm, region: region, role: role)), lot: "甲", stage: "regions", evidence: "m")
            } + acts)
        dossier.round.regions = ["北京", "上海", "天津"]
        dossier.round.agreementStart = try day("2021-01-01")
        var demand = Demand(round: "sample", kind: .agreed)
        demand.lines.append(DemandLine(region: "北京", lot: "甲", specification: "10mg", quantity: decimal("365")))
        if own { demand.brandVolumes = [BrandVolume(line: 0, brand: "B", quantity: decimal("365"))] }
        dossier.demand = demand
        return dossier
    }

    private func day(_ written: String) throws -> CalendarDate { try #require(CalendarDate(written)) }

    private func fail(_ bidder: String, _ from: String, region: String? = "北京") throws -> RecordedAct {
        RecordedAct(
            .fail(SupplierDefault(bidder, region: region, from: try day(from), cause: "no stock")), lot: "甲",
            evidence: "notice")
    }

    private func reselect(_ bidder: String, _ from: String) throws -> RecordedAct {
        RecordedAct(.reselect(Reselection(bidder, region: "北京", from: try day(from))), lot: "甲", evidence: "notice")
    }

    private func lines(_ dossier: Dossier) -> [String] {
        let awards = dossier.computedAwards(evaluate(dossier))
        return dossier.supply(of: awards).lines.map { line in
            "\(line.supplier.map { awards[$0.award].bidder.id } ?? "-") \(line.role) "
                + line.quantity.rounded(to: 6, .halfUp).shortestDescription
        }
    }

    @Test("the region goes to its back-up, then to nobody, then to the winner that is selected anew")
    func succession() throws {
        #expect(lines(try dossier([])) == ["A primary 365"])
        // 1 January to 10 August: 31 + 28 + 31 + 30 + 31 + 30 + 31 + 10 = 222 days.
        let failed = try dossier([fail("A", "2021-08-11")])
        #expect(lines(failed) == ["A primary 222", "B backup 143"])
        // 222 at 1 yuan and 143 at 2.
        #expect(failed.supply(of: failed.computedAwards(evaluate(failed))).value == Ratio(508))
        #expect(evaluate(failed).pending.isEmpty && evaluate(failed).forbiddenActs.isEmpty)
        // B fails on 1 September, after 21 days; 30 days of September nobody delivers; C the 92 days from October on.
        let both = [try fail("A", "2021-08-11"), try fail("B", "2021-09-01", region: nil)]
        let waiting = try dossier(both)
        #expect(lines(waiting) == ["A primary 222", "B backup 21", "- unallocated 122"])
        let pending = evaluate(waiting).pending.compactMap { act in
            if case .reselectSupplier(let region) = act.kind { region } else { nil }
        }
        // B supplied 上海 too, where A is behind it.
        #expect(pending == ["北京"])
        let settled = try dossier(both + [reselect("C", "2021-10-01")])
        #expect(lines(settled) == ["A primary 222", "B backup 21", "- unallocated 30", "C reselected 92"])
        #expect(evaluate(settled).pending.isEmpty && evaluate(settled).forbiddenActs.isEmpty)
    }

    @Test("without a back-up a new supplier has to be selected")
    func withoutBackup() throws {
        let dossier = try dossier([fail("A", "2021-07-02")], backups: false)
        // 31 + 28 + 31 + 30 + 31 + 30 + 1 = 182 days.
        #expect(lines(dossier) == ["A primary 182", "- unallocated 183"])
        #expect(evaluate(dossier).pending.count == 1)
    }

    @Test("before the first day all of it goes over, after the first year nothing of that year")
    func bounds() throws {
        #expect(lines(try dossier([fail("A", "2021-01-01")])) == ["B backup 365"])
        #expect(lines(try dossier([fail("A", "2020-06-01")])) == ["B backup 365"])
        #expect(lines(try dossier([fail("A", "2021-12-31")])) == ["A primary 364", "B backup 1"])
        #expect(lines(try dossier([fail("A", "2022-01-01")])) == ["A primary 365"])
    }

    @Test("who fails for its own brand hands that to the region's supplier")
    func ownBrand() throws {
        #expect(lines(try dossier([fail("B", "2021-08-11")], own: true)) == ["B own 222", "A primary 143"])
    }

    @Test("a default of a firm that supplies nothing there, and a re-selection where nobody failed, are forbidden")
    func forbidden() throws {
        let strangers: [(RecordedAct, String)] = [
            (try fail("D", "2021-08-11"), "bidder 'D' is no winner of lot '甲'"),
            (try fail("C", "2021-08-11"), "bidder 'C' supplies nothing of lot '甲' in region '北京'"),
            (try reselect("C", "2021-08-11"), "nobody has failed in region '北京' of lot '甲'"),
        ]
        for (act, reason) in strangers {
            let outcome = evaluate(try dossier([act]))
            #expect(outcome.forbiddenActs.map(\.reason) == [reason] && outcome.forbiddenActs.map(\.index) == [6])
        }
    }

    @Test("a term is of the lot, to the rulebook's fixed day, or by the number of winners")
    func terms() throws {
        var dossier = try dossier([])
        var lot = sampleLot()
        #expect(dossier.term(of: lot, winners: 2) == nil)
        dossier.rulebook.term = TermRule(
            citation: SampleRules.citation,
            rows: [.init(winners: 1...2, months: 12), .init(winners: 3...9, months: 24)])
        #expect(dossier.term(of: lot, winners: 2) == .months(12) && dossier.termMonths(of: lot, winners: 3) == 24)
        lot.termMonths = 6
        #expect(dossier.term(of: lot, winners: 2) == .months(6))
        lot.termMonths = nil
        dossier.rulebook.term = TermRule(citation: SampleRules.citation, rows: [], until: try day("2025-12-31"))
        #expect(dossier.term(of: lot, winners: 2) == .until(try day("2025-12-31")))
        // November 2023 to December 2025; from the 15th on one month more is begun.
        dossier.round.agreementStart = try day("2023-11-01")
        #expect(dossier.termMonths(of: lot, winners: 2) == 26)
        dossier.round.agreementStart = try day("2023-10-15")
        #expect(dossier.termMonths(of: lot, winners: 2) == 27)
        lot.termUntil = try day("2024-10-14")
        #expect(dossier.termMonths(of: lot, winners: 2) == 12)
        dossier.round.agreementStart = nil
        #expect(dossier.termMonths(of: lot, winners: 2) == nil)
    }
}
