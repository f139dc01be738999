import Decimals
import Procurement

extension RoundEvaluation {
    /// Bids win by the first recorded offer that meets the condition, or lose.
    func apply(
        _ negotiation: Negotiation, of stage: PlannedStage, to participants: [Int], in competition: Competition
    ) {
        var won: [Int] = []
        var lost: [Int] = []
        for index in participants {
            if isTied(index) {
                // The draw decides first with whom there are talks.
                wait(index, at: stage, .negotiated([], isClosed: false))
                continue
            }
            var talks = Talks(negotiation: negotiation)
            for (number, act) in acts.acts(lot: lots[entries[index].lot].id, stage: stage.id)
            where act.bidder == bidderID(index) {
                switch act.kind {
                case .exclude, .withdraw: continue
                default: hear(act, number, &talks, index, stage, competition)
                }
            }
            if talks.isOpen, consents != .recorded { assumeOffer(&talks, index, stage, competition) }
            let standing: Verdict.Standing = talks.succeeded != nil ? .in : talks.isOpen ? .pending : .out
            rule(stage, standing, index, .negotiated(talks.offers, isClosed: talks.isClosed))
            entries[index].standing = standing
            switch standing {
            case .in:
                if let price = talks.succeeded { reprice(index, price) }
                won.append(index)
            case .out: lost.append(index)
            case .pending:
                entries[index].waits = true
                pending.append(
                    PendingAct(
                        kind: .makeOffer(number: talks.offers.count + 1), lot: lots[entries[index].lot].id,
                        stage: stage.id, bidders: [bidder(index)]))
            }
        }
        handOn(won, lost, of: participants, at: stage)
    }

    /// How far the talks with a firm have come.
    private struct Talks {
        let negotiation: Negotiation
        var offers: [MadeOffer] = []
        var isClosed = false
        var succeeded: FixedDecimal? { offers.first(where: \.succeeds)?.price }

        /// Whether a further offer may be made.
        var isOpen: Bool {
            if succeeded != nil || isClosed { return false }
            if let most = negotiation.mostOffers, offers.count >= most { return false }
            return hasEntered || offers.count < negotiation.openingOffers
        }

        private var hasEntered: Bool { negotiation.enter == nil || offers.contains(where: \.enters) }
    }

    private func hear(
        _ act: RecordedAct, _ number: Int, _ talks: inout Talks, _ index: Int, _ stage: PlannedStage,
        _ competition: Competition
    ) {
        let bidder = bidderID(index)
        guard talks.isOpen else {
            return forbid(number, stage, "the talks with bidder '\(bidder)' are over")
        }
        switch act.kind {
        case .offer(_, let price):
            if let last = talks.offers.last, price > last.price {
                return forbid(number, stage, "the offer of \(price) is above the one of \(last.price) before it")
            }
            let standing = self.price(of: entries[index])
            if price > standing {
                return forbid(number, stage, "the offer of \(price) is above the price of \(standing) that stands")
            }
            if let reason = unfit(price) { return forbid(number, stage, reason) }
            usedActs.insert(number)
            talks.offers.append(judge(price, index, stage, competition))
        case .close:
            usedActs.insert(number)
            talks.isClosed = true
        default: forbid(number, stage, "<\(act.word)> does not belong to talks")
        }
    }

    private func judge(
        _ price: FixedDecimal, _ index: Int, _ stage: PlannedStage, _ competition: Competition
    ) -> MadeOffer {
        var offered = entries[index]
        offered.repriced = bid(of: offered).repriced(price)
        self.price(&offered)
        var judge = Judge(competition: competition, stage: stage.id)
        let mark = log.answers.mark
        // What lets talks go on is the first of two conditions, if there is such a one.
        var answers = stage.conditions.map { ask($0, offered, index, &judge) == true }
        let succeeds = answers.removeLast()
        let enters = answers.first ?? true
        usedActs.formUnion(judge.usedActs)
        return MadeOffer(
            price: price, checks: takeChecks(since: mark), enters: enters, succeeds: succeeds && enters)
    }

    /// What a firm offers that the record does not speak of: nothing, or the highest price that wins.
    private func assumeOffer(
        _ talks: inout Talks, _ index: Int, _ stage: PlannedStage, _ competition: Competition
    ) {
        let negotiation = talks.negotiation
        let condition = Condition.all([negotiation.enter, negotiation.succeed].compactMap { $0 })
        var judge = Judge(competition: competition, stage: stage.id)
        guard consents == .given, condition.favoursLowPrices,
            let price = highestPrice(
                for: entries[index],
                where: { offered in
                    let mark = log.answers.mark
                    defer { log.answers.removeAnswers(since: mark) }
                    return stage.conditions.allSatisfy { ask($0, offered, index, &judge) == true }
                })
        else {
            talks.isClosed = true
            return
        }
        talks.offers.append(self.judge(price, index, stage, competition))
        if talks.succeeded == nil { talks.isClosed = true }
    }

    // MARK: - Prices that people name

    /// Decimals that a price for the smallest unit may have.
    var priceDigits: Int {
        rulebook.comparablePrice.filedDigits ?? rulebook.comparablePrice.unitPriceRounding.digits
    }

    /// The highest price with admissible decimals, not above the one that a bid stands at, with which it passes a test
    /// that every lower price passes too; nil when none above 0 does.
    func highestPrice(for entry: Entry, where passes: (Entry) -> Bool) -> FixedDecimal? {
        func isPassing(at price: FixedDecimal) -> Bool {
            var offered = entry
            offered.repriced = filed.repriced(price)
            self.price(&offered)
            return passes(offered)
        }
        let filed = bid(of: entry)
        if isPassing(at: filed.price) { return filed.price }
        // `low` passes or is no price; `high` does not pass.
        var low = Integer.zero
        var high = Ratio(filed.price).rounded(to: priceDigits, .floor).units + .one
        while high - low > .one {
            let middle = (low + high).quotientAndRemainder(dividingBy: 2).quotient
            if isPassing(at: FixedDecimal(units: middle, scale: priceDigits)) { low = middle } else { high = middle }
        }
        return low.isZero ? nil : FixedDecimal(units: low, scale: priceDigits)
    }

    /// Why a price can't be offered; nil when it can.
    func unfit(_ price: FixedDecimal) -> String? {
        guard let most = rulebook.comparablePrice.filedDigits, price.trimmed.scale > most else { return nil }
        return "the price \(price) has \(price.trimmed.scale) decimals, the rulebook allows \(most)"
    }

    /// Gives a bid another price.
    func reprice(_ index: Int, _ price: FixedDecimal) {
        var entry = entries[index]
        entry.repriced = bid(of: entry).repriced(price)
        self.price(&entry)
        entries[index] = entry
    }

    func forbid(_ index: Int, _ stage: PlannedStage, _ reason: String) {
        forbiddenActs.append(ForbiddenAct(index: index, stage: stage.id, reason: reason))
    }
}

extension Condition {
    /// Whether a bid that meets it would meet it at any lower price too.
    fileprivate var favoursLowPrices: Bool { favours(lowPrices: true) }

    private func favours(lowPrices: Bool) -> Bool {
        switch self {
        case .all(let parts), .any(let parts): parts.allSatisfy { $0.favours(lowPrices: lowPrices) }
        case .labelled(_, let part): part.favours(lowPrices: lowPrices)
        case .not(let part): part.favours(lowPrices: !lowPrices)
        case .test(let test): test.isUpperBound.map { $0 == lowPrices } ?? true
        case .member, .fact, .originator, .foreign, .recorded, .barred: true
        }
    }
}

extension Test {
    /// Whether it bounds the price from above; nil where it does not look at the bid's own price.
    fileprivate var isUpperBound: Bool? {
        let isUpper = relation == .atMost || relation == .below
        return switch measure {
        case .unitPrice, .comparablePrice, .priceRatio: isUpper
        case .cutFromCeiling: !isUpper
        case .fact, .ownDemand, .demandAhead, .demandThrough, .score, .count: nil
        }
    }
}
