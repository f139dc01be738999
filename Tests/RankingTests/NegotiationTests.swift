import Decimals
import Procurement
import Ranking
import Testing

/// 谈判: an offer of at most 115 % within the first two goes on, one of at most 100 % succeeds (handbook 5).
@Suite("Negotiation")
struct NegotiationTests {
    /// The reserve of 100 yuan is a number of the lot, so that nothing is sealed here.
    private var lot: Lot {
        var lot = sampleLot(ceilings: [Ceiling(specification: "10mg", price: decimal("500"))])
        lot.facts = ["reserve": decimal("100")]
        return lot
    }

    private func talks(opening: Int = 2, most: Int? = nil, enter: String? = "1.15") -> Stage {
        rule(
            "talks",
            .negotiate(
                Negotiation(
                    enter: enter.map { .price(.atMost, $0, times: .published("reserve")) }, openingOffers: opening,
                    mostOffers: most, succeed: .price(.atMost, times: .published("reserve")))), as: "agreed",
            failing: "failed")
    }

    private func outcome(
        _ offers: [String], by stage: Stage? = nil, closing: Bool = false, consents: Consents = .recorded
    ) -> Outcome {
        let acts = offers.map { RecordedAct.offer("A", $0) } + (closing ? [.close("A")] : [])
        return evaluate(
            Dossier([lot], [Offer("A", "300")], by: rules(stage ?? talks()), acts: acts), consents: consents)
    }

    @Test("exactly 115 % enters, a fen more does not; exactly 100 % succeeds, a fen more does not")
    func bounds() {
        #expect(outcome(["130", "115"]).acts == ["甲 talks: offer 3 of A"])
        #expect(outcome(["130", "115.01"]).decisions() == ["A": .lost])
        #expect(outcome(["115.01", "115", "100"]).decisions() == ["A": .won])
        #expect(outcome(["115", "100.01"]).decisions() == ["A": .pending])
        #expect(outcome(["115", "100.01"]).acts == ["甲 talks: offer 3 of A"])
        #expect(outcome(["115", "101", "100"]).prices() == ["A": "100"])
    }

    @Test("one of the opening offers has to enter; a later one enters no more")
    func opening() {
        #expect(outcome([]).acts == ["甲 talks: offer 1 of A"])
        #expect(outcome(["140"]).acts == ["甲 talks: offer 2 of A"])
        let over = outcome(["140", "120", "90"])
        #expect(over.decisions() == ["A": .lost])
        #expect(over.refusals == ["2 talks: the talks with bidder 'A' are over"])
        #expect(outcome(["140", "90"]).decisions() == ["A": .won], "the second may win at once")
        #expect(
            outcome(["140", "115"], by: talks(opening: 1)).refusals == ["1 talks: the talks with bidder 'A' are over"])
    }

    @Test("after the most offers the talks are over")
    func mostOffers() {
        let stage = talks(most: 3)
        #expect(outcome(["115", "110"], by: stage).acts == ["甲 talks: offer 3 of A"])
        #expect(outcome(["115", "110", "105"], by: stage).decisions() == ["A": .lost])
        let late = outcome(["115", "110", "105", "100"], by: stage)
        #expect(late.decisions() == ["A": .lost] && late.refusals == ["3 talks: the talks with bidder 'A' are over"])
        #expect(outcome(["115", "110", "100"], by: stage).winners() == ["A"])
    }

    @Test("an offer above the one before is forbidden and does not count; the same price again does")
    func rising() {
        let outcome = outcome(["110", "110.01", "110.00", "99"])
        #expect(outcome.refusals == ["1 talks: the offer of 110.01 is above the one of 110 before it"])
        #expect(outcome.winners() == ["A"] && outcome.prices() == ["A": "99"] && outcome.usedActs == [0, 2, 3])
    }

    @Test("after success nothing may be offered, and the first offer that succeeds is the price")
    func afterSuccess() {
        let outcome = outcome(["115", "99", "98"])
        #expect(outcome.refusals == ["2 talks: the talks with bidder 'A' are over"])
        #expect(outcome.prices() == ["A": "99"] && outcome.winners() == ["A"])
    }

    @Test("talks that people closed are lost, and over")
    func closed() throws {
        let closed = outcome(["115", "105"], closing: true)
        #expect(closed.decisions() == ["A": .lost] && closed.refusals == [] && closed.pending.isEmpty)
        let verdict = try #require(closed.decision(of: "A")?.decisive)
        guard case .negotiated(let offers, let isClosed) = verdict.details else {
            Issue.record("the verdict is \(verdict.details)")
            return
        }
        #expect(isClosed && offers.map(\.price) == [decimal("115"), decimal("105")])
        #expect(offers.map(\.enters) == [true, true] && offers.map(\.succeeds) == [false, false])
        let after = evaluate(
            Dossier([lot], [Offer("A", "300")], by: rules(talks()), acts: [.close("A"), .offer("A", "90")]))
        #expect(after.refusals == ["1 talks: the talks with bidder 'A' are over"])
    }

    @Test("without a condition to enter the talks go on until they succeed or are closed")
    func noEntrance() {
        let stage = talks(enter: nil)
        #expect(outcome(["290", "280", "270", "260"], by: stage).acts == ["甲 talks: offer 5 of A"])
        #expect(outcome(["290", "280", "100"], by: stage).winners() == ["A"])
    }

    @Test("an offer with more decimals than a price may have is forbidden")
    func decimals() {
        var rulebook = rules(talks())
        rulebook.comparablePrice.filedDigits = 2
        let acts = [RecordedAct.offer("A", "99.999"), .offer("A", "99.990")]
        let outcome = evaluate(Dossier([lot], [Offer("A", "300")], by: rulebook, acts: acts))
        #expect(outcome.refusals == ["0 talks: the price 99.999 has 3 decimals, the rulebook allows 2"])
        #expect(outcome.winners() == ["A"])
    }

    @Test("talks with somebody who takes no part are forbidden, and in another lot or stage too")
    func strangers() {
        let acts = [
            RecordedAct.offer("Z", "90"), .offer("A", "90", lot: "乙"), .close("A", stage: "other"), .offer("A", "90"),
        ]
        let outcome = evaluate(Dossier([lot], [Offer("A", "300")], by: rules(talks()), acts: acts))
        #expect(
            outcome.refusals == [
                "0 talks: there are no talks with bidder 'Z' in lot '甲' at stage 'talks'",
                "1 talks: there are no talks with bidder 'A' in lot '乙' at stage 'talks'",
                "2 other: there are no talks with bidder 'A' in lot '甲' at stage 'other'",
            ])
        #expect(outcome.winners() == ["A"])
    }

    @Test("assumed answers: nobody offers anything, or everybody the highest price that wins")
    func consents() {
        #expect(outcome([], consents: .refused).decisions() == ["A": .lost])
        #expect(outcome(["110"], consents: .refused).decisions() == ["A": .lost])
        let given = outcome([], consents: .given)
        #expect(given.winners() == ["A"] && given.prices() == ["A": "100.0000"] && given.pending.isEmpty)
        #expect(outcome(["110"], consents: .given).prices() == ["A": "100.0000"])
        #expect(outcome(["140", "120"], consents: .given).decisions() == ["A": .lost], "the talks are over")
    }

    @Test("the highest price that wins respects rounding, other specifications, packs and a bound that is not met")
    func highest() {
        // 20 mg: at most 100 × 1.7 = 170; rounded half up to whole yuan 170.8499 ÷ 1.7 = 100.4999… still counts as 100.
        var rulebook = rules(talks(enter: nil), comparablePrice: SampleRules.comparablePrice())
        func price(_ offer: Offer) -> String? {
            var lot = sampleLot(strengths: ["10mg", "20mg"])
            lot.facts = ["reserve": decimal("100")]
            return evaluate(Dossier([lot], [offer], by: rulebook), consents: .given).prices()[offer.bidder]
        }
        #expect(price(Offer("A", "300", of: "20mg")) == "170.0000")
        rulebook.comparablePrice.rounding = NamedRounding(digits: 0, mode: .halfUp)
        #expect(price(Offer("A", "300", of: "20mg")) == "170.8499")
        // Below 100, not at it: 99.9999; the firm does not offer more than it filed.
        rulebook.comparablePrice.rounding = nil
        rulebook.stages = [
            rule(
                "talks",
                .negotiate(
                    Negotiation(
                        succeed: .all([.price(.below, times: .published("reserve")), .not(.price(.above, "300"))]))))
        ]
        #expect(price(Offer("A", "300")) == "99.9999")
        #expect(price(Offer("A", "60.5")) == "60.5")
        // A lower bound has no highest price that goes with it: nothing is assumed.
        rulebook.stages = [rule("talks", .negotiate(Negotiation(succeed: .price(.atLeast, "100"))))]
        #expect(price(Offer("A", "60.5")) == "60.5" && price(Offer("B", "300")) == "300")
    }

    @Test("a recorded exclusion that talks ask for is used")
    func recordedInTalks() {
        let stage = rule(
            "talks", .negotiate(Negotiation(succeed: .all([.not(.recorded), .price(.atMost, "100")]))))
        let acts = [RecordedAct.exclude("A", stage: "talks"), .offer("A", "90"), .close("A")]
        let outcome = evaluate(Dossier([lot], [Offer("A", "300")], by: rules(stage), acts: acts))
        #expect(outcome.decisions() == ["A": .lost] && outcome.refusals == [] && outcome.usedActs == [0, 1, 2])
    }

    @Test("where a draw is open the talks wait for it, and their offers are too early")
    func tied() {
        let rulebook = rules(rule("shortlist", .shortlist(.first(1))), talks())
        let offers = [Offer("A", "300"), Offer("B", "300")]
        let open = evaluate(Dossier([lot], offers, by: rulebook))
        #expect(open.decisions() == ["A": .pending, "B": .pending] && open.acts == ["甲 shortlist: draw 1 of A B"])
        let early = evaluate(Dossier([lot], offers, by: rulebook, acts: [.offer("A", "90")]))
        #expect(early.refusals == ["0 talks: there are no talks with bidder 'A' in lot '甲' at stage 'talks'"])
        let drawn = evaluate(Dossier([lot], offers, by: rulebook, acts: [.draw(["B"]), .offer("B", "90")]))
        #expect(drawn.decisions() == ["A": .lost, "B": .won] && drawn.refusals == [])
    }

    @Test("acts of one lot stand in the order of the stages; those of different lots do not matter to each other")
    func order() {
        let rulebook = rules(rule("shortlist", .shortlist(.first(1))), talks())
        let offers = [
            Offer("A", "300"), Offer("B", "300"), Offer("C", "300", lot: "乙"),
        ]
        var other = lot
        other.id = "乙"
        let acts = [RecordedAct.offer("C", "90", lot: "乙"), .offer("B", "90"), .draw(["B"])]
        let outcome = evaluate(Dossier([lot, other], offers, by: rulebook, acts: acts))
        #expect(
            outcome.refusals == [
                "2 shortlist: an act of the later stage 'talks' in lot '甲' stands before it"
            ])
        #expect(outcome.usedActs == [0, 1])
    }
}
