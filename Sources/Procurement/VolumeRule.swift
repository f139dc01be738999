public import Decimals

/// Which part of the reported volume is agreed (带量比例).
public struct VolumeRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// The table.
    public var shares: [Share]

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

    /// Creates a rule.
    public init(citation: Citation, shares: [Share]) {
        self.citation = citation
        self.shares = shares
    }

    /// The share of a lot of that tier with that many winners; nil when the table has no row for it.
    public func share(tier: String, winners: Int) -> FixedDecimal? {
        shares.first { $0.tier == tier && $0.winners.contains(winners) }?.share
    }
}
