public import Decimals
public import Procurement

/// A published figure held against every definition that is compatible with what it says of itself.
///
/// A near match of an incompatible definition is not a reproduction, so only the compatible ones are tried.
public struct HeadlineCheck: Sendable {
    /// A definition that was tried.
    public struct Candidate: Sendable {
        /// What it is: a figure's identifier, or what was counted or summed.
        public var definition: String
        /// Its value in the headline's unit: per cent, yuan or a count; exact.
        public var value: Ratio
        /// Whether it gives the published value to its printed precision.
        public var reproduces: Bool
    }

    /// The published figure.
    public var headline: Headline
    /// The compatible definitions; empty when the data has none.
    public var tried: [Candidate]

    /// Those that reproduce it.
    public var reproducing: [Candidate] { tried.filter(\.reproduces) }

    /// The one that comes nearest.
    public var nearest: Candidate? {
        let target = Ratio(headline.value)
        return tried.min { left, right in
            distance(left.value, target) < distance(right.value, target)
        }
    }

    private func distance(_ a: Ratio, _ b: Ratio) -> Ratio { a < b ? b - a : a - b }
}

extension HeadlineCheck {
    /// Tries every compatible definition.
    init(_ headline: Headline, _ assessment: Assessment) {
        self.headline = headline
        let values: [(String, Ratio)]
        switch headline.measure {
        case .averageDrop: values = Self.drops(headline, assessment, [.meanOverBids, .meanOverLots, .volumeWeighted])
        case .maximumDrop: values = Self.drops(headline, assessment, [.maximum])
        case .savings:
            let impact = assessment.published ?? assessment.computed
            values =
                impact?.savings.filter { Self.compatible(headline.baseline).contains($0.baseline) }
                .map { ("\(impact?.population.rawValue ?? "")/\($0.baseline.rawValue)/savings", $0.total) } ?? []
        default: values = Self.counts(headline.measure, assessment)
        }
        // Yuan are published rounded: the zeros at the end of an amount are no digits of it.
        let zeros = headline.measure == .savings ? headline.value.trailingZeros : 0
        let printed = headline.value.shifted(byPowerOfTen: -zeros)
        tried = values.map { definition, value in
            let rounded = (value / Ratio(Integer.powerOfTen(zeros), .one)).rounded(to: headline.value.scale, .halfUp)
            let reproduces = headline.isLowerBound ? value >= Ratio(headline.value) : rounded == printed
            return Candidate(definition: definition, value: value, reproduces: reproduces)
        }
    }

    /// The baselines that a stated one can mean.
    private static func compatible(_ baseline: Headline.Baseline) -> [Baseline] {
        switch baseline {
        case .unstated: Baseline.allCases
        case .ceiling: [.ceiling, .ceilingAsPrinted, .ownCeilingPerUnit]
        case .previous: [.previousPrice]
        case .previousRound: [.previousRound, .ownCeilingPerUnit]
        case .other: []
        }
    }

    private static func drops(
        _ headline: Headline, _ assessment: Assessment, _ statistics: [Statistic]
    ) -> [(String, Ratio)] {
        guard let impact = assessment.published ?? assessment.computed else { return [] }
        let hasPreviousRound = assessment.dossier.round.ceilingsFromRound != nil
        let baselines = compatible(headline.baseline).filter { baseline in
            // Without a previous round the ceiling per unit is no price of one.
            headline.baseline != .previousRound || hasPreviousRound
        }
        return impact.figures.filter { baselines.contains($0.baseline) && statistics.contains($0.statistic) }
            .map { ($0.id, $0.value * Ratio(100)) }
    }

    private static func counts(_ measure: Headline.Measure, _ assessment: Assessment) -> [(String, Ratio)] {
        let dossier = assessment.dossier
        let winners = dossier.published?.winners ?? []
        let bids = dossier.submissions.flatMap(\.bids).count
        switch measure {
        case .lotsTendered: return [("lots of the round", Ratio(dossier.round.lots.count))]
        case .lotsWon where !winners.isEmpty:
            return [("lots with a published winner", Ratio(Set(winners.map(\.lot)).count))]
        case .winningBids where !winners.isEmpty: return [("published winners", Ratio(winners.count))]
        case .winningFirms where !winners.isEmpty:
            return [("names among the published winners", Ratio(Set(winners.map { Name.folded($0.name) }).count))]
        case .biddingFirms where bids > 0:
            return [("bidders with a bid", Ratio(dossier.submissions.filter { !$0.bids.isEmpty }.count))]
        case .bids where bids > 0: return [("bids filed", Ratio(bids))]
        default: return []
        }
    }
}

extension FixedDecimal {
    /// The zeros at the end of a whole number; 0 for others.
    fileprivate var trailingZeros: Int {
        let digits = description
        return digits.contains(".") || isZero ? 0 : digits.reversed().prefix { $0 == "0" }.count
    }
}
