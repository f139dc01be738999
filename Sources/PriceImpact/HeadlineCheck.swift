public import Decimals
public import Procurement
import Ranking

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
    init(_ headline: Headline, _ dossier: Dossier, _ impact: Impact?) {
        self.headline = headline
        // Of a list of some winners only the extremes can be those of the round.
        let isPartial = dossier.published?.isPartial == true
        let isExtreme = [.maximumDrop, .minimumDrop, .lowestPrice, .highestPrice].contains(headline.measure)
        let values: [(String, Ratio)] =
            switch headline.measure {
            case _ where isPartial && !isExtreme: []
            case .averageDrop:
                Self.figures(
                    headline, dossier, impact, [.meanOverBids, .meanOverLots, .volumeWeighted, .quantityWeighted])
            case .maximumDrop: Self.figures(headline, dossier, impact, [.maximum])
            case .minimumDrop: Self.figures(headline, dossier, impact, [.minimum])
            case .savings: Self.figures(headline, dossier, impact, [.savings])
            case .marketValue: Self.figures(headline, dossier, impact, [.marketValue])
            case .volume: Self.volumes(headline, dossier, impact)
            case .priceAfter, .lowestPrice, .highestPrice: Self.prices(headline, impact)
            default: headline.group == .all ? Self.counts(headline.measure, dossier, impact) : []
            }
        let digit = headline.lastDigit
        tried = values.map { definition, value in
            let reproduces =
                headline.isLowerBound
                ? value >= Ratio(headline.value)
                // Halves go up, away from zero.
                : (value / digit).rounded(to: 0, .halfUp) == (Ratio(headline.value) / digit).rounded(to: 0, .halfUp)
            return Candidate(definition: definition, value: value, reproduces: reproduces)
        }
    }

    /// Whether a baseline can be meant by a stated one.
    private static func isCompatible(_ baseline: Baseline, with stated: Headline.Baseline, _ dossier: Dossier) -> Bool {
        if case .list(let id) = baseline {
            let kind = dossier.priceLists.first { $0.id == id }?.kind
            switch stated {
            case .unstated: return kind != .international
            case .previous:
                return kind == .lowestPrevious || kind == .medianPrevious || kind == .weightedPrevious
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

    private static func figures(
        _ headline: Headline, _ dossier: Dossier, _ impact: Impact?, _ statistics: [Statistic]
    ) -> [(String, Ratio)] {
        guard let impact else { return [] }
        let scale = headline.measure.unit == .percent ? Ratio(100) : .one
        return impact.baselines.filter { isCompatible($0, with: headline.baseline, dossier) }
            .flatMap { baseline in
                statistics.compactMap { statistic in
                    impact.figure(FigureID(impact.population, headline.group, baseline, statistic))
                }
            }.map { ($0.id, $0.value * scale) }
    }

    /// Volumes of the whole round, of a region or of a lot, in smallest units.
    private static func volumes(_ headline: Headline, _ dossier: Dossier, _ impact: Impact?) -> [(String, Ratio)] {
        func isMeant(_ region: String, _ lot: Lot.ID) -> Bool {
            switch headline.group {
            case .all: true
            case .region(let name): region == name
            case .lot(let id): lot == id
            default: false
            }
        }
        let agreed = impact?.supply.lines.filter { isMeant($0.region, $0.lot) } ?? []
        let demand = (dossier.demand?.lines ?? DemandTable()).filter { isMeant($0.region, $0.lot) }
        let reported = demand.compactMap { $0.quantity.map { Ratio($0) } }
        var volumes: [(String, Ratio)] = []
        if !agreed.isEmpty { volumes.append(("agreed quantity", Ratio.sum(agreed.map(\.quantity)))) }
        if !reported.isEmpty, dossier.demand?.kind == .base {
            volumes.append(("reported quantity", Ratio.sum(reported)))
        }
        return volumes
    }

    /// Winning prices, where the winners are of one lot; prices of several lots have no common unit.
    private static func prices(_ headline: Headline, _ impact: Impact?) -> [(String, Ratio)] {
        guard let impact else { return [] }
        let awards = impact.comparisons.members(of: headline.group).awards.map { impact.awards[$0] }
        let prices = awards.compactMap { $0.prices.first?.paid }
        guard Set(awards.map(\.lot)).count == 1, let distribution = Distribution(prices) else { return [] }
        switch headline.measure {
        case .lowestPrice: return [("lowest winning price", distribution.minimum)]
        case .highestPrice: return [("highest winning price", distribution.maximum)]
        default:
            let lines = impact.comparisons.members(of: headline.group).lines.map { impact.supply.lines[$0] }
            let quantity = Ratio.sum(lines.map(\.quantity))
            let weighted = Ratio.sum(lines.compactMap(\.value))
            return [("mean over winning bids", distribution.mean)]
                + (quantity.isZero ? [] : [("mean weighted by agreed quantity", weighted / quantity)])
        }
    }

    private static func counts(
        _ measure: Headline.Measure, _ dossier: Dossier, _ impact: Impact?
    ) -> [(String, Ratio)] {
        let winners = dossier.published?.winners ?? []
        let bids = dossier.submissions.reduce(0) { $0 + $1.bids.count }
        switch measure {
        // A round that is known from outside alone does not describe its lots one by one.
        case .lotsTendered where !winners.isEmpty || bids > 0:
            return [("lots of the round", Ratio(dossier.round.lots.count))]
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

extension Headline {
    /// One unit of the last digit that the source prints.
    ///
    /// Amounts, prices and volumes are published rounded: the zeros at the end of a whole number are no digits of it.
    /// Drops and counts of lots, firms and bids are what they say.
    var lastDigit: Ratio {
        if let precision { return Ratio(precision) }
        let digits = value.description
        let zeros =
            isRounded && !digits.contains(".") && !value.isZero ? digits.reversed().prefix { $0 == "0" }.count : 0
        return Ratio(Integer.powerOfTen(zeros), Integer.powerOfTen(value.scale))
    }

    private var isRounded: Bool { measure.unit == .yuan || measure == .volume || measure == .institutions }

    /// What the printed value can stand for.
    ///
    /// Half a unit of its last digit below and above; a count is exact; from the value on where the source says
    /// "at least".
    var range: (low: Ratio, high: Ratio?) {
        let value = Ratio(value)
        let isExact = measure.unit == .count && !isRounded
        let half = isExact ? .zero : lastDigit / Ratio(2)
        return isLowerBound ? (value, nil) : (value - half, value + half)
    }
}
