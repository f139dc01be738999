public import Decimals

/// What people decided or drew while the round ran, and what had to be corrected in the sources, in order.
public struct Record: Sendable, Hashable {
    /// The round that the record belongs to.
    public var round: Round.ID
    /// Acts in the order in which they happened.
    public var acts: [RecordedAct]
    /// Wrong numbers in the sources, put right.
    public var corrections: [Correction]

    /// Creates a record.
    public init(round: Round.ID, acts: [RecordedAct] = [], corrections: [Correction] = []) {
        self.round = round
        self.acts = acts
        self.corrections = corrections
    }
}

/// Something that people decided or drew.
public enum RecordedAct: Sendable, Hashable {
    /// The order that a draw gave to exactly tied bids.
    case draw(Draw)

    /// A drawn order.
    public struct Draw: Sendable, Hashable {
        /// The lot in which bids were tied.
        public var lot: Lot.ID
        /// The stage that the tie stopped.
        public var stage: Stage.ID
        /// The bidders in the order drawn; the first takes the first free place.
        public var order: [Bidder.ID]
        /// What shows that it was drawn so.
        public var evidence: String
        /// Where the act is known from.
        public var provenance: Provenance

        /// Creates a draw.
        public init(
            lot: Lot.ID, stage: Stage.ID, order: [Bidder.ID], evidence: String, provenance: Provenance = Provenance()
        ) {
            self.lot = lot
            self.stage = stage
            self.order = order
            self.evidence = evidence
            self.provenance = provenance
        }
    }
}

/// A wrong number in a source, put right with the reason.
public struct Correction: Sendable, Hashable {
    /// What is corrected.
    public enum Target: Sendable, Hashable {
        /// A demand line's specification.
        case demand(region: String, lot: Lot.ID, specification: Specification.ID, becomes: Specification.ID)
        /// A bid's filed price.
        case bid(bidder: Bidder.ID, lot: Lot.ID, price: FixedDecimal, becomes: FixedDecimal)
    }

    /// What is corrected, from what to what.
    public var target: Target
    /// Why, and who says so.
    public var reason: String
    /// Where that is known from.
    public var provenance: Provenance

    /// Creates a correction.
    public init(target: Target, reason: String, provenance: Provenance = Provenance()) {
        self.target = target
        self.reason = reason
        self.provenance = provenance
    }
}
