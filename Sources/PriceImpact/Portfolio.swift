public import Decimals
public import Procurement
import Ranking

/// Many rounds together, each lot of a region counted once however often it was renewed.
///
/// Where a later round supplies the same lot in the same region, the earlier one's volume there no longer counts.
public struct Portfolio: Sendable {
    /// The region that it is about; nil for all.
    public var region: String?
    /// The rounds by date; those without a date come first, in the order given.
    public var entries: [Entry]
    /// The lots that were bought in more than one round.
    public var chains: [Chain]

    /// What a round adds.
    public struct Entry: Sendable {
        /// The round.
        public var round: Round.ID
        /// Its title.
        public var title: String?
        /// Its day.
        public var date: CalendarDate?
        /// The lots of which at least one region's volume counts.
        public var lots: Int
        /// The volumes that count: a region, lot and specification each.
        public var volumes: Int
        /// The volumes that a later round took over.
        public var superseded: Int
        /// What is paid for what counts, yuan a year.
        public var value: Ratio
        /// The least that is saved a year, and against what; nil where nothing can be computed.
        public var low: Amount?
        /// The most.
        public var high: Amount?
        /// Savings as published, where none can be computed.
        public var publishedSavings: Headline?
        /// Lots as published, where no winner is known.
        public var publishedLots: Headline?
        /// Whether only some of the round's winners are known.
        public var isPartial: Bool
        /// What has to be read with the volumes that count, each with its region.
        public var notes: [String]
    }

    /// Savings against a baseline.
    public struct Amount: Sendable {
        /// Against what.
        public var baseline: Baseline
        /// Yuan a year over the volumes that count and have the baseline.
        public var savings: Ratio
        /// Volumes that count and lack it.
        public var volumesWithoutBaseline: Int
    }

    /// A lot through its rounds (接续).
    public struct Chain: Sendable {
        /// The lot as its first round names it.
        public var lot: Lot.ID
        /// The specification that prices are converted to.
        public var reference: Specification.ID
        /// Its rounds.
        public var cycles: [Cycle]
    }

    /// A lot in one of its rounds.
    public struct Cycle: Sendable {
        /// The round.
        public var round: Round.ID
        /// Whether only some of the round's winners are known: then the price is theirs, and who left or came is not
        /// known of the others.
        public var isPartial: Bool
        /// The mean winning price for the reference specification, yuan.
        public var price: Ratio
        /// In the first round the drop against its baseline; later the drop from the price of the round before.
        public var drop: Ratio?
        /// The baseline of the first round's drop.
        public var baseline: Baseline?
        /// The drop from the first round's baseline to this price.
        public var cumulative: Ratio?
        /// The firms that won the round before and not this one.
        public var left: [String]
        /// The firms that win this round and did not win the one before.
        public var came: [String]
    }

    /// The rounds that add something, or of which something was published.
    ///
    /// Published savings are never added: those of a city are a part of those of the rounds that it took part in.
    public var adding: [Entry] {
        entries.filter { $0.volumes > 0 || $0.superseded > 0 || $0.publishedSavings != nil || $0.publishedLots != nil }
    }
    /// The least that all rounds save a year, yuan: the sum over rounds of the least over baselines.
    public var low: Ratio { Ratio.sum(entries.compactMap { $0.low?.savings }) }
    /// The most.
    public var high: Ratio { Ratio.sum(entries.compactMap { $0.high?.savings }) }
    /// What is paid, yuan a year.
    public var value: Ratio { Ratio.sum(entries.map(\.value)) }
    /// Different lots whose volume counts.
    public var lots: Int
}

extension Portfolio {
    /// Puts rounds together.
    ///
    /// - Parameter region: the region that it is about; nil for all.
    public init(_ assessments: [Assessment], region: String? = nil) {
        let ordered = assessments.enumerated().sorted { left, right in
            switch (left.element.dossier.round.date, right.element.dossier.round.date) {
            case (let a?, let b?) where a != b: a < b
            case (nil, _?): true
            case (_?, nil): false
            default: left.offset < right.offset
            }
        }.map(\.element)
        self.region = region
        var taken: Set<[String]> = []
        var names: Set<String> = []
        var entries: [Entry] = []
        var supplies: [Round.ID: Set<String>] = [:]
        // The latest round comes first, and takes what it supplies.
        for assessment in ordered.reversed() {
            let (entry, supplied) = Portfolio.entry(assessment, region, taken)
            entries.append(entry)
            taken.formUnion(supplied)
            names.formUnion(supplied.map { $0[0] })
            supplies[entry.round] = Set(supplied.map { $0[0] })
        }
        self.entries = entries.reversed()
        lots = names.count
        chains = Portfolio.chains(ordered) { round, lot in
            region == nil || supplies[round]?.contains(lot) == true
        }
    }

    /// What a round adds to what later rounds have taken, and the pairs of lot and region that it supplies.
    private static func entry(
        _ assessment: Assessment, _ region: String?, _ taken: Set<[String]>
    ) -> (Entry, Set<[String]>) {
        let round = assessment.dossier.round
        let names = Dictionary(round.lots.map { ($0.id, $0.commonName) }, uniquingKeysWith: { first, _ in first })
        let impact = assessment.impacts.first
        var counting: [Int] = []
        var superseded = 0
        var supplied: Set<[String]> = []
        var lots: Set<String> = []
        for (index, line) in (impact?.supply.lines ?? []).enumerated() where line.supplier != nil {
            guard region == nil || line.region == region else { continue }
            let key = [names[line.lot] ?? line.lot, line.region]
            supplied.insert(key)
            guard !taken.contains(key) else {
                superseded += 1
                continue
            }
            counting.append(index)
            lots.insert(key[0])
        }
        var amounts: [Amount] = []
        if let comparisons = impact?.comparisons {
            for column in comparisons.columns where !comparisons.isInternational(column.baseline) {
                let saved = counting.compactMap { comparisons.saved($0, column) }
                guard !saved.isEmpty else { continue }
                amounts.append(
                    Amount(
                        baseline: column.baseline, savings: Ratio.sum(saved),
                        volumesWithoutBaseline: counting.count - saved.count))
            }
        }
        let published = assessment.dossier.published
        let headlines = published?.headlines ?? []
        let group = region.map { WinnerGroup.region($0) } ?? .all
        let entry = Entry(
            round: round.id, title: round.title, date: round.date, lots: lots.count, volumes: counting.count,
            superseded: superseded, value: Ratio.sum(counting.compactMap { impact?.supply.lines[$0].value }),
            low: amounts.min { $0.savings < $1.savings }, high: amounts.max { $0.savings < $1.savings },
            publishedSavings: amounts.isEmpty
                ? headlines.first { $0.measure == .savings && $0.group == group } : nil,
            publishedLots: impact == nil ? headlines.first { $0.measure == .lotsWon && $0.group == group } : nil,
            isPartial: published?.isPartial == true,
            notes: Set(counting.compactMap { impact?.supply.lines[$0].regionNote }).sorted())
        return (entry, supplied)
    }

    /// - Parameter counts: whether a lot of that common name was bought in a round, where a region is asked for.
    private static func chains(_ ordered: [Assessment], _ counts: (Round.ID, String) -> Bool) -> [Chain] {
        let comparison = RoundComparison(ordered)
        return comparison.lots.compactMap { lot in
            var cycles: [Cycle] = []
            var before: [String: String] = [:]
            for (index, side, price) in lot.priced where counts(comparison.rounds[index], lot.commonName) {
                let names = Dictionary(
                    side.winners.map { (Name.folded($0.bidder.name), $0.bidder.name) },
                    uniquingKeysWith: { first, _ in first })
                var cycle = Cycle(
                    round: comparison.rounds[index],
                    isPartial: ordered[index].dossier.published?.isPartial == true, price: price, left: [], came: [])
                if let last = cycles.last {
                    cycle.drop = last.price.isZero ? nil : .one - price / last.price
                    cycle.left = before.keys.sorted().filter { names[$0] == nil }.compactMap { before[$0] }
                    cycle.came = names.keys.sorted().filter { before[$0] == nil }.compactMap { names[$0] }
                    if let first = cycles.first, let drop = first.drop, !first.price.isZero {
                        cycle.cumulative = .one - (.one - drop) * price / first.price
                    }
                } else if let first = firstDrop(ordered[index], lot) {
                    (cycle.drop, cycle.baseline, cycle.cumulative) = (first.value, first.baseline, first.value)
                }
                before = names
                cycles.append(cycle)
            }
            return cycles.count > 1 ? Chain(lot: lot.lot, reference: lot.reference, cycles: cycles) : nil
        }
    }

    /// The drop of a lot's first round against the winners' own earlier prices, else against the ceiling.
    private static func firstDrop(_ assessment: Assessment, _ lot: RoundComparison.LotComparison) -> Figure? {
        guard let impact = assessment.impacts.first,
            let id = assessment.dossier.round.lots.first(where: { $0.id == lot.lot })?.id
        else { return nil }
        return [Baseline.previousPrice, .ceiling].lazy.compactMap {
            impact.figure(FigureID(impact.population, .lot(id), $0, .meanOverBids))
        }.first
    }
}
