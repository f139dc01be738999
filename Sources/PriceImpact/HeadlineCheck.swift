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
        /// Its value in the headline's unit: per cent, yuan or a count.
        var amount: Figure.Amount
        /// Whether it gives the published value to its printed precision.
        public var reproduces: Bool

        /// Its exact value.
        public var value: Ratio { amount.value }
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
        // Rounded values tell nearly all apart; exact means of many prices are long.
        let unit = Ratio(Integer.one, Integer.powerOfTen(HeadlineCheck.digits))
        let distances = tried.map { distance(Ratio($0.amount.rounded(to: HeadlineCheck.digits)), target) }
        return tried.indices.min { left, right in
            distance(distances[left], distances[right]) > unit
                ? distances[left] < distances[right]
                : distance(tried[left].value, target) < distance(tried[right].value, target)
        }.map { tried[$0] }
    }

    private static let digits = 10

    private func distance(_ a: Ratio, _ b: Ratio) -> Ratio { a < b ? b - a : a - b }
}

extension HeadlineCheck {
    /// Tries every compatible definition.
    init(_ headline: Headline, _ dossier: Dossier, _ impact: Impact?) {
        self.headline = headline
        // Of a list of some winners only the extremes can be those of the round.
        let isPartial = dossier.published?.isPartial == true
        let isExtreme = [.maximumDrop, .minimumDrop, .lowestPrice, .highestPrice].contains(headline.measure)
        let values: [(String, Figure.Amount)] =
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
                ? value.value >= Ratio(headline.value)
                // Halves go up, away from zero.
                : (value / digit).rounded(to: 0) == (Ratio(headline.value) / digit).rounded(to: 0, .halfUp)
            return Candidate(definition: definition, amount: value, reproduces: reproduces)
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
    ) -> [(String, Figure.Amount)] {
        guard let impact else { return [] }
        let unit = headline.measure.unit == .percent ? Ratio(1, 100) : .one
        return impact.baselines.filter { isCompatible($0, with: headline.baseline, dossier) }
            .flatMap { baseline in
                statistics.compactMap { statistic in
                    impact.figure(FigureID(impact.population, headline.group, baseline, statistic))
                }
            }.map { ($0.id, $0.amount / unit) }
    }

    /// Volumes of the whole round, of a region or of a lot, in smallest units.
    private static func volumes(
        _ headline: Headline, _ dossier: Dossier, _ impact: Impact?
    ) -> [(String, Figure.Amount)] {
        var agreed: [Ratio] = []
        if let impact {
            let lines = impact.supply.lines
            for line in lines.indices where headline.group.holds(lines[line].region, lines[line].lot) {
                agreed.append(lines[line].quantity)
            }
        }
        let demand = dossier.demand?.lines ?? DemandTable()
        let reported = demand.rows.compactMap { row in
            headline.group.holds(demand.regions[Int(row.region)], demand.lots[Int(row.lot)])
                ? row.quantity.map { Ratio($0) } : nil
        }
        var volumes: [(String, Figure.Amount)] = []
        if !agreed.isEmpty { volumes.append(("agreed quantity", .exact(Ratio.sum(agreed)))) }
        if !reported.isEmpty, dossier.demand?.kind == .base {
            volumes.append(("reported quantity", .exact(Ratio.sum(reported))))
        }
        return volumes
    }

    /// Winning prices, where the winners are of one lot; prices of several lots have no common unit.
    private static func prices(_ headline: Headline, _ impact: Impact?) -> [(String, Figure.Amount)] {
        guard let impact else { return [] }
        let awards = impact.comparisons.members(of: headline.group).awards.map { impact.awards[$0] }
        let prices = awards.compactMap { $0.mainPrice?.paid }
        guard Set(awards.map(\.lot)).count == 1, let distribution = Distribution(prices) else { return [] }
        switch headline.measure {
        case .lowestPrice: return [("lowest winning price", .exact(distribution.minimum))]
        case .highestPrice: return [("highest winning price", .exact(distribution.maximum))]
        default:
            let lines = impact.comparisons.members(of: headline.group).lines.map { impact.supply.lines[$0] }
            let quantity = Ratio.sum(lines.map(\.quantity))
            let weighted = Ratio.sum(lines.compactMap(\.value))
            return [("mean over winning bids", .exact(distribution.mean))]
                + (quantity.isZero ? [] : [("mean weighted by agreed quantity", .exact(weighted / quantity))])
        }
    }

    private static func counts(
        _ measure: Headline.Measure, _ dossier: Dossier, _ impact: Impact?
    ) -> [(String, Figure.Amount)] {
        func count(_ definition: String, _ count: Int) -> [(String, Figure.Amount)] {
            [(definition, .exact(Ratio(count)))]
        }
        let winners = dossier.published?.winners ?? []
        let bids = dossier.submissions.reduce(0) { $0 + $1.bids.count }
        switch measure {
        // A round that is known from outside alone does not describe its lots one by one.
        case .lotsTendered where !winners.isEmpty || bids > 0:
            return count("lots of the round", dossier.round.lots.count)
        case .lotsWon where !winners.isEmpty:
            return count("lots with a published winner", Set(winners.map(\.lot)).count)
        case .winningBids where !winners.isEmpty: return count("published winners", winners.count)
        case .winningFirms where !winners.isEmpty:
            return count("names among the published winners", Set(winners.map { Name.folded($0.name) }).count)
        case .biddingFirms where bids > 0:
            return count("bidders with a bid", dossier.submissions.filter { !$0.bids.isEmpty }.count)
        case .bids where bids > 0: return count("bids filed", bids)
        default: return []
        }
    }
}

extension WinnerGroup {
    /// Whether volumes of a region and lot belong to the whole round, to the region or to the lot.
    fileprivate func holds(_ region: String, _ lot: Lot.ID) -> Bool {
        switch self {
        case .all: true
        case .region(let name): region == name
        case .lot(let id): lot == id
        default: false
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
