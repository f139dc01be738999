public import Decimals

/// What the institutions of one region reported for one lot.
///
/// A demand document may hold millions of such lines. They are handed on a group at a time and never kept all at once;
/// `Demand` holds their totals.
public struct DemandGroup: Sendable, Hashable {
    /// The region that buys.
    public var region: String
    /// The lot.
    public var lot: Lot.ID
    /// The volumes in the order of the document; at most one an institution, specification and brand.
    ///
    /// Either all of them name an institution or none does.
    public var lines: [Line]
    /// Where they come from.
    public var provenance: Provenance

    /// The volume of one institution, specification and brand.
    public struct Line: Sendable, Hashable {
        /// The specification.
        public var specification: Specification.ID
        /// The position of the institution in `Demand.institutions`; nil where the region's volume is split by brand
        /// only.
        public var institution: Int?
        /// The bidder whose product was asked for; nil where none was named.
        public var brand: Bidder.ID?
        /// Smallest units.
        public var quantity: FixedDecimal

        /// Creates a line.
        public init(
            specification: Specification.ID, institution: Int? = nil, brand: Bidder.ID? = nil, quantity: FixedDecimal
        ) {
            self.specification = specification
            self.institution = institution
            self.brand = brand
            self.quantity = quantity
        }
    }

    /// Creates a group.
    public init(region: String, lot: Lot.ID, lines: [Line], provenance: Provenance = Provenance()) {
        self.region = region
        self.lot = lot
        self.lines = lines
        self.provenance = provenance
    }
}
