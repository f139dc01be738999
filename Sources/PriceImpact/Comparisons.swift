import Decimals
import Procurement
import Ranking

/// Every winning price beside every baseline that it has, computed once; figures are made of these and nothing else.
struct Comparisons: Sendable {
    /// The baselines that at least one winner has.
    private(set) var baselines: [Baseline] = []
    /// Each award's comparison by baseline, in the order of the awards.
    private(set) var bids: [Baseline: [PriceComparison?]] = [:]
    /// Each supply line's comparison by baseline, in the order of the lines; nil without a supplier or the baseline.
    private(set) var lines: [Baseline: [LineComparison?]] = [:]
    /// Quantity × price of each supply line; nil without a supplier.
    private(set) var values: [Ratio?] = []
    /// Months of agreement by lot, where they are known.
    private(set) var months: [Lot.ID: Int] = [:]
    /// The same for each supply line.
    private(set) var monthsOfLine: [Int?] = []
    /// The lists that a price ratio is stated against.
    private(set) var internationalLists: Set<PriceList.ID> = []
    /// The lots that have winners, in the order of the round's document.
    private(set) var lots: [Lot.ID] = []
    /// The position of each award's lot among them.
    private(set) var lotOfAward: [Int] = []
    /// The bidders, regions and lots that have winners.
    private(set) var parts: [WinnerGroup] = []
    /// The awards and the supplied lines of each group that has any.
    private var members: [WinnerGroup: [Int]] = [:]
    private var deliveries: [WinnerGroup: [Int]] = [:]

    init(_ dossier: Dossier, _ awards: [Award], _ supply: Supply) {
        let reference = PriceReference(dossier)
        let winners = Dictionary(grouping: awards, by: \.lot).mapValues(\.count)
        lots = dossier.round.lots.map(\.id).filter { winners[$0] != nil }
        let positions = Dictionary(lots.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        lotOfAward = awards.map { positions[$0.lot] ?? 0 }
        for lot in dossier.round.lots {
            guard let count = winners[lot.id] else { continue }
            months[lot.id] = dossier.termMonths(of: lot, winners: count)
        }
        index(awards, supply)
        internationalLists = Set(dossier.priceLists.filter { $0.kind == .international }.map(\.id))
        for baseline in Baseline.builtIn + dossier.priceLists.map({ Baseline.list($0.id) })
        where reference.isDistinct(baseline, among: awards) {
            let compared = awards.map { reference.comparison(of: $0, against: baseline) }
            guard compared.contains(where: { $0 != nil }) else { continue }
            baselines.append(baseline)
            bids[baseline] = compared
            lines[baseline] = zip(supply.lines, values).map { line, value in
                guard let supplier = line.supplier, let value,
                    let unit = reference.unitPrice(line, supplier, awards[supplier.award], of: baseline)
                else { return nil }
                return LineComparison(unit: unit, price: supplier.unitPrice, quantity: line.quantity, value: value)
            }
        }
        let bidders = Set(awards.map(\.bidder.id)).sorted()
        parts =
            (dossier.round.regions.map { .region($0) } + lots.map { .lot($0) }).filter { members[$0] != nil }
            + bidders.map { .bidder($0) }
    }

    private mutating func index(_ awards: [Award], _ supply: Supply) {
        func kinds(_ award: Award) -> [WinnerGroup] {
            let origin = award.isOriginator.map { $0 ? WinnerGroup.originator : .generic }
            let home = award.isForeign.map { $0 ? WinnerGroup.foreign : .domestic }
            return [.all, .bidder(award.bidder.id), .lot(award.lot)] + [origin, home].compactMap { $0 }
        }
        for (index, award) in awards.enumerated() {
            for group in kinds(award) + award.regions.map({ .region($0) }) { members[group, default: []].append(index) }
        }
        for (index, line) in supply.lines.enumerated() {
            values.append(line.value)
            monthsOfLine.append(months[line.lot])
            guard let supplier = line.supplier else { continue }
            for group in kinds(awards[supplier.award]) + [.region(line.region)] {
                deliveries[group, default: []].append(index)
            }
        }
    }

    /// Whether a baseline is an international reference price.
    func isInternational(_ baseline: Baseline) -> Bool {
        if case .list(let id) = baseline { internationalLists.contains(id) } else { false }
    }

    /// The awards of a group, in order; what is not known of a winner puts it into none, and months have no awards.
    func awards(of group: WinnerGroup) -> [Int] { members[group] ?? [] }

    /// The supplied lines of a group, in order; of a month all of them.
    func lines(of group: WinnerGroup) -> [Int] {
        if case .month = group { return deliveries[.all] ?? [] }
        return deliveries[group] ?? []
    }
}

/// A supply line's price beside its baseline.
struct LineComparison: Sendable {
    /// The baseline, yuan for the smallest unit.
    var unit: Ratio
    /// What is paid, yuan for the smallest unit.
    var price: Ratio
    /// Quantity × baseline, yuan.
    var market: Ratio
    /// Quantity × (baseline − price), yuan.
    var saved: Ratio

    /// 1 − price ÷ baseline.
    var drop: Ratio { .one - price / unit }

    init(unit: Ratio, price: Ratio, quantity: Ratio, value: Ratio) {
        self.unit = unit
        self.price = price
        market = quantity * unit
        saved = market - value
    }
}

/// A winning price beside what it is compared with.
struct PriceComparison: Sendable {
    /// 1 − price ÷ baseline; of a winner with several published prices the mean of their drops.
    var drop: Ratio
    /// Yuan, in the presentation in which they are compared; nil for several prices.
    var price: Ratio?
    /// Yuan, in the same presentation; nil for several prices.
    var baseline: Ratio?

    init(_ price: Ratio, against baseline: Ratio) {
        drop = .one - price / baseline
        self.price = price
        self.baseline = baseline
    }

    /// The mean of several; the only one where there is one.
    init?(meanOf parts: [PriceComparison]) {
        guard let mean = Ratio.mean(parts.map(\.drop)) else { return nil }
        drop = mean
        if parts.count == 1 { (price, baseline) = (parts[0].price, parts[0].baseline) }
    }
}
