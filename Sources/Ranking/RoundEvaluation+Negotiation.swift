import Decimals
import Procurement

extension RoundEvaluation {
    /// Bids win by the first recorded offer that meets the condition, or lose.
    mutating func apply(
        _ negotiation: Negotiation, of stage: Stage, to participants: [Int], in competition: Competition
    ) {
        var won: [Int] = []
        var lost: [Int] = []
        for index in participants {
            var talks = Talks(negotiation: negotiation)
            for (number, act) in acts.acts(lot: lots[entries[index].lot].id, stage: stage.id)
            where act.bidder == entries[index].bidder.id {
                hear(act, number, &talks, index, stage, competition)
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
                        stage: stage.id, bidders: [entries[index].bidder]))
            }
        }
        add(won, to: stage.population)
        add(lost, to: stage.failing)
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

    private mutating func hear(
        _ act: RecordedAct, _ number: Int, _ talks: inout Talks, _ index: Int, _ stage: Stage,
        _ competition: Competition
    ) {
        let bidder = entries[index].bidder.id
        guard talks.isOpen else {
            return forbid(number, stage, "the talks with bidder '\(bidder)' are over")
        }
        switch act.kind {
        case .offer(_, let price):
            if let last = talks.offers.last, price > last.price {
                return forbid(number, stage, "the offer of \(price) is above the one of \(last.price) before it")
            }
            let standing = entries[index].bid.price
            if price > standing {
                return forbid(number, stage, "the offer of \(price) is above the price of \(standing) that stands")
            }
            if let reason = unfit(price) { return forbid(number, stage, reason) }
            usedActs.insert(number)
            talks.offers.append(judge(price, index, talks.negotiation, stage, competition))
        case .close:
            usedActs.insert(number)
            talks.isClosed = true
        default: forbid(number, stage, "<\(act.word)> does not belong to talks")
        }
    }

    private func judge(
        _ price: FixedDecimal, _ index: Int, _ negotiation: Negotiation, _ stage: Stage, _ competition: Competition
    ) -> MadeOffer {
        var offered = entries[index]
        offered.bid = offered.bid.repriced(price)
        self.price(&offered)
        var judge = Judge(competition: competition, stage: stage.id)
        var checks: [Check] = []
        judge.label = "enter"
        let enters = negotiation.enter.map { check($0, offered, index, &judge, &checks) == true } ?? true
        judge.label = nil
        let succeeds = check(negotiation.succeed, offered, index, &judge, &checks) == true
        return MadeOffer(price: price, checks: checks, enters: enters, succeeds: succeeds && enters)
    }

    /// What a firm offers that the record does not speak of: nothing, or the highest price that wins.
    private func assumeOffer(_ talks: inout Talks, _ index: Int, _ stage: Stage, _ competition: Competition) {
        guard consents == .given,
            let price = highestPrice(meeting: talks.negotiation.succeed, for: index, stage, competition)
        else {
            talks.isClosed = true
            return
        }
        talks.offers.append(judge(price, index, talks.negotiation, stage, competition))
        if talks.succeeded == nil { talks.isClosed = true }
    }

    /// The highest admissible price that meets a condition made of upper bounds; nil when there is no single one.
    private func highestPrice(
        meeting condition: Condition, for index: Int, _ stage: Stage, _ competition: Competition
    ) -> FixedDecimal? {
        switch condition {
        case .all(let parts):
            let prices = parts.map { highestPrice(meeting: $0, for: index, stage, competition) }
            return prices.contains(nil) ? nil : prices.compactMap { $0 }.min()
        case .any(let parts):
            return parts.compactMap { highestPrice(meeting: $0, for: index, stage, competition) }.max()
        case .labelled(_, let part): return highestPrice(meeting: part, for: index, stage, competition)
        case .test(let test):
            let entry = entries[index]
            var judge = Judge(competition: competition, stage: stage.id)
            var checks: [Check] = []
            _ = check(condition, entry, index, &judge, &checks)
            guard let comparison = checks.first?.comparison else { return nil }
            let bound: Surd
            switch (test.measure, test.relation, test.bound) {
            case (.unitPrice, .atMost, .ceiling):
                // Both numbers are of the same presentation.
                guard !comparison.left.isZero else { return nil }
                bound = comparison.right * (Ratio(entry.bid.price) / comparison.left)
            case (.unitPrice, .atMost, _): bound = comparison.right
            case (.comparablePrice, .atMost, _):
                guard let factor = entry.conversion?.value else { return nil }
                bound = comparison.right * (.one / factor)
            case (.cutFromCeiling, .atLeast, _):
                guard let cut = comparison.right.rationalValue, let ceiling = entry.ceiling, !ceiling.price.isZero
                else {
                    return nil
                }
                bound = Surd(ceiling.ceiling * (.one - cut) * Ratio(entry.bid.price) / ceiling.price)
            default: return nil
            }
            return admissible(atMost: bound)
        case .not, .member, .fact, .originator, .foreign, .recorded, .barred: return nil
        }
    }

    // MARK: - Prices that people name

    /// Decimals that a price for the smallest unit may have.
    var priceDigits: Int {
        rulebook.comparablePrice.filedDigits ?? rulebook.comparablePrice.unitPriceRounding.digits
    }

    /// The highest price with admissible decimals that is not above a bound; nil when there is none above 0.
    func admissible(atMost bound: Surd) -> FixedDecimal? {
        var price = bound.rounded(to: priceDigits, .floor)
        if Surd(Ratio(price)) > bound { price -= FixedDecimal(units: .one, scale: priceDigits) }
        return price.isNegative || price.isZero ? nil : price
    }

    /// Why a price can't be offered; nil when it can.
    func unfit(_ price: FixedDecimal) -> String? {
        guard let most = rulebook.comparablePrice.filedDigits, price.trimmed.scale > most else { return nil }
        return "the price \(price) has \(price.trimmed.scale) decimals, the rulebook allows \(most)"
    }

    /// Gives a bid another price.
    mutating func reprice(_ index: Int, _ price: FixedDecimal) {
        var entry = entries[index]
        entry.bid = entry.bid.repriced(price)
        self.price(&entry)
        entries[index] = entry
    }

    mutating func forbid(_ index: Int, _ stage: Stage, _ reason: String) {
        forbiddenActs.append(ForbiddenAct(index: index, stage: stage.id, reason: reason))
    }
}
