import Decimals
import Procurement
import Ranking
import Testing

/// The screens and gates of a decided lot once more, from what was filed and from who passed which stage.
struct Recheck {
    let dossier: Dossier
    let outcome: Outcome
    let lot: LotOutcome

    private var tendered: Lot { dossier.round.lots.first { $0.id == lot.id } ?? sampleLot() }

    /// Compares what a stage found about each bid of the lot with what the condition says; returns how many.
    func compare(_ condition: Condition, _ stage: Stage, _ name: Comment) -> Int {
        let judged = lot.decisions.filter { $0.comparablePrice != nil && $0.verdict(stage.id) != nil }
        for decision in judged {
            let passed = decision.verdict(stage.id)?.standing == .in
            #expect(holds(condition, decision, stage) == passed, "\(name): \(stage.id), \(decision.bidder.id)")
        }
        return judged.count
    }

    private func holds(_ condition: Condition, _ bid: BidDecision, _ stage: Stage) -> Bool {
        switch condition {
        case .all(let parts): return parts.allSatisfy { holds($0, bid, stage) }
        case .any(let parts): return parts.contains { holds($0, bid, stage) }
        case .not(let part): return !holds(part, bid, stage)
        case .labelled(_, let part): return holds(part, bid, stage)
        case .member(let population): return members(of: population, before: stage).contains(bid.bidder.id)
        case .fact(let name, let text): return (bid.bid.texts[name] ?? bid.bidder.texts[name]) == text
        case .originator: return bid.bid.isOriginator == true
        case .foreign: return bid.bid.isForeign == true
        case .recorded: return false
        case .barred: return dossier.borrowed.bars.contains { $0.bidder == bid.bidder.id }
        case .test(let test):
            guard let left = number(test.measure, bid, stage), let right = bound(test, bid, stage) else { return false }
            switch test.relation {
            case .atMost: return Surd(left) <= right
            case .atLeast: return Surd(left) >= right
            case .below: return Surd(left) < right
            case .above: return Surd(left) > right
            }
        }
    }

    private func bound(_ test: Procurement.Test, _ bid: BidDecision, _ stage: Stage) -> Surd? {
        func times(_ price: FixedDecimal?, _ factor: FixedDecimal) -> Surd? {
            price.map { Surd(Ratio($0) * Ratio(factor)) }
        }
        switch test.bound {
        case .ceiling: return ceiling(bid).map { Surd($0) }
        case .constant(let number): return Surd(Ratio(number))
        case .fact(let name, let factor): return times(bid.bid.facts[name] ?? bid.bidder.facts[name], factor)
        case .previousPrice(let factor): return times(bid.bid.previousPrice, factor)
        case .ownBorrowed(let kind, let factor):
            let own = dossier.borrowed.prices.filter {
                $0.kind == kind && $0.lot == lot.id && $0.bidder == bid.bidder.id
            }
            return own.compactMap { price in
                converted(price.specification, bid.bid.specification).map { Ratio(price.price) * $0 }
            }.min().map { Surd($0 * Ratio(factor)) }
        case .reference(let value, let factor): return self.value(value, bid, stage).map { $0 * Ratio(factor) }
        }
    }

    private func value(_ value: ReferenceValue, _ bid: BidDecision, _ stage: Stage) -> Surd? {
        func numbers(_ sample: ReferenceValue.Sample) -> [Ratio] {
            let members = members(of: sample.population, before: stage)
            return rivals(of: bid, stage).filter { members.contains($0.bidder.id) }
                .compactMap { number(sample.measure, $0, stage) }
        }
        switch value {
        case .lowest(let sample): return numbers(sample).min().map { Surd($0) }
        case .highest(let sample): return numbers(sample).max().map { Surd($0) }
        case .mean(let sample):
            let all = numbers(sample)
            return all.isEmpty ? nil : Surd(all.reduce(.zero, +) / Ratio(all.count))
        case .named(let id):
            return (lot.references.last { $0.id == id && $0.unit == bid.unit } ?? lot.references.last { $0.id == id })?
                .value
        default: return nil
        }
    }

    private func number(_ measure: Measure, _ bid: BidDecision, _ stage: Stage) -> Ratio? {
        switch measure {
        case .unitPrice: return Ratio(bid.bid.price)
        case .comparablePrice: return comparable(bid)
        case .cutFromCeiling: return ceiling(bid).map { .one - Ratio(bid.bid.price) / $0 }
        case .fact(let name): return (bid.bid.facts[name] ?? bid.bidder.facts[name]).map { Ratio($0) }
        case .ownDemand: return demand(bid)
        case .demandAhead(let population), .demandThrough(let population):
            let members = members(of: population, before: stage)
            let all = rivals(of: bid, stage).filter { members.contains($0.bidder.id) }.compactMap { demand($0) }
            let total = all.reduce(.zero, +)
            guard let own = demand(bid), !total.isZero else { return nil }
            if case .demandAhead = measure { return all.filter { $0 > own }.reduce(.zero, +) / total }
            return all.filter { $0 >= own }.reduce(.zero, +) / total
        case .score(let id): return bid.scores.last { $0.id == id }?.points
        case .priceRatio(let id):
            guard let reference = value(.named(id), bid, stage)?.rationalValue, !reference.isZero else { return nil }
            return comparable(bid).map { $0 / reference }
        case .count(let population):
            let members = members(of: population, before: stage)
            return Ratio(rivals(of: bid, stage).filter { members.contains($0.bidder.id) }.count)
        }
    }

    /// The bids that a bid is held against: those of its unit, once there are units.
    private func rivals(of bid: BidDecision, _ stage: Stage) -> [BidDecision] {
        let before = dossier.rulebook.stages.prefix { $0.id != stage.id }
        let isGrouped = before.contains { if case .group = $0.action { true } else { false } }
        return isGrouped ? lot.decisions.filter { $0.unit == bid.unit } : lot.decisions
    }

    /// Who is in a population: of the stages that give the name the last one that was about the bid decides.
    private func members(of population: Population, before stage: Stage) -> Set<Bidder.ID> {
        var members = population == "filed" ? Set(lot.decisions.map(\.bidder.id)) : []
        for earlier in dossier.rulebook.stages.prefix(while: { $0.id != stage.id }) {
            for bid in lot.decisions {
                guard let verdict = bid.verdict(earlier.id) else { continue }
                let isIn: Bool
                switch verdict.details {
                case .assigned(let name, _):
                    if name == population, case .mark = earlier.action { members.insert(bid.bidder.id) }
                    continue
                case .scored: continue
                case .volumeWithheld: isIn = true
                case .condition where earlier.withholds: isIn = false
                default: isIn = verdict.standing == .in
                }
                if earlier.population == population {
                    if isIn { members.insert(bid.bidder.id) } else { members.remove(bid.bidder.id) }
                }
                if earlier.failing == population {
                    if isIn { members.remove(bid.bidder.id) } else { members.insert(bid.bidder.id) }
                }
            }
        }
        return members
    }

    // MARK: - Prices

    private func milligrams(_ specification: String) -> Int? {
        specification.hasSuffix("mg") ? Int(specification.dropLast(2)) : nil
    }

    /// What a price of one specification is multiplied by to be that of another.
    private func converted(_ from: String, _ to: String) -> Ratio? {
        if from == to { return .one }
        let rule = dossier.rulebook.comparablePrice
        for stated in rule.factors {
            if (stated.base, stated.specification) == (from, to) { return Ratio(stated.value) }
            if (stated.specification, stated.base) == (from, to) { return .one / Ratio(stated.value) }
        }
        guard let base = rule.conversions.first(where: { $0.dimension == .content })?.base,
            let (source, target) = milligrams(from).flatMap({ source in milligrams(to).map { (source, $0) } })
        else { return nil }
        return Ratio.priceFactor(base: base, x: Ratio(target) / Ratio(source))
    }

    private func comparable(_ bid: BidDecision) -> Ratio? {
        guard var price = converted(bid.bid.specification, tendered.reference).map({ Ratio(bid.bid.price) * $0 }) else {
            return nil
        }
        for adjustment in dossier.rulebook.comparablePrice.adjustments {
            switch adjustment {
            case .multiplied(let fact): price = price * Ratio(bid.bid.facts[fact] ?? .one)
            case .divided(let fact): price = price / Ratio(bid.bid.facts[fact] ?? .one)
            case .coefficient(let fact, let text, let value):
                if bid.bid.texts[fact] == text { price = price / Ratio(value) }
            }
        }
        return dossier.rulebook.comparablePrice.rounding.map { Ratio(price.rounded(to: $0.digits, $0.mode)) } ?? price
    }

    private func ceiling(_ bid: BidDecision) -> Ratio? {
        let own = tendered.ceilings.first { $0.specification == bid.bid.specification }
        return (own.map { [$0] } ?? tendered.ceilings).compactMap { ceiling in
            converted(ceiling.specification, bid.bid.specification).map { Ratio(ceiling.price) * $0 }
        }.first
    }

    private func demand(_ bid: BidDecision) -> Ratio? {
        guard let stated = bid.bid.facts[Bid.reportedDemand], let own = milligrams(bid.bid.specification),
            let reference = milligrams(tendered.reference)
        else { return nil }
        return Ratio(stated) * Ratio(own) / Ratio(reference)
    }
}

extension Stage {
    fileprivate var withholds: Bool { if case .withholdVolume = action { true } else { false } }

    /// Whether it makes populations that its verdicts alone do not tell.
    var isTooClever: Bool {
        switch action {
        case .shortlist(let shortlist): shortlist.outside == .stay
        case .mark: among != nil
        case .merge, .reevaluate, .revive, .negotiate: true
        case .screen, .select, .define, .group, .classify, .score, .withholdVolume: tests.contains { $0.isTooClever }
        }
    }

    private var tests: [Procurement.Test] { conditions.flatMap(\.tests) }
}

extension Procurement.Test {
    /// Whether it asks for a value that the few lines do not compute.
    fileprivate var isTooClever: Bool {
        guard case .reference(let value, _) = bound else { return false }
        switch value {
        case .lowest(let sample), .highest(let sample), .mean(let sample): return sample.scope != .competition
        case .named: return false
        default: return true
        }
    }
}
