import Decimals
public import Procurement

/// A random number generator that gives the same sequence on every run.
public struct Dice: RandomNumberGenerator {
    private var state: UInt64

    /// Creates a generator; equal seeds give equal sequences.
    public init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 }

    /// The next 64 bits of the sequence.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func oneIn(_ number: Int) -> Bool { roll(1...number) == 1 }
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(0...elements.count - 1)] }
}

/// Makes rulebooks of all primitives from a seed, such as the reader would take, and rounds that they can decide.
///
/// All amounts of yuan can be made smaller by a power of ten, with the decimals of roundings shifted as much; everything
/// else is then the same.
public struct RandomRules {
    var dice: Dice
    /// By how many decimals amounts are shifted.
    let shift: Int
    var populations: [Population] = ["filed"]
    /// Those that hold bids that are out.
    var failed: [Population] = []
    /// References, and those of them without a root.
    var references: [Stage.ID] = []
    var rational: [Stage.ID] = []
    var scores: [Stage.ID] = []
    var units: [String] = []
    var count = 0
    var isReevaluated = false

    /// Prepares to make one round's rules.
    public init(seed: UInt64, shift: Int = 0) {
        dice = Dice(seed: seed)
        self.shift = shift
    }

    static let citation = Citation(clause: "at random", basis: .reconstruction, confidence: .low)

    /// So many steps of a tenth of a yuan.
    mutating func money(_ steps: ClosedRange<Int>) -> FixedDecimal {
        FixedDecimal(units: Integer(dice.roll(steps)), scale: 1 + shift)
    }

    mutating func number(_ tenths: ClosedRange<Int>) -> FixedDecimal {
        FixedDecimal(units: Integer(dice.roll(tenths)), scale: 1)
    }

    mutating func rounding(digits: ClosedRange<Int>) -> NamedRounding {
        NamedRounding(digits: dice.roll(digits) + shift, mode: dice.pick([.halfUp, .halfEven, .down, .up]))
    }

    /// A rulebook of a few stages.
    public mutating func rulebook() -> Rulebook {
        var rule = ComparablePriceRule(
            citation: Self.citation,
            conversions: [.init(dimension: .content, base: dice.pick([FixedDecimal(2), number(15...19)]))])
        if dice.oneIn(4) { rule.factors = [.init(specification: "20mg", base: "10mg", value: number(11...25))] }
        if dice.oneIn(5) { rule.adjustments.append(.coefficient(fact: "kind", text: "x", value: number(8...15))) }
        if dice.oneIn(8) { rule.adjustments.append(.divided(byFact: "years")) }
        if dice.oneIn(3) { rule.rounding = rounding(digits: 1...3) }
        rule.unitPriceRounding = NamedRounding(digits: 2 + shift, mode: .halfUp)
        if dice.oneIn(2) { rule.filedDigits = dice.roll(1...3) + shift }
        let stages = (0..<dice.roll(2...8)).map { _ in stage() }
        return Rulebook(id: "random", comparablePrice: rule, stages: stages)
    }

    private mutating func stage() -> Stage {
        count += 1
        let id = "s\(count)"
        var kinds = [0, 0, 1, 1, 2, 3, 3, 4, 4]
        if !isReevaluated { kinds += [5, 6, 7, 8, 9, 10, 10, 11, 12] }
        let kind = dice.pick(kinds)
        let canSelect = kind != 4 && kind != 5 && kind != 6 && kind != 12
        var among: Population? = canSelect && dice.oneIn(4) ? dice.pick(populations) : nil
        let action = action(kind, &among)
        let names = ["valid", "winners", id]
        var population = id
        var failing: Population?
        if [0, 1, 2, 3, 5, 9].contains(kind) || kind == 10 || kind == 11 {
            population = kind == 2 ? id : dice.pick(names)
            if ![10, 11].contains(kind), dice.oneIn(2) { failing = "failed-\(count)" }
        }
        if case .define = action {} else if !populations.contains(population) { populations.append(population) }
        if let failing {
            populations.append(failing)
            if kind != 2 { failed.append(failing) }
        }
        if case .define(let value) = action {
            references.append(id)
            if !hasRoot(value) { rational.append(id) }
        }
        if case .score = action { scores.append(id) }
        if case .group(let assignment) = action { units = assignment.options.map(\.name) }
        return Stage(
            id: id, citation: Self.citation, among: among, action: action, population: population, failing: failing)
    }

    private mutating func action(_ kind: Int, _ among: inout Population?) -> Stage.Action {
        switch kind {
        case 0:
            return .screen(
                dice.oneIn(2) ? .test(Test(measure: .unitPrice, relation: .atMost, bound: .ceiling)) : condition(2))
        case 1: return .select(condition(2))
        case 2: return .mark(condition(1))
        case 3: return .shortlist(shortlist())
        case 4: return .define(dice.oneIn(6) && !isReevaluated ? .sealed : value(2, isNamed: true))
        case 5: return .merge(Merger(tieBreaks: tieBreaks()))
        case 6: return .group(assignment(["A", "B", "C"]))
        case 7: return .classify(assignment(["I", "II"]))
        case 8: return .score(score())
        case 9:
            let opening = dice.roll(1...2)
            return .negotiate(
                Negotiation(
                    enter: dice.oneIn(2) ? price(.atMost) : nil, openingOffers: opening,
                    mostOffers: dice.oneIn(2) ? dice.roll(opening...4) : nil, succeed: price(.atMost)))
        case 10:
            among = failed.isEmpty ? dice.pick(populations) : dice.pick(failed)
            let volumes: [AwardTerms.Volume] = [.shared, .own, .none, .part(number(1...9))]
            return .revive(
                Revival(
                    condition: dice.oneIn(2) ? condition(1) : nil, cap: value(1),
                    award: AwardTerms(picksRegions: dice.oneIn(2), volume: dice.pick(volumes))))
        case 11: return .withholdVolume(price(.below))
        default: return .reevaluate(reevaluation())
        }
    }

    private mutating func reevaluation() -> Reevaluation {
        isReevaluated = true
        defer { isReevaluated = false }
        var stages: [Stage] = []
        func named(_ action: Stage.Action, _ maker: inout RandomRules) -> Stage {
            maker.count += 1
            let id = "s\(maker.count)"
            maker.populations.append(id)
            return Stage(id: id, citation: Self.citation, action: action, population: id)
        }
        if dice.oneIn(3) { stages.append(stage()) }
        stages.removeAll { if case .shortlist = $0.action { true } else { false } }
        stages.append(named(.shortlist(shortlist()), &self))
        let listed = stages[stages.count - 1].population
        count += 1
        let anchor = "s\(count)"
        stages.append(
            Stage(
                id: anchor, citation: Self.citation,
                action: .define(
                    dice.pick([
                        .mean(.init(listed)),
                        .deviation(
                            .init(listed), multiple: number(-20 ... -5), kind: dice.pick([.population, .sample])),
                    ])), population: anchor))
        references.append(anchor)
        stages.append(
            named(
                .withholdVolume(
                    .test(
                        Test(
                            measure: .comparablePrice, relation: .below,
                            bound: .reference(.named(anchor), factor: number(4...12))))), &self))
        return Reevaluation(policy: dice.pick([.none, .once, .untilStable]), stages: stages)
    }

    // MARK: - Parts of stages

    private mutating func shortlist() -> Shortlist {
        let isOverAll = !isReevaluated && dice.oneIn(6)
        var rows: [Shortlist.Places] = []
        let first = dice.roll(1...3)
        let places = dice.roll(0...3)
        rows.append(.init(bidders: 1...first, places: places))
        if dice.oneIn(4) {
            rows.append(.init(bidders: (first + 1)...Int.max, count: .allBut(max(first + 1 - places - 1, 0))))
        } else {
            rows.append(.init(bidders: (first + 1)...Int.max, places: places + dice.roll(0...3)))
        }
        if !isOverAll, !units.isEmpty, dice.oneIn(2) {
            rows.append(.init(unit: units[0], bidders: 1...Int.max, places: dice.roll(1...4)))
        }
        let measure = dice.oneIn(2) ? Measure.comparablePrice : measure(isOfBid: true)
        return Shortlist(
            counting: dice.oneIn(2) ? "filed" : dice.pick(populations), by: measure, highestFirst: dice.oneIn(4),
            scope: isOverAll ? .round : .competition, outside: dice.oneIn(4) ? .stay : .lose, places: rows,
            tieBreaks: tieBreaks())
    }

    private mutating func tieBreaks() -> [TieBreak] {
        (0..<dice.roll(0...2)).map { _ in TieBreak(measure(isOfBid: true), largerFirst: dice.oneIn(2)) }
    }

    private mutating func assignment(_ names: [String]) -> Assignment {
        let chosen = names.prefix(dice.roll(2...names.count))
        return Assignment(
            options: chosen.enumerated().map { position, name in
                .init(name: name, condition: position == chosen.count - 1 ? nil : condition(1))
            })
    }

    private mutating func score() -> Score {
        let parts = (0..<dice.roll(1...3)).map { part -> Score.Part in
            let measure = measure(isOfBid: true)
            let formula: Score.Formula
            switch dice.roll(0...2) {
            case 0:
                formula = .relative(
                    points: number(10...600), highestIsBest: dice.oneIn(2), among: dice.pick(populations))
            case 1:
                let (from, to) = (bound(of: measure), bound(of: measure))
                formula =
                    from == to
                    ? .steps([]) : .linear(from: from, to: to, low: number(0...50), high: number(50...400))
            default:
                let low = bound(of: measure)
                formula = .steps([
                    .init(atLeast: low, points: number(0...99)), .init(atLeast: low + low, points: number(0...99)),
                ])
            }
            return Score.Part(name: "part \(part)", measure: measure, formula: formula, weight: number(1...20))
        }
        return Score(
            parts: parts, limit: dice.oneIn(3) ? number(100...900) : nil,
            rounding: dice.oneIn(3) ? NamedRounding(digits: dice.roll(0...2), mode: .halfUp) : nil)
    }

    // MARK: - Conditions and values

    private mutating func condition(_ depth: Int) -> Condition {
        if depth > 0, dice.oneIn(2) {
            let parts = (0..<dice.roll(2...3)).map { _ in condition(depth - 1) }
            switch dice.roll(0...3) {
            case 0: return .all(parts)
            case 1: return .not(parts[0])
            case 2: return .labelled("limb", .any(parts))
            default: return .any(parts)
            }
        }
        switch dice.roll(0...9) {
        case 0: return .member(dice.pick(populations))
        case 1: return .fact("kind", is: dice.pick(["x", "y"]))
        case 2: return dice.pick([.originator, .foreign, .not(.recorded), .not(.barred)])
        case 3, 4, 5: return price(dice.pick([.atMost, .atLeast, .below, .above]))
        default:
            let measure = measure(isOfBid: false)
            let relation = dice.pick(Test.Relation.allCases)
            if measure != .unitPrice, dice.oneIn(3) {
                let sample = ReferenceValue.Sample(dice.pick(populations), of: measure)
                return .test(
                    Test(
                        measure: measure, relation: relation,
                        bound: .reference(
                            dice.pick([.lowest(sample), .highest(sample), .mean(sample)]), factor: number(5...15))))
            }
            return .test(Test(measure: measure, relation: relation, bound: .constant(bound(of: measure))))
        }
    }

    /// A comparison of a price.
    private mutating func price(_ relation: Test.Relation) -> Condition {
        func test(_ measure: Measure, _ bound: Test.Bound) -> Condition {
            .test(Test(measure: measure, relation: relation, bound: bound))
        }
        switch dice.roll(0...6) {
        case 0: return test(.unitPrice, .constant(money(5...60)))
        case 1: return test(.comparablePrice, .constant(money(5...60)))
        case 2: return test(.unitPrice, .fact("lowest-elsewhere", factor: number(8...15)))
        case 3: return test(.unitPrice, .previousPrice(factor: number(5...15)))
        case 4: return test(.unitPrice, .ownBorrowed("winning", factor: number(8...15)))
        default: return test(.comparablePrice, .reference(value(1), factor: number(8...20)))
        }
    }

    private mutating func measure(isOfBid: Bool) -> Measure {
        var measures: [Measure] = [
            .comparablePrice, .cutFromCeiling, .fact("years"), .ownDemand, .demandAhead(dice.pick(populations)),
            .demandThrough(dice.pick(populations)), .unitPrice,
        ]
        if !scores.isEmpty { measures += [.score(dice.pick(scores)), .score(dice.pick(scores))] }
        if !rational.isEmpty { measures.append(.priceRatio(to: dice.pick(rational))) }
        if !isOfBid { measures.append(.count(dice.pick(populations))) }
        return dice.pick(measures)
    }

    /// A number that a measure may be compared with.
    private mutating func bound(of measure: Measure) -> FixedDecimal {
        switch measure {
        case .unitPrice, .comparablePrice: money(5...60)
        case .cutFromCeiling, .demandAhead, .demandThrough: number(1...9)
        case .fact, .count: FixedDecimal(dice.roll(1...4))
        case .ownDemand: FixedDecimal(dice.roll(1...30))
        case .score: FixedDecimal(dice.roll(1...60))
        case .priceRatio: number(5...20)
        }
    }

    /// A value; only one that has a name of its own may be over all lots.
    private mutating func value(_ depth: Int, isNamed: Bool = false) -> ReferenceValue {
        if depth > 0, dice.oneIn(3) {
            let parts = (0..<dice.roll(1...3)).map { _ in value(depth - 1, isNamed: isNamed) }
            return dice.pick([.largest(parts), .smallest(parts), .multiple(number(5...15), parts[0])])
        }
        let scopes: [Scope] =
            isReevaluated || !isNamed ? [.competition, .lot] : [.competition, .competition, .lot, .round]
        var scope = dice.pick(scopes)
        if !units.isEmpty, dice.oneIn(4) { scope = .unit(dice.pick(units)) }
        let sample = ReferenceValue.Sample(dice.pick(populations), scope: scope)
        switch dice.roll(0...9) {
        case 0, 1: return .lowest(sample)
        case 2: return .highest(sample)
        case 3, 4: return .mean(sample)
        case 5: return .deviation(sample, multiple: number(-20...20), kind: dice.pick([.population, .sample]))
        case 6: return .constant(money(5...60))
        case 7: return .published("floor")
        case 8: return .borrowed("winning")
        default: return references.isEmpty ? .mean(sample) : .named(dice.pick(references))
        }
    }

    private func hasRoot(_ value: ReferenceValue) -> Bool {
        switch value {
        case .deviation: true
        case .named(let id): !rational.contains(id)
        default: value.parts.contains { hasRoot($0) }
        }
    }
}
