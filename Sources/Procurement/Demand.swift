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
    ///
    /// Where the document goes down to institutions or brands these are the totals.
    public var lines: DemandTable
    /// The parts of those totals that were asked for by brand, in the order of the lines.
    public var brandVolumes: [BrandVolume]
    /// The institutions that reported, in the order of the document; empty where it does not go down to them.
    public var institutions: [Institution]

    /// Creates a demand.
    public init(
        round: Round.ID, kind: Kind, lines: DemandTable = DemandTable(), brandVolumes: [BrandVolume] = [],
        institutions: [Institution] = []
    ) {
        self.round = round
        self.kind = kind
        self.lines = lines
        self.brandVolumes = brandVolumes
        self.institutions = institutions
    }
}

/// The part of a region's volume of one specification that was asked for by brand (按厂牌报量).
///
/// What a line holds beyond its brand volumes names no brand.
public struct BrandVolume: Sendable, Hashable {
    /// The position of the total in `Demand.lines`.
    public var line: Int
    /// The bidder whose product was asked for; it need not bid.
    public var brand: Bidder.ID
    /// Smallest units.
    public var quantity: FixedDecimal

    /// Creates a brand volume.
    public init(line: Int, brand: Bidder.ID, quantity: FixedDecimal) {
        self.line = line
        self.brand = brand
        self.quantity = quantity
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
