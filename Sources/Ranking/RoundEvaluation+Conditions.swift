import Decimals
import Procurement

extension RoundEvaluation {
    /// What becomes of a bid that fails a condition.
    enum Effect {
        case exclude
        case lose
        /// Nothing: the condition only names a population.
        case mark
    }

    func judge(
        _ participants: [Int], at stage: PlannedStage, in competition: Competition, effect: Effect
    ) {
        let condition = stage.conditions[0]
        var judge = Judge(competition: competition, stage: stage.id)
        var passed: [Int] = []
        var failed: [Int] = []
        passed.reserveCapacity(participants.count)
        for index in participants {
            let mark = log.answers.mark
            let holds = ask(condition, entries[index], index, &judge)
            let standing = entries[index].standing
            let isSurplus = entries[index].isSurplus
            if effect == .mark {
                let checks = takeChecks(since: mark)
                if isSurplus { continue }
                if holds == true { passed.append(index) } else { failed.append(index) }
                if standing != .out, let name = holds == true ? stage.rule.population : stage.rule.failing {
                    let told = checks.filter { $0.speaksFor == (holds == true) }
                    rule(stage, standing, index, .assigned(name, told))
                }
                continue
            }
            // What is not known of a bid that can't be compared is no reason to exclude it.
            let fails = entries[index].comparablePrice == nil ? holds == false : holds != true
            if fails, isTied(index), mayReturn {
                // Whether it got as far as this, or lost its place before, decides how it may come back.
                wait(index, at: stage, .condition(takeChecks(since: mark)))
                continue
            }
            rule(stage, fails ? .out : standing, index, since: mark)
            if fails {
                entries[index].standing = .out
                entries[index].isExcluded = effect == .exclude
                failed.append(index)
            } else if !isSurplus {
                passed.append(index)
            }
        }
        usedActs.formUnion(judge.usedActs)
        handOn(passed, failed, of: participants, at: stage)
    }

    /// What a condition is judged with.
    struct Judge {
        let competition: Competition
        /// The stage that judges; nil for a statistic.
        let stage: Stage.ID?
        /// The bounds of the competition, each computed once for all its bids; nil for those that are not yet.
        var bounds: [Bound?] = []
        /// Reported volumes of a population's bids, by competition.
        var demands: [DemandKey: [Ratio]] = [:]
        var usedActs: Set<Int> = []

        init(competition: Competition, stage: Stage.ID? = nil) {
            self.competition = competition
            self.stage = stage
        }

        /// What the bids of a competition are held against.
        enum Bound {
            case undefined
            /// With the place of the value before its factor in the log.
            case number(Surd, place: Int)
        }

        struct DemandKey: Hashable {
            var population: Population
            var lot: Int?
            var unit: String?
        }
    }

    /// Whether a condition holds; nil where that depends on a price that can't be compared.
    ///
    /// Every part is looked at, so that the trace shows all of them.
    func ask(_ expression: Plan.Expression, _ entry: Entry, _ index: Int, _ judge: inout Judge) -> Bool? {
        switch expression {
        case .all(let parts):
            var result: Bool? = true
            for part in parts {
                let holds = ask(part, entry, index, &judge)
                if holds == false { result = false } else if holds == nil, result == true { result = nil }
            }
            return result
        case .any(let parts):
            var result: Bool? = false
            for part in parts {
                let holds = ask(part, entry, index, &judge)
                if holds == true { result = true } else if holds == nil, result == false { result = nil }
            }
            return result
        case .not(let part): return ask(part, entry, index, &judge).map { !$0 }
        case .question(let number): return ask(number, entry, index, &judge)
        }
    }

    private func ask(_ number: Int, _ entry: Entry, _ index: Int, _ judge: inout Judge) -> Bool? {
        let condition = plan.questions[number].condition
        switch condition {
        case .test(let test):
            if let holds = compare(test, number, entry, index, &judge) { return holds }
            note(number, false, isKnown: false, place: -1)
            return entry.comparablePrice == nil && test.needsConversion ? nil : false
        case .member(let population): return note(number, isMember(index, of: population), place: -1)
        case .fact(let name, let text):
            let found = bid(of: entry).texts[name] ?? bidder(of: entry).texts[name]
            return note(number, found == text, .fact(name, is: text, found: found))
        case .originator:
            let found = bid(of: entry).isOriginator
            return note(number, found == true, .originator(found))
        case .foreign:
            let found = bid(of: entry).isForeign
            return note(number, found == true, .foreign(found))
        case .recorded:
            let found = acts.removal(of: bidder(of: entry).id, lot: lots[entry.lot].id, stage: judge.stage)
            if let found { judge.usedActs.insert(found.index) }
            return note(number, found != nil, .recorded(found?.act.evidence))
        case .barred:
            let bar = day.flatMap { borrowed.bar(of: bidder(of: entry).id, on: $0) }
            return note(number, bar != nil, .barred(bar))
        case .all, .any, .not, .labelled: preconditionFailure("the plan takes these apart")
        }
    }

    private func note(_ number: Int, _ holds: Bool, _ subject: Check.Subject) -> Bool {
        log.answers.subjects.append(subject)
        return note(number, holds, place: log.answers.subjects.count - 1)
    }

    @discardableResult
    private func note(
        _ number: Int, _ holds: Bool, isKnown: Bool = true, place: Int, isPerPack: Bool = false, left: Ratio = .zero
    ) -> Bool {
        log.answers.list.append(
            Answers.Answer(
                question: Int32(number), holds: holds, isKnown: isKnown, isPerPack: isPerPack, place: Int32(place),
                left: left))
        return holds
    }

    /// Nil when the bid lacks what is compared, which counts as not holding.
    private func compare(_ test: Test, _ number: Int, _ entry: Entry, _ index: Int, _ judge: inout Judge) -> Bool? {
        switch test.bound {
        case .ceiling:
            guard let ceiling = ceiling(of: entry) else { return nil }
            let holds = test.relation.holds(ceiling.price, ceiling.ceiling)
            log.answers.ceilings.append(ceiling.ceiling)
            return note(
                number, holds, place: log.answers.ceilings.count - 1, isPerPack: ceiling.isPerPack,
                left: ceiling.price)
        case .constant(let constant):
            guard let left = self.number(test.measure, of: entry, index, &judge) else { return nil }
            return note(number, test.relation.holds(left, Ratio(constant)), place: -1, left: left)
        case .reference(let value, let factor):
            guard let slot = plan.questions[number].bound,
                let left = self.number(test.measure, of: entry, index, &judge),
                case .number(let bound, let place) = self.bound(slot, value, factor, &judge)
            else { return nil }
            return note(number, test.relation.holds(left, bound), place: place, left: left)
        case .fact(let name, let factor):
            return compare(test, number, entry, index, fact(name, of: entry).map { Ratio($0) }, factor, &judge)
        case .previousPrice(let factor):
            return compare(test, number, entry, index, filed(entry).previousPrice.map { Ratio($0) }, factor, &judge)
        case .ownBorrowed(let kind, let factor):
            return compare(test, number, entry, index, ownBorrowedPrice(kind, of: entry), factor, &judge)
        }
    }

    /// Compares with a factor times a value of the bid's own.
    private func compare(
        _ test: Test, _ number: Int, _ entry: Entry, _ index: Int, _ reference: Ratio?, _ factor: FixedDecimal,
        _ judge: inout Judge
    ) -> Bool? {
        guard let reference, let left = self.number(test.measure, of: entry, index, &judge) else { return nil }
        log.answers.own.append(Surd(reference))
        return note(
            number, test.relation.holds(left, Surd(reference).times(factor)), place: log.answers.own.count - 1,
            left: left)
    }

    /// What a competition's bids are held against.
    private func bound(
        _ slot: Int, _ value: ReferenceValue, _ factor: FixedDecimal, _ judge: inout Judge
    ) -> Judge.Bound {
        if judge.bounds.isEmpty { judge.bounds = Array(repeating: nil, count: plan.boundCount) }
        if let known = judge.bounds[slot] { return known }
        let bound: Judge.Bound
        if let reference = self.value(of: value, in: judge.competition) {
            log.answers.bounds.append(reference)
            bound = .number(reference.times(factor), place: log.answers.bounds.count - 1)
        } else {
            bound = .undefined
        }
        judge.bounds[slot] = bound
        return bound
    }

    /// A bid's price and its ceiling, in the presentation in which they are compared.
    private func ceiling(of entry: Entry) -> (price: Ratio, ceiling: Ratio, isPerPack: Bool)? {
        guard let terms = prices.terms(of: entry) else { return nil }
        guard terms.dependsOnPack else { return terms.ceiling.map { (entry.unitPrice, $0, false) } }
        return conversion.ceiling(for: bid(of: entry), in: lots[entry.lot]).map {
            ($0.price, $0.ceiling, $0.presentation == .pack)
        }
    }

    // MARK: - Measures

    /// A bid's number; nil when it is not known.
    func number(_ measure: Measure, of entry: Entry, _ index: Int, _ judge: inout Judge) -> Ratio? {
        switch measure {
        case .unitPrice: return entry.unitPrice
        case .comparablePrice: return entry.comparablePrice
        case .cutFromCeiling: return ceiling(of: entry).map { .one - $0.price / $0.ceiling }
        case .fact(let name): return fact(name, of: entry).map { Ratio($0) }
        case .ownDemand: return ownDemand(of: entry)
        case .demandAhead(let population), .demandThrough(let population):
            guard let own = ownDemand(of: entry) else { return nil }
            let all = demands(of: population, for: entry, &judge)
            let total = Ratio.sum(all)
            guard !total.isZero else { return nil }
            if case .demandAhead = measure { return Ratio.sum(all.filter { $0 > own }) / total }
            return Ratio.sum(all.filter { $0 >= own }) / total
        case .score(let id): return entry.scores.last { $0.id == id }?.points
        case .priceRatio(let id):
            guard let price = entry.comparablePrice, let value = namedValue(id, of: entry)?.rationalValue,
                !value.isZero
            else { return nil }
            return price / value
        case .count(let population):
            return Ratio(members(of: population, in: competition(of: entry, judge).members).count)
        }
    }

    /// The number of the bid of an index.
    func number(_ measure: Measure, _ index: Int, _ judge: inout Judge) -> Ratio? {
        switch measure {
        // What is asked for most is read in its place.
        case .unitPrice: entries[index].unitPrice
        case .comparablePrice: entries[index].comparablePrice
        default: number(measure, of: entries[index], index, &judge)
        }
    }

    /// The competition that a bid is measured in: where bids of several lots are looked at, its own.
    private func competition(of entry: Entry, _ judge: Judge) -> Competition {
        if judge.competition.lot != nil { return judge.competition }
        return competitions(inLot: entry.lot).first { $0.unit == entry.unit } ?? judge.competition
    }

    /// What institutions reported for the bids of a population in a bid's competition.
    private func demands(of population: Population, for entry: Entry, _ judge: inout Judge) -> [Ratio] {
        let competition = competition(of: entry, judge)
        let key = Judge.DemandKey(population: population, lot: competition.lot, unit: competition.unit)
        if let known = judge.demands[key] { return known }
        let demands = members(of: population, in: competition.members).compactMap { ownDemand(of: entries[$0]) }
        judge.demands[key] = demands
        return demands
    }

    /// A number of the product, else of the firm.
    func fact(_ name: String, of entry: Entry) -> FixedDecimal? {
        bid(of: entry).fact(name) ?? bidder(of: entry).facts[name]
    }

    /// What institutions reported for the bidder's own product, converted linearly to the reference specification.
    func ownDemand(of entry: Entry) -> Ratio? {
        let lot = lots[entry.lot]
        let bid = bid(of: entry)
        guard let stated = bid.fact(Bid.reportedDemand), let own = lot.specification(bid.specification),
            let reference = lot.specification(lot.reference),
            let factor = VolumeConversion.factor(from: own, to: reference)
        else { return nil }
        return Ratio(stated) * factor
    }

    /// The lowest borrowed price of the bidder's own product, per smallest unit of the bid's specification.
    private func ownBorrowedPrice(_ kind: String, of entry: Entry) -> Ratio? {
        if borrowed.prices.isEmpty { return nil }
        let lot = lots[entry.lot]
        let (bidder, specification) = (bidder(of: entry).id, filed(entry).specification)
        return borrowed.prices.filter { $0.kind == kind && $0.lot == lot.id && $0.bidder == bidder }
            .compactMap { price in
                guard let source = lot.specification(price.specification),
                    let own = lot.specification(specification),
                    let factor = conversion.factor(from: source, to: own, dosageClass: lot.dosageClass)
                else { return nil }
                return Ratio(price.price) * factor.value
            }.min()
    }
}

extension Test {
    /// Whether what it asks may be unknown for lack of a conversion to the reference specification only.
    fileprivate var needsConversion: Bool {
        switch bound {
        case .ceiling, .ownBorrowed: return true
        case .constant, .reference, .fact, .previousPrice: break
        }
        return switch measure {
        case .comparablePrice, .cutFromCeiling, .ownDemand, .demandAhead, .demandThrough, .score, .priceRatio: true
        case .unitPrice, .fact, .count: false
        }
    }
}
