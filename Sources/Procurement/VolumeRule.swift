public import Decimals

/// Which part of the reported volume is agreed (带量比例), and with whom.
///
/// The shares say which part of the base is agreed. Of it a winning brand keeps a part of what was reported for it,
/// where there are rows for that (按厂牌报量); the rest goes to others.
public struct VolumeRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// The table by tier and number of winners; empty where all that winning brands keep is agreed, and nothing else.
    public var shares: [Share]
    /// What a winner keeps of the agreed volume that was reported for its own product; the first row that fits.
    public var own: [OwnShare]
    /// To whom the rest goes.
    public var rest: Rest
    /// Whether institutions get whole packs only.
    public var isInWholePacks: Bool

    /// A row of the table.
    public struct Share: Sendable, Hashable {
        /// The tier of the lot.
        public var tier: String
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// The share, as a fraction.
        public var share: FixedDecimal

        /// Creates a row.
        public init(tier: String, winners: ClosedRange<Int>, share: FixedDecimal) {
            self.tier = tier
            self.winners = winners
            self.share = share
        }
    }

    /// What winners of a class or of some ranks keep of their own volume.
    public struct OwnShare: Sendable, Hashable {
        /// The class; nil for every one.
        public var classification: String?
        /// The ranks among the winners of the lot or of the bidding unit; nil for all.
        public var ranks: ClosedRange<Int>?
        /// The share, as a fraction.
        public var share: FixedDecimal

        /// Creates a row.
        public init(classification: String? = nil, ranks: ClosedRange<Int>? = nil, share: FixedDecimal) {
            self.classification = classification
            self.ranks = ranks
            self.share = share
        }
    }

    /// To whom goes what no winning brand keeps.
    public enum Rest: Sendable, Hashable {
        /// To the region's primary supplier.
        case primary
        /// To the winner with the lowest comparable price.
        case lowest
        /// To whom the institutions choose.
        case choice
        /// To all winners in the order of their comparable prices, in every region alike.
        case cascade([Cascade])
        /// To nobody: it is not agreed.
        case free
    }

    /// How the rest is divided by rank: each winner takes a part of what is left, the last one all of it.
    public struct Cascade: Sendable, Hashable {
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// The part of what is left, as a fraction.
        public var part: FixedDecimal

        /// Creates a row.
        public init(winners: ClosedRange<Int>, part: FixedDecimal) {
            self.winners = winners
            self.part = part
        }
    }

    /// Creates a rule.
    public init(
        citation: Citation, shares: [Share], own: [OwnShare] = [], rest: Rest = .primary, isInWholePacks: Bool = false
    ) {
        self.citation = citation
        self.shares = shares
        self.own = own
        self.rest = rest
        self.isInWholePacks = isInWholePacks
    }

    /// The share of a lot of that tier with that many winners; nil when the table has no row for it.
    public func share(tier: String, winners: Int) -> FixedDecimal? {
        shares.first { $0.tier == tier && $0.winners.contains(winners) }?.share
    }

    /// What a winner keeps of its own volume; nil when no row is for it.
    public func ownShare(classification: String?, rank: Int?) -> FixedDecimal? {
        own.first { row in
            (row.classification == nil || row.classification == classification)
                && (row.ranks.map { ranks in rank.map(ranks.contains) == true } ?? true)
        }?.share
    }

    /// The parts of the rest by rank for that many winners, which add up to 1; nil without a row for them.
    public func parts(winners: Int) -> [Ratio]? {
        guard case .cascade(let rows) = rest, winners > 0,
            let part = rows.first(where: { $0.winners.contains(winners) })?.part
        else { return nil }
        var left = Ratio.one
        var parts: [Ratio] = []
        for _ in 1..<winners {
            parts.append(left * Ratio(part))
            left = left - (parts.last ?? .zero)
        }
        return parts + [left]
    }
}
