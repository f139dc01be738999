public import Decimals
public import Procurement

/// Whether the figures that were published about a round fit together, and what follows from them.
///
/// Each published figure stands for all values that round to it; a relation holds when values exist that fulfil it.
/// What follows is implied, not published.
public struct Coherence: Sendable {
    /// The relations of which all figures were published.
    public var checks: [Check]
    /// What was not published and follows from what was.
    public var implied: [Implied]

    /// How published figures have to stand to each other.
    public enum Relation: String, Sendable, CaseIterable {
        /// 1 − price after ÷ price before is the average drop.
        case dropFromPrices = "drop-from-prices"
        /// Market value × average drop is the savings.
        case savingsFromMarket = "savings-from-market"
        /// Volume × (price before − price after) is the savings.
        case savingsFromVolume = "savings-from-volume"
        /// The lots' amounts add up to the round's.
        case partsAddUp = "parts-add-up"
        /// The round's average drop lies between those of its parts.
        case averageBetweenParts = "average-between-parts"
        /// A part is no more than the whole.
        case partWithinWhole = "part-within-whole"
        /// The maximum drop is no less than the average one against the same baseline.
        case maximumAboveAverage = "maximum-above-average"
        /// The minimum drop is no more than the average one against the same baseline.
        case minimumBelowAverage = "minimum-below-average"
        /// The mean winning price lies between the lowest and the highest.
        case priceBetween = "price-between"
        /// No more were won than were tendered or bid.
        case countWithinCount = "count-within-count"
    }

    /// A relation between published figures.
    public struct Check: Sendable {
        /// Which.
        public var relation: Relation
        /// The figures that it is computed from.
        public var inputs: [Headline]
        /// The figure that it is held against.
        public var stated: Headline
        /// The values that the inputs allow; no upper end where an input is a lower bound.
        public var derived: Range
        /// Whether one of them rounds to the stated figure, or stands to it as it has to.
        public var holds: Bool
    }

    /// A value that published figures imply.
    public struct Implied: Sendable {
        /// What it is: a volume, a market value, or with `priceBefore` the mean difference for a unit.
        public var quantity: Quantity
        /// Of what.
        public var group: WinnerGroup
        /// From the figures as printed.
        public var value: Ratio
        /// The values that the printed figures allow.
        public var range: Range
        /// The figures that it follows from.
        public var inputs: [Headline]

        /// What is implied.
        public enum Quantity: String, Sendable, CaseIterable {
            /// Savings ÷ (price before − price after), smallest units a year.
            case volume
            /// Savings ÷ average drop, yuan a year.
            case marketValue = "market-value"
            /// Savings ÷ volume, yuan for a unit.
            case difference = "difference-per-unit"
        }
    }

    /// Values from a low one to a high one; to any where there is no high one.
    public struct Range: Sendable, Equatable {
        /// The least.
        public var low: Ratio
        /// The most; nil for no bound.
        public var high: Ratio?

        init(_ low: Ratio, _ high: Ratio?) {
            self.low = low
            self.high = high
        }

        init(_ headline: Headline) { self.init(headline.range.low, headline.range.high) }

        /// Whether the two have more than an end in common; a range of one value is that value.
        func overlaps(_ other: Range) -> Bool {
            if low == high || other.low == other.high {
                return (other.high.map { low <= $0 } ?? true) && (high.map { other.low <= $0 } ?? true)
            }
            return (other.high.map { low < $0 } ?? true) && (high.map { other.low < $0 } ?? true)
        }

        /// Whether some value of this one is no more than some value of the other.
        func canBeAtMost(_ other: Range) -> Bool { other.high.map { low <= $0 } ?? true }

        static func * (a: Range, b: Range) -> Range {
            Range(a.low * b.low, a.high.flatMap { high in b.high.map { high * $0 } })
        }

        static func + (a: Range, b: Range) -> Range {
            Range(a.low + b.low, a.high.flatMap { high in b.high.map { high + $0 } })
        }

        /// Of values above zero.
        static func / (a: Range, b: Range) -> Range? {
            guard b.low > .zero else { return nil }
            return Range(b.high.map { a.low / $0 } ?? .zero, a.high.map { $0 / b.low })
        }

        static func - (a: Range, b: Range) -> Range? {
            guard let most = b.high else { return nil }
            return Range(a.low - most, a.high.map { $0 - b.low })
        }
    }
}

extension Coherence {
    /// Holds a round's published figures against each other; each figure is taken once, however often it was printed.
    init(_ headlines: [Headline], lots: [Lot.ID]) {
        var distinct: [Headline] = []
        for headline in headlines
        where !distinct.contains(where: {
            $0.measure == headline.measure && $0.group == headline.group && $0.value == headline.value
                && $0.isLowerBound == headline.isLowerBound
        }) {
            distinct.append(headline)
        }
        checks = []
        implied = []
        var groups: [WinnerGroup] = []
        for headline in distinct where !groups.contains(headline.group) { groups.append(headline.group) }
        for group in groups { compare(distinct.filter { $0.group == group }, of: group, all: distinct) }
        compareParts(distinct, lots)
    }

    // MARK: - Within the round, or within one part of it

    private mutating func compare(_ own: [Headline], of group: WinnerGroup, all: [Headline]) {
        func stated(_ measure: Headline.Measure) -> [Headline] {
            own.filter { $0.measure == measure && !$0.value.isNegative && !$0.value.isZero }
        }
        let savings = stated(.savings)
        let volumes = stated(.volume)
        // Drops against a ceiling or an earlier round say nothing of prices before.
        let drops = stated(.averageDrop).filter { $0.baseline != .ceiling && $0.baseline != .previousRound }
        // A part has the round's mean prices where it has none of its own.
        func prices(_ measure: Headline.Measure) -> [Headline] {
            let own = stated(measure)
            return own.isEmpty ? all.filter { $0.measure == measure && $0.group == .all && $0.value > .zero } : own
        }
        let pairs = prices(.priceBefore).flatMap { before in prices(.priceAfter).map { (before: before, after: $0) } }
            .filter { $0.before.value > $0.after.value }

        for (before, after) in pairs where before.group == group {
            guard let ratio = Range(after) / Range(before), let rest = Range(.one, .one) - ratio else { continue }
            let derived = rest * Range(Ratio(100), Ratio(100))
            for drop in drops { check(.dropFromPrices, [before, after], drop, derived) }
        }
        for market in stated(.marketValue) {
            for drop in drops {
                let derived = Range(market) * Range(drop) * Range(Ratio(1, 100), Ratio(1, 100))
                for saved in savings { check(.savingsFromMarket, [market, drop], saved, derived) }
            }
        }
        for (before, after) in pairs {
            guard let difference = Range(before) - Range(after) else { continue }
            for volume in volumes {
                for saved in savings {
                    check(.savingsFromVolume, [volume, before, after], saved, Range(volume) * difference)
                }
            }
            if volumes.isEmpty {
                for saved in savings {
                    imply(
                        .volume, group, Ratio(saved.value) / (Ratio(before.value) - Ratio(after.value)),
                        Range(saved) / difference, [saved, before, after])
                }
            }
        }
        for saved in savings {
            for volume in volumes {
                imply(
                    .difference, group, Ratio(saved.value) / Ratio(volume.value), Range(saved) / Range(volume),
                    [saved, volume])
            }
            if stated(.marketValue).isEmpty {
                for drop in drops {
                    let part = Range(drop) * Range(Ratio(1, 100), Ratio(1, 100))
                    imply(
                        .marketValue, group, Ratio(saved.value) * Ratio(100) / Ratio(drop.value), Range(saved) / part,
                        [saved, drop])
                }
            }
        }
        compareOrder(own)
    }

    /// What can't be more than something else.
    private mutating func compareOrder(_ own: [Headline]) {
        func atMost(
            _ relation: Relation, _ small: Headline.Measure, _ large: Headline.Measure, sameBaseline: Bool = false
        ) {
            for low in own where low.measure == small {
                for high in own where high.measure == large {
                    if sameBaseline, low.baseline != high.baseline || low.baselineText != high.baselineText { continue }
                    checks.append(
                        Check(
                            relation: relation, inputs: [low], stated: high, derived: Range(low),
                            holds: Range(low).canBeAtMost(Range(high))))
                }
            }
        }
        atMost(.maximumAboveAverage, .averageDrop, .maximumDrop, sameBaseline: true)
        atMost(.minimumBelowAverage, .minimumDrop, .averageDrop, sameBaseline: true)
        atMost(.priceBetween, .lowestPrice, .priceAfter)
        atMost(.priceBetween, .priceAfter, .highestPrice)
        atMost(.countWithinCount, .lotsWon, .lotsTendered)
        atMost(.countWithinCount, .winningFirms, .biddingFirms)
        atMost(.countWithinCount, .winningBids, .bids)
    }

    // MARK: - Parts and the whole

    private mutating func compareParts(_ headlines: [Headline], _ lots: [Lot.ID]) {
        let byHome: [WinnerGroup] = [.domestic, .foreign]
        let partitions = [byHome, [.originator, .generic], lots.count > 1 ? lots.map { .lot($0) } : []].filter {
            !$0.isEmpty
        }
        for whole in headlines where whole.group == .all {
            for partition in partitions {
                let parts = partition.compactMap { group in
                    headlines.first {
                        $0.group == group && $0.measure == whole.measure && $0.baseline == whole.baseline
                    }
                }
                guard parts.count == partition.count else { continue }
                let ranges = parts.map { Range($0) }
                switch whole.measure {
                case .averageDrop:
                    let highest = ranges.compactMap(\.high).max()
                    let derived = Range(
                        ranges.map(\.low).min() ?? .zero, ranges.contains { $0.high == nil } ? nil : highest)
                    check(.averageBetweenParts, parts, whole, derived)
                case .savings, .volume, .marketValue, .winningBids, .bids:
                    check(.partsAddUp, parts, whole, ranges.dropFirst().reduce(ranges[0], +))
                // A firm is domestic or foreign, but may win, and have products, of more than one other kind.
                case .winningFirms, .biddingFirms:
                    if partition == byHome {
                        check(.partsAddUp, parts, whole, ranges.dropFirst().reduce(ranges[0], +))
                    }
                default: continue
                }
            }
            guard
                [.savings, .volume, .marketValue, .winningBids, .bids, .winningFirms, .biddingFirms].contains(
                    whole.measure)
            else { continue }
            for part in headlines where part.group != .all && part.measure == whole.measure {
                checks.append(
                    Check(
                        relation: .partWithinWhole, inputs: [part], stated: whole, derived: Range(part),
                        holds: Range(part).canBeAtMost(Range(whole))))
            }
        }
    }

    private mutating func check(_ relation: Relation, _ inputs: [Headline], _ stated: Headline, _ derived: Range) {
        checks.append(
            Check(
                relation: relation, inputs: inputs, stated: stated, derived: derived,
                holds: derived.overlaps(Range(stated))))
    }

    private mutating func imply(
        _ quantity: Implied.Quantity, _ group: WinnerGroup, _ value: Ratio, _ range: Range?, _ inputs: [Headline]
    ) {
        guard let range else { return }
        implied.append(Implied(quantity: quantity, group: group, value: value, range: range, inputs: inputs))
    }
}
