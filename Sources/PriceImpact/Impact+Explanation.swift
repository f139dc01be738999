import Decimals
import Procurement
import Ranking

extension Impact {
    /// A figure by its definition; nil when nothing that it asks for is known.
    public func figure(_ id: FigureID) -> Figure? { make(id)?.figure }

    /// A figure with each term that went into it and what had to stay out; nil when nothing is known.
    public func explanation(of id: FigureID) -> FigureExplanation? {
        guard let made = make(id) else { return nil }
        return FigureExplanation(
            figure: made.figure, terms: made.entries.map { term($0, id) }, missing: made.missing.map { term($0, id) })
    }

    /// One number that enters a figure.
    private struct Entry {
        enum Subject {
            case award(Int)
            case lot(Lot.ID, bids: Int)
            case line(Int)
        }

        var subject: Subject
        var amount: Ratio?
        var weight: Ratio?
    }

    private func make(_ id: FigureID) -> (figure: Figure, entries: [Entry], missing: [Entry])? {
        guard id.population == population else { return nil }
        let found: (entries: [Entry], missing: [Entry])
        switch id.statistic.scope {
        case .bids: found = bidEntries(id)
        case .lots: found = lotEntries(id) { Ratio.mean($0.map(\.drop)) }
        case .lotRatios:
            guard case .list(let list)? = id.baseline, comparisons.internationalLists.contains(list) else { return nil }
            found = lotEntries(id) { Distribution($0.map { .one - $0.drop })?.quartile(2) }
        case .deliveries: found = lineEntries(id)
        }
        let amounts = found.entries.compactMap(\.amount)
        guard !amounts.isEmpty else { return nil }
        let value: Ratio
        if let position = id.statistic.position {
            guard let distribution = Distribution(amounts) else { return nil }
            value = distribution.value(at: position)
        } else if id.statistic.unit == .yuan {
            value = Ratio.sum(amounts)
        } else {
            let weights = Ratio.sum(found.entries.compactMap(\.weight))
            guard !weights.isZero else { return nil }
            value = Ratio.sum(found.entries.map { ($0.amount ?? .zero) * ($0.weight ?? .zero) }) / weights
        }
        return (figure(id, value, found.entries, found.missing), found.entries, found.missing)
    }

    /// The figure with its counts and, for a minimum or a maximum, who reaches it.
    private func figure(_ id: FigureID, _ value: Ratio, _ entries: [Entry], _ missing: [Entry]) -> Figure {
        var items: [Figure.Item] = []
        if id.statistic.position == .minimum || id.statistic.position == .maximum {
            items = entries.filter { $0.amount == value }.compactMap { entry in
                switch entry.subject {
                case .award(let index): Figure.Item(lot: awards[index].lot, bidder: awards[index].bidder.name)
                case .lot(let lot, _): Figure.Item(lot: lot, bidder: nil)
                case .line: nil
                }
            }
        }
        let members = comparisons.awards(of: id.group.withoutMonth)
        let compared = id.baseline.flatMap { comparisons.bids[$0] }
        // Only the group's own lots are looked at: a figure of one lot must not cost as much as the round.
        var (winners, having): (Set<Int>, Set<Int>) = ([], [])
        var bids = 0
        for index in members {
            winners.insert(comparisons.lotOfAward[index])
            guard id.baseline == nil || compared?[index] != nil else { continue }
            bids += 1
            having.insert(comparisons.lotOfAward[index])
        }
        return Figure(
            definition: id, value: value, bids: bids, lots: having.count, bidsWithoutBaseline: members.count - bids,
            lotsWithoutBaseline: winners.count - having.count,
            linesWithoutBaseline: id.statistic.scope == .deliveries ? missing.count : 0, items: items,
            notes: notes(of: entries))
    }

    private func notes(of entries: [Entry]) -> [String] {
        var notes: Set<String> = []
        for case .line(let index) in entries.lazy.map(\.subject) {
            if let note = supply.lines[index].regionNote { notes.insert(note) }
        }
        return notes.sorted()
    }

    private func bidEntries(_ id: FigureID) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        guard let baseline = id.baseline, let compared = comparisons.bids[baseline] else { return result }
        for index in comparisons.awards(of: id.group) {
            let entry = Entry(subject: .award(index), amount: compared[index]?.drop)
            if entry.amount == nil { result.missing.append(entry) } else { result.entries.append(entry) }
        }
        return result
    }

    private func lotEntries(
        _ id: FigureID, _ combine: ([PriceComparison]) -> Ratio?
    ) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        guard let baseline = id.baseline, let compared = comparisons.bids[baseline] else { return result }
        var byLot: [[PriceComparison]?] = Array(repeating: nil, count: comparisons.lots.count)
        for index in comparisons.awards(of: id.group) {
            byLot[comparisons.lotOfAward[index], default: []] += [compared[index]].compactMap { $0 }
        }
        for case (let lot, let parts?) in zip(comparisons.lots, byLot) {
            let entry = Entry(subject: .lot(lot, bids: parts.count), amount: combine(parts))
            if entry.amount == nil { result.missing.append(entry) } else { result.entries.append(entry) }
        }
        return result
    }

    private func lineEntries(_ id: FigureID) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        let compared = id.baseline.flatMap { comparisons.lines[$0] }
        guard id.statistic == .value || compared != nil else { return result }
        for index in comparisons.lines(of: id.group) {
            var entry = Entry(subject: .line(index))
            if let line = compared?[index] {
                switch id.statistic {
                case .marketValue: entry.amount = line.market
                case .savings: entry.amount = line.saved
                case .volumeWeighted: (entry.amount, entry.weight) = (line.drop, line.market)
                default: (entry.amount, entry.weight) = (line.drop, supply.lines[index].quantity)
                }
            } else if id.statistic == .value {
                entry.amount = comparisons.values[index]
            }
            if case .month(let month) = id.group {
                guard let months = comparisons.monthsOfLine[index] else {
                    entry.amount = nil
                    result.missing.append(entry)
                    continue
                }
                guard month <= months else { continue }
                entry.amount = entry.amount.map { $0 / Ratio(12) }
            }
            if entry.amount == nil { result.missing.append(entry) } else { result.entries.append(entry) }
        }
        return result
    }

    private func term(_ entry: Entry, _ id: FigureID) -> FigureExplanation.Term {
        switch entry.subject {
        case .award(let index):
            let comparison = id.baseline.flatMap { comparisons.bids[$0]?[index] }
            return FigureExplanation.Term(
                lot: awards[index].lot, bidder: awards[index].bidder,
                specification: awards[index].prices.first?.specification, price: comparison?.price,
                baseline: comparison?.baseline, amount: entry.amount)
        case .lot(let lot, let bids): return FigureExplanation.Term(lot: lot, bids: bids, amount: entry.amount)
        case .line(let index):
            let line = supply.lines[index]
            return FigureExplanation.Term(
                lot: line.lot, bidder: line.supplier.map { awards[$0.award].bidder }, region: line.region,
                specification: line.specification, quantity: line.quantity, price: line.supplier?.unitPrice,
                baseline: id.baseline.flatMap { comparisons.lines[$0]?[index]?.unit }, amount: entry.amount,
                weight: entry.weight)
        }
    }
}

extension WinnerGroup {
    /// The winners that it is about: a month is about all of them.
    fileprivate var withoutMonth: WinnerGroup { if case .month = self { .all } else { self } }
}

extension Array {
    /// The element at a position where there may be none, beginning with a default.
    fileprivate subscript<Wrapped>(position: Int, default initial: Wrapped) -> Wrapped where Element == Wrapped? {
        get { self[position] ?? initial }
        set { self[position] = newValue }
    }
}
