import Decimals
import Procurement
import Ranking

extension Impact {
    /// A figure with each term that went into it and what had to stay out; nil when nothing is known.
    public func explanation(of id: FigureID) -> FigureExplanation? {
        guard let figure = figure(id) else { return nil }
        let (entries, missing) = entries(id)
        return FigureExplanation(
            figure: figure, terms: entries.map { term($0, id) }, missing: missing.map { term($0, id) })
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

    private func entries(_ id: FigureID) -> (entries: [Entry], missing: [Entry]) {
        switch id.statistic.scope {
        case .bids: bidEntries(id)
        case .lots: lotEntries(id) { Ratio.mean($0) }
        case .lotRatios: lotEntries(id) { Distribution($0.map { .one - $0 })?.quartile(2) }
        case .deliveries: lineEntries(id)
        }
    }

    private func bidEntries(_ id: FigureID) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        guard let baseline = id.baseline, let column = comparisons.column(baseline) else { return result }
        for index in comparisons.members(of: id.group).awards {
            let entry = Entry(subject: .award(index), amount: column.drops[index])
            if entry.amount == nil { result.missing.append(entry) } else { result.entries.append(entry) }
        }
        return result
    }

    private func lotEntries(
        _ id: FigureID, _ combine: ([Ratio]) -> Ratio?
    ) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        guard let baseline = id.baseline, let column = comparisons.column(baseline) else { return result }
        var byLot: [[Ratio]?] = Array(repeating: nil, count: comparisons.lots.count)
        for index in comparisons.members(of: id.group).awards {
            byLot[comparisons.lotOfAward[index], default: []] += [column.drops[index]].compactMap { $0 }
        }
        for case (let lot, let parts?) in zip(comparisons.lots, byLot) {
            let entry = Entry(subject: .lot(lot, bids: parts.count), amount: combine(parts))
            if entry.amount == nil { result.missing.append(entry) } else { result.entries.append(entry) }
        }
        return result
    }

    private func lineEntries(_ id: FigureID) -> (entries: [Entry], missing: [Entry]) {
        var result: (entries: [Entry], missing: [Entry]) = ([], [])
        let column = id.baseline.flatMap { comparisons.column($0) }
        guard id.statistic == .value || column != nil else { return result }
        for index in comparisons.members(of: id.group).lines {
            var entry = Entry(subject: .line(index))
            let line = supply.lines[index]
            if let column, let supplier = line.supplier, let unit = column.units[supplier.offer] {
                let drop = Ratio.one - supplier.unitPrice / unit
                switch id.statistic {
                case .marketValue: entry.amount = comparisons.market(index, column)
                case .savings: entry.amount = comparisons.saved(index, column)
                case .volumeWeighted: (entry.amount, entry.weight) = (drop, comparisons.market(index, column))
                default: (entry.amount, entry.weight) = (drop, line.quantity)
                }
            } else if id.statistic == .value {
                entry.amount = line.value
            }
            if case .month(let month) = id.group {
                guard let months = comparisons.months[comparisons.lotOfLine[index]] else {
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
            let comparison = id.baseline.flatMap { comparisons.comparison(of: awards[index], at: index, against: $0) }
            return FigureExplanation.Term(
                lot: awards[index].lot, bidder: awards[index].bidder,
                specification: awards[index].mainPrice?.specification, price: comparison?.price,
                baseline: comparison?.baseline, amount: entry.amount)
        case .lot(let lot, let bids): return FigureExplanation.Term(lot: lot, bids: bids, amount: entry.amount)
        case .line(let index):
            let line = supply.lines[index]
            return FigureExplanation.Term(
                lot: line.lot, bidder: line.supplier.map { awards[$0.award].bidder }, region: line.region,
                specification: line.specification, quantity: line.quantity, price: line.supplier?.unitPrice,
                baseline: id.baseline.flatMap { baseline in
                    line.supplier.flatMap { comparisons.column(baseline)?.units[$0.offer] }
                }, amount: entry.amount,
                weight: entry.weight)
        }
    }
}

extension Array {
    /// The element at a position where there may be none, beginning with a default.
    fileprivate subscript<Wrapped>(position: Int, default initial: Wrapped) -> Wrapped where Element == Wrapped? {
        get { self[position] ?? initial }
        set { self[position] = newValue }
    }
}
