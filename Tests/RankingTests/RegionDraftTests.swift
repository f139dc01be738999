import Decimals
import Procurement
import Ranking
import Testing

/// The picking of supply regions (`handbook/rules.md` §2.5 and §9.3, property 7).
@Suite("Region drafts")
struct RegionDraftTests {
    private static let rule = DraftRule(
        id: "regions", citation: SampleRules.citation, priorities: [.init(winners: 2...Int.max, picks: 1)],
        hasBackups: true, tieBreaks: [TieBreak(fact: "sales", largerFirst: true)])

    private func draft(_ firms: [String], regions: Int, by rule: DraftRule = rule) -> RegionDraft {
        RegionDraft(
            "甲", by: rule, order: firms.map { Bidder(id: $0, name: $0) }, regions: (1...regions).map { "r\($0)" })
    }

    /// Who picks, as `A+r1` for a primary region and `A-r1` for a back-up one, when everybody takes the first open one.
    private func played(_ draft: RegionDraft, _ wishes: [String: [String]] = [:]) -> [String] {
        draft.proposal { wishes[$0] ?? [] }.map { "\($0.bidder)\($0.role == .primary ? "+" : "-")\($0.region)" }
    }

    @Test("the first makes its priority pick, then everybody takes one region a turn, then back-ups in the same way")
    func turns() {
        // By hand: A's priority, then A B C A B C. Back-ups: A's priority pick and its turn (r3, r4), B (r1), C (r2),
        // A (r6), B (r5), and r7, which is C's own: C is passed over, A takes it.
        #expect(
            played(draft(["A", "B", "C"], regions: 7)) == [
                "A+r1", "A+r2", "B+r3", "C+r4", "A+r5", "B+r6", "C+r7", "A-r3", "A-r4", "B-r1", "C-r2", "A-r6", "B-r5",
                "A-r7",
            ])
    }

    @Test("who has nothing open to it is passed over: the last regions are its own")
    func passedOver() {
        var rule = Self.rule
        rule.priorities = []
        // A has r1 and r3. Back-ups: A r2, B r1, then only r3 is left, A's own.
        #expect(
            played(draft(["A", "B"], regions: 3, by: rule)) == ["A+r1", "B+r2", "A+r3", "A-r2", "B-r1", "B-r3"])
        rule.hasBackups = false
        #expect(played(draft(["A", "B"], regions: 3, by: rule)) == ["A+r1", "B+r2", "A+r3"])
    }

    @Test("a wish counts while it is open, the next one after")
    func wishes() {
        #expect(
            played(draft(["A", "B"], regions: 4), ["A": ["r4", "r3"], "B": ["r4", "r9", "r2"]]).prefix(4)
                == ["A+r4", "A+r3", "B+r2", "A+r1"])
    }

    @Test("a single winner supplies every region, and there is nobody to back it up")
    func single() {
        var draft = draft(["A"], regions: 3)
        #expect(draft.turn == nil && draft.regions(of: "A") == ["r1", "r2", "r3"])
        #expect(draft.supplier(of: "r1", as: .backup) == nil)
        #expect(draft.take(RegionPick("A", region: "r1")) == "the only winner of lot '甲' supplies every region")
    }

    @Test("an illegal pick is refused with its reason, and changes nothing")
    func refusals() {
        var draft = draft(["A", "B"], regions: 3)
        #expect(draft.take(RegionPick("A", region: "r1")) == nil)
        let refused: [(RegionPick, String)] = [
            (RegionPick("B", region: "r2"), "it is the turn of bidder 'A', not of 'B'"),
            (RegionPick("A", region: "r1"), "bidder 'A' has picked region 'r1' already"),
            (RegionPick("A", region: "r9"), "the round has no region 'r9'"),
            (
                RegionPick("A", region: "r2", role: .backup),
                "back-up regions are picked once every region has its primary supplier"
            ),
        ]
        for (pick, reason) in refused { #expect(draft.take(pick) == reason) }
        #expect(draft.turn?.bidder.id == "A" && draft.turn?.open == ["r2", "r3"] && draft.picks.count == 1)
        #expect(draft.take(RegionPick("A", region: "r2")) == nil && draft.take(RegionPick("B", region: "r3")) == nil)
        #expect(
            draft.take(RegionPick("A", region: "r3"))
                == "every region has its primary supplier; back-up regions are being picked")
        #expect(
            draft.take(RegionPick("A", region: "r1", role: .backup))
                == "bidder 'A' supplies region 'r1' and can't be its back-up")
        for pick in draft.proposal({ _ in [] }) { #expect(draft.take(pick) == nil) }
        #expect(draft.turn == nil)
        #expect(draft.take(RegionPick("A", region: "r1", role: .backup)) == "the regions of lot '甲' are all picked")
    }

    @Test("each region has one supplier and another one behind it, and the numbers differ as the rules allow")
    func properties() {
        for firms in 2...9 {
            for regions in 1...33 {
                for picks in 0...3 {
                    var rule = Self.rule
                    rule.priorities = [.init(winners: 1...Int.max, picks: picks)]
                    var draft = draft((1...firms).map { "f\($0)" }, regions: regions, by: rule)
                    for pick in draft.proposal({ _ in [] }) { #expect(draft.take(pick) == nil) }
                    let counts = draft.order.map { draft.regions(of: $0.id).count }
                    #expect(counts.reduce(0, +) == regions)
                    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= picks + 1)
                    for region in draft.regions {
                        let backup = draft.supplier(of: region, as: .backup)
                        #expect(backup != nil && backup != draft.supplier(of: region))
                    }
                }
            }
        }
    }

    // MARK: - Recorded picks

    private func dossier(
        _ prices: [(String, String)], facts: [String: String] = [:], regions: [String] = ["北京", "上海", "天津"],
        _ acts: [RecordedAct] = []
    ) -> Dossier {
        var rulebook = SampleRules.withoutGate(places: [1, 2, 3, 4])
        rulebook.draft = Self.rule
        var dossier = Dossier(
            [sampleLot()],
            prices.map { firm, price in
                Offer(firm, price, facts: facts[firm].map { ["sales": $0] } ?? [:])
            }, by: rulebook, acts: acts)
        dossier.round.regions = regions
        return dossier
    }

    private func pick(_ bidder: String, _ region: String, _ role: RegionRole = .primary) -> RecordedAct {
        RecordedAct(.pick(RegionPick(bidder, region: region, role: role)), lot: "甲", stage: "regions", evidence: "m")
    }

    private func pending(_ outcome: Outcome) -> [String] {
        outcome.pending.map { act in
            switch act.kind {
            case .pickRegion(let role, let open): "\(act.bidders.map(\.id)) \(role) \(open)"
            case .draw(let places): "draw \(places) \(act.bidders.map(\.id))"
            default: "?"
            }
        }
    }

    @Test("recorded picks are played in order; the next one is asked for, and the winners supply what they picked")
    func recorded() {
        let prices = [("A", "2"), ("B", "1")]
        var outcome = evaluate(dossier(prices))
        #expect(pending(outcome) == ["[\"B\"] primary [\"北京\", \"上海\", \"天津\"]"])
        outcome = evaluate(dossier(prices, [pick("B", "上海"), pick("B", "北京"), pick("A", "天津")]))
        #expect(pending(outcome) == ["[\"B\"] backup [\"天津\"]"])
        #expect(outcome.forbiddenActs.isEmpty && outcome.usedActs == [0, 1, 2])
        let all = [
            pick("B", "上海"), pick("B", "北京"), pick("A", "天津"), pick("B", "天津", .backup),
            pick("A", "北京", .backup), pick("A", "上海", .backup),
        ]
        let dossier = dossier(prices, all)
        outcome = evaluate(dossier)
        #expect(pending(outcome) == [] && outcome.forbiddenActs.isEmpty)
        let awards = dossier.computedAwards(outcome)
        #expect(awards.map(\.bidder.id) == ["B", "A"] && awards.map(\.regions) == [["北京", "上海"], ["天津"]])
        #expect(awards.map(\.backupRegions) == [["天津"], ["北京", "上海"]])
    }

    @Test("a pick out of turn, one in a lot that waits, and one where no rule lets anybody pick are forbidden")
    func forbidden() {
        let prices = [("A", "2"), ("B", "1")]
        let outcome = evaluate(dossier(prices, [pick("B", "上海"), pick("A", "北京")]))
        #expect(outcome.forbiddenActs.map(\.index) == [1])
        #expect(outcome.forbiddenActs.map(\.reason) == ["it is the turn of bidder 'B', not of 'A'"])
        #expect(outcome.forbiddenActs.map(\.stage) == ["regions"])
        // Five firms for four places, two of them tied at the last: nobody picks before the draw.
        let tied = [("A", "1"), ("B", "2"), ("C", "3"), ("D", "4"), ("E", "4")]
        #expect(evaluate(dossier(tied, [pick("A", "北京")])).forbiddenActs.map(\.index) == [0])
        var without = dossier(prices, [pick("B", "上海")])
        without.rulebook.draft = nil
        #expect(evaluate(without).forbiddenActs.map(\.index) == [0])
    }

    @Test("equal prices pick in the order of the chain of facts, and of a draw where that leaves them equal")
    func ties() {
        let prices = [("A", "1"), ("B", "1"), ("C", "1")]
        // C sold most; A and B the same.
        let facts = ["A": "5", "B": "5", "C": "9"]
        #expect(pending(evaluate(dossier(prices, facts: facts))) == ["draw 2 [\"A\", \"B\"]"])
        #expect(evaluate(dossier(prices, facts: facts, [pick("C", "北京")])).forbiddenActs.count == 1)
        let draw = RecordedAct(.draw([DrawnBid("B"), DrawnBid("A")]), lot: "甲", stage: "regions", evidence: "m")
        let outcome = evaluate(dossier(prices, facts: facts, [draw]))
        #expect(outcome.drafts.first?.order.map(\.id) == ["C", "B", "A"] && outcome.forbiddenActs.isEmpty)
        // Sales that are known of some only decide nothing.
        #expect(pending(evaluate(dossier(prices, facts: ["C": "9"]))) == ["draw 3 [\"A\", \"B\", \"C\"]"])
        // Nothing is tied: the draw is not called for. Nor is one after a pick.
        #expect(evaluate(dossier([("A", "1"), ("B", "2")], [draw])).forbiddenActs.map(\.index) == [0])
    }

    @Test("of revived firms those with the right to pick take their place by price, the others none")
    func revived() {
        for picks in [true, false] {
            var dossier = dossier(
                [("A", "1"), ("B", "5"), ("C", "2.5")],
                [RecordedAct(.revive("B", price: decimal("2")), lot: "甲", stage: "revival", evidence: "m")])
            dossier.rulebook.stages.append(
                Stage(
                    id: "gate", citation: SampleRules.citation,
                    action: .select(
                        .test(
                            Procurement.Test(
                                measure: .comparablePrice, relation: .atMost, bound: .constant(decimal("3"))))),
                    population: "winners", failing: "fused"))
            dossier.rulebook.stages.append(
                Stage(
                    id: "revival", citation: SampleRules.citation, among: "fused",
                    action: .revive(
                        Revival(
                            cap: .constant(decimal("2")), award: AwardTerms(picksRegions: picks, volume: .shared))),
                    population: "revived"))
            let outcome = evaluate(dossier)
            #expect(outcome.forbiddenActs.map(\.reason) == [])
            #expect(outcome.drafts.first?.order.map(\.id) == (picks ? ["A", "B", "C"] : ["A", "C"]))
        }
    }

    // MARK: - Published rounds

    @Test(
        "each region of a published round has exactly one primary supplier in each lot",
        arguments: [("4+7", 11), ("4+7-expansion", 25), ("GY-YD2019-2", 31), ("GY-YD2020-1", 31)])
    func publishedRegions(round: String, regions: Int) throws {
        let dossier = try Repository.dossier(round)
        #expect(dossier.round.regions.count == regions)
        for (lot, awards) in Dictionary(grouping: dossier.publishedAwards(), by: \.lot) {
            #expect(awards.flatMap(\.regions).sorted() == dossier.round.regions.sorted(), "\(lot)")
        }
    }

    /// An independent count (Python, exact fractions, comparable prices of `Tests/References`): with one priority pick
    /// the numbers of regions follow from the ranks in all lots but two; without one not in 26, with two not in 105.
    @Test(
        "the published supply regions follow from one priority pick and one region a turn",
        arguments: [
            ("4+7-expansion", []), ("GY-YD2019-2", ["对乙酰氨基酚口服常释剂型", "福多司坦口服常释剂型"]), ("GY-YD2020-1", []),
        ])
    func replayed(round: String, exceptions: [String]) throws {
        let dossier = try Repository.dossier(round)
        var rule = Self.rule
        rule.hasBackups = false
        var differing: [String] = []
        for (lot, awards) in Dictionary(grouping: dossier.publishedAwards(), by: \.lot) {
            let priced = try awards.map { (award: $0, price: try #require($0.comparablePrice)) }
            let order = priced.sorted {
                $0.price == $1.price ? $0.award.bidder.id < $1.award.bidder.id : $0.price < $1.price
            }.map(\.award)
            var draft = RegionDraft(lot, by: rule, order: order.map(\.bidder), regions: dossier.round.regions)
            let published = Dictionary(
                order.map { ($0.bidder.id, $0.regions) }, uniquingKeysWith: { first, _ in first })
            for pick in draft.proposal({ published[$0] ?? [] }) { #expect(draft.take(pick) == nil) }
            if order.contains(where: { Set(draft.regions(of: $0.bidder.id)) != Set($0.regions) }) {
                differing.append(lot)
            }
        }
        #expect(differing.sorted() == exceptions.sorted())
    }
}
