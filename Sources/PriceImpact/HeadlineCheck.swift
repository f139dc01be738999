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
        case .averageDrop:
            values = Self.drops(
                headline, assessment, [.meanOverBids, .meanOverLots, .volumeWeighted, .quantityWeighted])
        case .maximumDrop: values = Self.drops(headline, assessment, [.maximum])
        case .savings:
            let impact = assessment.published ?? assessment.computed
            values =
                impact?.savings.filter { Self.isCompatible($0.baseline, with: headline.baseline, assessment.dossier) }
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

    /// Whether a baseline can be meant by a stated one.
    private static func isCompatible(_ baseline: Baseline, with stated: Headline.Baseline, _ dossier: Dossier) -> Bool {
        if case .list(let id) = baseline {
            let kind = dossier.priceLists.first { $0.id == id }?.kind
            switch stated {
            case .unstated: return kind != .international
            case .previous: return [.lowestPrevious, .medianPrevious, .weightedPrevious].contains(kind)
            case .previousRound: return kind == .previousRound
            case .ceiling, .other: return false
            }
        }
        switch stated {
        case .unstated: return true
        case .ceiling: return [.ceiling, .ceilingAsPrinted, .ownCeilingPerUnit].contains(baseline)
        case .previous:
            return [.previousPrice, .lowestPreviousPrice, .medianPreviousPrice, .weightedPreviousPrice].contains(
                baseline)
        // Without a previous round the ceiling per unit is no price of one.
        case .previousRound:
            return dossier.round.ceilingsFromRound != nil && [.previousRound, .ownCeilingPerUnit].contains(baseline)
        case .other: return false
        }
    }

    private static func drops(
        _ headline: Headline, _ assessment: Assessment, _ statistics: [Statistic]
    ) -> [(String, Ratio)] {
        guard let impact = assessment.published ?? assessment.computed else { return [] }
        return impact.figures.filter { figure in
            figure.group == .all && statistics.contains(figure.statistic)
                && figure.baseline.map { isCompatible($0, with: headline.baseline, assessment.dossier) } == true
        }.map { ($0.id, $0.value * Ratio(100)) }
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
