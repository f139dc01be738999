public import Decimals
public import Procurement

/// What a figure is: whose prices, against what, how weighted.
///
/// Its text names it in every output.
public struct FigureID: Sendable, Hashable {
    /// Who named the winners.
    public var population: PopulationKind
    /// Which of them.
    public var group: WinnerGroup
    /// Against what; nil only for the value, which is compared with nothing.
    public var baseline: Baseline?
    /// How weighted.
    public var statistic: Statistic

    /// Creates an identifier of a figure of some of the winners.
    public init(_ population: PopulationKind, _ group: WinnerGroup, _ baseline: Baseline?, _ statistic: Statistic) {
        self.population = population
        self.group = group
        self.baseline = baseline
        self.statistic = statistic
    }

    /// Creates an identifier of a figure of all winners.
    public init(_ population: PopulationKind, _ baseline: Baseline?, _ statistic: Statistic) {
        self.init(population, .all, baseline, statistic)
    }
}

extension FigureID: CustomStringConvertible, LosslessStringConvertible {
    /// `published/ceiling/mean-over-lots`, `published:region=北京/ceiling/savings`, `computed/value`.
    public var description: String {
        var text = population.rawValue
        if group != .all { text += ":" + group.rawValue }
        if let baseline { text += "/" + baseline.rawValue }
        return text + "/" + statistic.rawValue
    }

    /// Reads an identifier as it is printed; nil for anything else.
    ///
    /// It is read from its end, so that names of lots and bidders may hold a slash.
    public init?(_ text: String) {
        guard let slash = text.lastIndex(of: "/"),
            let statistic = Statistic(rawValue: String(text[text.index(after: slash)...]))
        else { return nil }
        var winners = text[..<slash]
        var baseline: Baseline?
        if statistic != .value {
            guard let slash = winners.lastIndex(of: "/"),
                let read = Baseline(rawValue: String(winners[winners.index(after: slash)...]))
            else { return nil }
            baseline = read
            winners = winners[..<slash]
        }
        let parts = winners.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let population = PopulationKind(rawValue: parts[0]),
            let group = parts.count == 1 ? .all : WinnerGroup(rawValue: parts[1])
        else { return nil }
        self.init(population, group, baseline, statistic)
    }
}

/// A figure with its definition and what it rests on; the same value in `result.json`, `figures.csv` and
/// `vbp explain --figure`.
public struct Figure: Sendable, Identifiable {
    /// What it is; its text is the stable identifier.
    public var definition: FigureID
    /// A drop as a fraction, where a rise is negative; a ratio; or yuan.
    var amount: Amount
    /// Winning bids that have the baseline.
    public var bids: Int
    /// Lots with at least one of them.
    public var lots: Int
    /// Winning bids that lack the baseline.
    public var bidsWithoutBaseline: Int
    /// Lots with winners of which none has the baseline.
    public var lotsWithoutBaseline: Int
    /// Supplied volumes that lack the baseline, for what is made of volumes; for a month also those without a term.
    public var linesWithoutBaseline: Int
    /// Who reaches a minimum or a maximum.
    public var items: [Item]
    /// What has to be read with the volumes that it is made of, each with its region.
    public var notes: [String]

    /// A value, exact however it is kept.
    enum Amount: Sendable {
        case exact(Ratio)
        case mean(Ratio.Mean)

        /// The exact value.
        var value: Ratio {
            switch self {
            case .exact(let value): value
            case .mean(let mean): mean.exact
            }
        }

        /// The value rounded half up to a number of decimals.
        func rounded(to fractionDigits: Int) -> FixedDecimal {
            switch self {
            case .exact(let value): value.rounded(to: fractionDigits, .halfUp)
            case .mean(let mean): mean.rounded(to: fractionDigits)
            }
        }

        /// The value divided by a positive number.
        static func / (amount: Amount, divisor: Ratio) -> Amount {
            switch amount {
            case .exact(let value): .exact(value / divisor)
            case .mean(let mean): .mean(mean / divisor)
            }
        }
    }

    /// The exact value.
    ///
    /// - Complexity: For a mean that of the sum of its terms; `rounded(to:)` is quicker.
    public var value: Ratio { amount.value }

    /// The value rounded half up to a number of decimals.
    public func rounded(to fractionDigits: Int) -> FixedDecimal { amount.rounded(to: fractionDigits) }

    /// A winning bid, or a lot, by name.
    public struct Item: Sendable, Hashable {
        /// The lot.
        public var lot: Lot.ID
        /// The winner's name; nil for a whole lot.
        public var bidder: String?
    }

    /// An identifier that says what the figure is: `published/ceiling/mean-over-lots`.
    public var id: String { definition.description }
    /// Who named the winners.
    public var population: PopulationKind { definition.population }
    /// Which of them.
    public var group: WinnerGroup { definition.group }
    /// Against what.
    public var baseline: Baseline? { definition.baseline }
    /// How weighted.
    public var statistic: Statistic { definition.statistic }
}

/// How a figure was made: each term that went into it, and what had to stay out.
public struct FigureExplanation: Sendable {
    /// The figure.
    public var figure: Figure
    /// What went into it, in the order of the round's documents.
    public var terms: [Term]
    /// What lacks the baseline, or a term of agreement where months are asked for.
    public var missing: [Term]

    /// A winning bid, a lot, or an agreed volume.
    public struct Term: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The winner; nil for a whole lot.
        public var bidder: Bidder?
        /// The region, for an agreed volume.
        public var region: String?
        /// The specification; nil for a whole lot.
        public var specification: Specification.ID?
        /// Smallest units, for an agreed volume.
        public var quantity: Ratio?
        /// Yuan that are paid, in the presentation in which they are compared.
        public var price: Ratio?
        /// What they are compared with, in the same presentation.
        public var baseline: Ratio?
        /// The bids that a lot's number is made of.
        public var bids: Int?
        /// What enters: a drop, a ratio, or yuan; nil for what is missing.
        public var amount: Ratio?
        /// With which weight; nil where all weigh alike.
        public var weight: Ratio?
    }
}
