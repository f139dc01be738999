import Decimals
import Procurement

extension RoundEvaluation {
    /// Names a value for each competition of a lot.
    func define(_ value: ReferenceValue, of stage: PlannedStage, inLot lot: Int) {
        if value.isSealed {
            guard let price = revealedReserve(of: stage, inLot: lot) else {
                blockers[stage.id, default: [:]][lot] = .reserve(stage.id)
                references[lot].append(NamedValue(id: stage.id, unit: nil, value: nil))
                return
            }
            references[lot].append(NamedValue(id: stage.id, unit: nil, value: Surd(price)))
            return
        }
        if let frozen {
            references[lot] += frozen.references.filter { $0.id == stage.id }
            return
        }
        for competition in competitions(inLot: lot) {
            rememberStatistics(of: value, competition)
            references[lot].append(
                NamedValue(id: stage.id, unit: competition.unit, value: self.value(of: value, in: competition)))
        }
        // A value made of others waits for what they wait for.
        for id in value.namedValues {
            if let blocker = blockers[id]?[lot] { blockers[stage.id, default: [:]][lot] = blocker }
        }
    }

    /// Names a value over all lots.
    func define(_ value: ReferenceValue, of stage: PlannedStage) {
        let waiting = Set(entries.filter { $0.standing == .pending && value.concerns($0, self) }.map(\.lot))
        let ids = waiting.sorted().map { lots[$0].id }
        roundStatistics = [:]
        for lot in lots.indices {
            if ids.isEmpty {
                define(value, of: stage, inLot: lot)
            } else {
                references[lot].append(NamedValue(id: stage.id, unit: nil, value: nil))
                blockers[stage.id, default: [:]][lot] = .lots(ids)
            }
        }
        roundStatistics = [:]
    }

    /// Computes the statistics over all lots that a value is made of, once.
    private func rememberStatistics(of value: ReferenceValue, _ competition: Competition) {
        for part in value.parts { rememberStatistics(of: part, competition) }
        if value.sample?.scope == .round, roundStatistics[value] == nil {
            roundStatistics[value] = .some(self.value(of: value, in: competition))
        }
    }

    private func revealedReserve(of stage: PlannedStage, inLot lot: Int) -> Ratio? {
        for (index, act) in acts.acts(lot: lots[lot].id, stage: stage.id) {
            switch act.kind {
            case .commit: usedActs.insert(index)
            case .reveal(let price, _):
                usedActs.insert(index)
                return Ratio(price)
            default: continue
            }
        }
        return nil
    }

    /// A named value as it is for a bid: that of its unit, else of its lot.
    func namedValue(_ id: Stage.ID, of entry: Entry) -> Surd? {
        namedValue(id, lot: entry.lot, unit: entry.unit)
    }

    private func namedValue(_ id: Stage.ID, lot: Int, unit: String?) -> Surd? {
        let values = references[lot].filter { $0.id == id }
        return (values.last { $0.unit == unit } ?? values.last { $0.unit == nil })?.value
    }

    /// A reference value over the populations as they stand now; nil when it is not defined.
    func value(of value: ReferenceValue, in competition: Competition) -> Surd? {
        if !roundStatistics.isEmpty, let known = roundStatistics[value] { return known }
        switch value {
        case .lowest(let sample): return numbers(sample, competition).min().map { Surd($0) }
        case .highest(let sample): return numbers(sample, competition).max().map { Surd($0) }
        case .mean(let sample): return Ratio.mean(numbers(sample, competition)).map { Surd($0) }
        case .deviation(let sample, let multiple, let kind):
            return Spread(numbers(sample, competition)).map { spread in
                Surd(spread.mean, plus: Ratio(multiple), rootOf: spread.variance(kind))
            }
        case .constant(let price): return Surd(Ratio(price))
        case .published(let name):
            return competition.lot.flatMap { lots[$0].facts[name] }.map { Surd(Ratio($0)) }
        case .borrowed(let kind): return competition.lot.flatMap { borrowedPrice(kind, inLot: $0) }.map { Surd($0) }
        case .sealed: return nil
        case .named(let id):
            return competition.lot.flatMap { namedValue(id, lot: $0, unit: competition.unit) }
        case .multiple(let factor, let inner): return self.value(of: inner, in: competition).map { $0 * Ratio(factor) }
        case .largest(let values): return values.compactMap { self.value(of: $0, in: competition) }.max()
        case .smallest(let values): return values.compactMap { self.value(of: $0, in: competition) }.min()
        }
    }

    private func numbers(_ sample: ReferenceValue.Sample, _ competition: Competition) -> [Ratio] {
        let range: Members
        switch sample.scope {
        case .competition: range = competition.members
        case .lot: range = competition.lot.map { .range(ranges[$0]) } ?? competition.members
        case .unit(let unit):
            let all = competition.lot.map { .range(ranges[$0]) } ?? competition.members
            range = .list(all.filter { entries[$0].unit == unit })
        case .round: range = .range(entries.indices)
        }
        let members = members(of: sample.population, in: range)
        if case .comparablePrice = sample.measure { return members.compactMap { entries[$0].comparablePrice } }
        // A measure of a bid among others is taken among those of its own competition.
        let everybody = Competition(lot: nil, unit: nil, members: range)
        var judge = Judge(competition: sample.scope == .competition ? competition : everybody)
        return members.compactMap { number(sample.measure, $0, &judge) }
    }

    private func borrowedPrice(_ kind: String, inLot position: Int) -> Ratio? {
        let lot = lots[position]
        return borrowed.prices.filter { $0.kind == kind && $0.lot == lot.id }.compactMap { price in
            guard let source = lot.specification(price.specification),
                let reference = lot.specification(lot.reference),
                let factor = conversion.factor(from: source, to: reference, dosageClass: lot.dosageClass)
            else { return nil }
            return Ratio(price.price) * factor.value
        }.min()
    }
}

extension ReferenceValue {
    /// Whether it is a statistic over all lots, or made of one.
    var spansRound: Bool { sample?.scope == .round || parts.contains { $0.spansRound } }

    /// Whether it is a sealed reserve, or made of one.
    var isSealed: Bool { self == .sealed || parts.contains { $0.isSealed } }

    /// The earlier values that it is made of.
    var namedValues: [Stage.ID] {
        if case .named(let id) = self { return [id] }
        return (sample?.measure.namedValues ?? []) + parts.flatMap(\.namedValues)
    }

    /// Whether a bid belongs to a population that it is a statistic of.
    func concerns(_ entry: RoundEvaluation.Entry, _ evaluation: RoundEvaluation) -> Bool {
        if let sample { return evaluation.belongs(entry, to: sample.population) }
        return parts.contains { $0.concerns(entry, evaluation) }
    }
}

extension RoundEvaluation {
    /// Whether an entry belongs to a population, or waits and might.
    func belongs(_ entry: Entry, to population: Population) -> Bool { entry.waits || isMember(entry, of: population) }
}

extension Stage.Action {
    /// The values of earlier references that the stage compares with.
    var namedValues: [Stage.ID] {
        switch self {
        case .screen(let condition), .select(let condition), .mark(let condition), .withholdVolume(let condition):
            condition.namedValues
        case .negotiate(let negotiation): (negotiation.enter?.namedValues ?? []) + negotiation.succeed.namedValues
        case .revive(let revival): (revival.condition?.namedValues ?? []) + revival.cap.namedValues
        case .group(let assignment), .classify(let assignment):
            assignment.options.flatMap { $0.condition?.namedValues ?? [] }
        case .shortlist(let shortlist):
            shortlist.measure.namedValues + shortlist.tieBreaks.flatMap(\.measure.namedValues)
        case .score(let score): score.parts.flatMap(\.measure.namedValues)
        case .define(let value): value.namedValues
        case .merge(let merger): merger.tieBreaks.flatMap(\.measure.namedValues)
        case .reevaluate: []
        }
    }
}

extension Condition {
    fileprivate var namedValues: [Stage.ID] {
        tests.flatMap { test in
            if case .reference(let value, _) = test.bound { return value.namedValues + test.measure.namedValues }
            return test.measure.namedValues
        }
    }
}

extension Measure {
    fileprivate var namedValues: [Stage.ID] { if case .priceRatio(let id) = self { [id] } else { [] } }
}
