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

    mutating func apply(
        _ condition: Condition, of stage: Stage, to participants: [Int], in competition: Competition, effect: Effect
    ) {
        var judge = Judge(competition: competition, stage: stage.id)
        var passed: [Int] = []
        var failed: [Int] = []
        for index in participants {
            var checks: [Check] = []
            let holds = check(condition, entries[index], index, &judge, &checks)
            let entry = entries[index]
            if effect == .mark {
                if entry.isSurplus { continue }
                if holds == true { passed.append(index) } else { failed.append(index) }
                if entry.standing != .out, let name = holds == true ? stage.population : stage.failing {
                    let told = checks.filter { $0.speaksFor == (holds == true) }
                    rule(stage, entry.standing, index, .assigned(name, told))
                }
                continue
            }
            // What is not known of a bid that can't be compared is no reason to exclude it.
            let fails = entry.comparablePrice == nil ? holds == false : holds != true
            if fails, isTied(index), mayReturn {
                // Whether it got as far as this, or lost its place before, decides how it may come back.
                wait(index, at: stage, .condition(checks))
                continue
            }
            rule(stage, fails ? .out : entry.standing, index, .condition(checks))
            if fails {
                entries[index].standing = .out
                entries[index].isExcluded = effect == .exclude
                failed.append(index)
            } else if !entry.isSurplus {
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
        /// The reference values of the competition, each computed once for all its bids.
        var values: [ReferenceValue: Surd?] = [:]
        /// Reported volumes of a population's bids, by competition.
        var demands: [DemandKey: [Ratio]] = [:]
        var usedActs: Set<Int> = []
        /// Whether the part at hand is negated an odd number of times.
        var isNegated = false
        var label: String?

        init(competition: Competition, stage: Stage.ID? = nil) {
            self.competition = competition
            self.stage = stage
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
    func check(
        _ condition: Condition, _ entry: Entry, _ index: Int, _ judge: inout Judge, _ checks: inout [Check]
    ) -> Bool? {
        switch condition {
        case .all(let parts):
            var result: Bool? = true
            for part in parts {
                let holds = check(part, entry, index, &judge, &checks)
                if holds == false { result = false } else if holds == nil, result == true { result = nil }
            }
            return result
        case .any(let parts):
            var result: Bool? = false
            for part in parts {
                let holds = check(part, entry, index, &judge, &checks)
                if holds == true { result = true } else if holds == nil, result == false { result = nil }
            }
            return result
        case .not(let part):
            judge.isNegated.toggle()
            defer { judge.isNegated.toggle() }
            return check(part, entry, index, &judge, &checks).map { !$0 }
        case .labelled(let label, let part):
            let outer = judge.label
            judge.label = label
            defer { judge.label = outer }
            return check(part, entry, index, &judge, &checks)
        case .test(let test):
            guard let comparison = compare(test, entry, index, &judge) else {
                checks.append(
                    Check(subject: .unknown(test), holds: false, speaksFor: judge.isNegated, label: judge.label))
                return entry.comparablePrice == nil && test.needsConversion ? nil : false
            }
            return note(.comparison(comparison), comparison.holds, judge, &checks)
        case .member(let population):
            return note(.member(population), isMember(index, of: population), judge, &checks)
        case .fact(let name, let text):
            let found = entry.bid.texts[name] ?? entry.bidder.texts[name]
            return note(.fact(name, is: text, found: found), found == text, judge, &checks)
        case .originator:
            return note(.originator(entry.bid.isOriginator), entry.bid.isOriginator == true, judge, &checks)
        case .foreign: return note(.foreign(entry.bid.isForeign), entry.bid.isForeign == true, judge, &checks)
        case .recorded:
            let found = acts.removal(of: entry.bidder.id, lot: lots[entry.lot].id, stage: judge.stage)
            if let found { judge.usedActs.insert(found.index) }
            return note(.recorded(found?.act.evidence), found != nil, judge, &checks)
        case .barred:
            let bar = day.flatMap { borrowed.bar(of: entry.bidder.id, on: $0) }
            return note(.barred(bar), bar != nil, judge, &checks)
        }
    }

    private func note(_ subject: Check.Subject, _ holds: Bool, _ judge: Judge, _ checks: inout [Check]) -> Bool {
        checks.append(Check(subject: subject, holds: holds, speaksFor: holds != judge.isNegated, label: judge.label))
        return holds
    }

    /// Nil when the bid lacks what is compared, which counts as not holding.
    private func compare(_ test: Test, _ entry: Entry, _ index: Int, _ judge: inout Judge) -> Comparison? {
        var left: Ratio?
        var right: Surd?
        var reference: Surd?
        if test.bound != .ceiling { left = number(test.measure, of: entry, index, &judge) }
        switch test.bound {
        case .ceiling:
            left = entry.ceiling?.price
            right = entry.ceiling.map { Surd($0.ceiling) }
        case .constant(let constant): right = Surd(Ratio(constant))
        case .reference(let value, let factor):
            if judge.values[value] == nil { judge.values[value] = .some(self.value(of: value, in: judge.competition)) }
            reference = judge.values[value] ?? nil
            right = factor == .one ? reference : reference.map { $0 * Ratio(factor) }
        case .fact(let name, let factor):
            reference = fact(name, of: entry).map { Surd(Ratio($0)) }
            right = reference.map { $0 * Ratio(factor) }
        case .previousPrice(let factor):
            reference = entry.filed.previousPrice.map { Surd(Ratio($0)) }
            right = reference.map { $0 * Ratio(factor) }
        case .ownBorrowed(let kind, let factor):
            reference = ownBorrowedPrice(kind, of: entry).map { Surd($0) }
            right = reference.map { $0 * Ratio(factor) }
        }
        guard let left, let right else { return nil }
        return Comparison(
            test: test, left: left, right: right, reference: reference,
            isPerPack: test.bound == .ceiling && entry.ceiling?.presentation == .pack,
            holds: test.relation.holds(left, right))
    }

    // MARK: - Measures

    /// A bid's number; nil when it is not known.
    func number(_ measure: Measure, of entry: Entry, _ index: Int, _ judge: inout Judge) -> Ratio? {
        switch measure {
        case .unitPrice: return Ratio(entry.bid.price)
        case .comparablePrice: return entry.comparablePrice
        case .cutFromCeiling: return entry.ceiling?.cut
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
        entry.bid.facts[name] ?? entry.bidder.facts[name]
    }

    /// What institutions reported for the bidder's own product, converted linearly to the reference specification.
    func ownDemand(of entry: Entry) -> Ratio? {
        let lot = lots[entry.lot]
        guard let stated = entry.bid.facts[Bid.reportedDemand], let own = lot.specification(entry.bid.specification),
            let reference = lot.specification(lot.reference),
            let factor = VolumeConversion.factor(from: own, to: reference)
        else { return nil }
        return Ratio(stated) * factor
    }

    /// The lowest borrowed price of the bidder's own product, per smallest unit of the bid's specification.
    private func ownBorrowedPrice(_ kind: String, of entry: Entry) -> Ratio? {
        let lot = lots[entry.lot]
        return borrowed.prices.filter { $0.kind == kind && $0.lot == lot.id && $0.bidder == entry.bidder.id }
            .compactMap { price in
                guard let source = lot.specification(price.specification),
                    let own = lot.specification(entry.bid.specification),
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
