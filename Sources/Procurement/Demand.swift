public import Decimals

/// What the institutions of a round reported, or agreed to buy.
public struct Demand: Sendable, Hashable {
    /// Whether the quantities still have to be multiplied by the share.
    public enum Kind: String, Sendable, CaseIterable {
        /// Reported volume (首年约定采购量计算基数), before the share.
        case base
        /// Agreed volume (约定采购量): no share is applied to it.
        case agreed
    }

    /// The round that the demand belongs to.
    public var round: Round.ID
    /// What the quantities are.
    public var kind: Kind
    /// One line a region, lot and specification, in the order of the document.
    public var lines: DemandTable

    /// Creates a demand.
    public init(round: Round.ID, kind: Kind, lines: DemandTable = DemandTable()) {
        self.round = round
        self.kind = kind
        self.lines = lines
    }
}

/// The volume of one specification in one region.
public struct DemandLine: Sendable, Hashable {
    /// The region that buys.
    public var region: String
    /// The lot.
    public var lot: Lot.ID
    /// The specification.
    public var specification: Specification.ID
    /// Smallest units; nil when not known, which is not zero.
    public var quantity: FixedDecimal?
    /// Where it comes from.
    public var provenance: Provenance

    /// Creates a line.
    public init(
        region: String, lot: Lot.ID, specification: Specification.ID, quantity: FixedDecimal?,
        provenance: Provenance = Provenance()
    ) {
        self.region = region
        self.lot = lot
        self.specification = specification
        self.quantity = quantity
        self.provenance = provenance
    }
}
