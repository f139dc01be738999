import Decimals
import Procurement

/// Takes the bids of one lot through the stages of a rulebook.
struct LotEvaluation {
    /// A bid on its way.
    struct Entry {
        let bidder: Bidder
        let bid: Bid
        var comparablePrice: Ratio?
        var conversion: ConversionFactor?
        var ceiling: AppliedCeiling?
        var standing = Verdict.Standing.in
        var isExcluded = false
        var trace: [Verdict] = []
    }

    let lot: Lot
    let rulebook: Rulebook
    let draws: [(index: Int, draw: RecordedAct.Draw)]
    var entries: [Entry]
    /// The bids that each stage handed on, by the population's name.
    private var populations: [Population: [Int]] = [:]
    private var places: Int?
    private var references: [(id: Stage.ID, value: Surd?)] = []

    private(set) var pending: [PendingAct] = []
    private(set) var forbiddenActs: [ForbiddenAct] = []
    private(set) var usedActs: [Int] = []

    init(
        lot: Lot, bids: [(Bidder, Bid)], rulebook: Rulebook, conversion: PriceConversion,
        draws: [(index: Int, draw: RecordedAct.Draw)]
    ) {
        self.lot = lot
        self.rulebook = rulebook
        self.draws = draws
        let reference = lot.specification(lot.reference)
        entries = bids.map { bidder, bid in
            var entry = Entry(bidder: bidder, bid: bid)
            entry.ceiling = conversion.ceiling(for: bid, in: lot)
            if let own = lot.specification(bid.specification), let reference,
                let factor = conversion.factor(from: own, to: reference, dosageClass: lot.dosageClass)
            {
                let exact = Ratio(bid.price) * factor.value
                let rounding = rulebook.comparablePrice.rounding
                entry.comparablePrice = rounding.map { Ratio(exact.rounded(to: $0.digits, $0.mode)) } ?? exact
                entry.conversion = factor
            }
            return entry
        }
        entries.sort { $0.bidder.id < $1.bidder.id }
    }

    mutating func run() -> LotOutcome {
        populations["filed"] = Array(entries.indices)
        setAsideIncomparable()
        for stage in rulebook.stages {
            switch stage.action {
            case .screen(let condition): apply(condition, of: stage, excludes: true)
            case .select(let condition): apply(condition, of: stage, excludes: false)
            case .shortlist(let shortlist): apply(shortlist, of: stage)
            case .define(let value):
                references.append((stage.id, self.value(of: value)))
                continue
            }
            populations[stage.population] = entries.indices.filter { entries[$0].standing != .out }
        }
        dropIdleTies()
        return LotOutcome(
            id: lot.id, filed: entries.count, places: places, references: references, decisions: decisions())
    }

    /// Bids whose specification can't be converted wait for somebody to state a factor.
    private mutating func setAsideIncomparable() {
        for index in entries.indices where entries[index].comparablePrice == nil {
            entries[index].standing = .pending
            entries[index].trace.append(
                Verdict(
                    stage: "comparable-price", citation: rulebook.comparablePrice.citation, standing: .pending,
                    details: .notComparable(reference: lot.reference)))
            pending.append(
                PendingAct(
                    kind: .stateConversion(entries[index].bid.specification, reference: lot.reference), lot: lot.id,
                    stage: "comparable-price", bidders: [entries[index].bidder]))
        }
    }

    // MARK: - Conditions

    private mutating func apply(_ condition: Condition, of stage: Stage, excludes: Bool) {
        var values: [ReferenceValue: Surd?] = [:]
        for index in entries.indices where entries[index].standing != .out && entries[index].comparablePrice != nil {
            var comparisons: [Comparison] = []
            let holds = check(condition, entries[index], &values, &comparisons)
            entries[index].trace.append(
                Verdict(
                    stage: stage.id, citation: stage.citation, standing: holds ? entries[index].standing : .out,
                    details: .condition(comparisons)))
            if !holds {
                entries[index].standing = .out
                entries[index].isExcluded = excludes
            }
        }
    }

    private func check(
        _ condition: Condition, _ entry: Entry, _ values: inout [ReferenceValue: Surd?],
        _ comparisons: inout [Comparison]
    ) -> Bool {
        switch condition {
        // Every part is compared, so that the trace shows all of them.
        case .all(let parts): return parts.filter { !check($0, entry, &values, &comparisons) }.isEmpty
        case .any(let parts): return !parts.filter { check($0, entry, &values, &comparisons) }.isEmpty
        case .not(let part): return !check(part, entry, &values, &comparisons)
        case .test(let test):
            guard let comparison = compare(test, entry, &values) else { return false }
            comparisons.append(comparison)
            return comparison.holds
        }
    }

    /// Nil when the bid lacks what is compared, which counts as not holding.
    ///
    /// - Parameter values: the reference values of the lot, each computed once for all its bids.
    private func compare(_ test: Test, _ entry: Entry, _ values: inout [ReferenceValue: Surd?]) -> Comparison? {
        let left: Ratio
        let right: Surd
        var reference: Surd?
        switch (test.measure, test.bound) {
        case (.unitPrice, .ceiling):
            guard let ceiling = entry.ceiling else { return nil }
            left = ceiling.price
            right = Surd(ceiling.ceiling)
        case (_, .ceiling): return nil
        case (let measure, .constant(let constant)):
            guard let number = number(measure, of: entry) else { return nil }
            left = number
            right = Surd(Ratio(constant))
        case (let measure, .reference(let value, let factor)):
            if values[value] == nil { values[value] = .some(self.value(of: value)) }
            guard let number = number(measure, of: entry), let known = values[value] ?? nil else { return nil }
            left = number
            right = known * Ratio(factor)
            reference = known
        }
        let isPerPack = test.bound == .ceiling && entry.ceiling?.presentation == .pack
        return Comparison(
            test: test, left: left, right: right, reference: reference, isPerPack: isPerPack,
            holds: test.relation.holds(left, right))
    }

    /// A reference value over the populations as they stand now; nil when it is not defined.
    private func value(of value: ReferenceValue) -> Surd? {
        func prices(_ population: Population) -> [Ratio] {
            (populations[population] ?? []).compactMap { entries[$0].comparablePrice }
        }
        switch value {
        case .lowest(let population): return prices(population).min().map { Surd($0) }
        case .highest(let population): return prices(population).max().map { Surd($0) }
        case .mean(let population): return Ratio.mean(prices(population)).map { Surd($0) }
        case .deviation(let population, let multiple, let kind):
            return Spread(prices(population)).map { spread in
                Surd(spread.mean, plus: Ratio(multiple), rootOf: spread.variance(kind))
            }
        case .constant(let price): return Surd(Ratio(price))
        case .named(let id): return references.last { $0.id == id }?.value
        case .multiple(let factor, let inner): return self.value(of: inner).map { $0 * Ratio(factor) }
        case .largest(let values): return values.compactMap { self.value(of: $0) }.max()
        case .smallest(let values): return values.compactMap { self.value(of: $0) }.min()
        }
    }

    private func number(_ measure: Test.Measure, of entry: Entry) -> Ratio? {
        switch measure {
        case .unitPrice: Ratio(entry.bid.price)
        case .comparablePrice: entry.comparablePrice
        case .cutFromCeiling: entry.ceiling?.cut
        }
    }

    // MARK: - Shortlist

    private mutating func apply(_ shortlist: Shortlist, of stage: Stage) {
        let order = entries.indices.filter { entries[$0].standing != .out && entries[$0].comparablePrice != nil }
            .sorted { left, right in
                let (a, b) = (entries[left].comparablePrice ?? .zero, entries[right].comparablePrice ?? .zero)
                return a == b ? entries[left].bidder.id < entries[right].bidder.id : a < b
            }
        let counted = populations[shortlist.counting]?.count ?? 0
        let places = shortlist.places(for: counted)
        self.places = places
        let prices = order.map { entries[$0].comparablePrice ?? .zero }
        let lastPrice = places > 0 && places <= prices.count ? prices[places - 1] : nil
        let tie = Tie(order: order, prices: prices, places: places)
        let settled = settle(tie, shortlist, stage)

        var rank = 0
        for (position, index) in order.enumerated() {
            if position == 0 || prices[position] != prices[position - 1] { rank = position + 1 }
            var standing: Verdict.Standing
            var place = ShortlistPlace(
                counted: counted, places: places, rank: rank, lastPrice: lastPrice, tied: [], decidedBy: nil)
            if tie.members.contains(index) {
                place.tied = tie.members.map { entries[$0].bidder.id }.sorted()
                place.decidedBy = settled.decidedBy[index]
                standing = settled.standing[index] ?? .pending
            } else {
                standing = position < places ? .in : .out
            }
            if standing == .in, entries[index].standing == .pending { standing = .pending }
            entries[index].standing = standing
            entries[index].trace.append(
                Verdict(stage: stage.id, citation: stage.citation, standing: standing, details: .shortlist(place)))
        }
    }

    /// The bids at the price of the last place, where there are more of them than places left.
    private struct Tie {
        var members: [Int] = []
        var free = 0

        init(order: [Int], prices: [Ratio], places: Int) {
            guard places > 0, places < order.count, prices[places - 1] == prices[places] else { return }
            let price = prices[places - 1]
            members = zip(order, prices).filter { $0.1 == price }.map(\.0)
            free = places - prices.filter { $0 < price }.count
        }
    }

    private struct Settlement {
        var standing: [Int: Verdict.Standing] = [:]
        var decidedBy: [Int: ShortlistPlace.TieDecision] = [:]
    }

    /// Decides between tied bids by the chain of facts, then by the recorded draw; what is left is pending.
    private mutating func settle(_ tie: Tie, _ shortlist: Shortlist, _ stage: Stage) -> Settlement {
        var settlement = Settlement()
        var members = tie.members
        var free = tie.free
        guard !members.isEmpty else { return settlement }
        for tieBreak in shortlist.tieBreaks {
            var values: [(index: Int, value: FixedDecimal)] = []
            for index in members {
                if let value = entries[index].bid.facts[tieBreak.fact] { values.append((index, value)) }
            }
            // A fact decides only where it is known of all.
            guard values.count == members.count else { continue }
            values.sort { tieBreak.largerFirst ? $0.value > $1.value : $0.value < $1.value }
            let last = values[free - 1].value
            members = []
            for (position, item) in values.enumerated() {
                if item.value == last {
                    members.append(item.index)
                } else {
                    settlement.standing[item.index] = position < free ? .in : .out
                    settlement.decidedBy[item.index] = .fact(tieBreak.fact)
                }
            }
            free = tie.free - settlement.standing.values.filter { $0 == .in }.count
            if members.count <= free {
                for index in members {
                    settlement.standing[index] = .in
                    settlement.decidedBy[index] = .fact(tieBreak.fact)
                }
                return settlement
            }
        }
        applyDraw(to: members, free: free, stage, &settlement)
        return settlement
    }

    private mutating func applyDraw(to members: [Int], free: Int, _ stage: Stage, _ settlement: inout Settlement) {
        let bidders = Dictionary(uniqueKeysWithValues: members.map { (entries[$0].bidder.id, $0) })
        for (index, draw) in draws where draw.stage == stage.id {
            if let stranger = draw.order.first(where: { bidders[$0] == nil }) {
                forbiddenActs.append(
                    ForbiddenAct(
                        index: index, stage: stage.id,
                        reason: "bidder '\(stranger)' is not among the tied bids of lot '\(lot.id)': "
                            + bidders.keys.sorted().joined(separator: ", ")))
                return
            }
            guard draw.order.count >= free else {
                forbiddenActs.append(
                    ForbiddenAct(
                        index: index, stage: stage.id,
                        reason: "the draw names \(draw.order.count) of \(free) places in lot '\(lot.id)'"))
                return
            }
            usedActs.append(index)
            let chosen = Set(draw.order.prefix(free))
            for member in members {
                settlement.standing[member] = chosen.contains(entries[member].bidder.id) ? .in : .out
                settlement.decidedBy[member] = .draw
            }
            return
        }
        for member in members { settlement.standing[member] = .pending }
        pending.append(
            PendingAct(
                kind: .draw(places: free), lot: lot.id, stage: stage.id, bidders: members.map { entries[$0].bidder }))
    }

    /// A draw is asked for only where it changes an outcome: not between bids that lose at a later stage anyway.
    private mutating func dropIdleTies() {
        pending.removeAll { act in
            guard case .draw = act.kind else { return false }
            let concerned = Set(act.bidders.map(\.id))
            return !entries.contains { concerned.contains($0.bidder.id) && $0.standing == .pending }
        }
    }

    // MARK: - Decisions

    private func decisions() -> [BidDecision] {
        let valid = entries.indices.filter { !entries[$0].isExcluded && entries[$0].comparablePrice != nil }
            .sorted { left, right in
                let (a, b) = (entries[left].comparablePrice ?? .zero, entries[right].comparablePrice ?? .zero)
                return a == b ? entries[left].bidder.id < entries[right].bidder.id : a < b
            }
        var ranks: [Int: Int] = [:]
        for (position, index) in valid.enumerated() {
            let isEqual = position > 0 && entries[index].comparablePrice == entries[valid[position - 1]].comparablePrice
            ranks[index] = isEqual ? ranks[valid[position - 1]] : position + 1
        }
        let others = entries.indices.filter { ranks[$0] == nil }
        return (valid + others).map { index in
            let entry = entries[index]
            let decision: Decision =
                switch entry.standing {
                case .in: .won
                case .pending: .pending
                case .out: entry.isExcluded ? .excluded : .lost
                }
            return BidDecision(
                bidder: entry.bidder, bid: entry.bid, decision: decision, rank: ranks[index],
                comparablePrice: entry.comparablePrice, conversion: entry.conversion, ceiling: entry.ceiling,
                trace: entry.trace)
        }
    }
}
