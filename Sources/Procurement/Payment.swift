public import Decimals

/// Who pays for what is bought, and what institutions may keep of what the fund saves; as `payment.xml` holds it.
public struct Payment: Sendable, Hashable {
    /// The round.
    public var round: Round.ID
    /// Which part of the price the insurance fund pays.
    public var reimbursements: [Reimbursement]
    /// Which part of the fund's savings an institution may keep (结余留用).
    public var retentions: [Retention]

    /// The part of the price that the fund pays, for all or for some purchases.
    public struct Reimbursement: Sendable, Hashable {
        /// The region; nil for all.
        public var region: String?
        /// The lot; nil for all.
        public var lot: Lot.ID?
        /// The part, as a fraction.
        public var ratio: FixedDecimal
        /// Where it comes from.
        public var provenance: Provenance

        /// Creates a ratio.
        public init(
            region: String? = nil, lot: Lot.ID? = nil, ratio: FixedDecimal, provenance: Provenance = Provenance()
        ) {
            self.region = region
            self.lot = lot
            self.ratio = ratio
            self.provenance = provenance
        }
    }

    /// What an institution buys of a region's volume, and which part of the fund's savings on it it may keep.
    public struct Retention: Sendable, Hashable {
        /// The institution.
        public var institution: String
        /// Its region.
        public var region: String
        /// Its part of the region's agreed volume, as a fraction.
        public var share: FixedDecimal
        /// The part of the fund's savings that it may keep, as a fraction.
        public var ratio: FixedDecimal
        /// Where it comes from.
        public var provenance: Provenance

        /// Creates a ratio.
        public init(
            institution: String, region: String, share: FixedDecimal, ratio: FixedDecimal,
            provenance: Provenance = Provenance()
        ) {
            self.institution = institution
            self.region = region
            self.share = share
            self.ratio = ratio
            self.provenance = provenance
        }
    }

    /// Creates a payment.
    public init(round: Round.ID, reimbursements: [Reimbursement] = [], retentions: [Retention] = []) {
        self.round = round
        self.reimbursements = reimbursements
        self.retentions = retentions
    }

    /// The ratio for a purchase: that of its region and lot, else of its lot, else of its region, else of all.
    public func reimbursement(region: String, lot: Lot.ID) -> FixedDecimal? {
        let steps: [(String?, Lot.ID?)] = [(region, lot), (nil, lot), (region, nil), (nil, nil)]
        for (region, lot) in steps {
            if let found = reimbursements.first(where: { $0.region == region && $0.lot == lot }) { return found.ratio }
        }
        return nil
    }
}
