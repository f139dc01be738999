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

/// Something that people decided, drew or offered.
public struct RecordedAct: Sendable, Hashable {
    /// What was done.
    public var kind: Kind
    /// The lot; nil for an act about the whole round.
    public var lot: Lot.ID?
    /// The stage that called for it; nil for an act that no stage calls for.
    public var stage: Stage.ID?
    /// What shows that it was done so.
    public var evidence: String
    /// Where the act is known from.
    public var provenance: Provenance

    /// What was done.
    public enum Kind: Sendable, Hashable {
        /// The order that a draw gave to exactly tied bids; the first takes the first free place.
        case draw([DrawnBid])
        /// The authority excluded a firm.
        case exclude(Bidder.ID)
        /// A firm withdrew.
        case withdraw(Bidder.ID)
        /// Firms were found to be affiliated.
        case affiliate([Bidder.ID])
        /// A firm came back at a price for the smallest unit; nil when it declined to.
        case revive(Bidder.ID, price: FixedDecimal?)
        /// A firm made an offer for the smallest unit.
        case offer(Bidder.ID, price: FixedDecimal)
        /// The talks with a firm ended without success.
        case close(Bidder.ID)
        /// A sealed reserve price was committed to by its digest.
        case commit(digest: String)
        /// A reserve price was revealed, with the salt of its digest.
        case reveal(price: FixedDecimal, salt: String)
        /// A winner picked a region.
        case pick(RegionPick)
        /// A supplier failed to deliver (断供).
        case fail(SupplierDefault)
        /// Another winner was selected for a region that nobody supplies any more.
        case reselect(Reselection)
    }

    /// Creates an act.
    public init(
        _ kind: Kind, lot: Lot.ID? = nil, stage: Stage.ID? = nil, evidence: String,
        provenance: Provenance = Provenance()
    ) {
        self.kind = kind
        self.lot = lot
        self.stage = stage
        self.evidence = evidence
        self.provenance = provenance
    }

    /// The firm that it is about, where it is about one.
    public var bidder: Bidder.ID? {
        switch kind {
        case .exclude(let bidder), .withdraw(let bidder), .revive(let bidder, _), .offer(let bidder, _),
            .close(let bidder):
            bidder
        case .pick(let pick): pick.bidder
        case .fail(let failure): failure.bidder
        case .reselect(let selection): selection.bidder
        case .draw, .affiliate, .commit, .reveal: nil
        }
    }

    /// Whether it is about the delivery after the decision.
    public var isAboutSupply: Bool {
        switch kind {
        case .fail, .reselect: true
        default: false
        }
    }

    /// The bids that it is about.
    public var bids: [DrawnBid] {
        switch kind {
        case .draw(let order): order
        case .affiliate(let bidders): bidders.map { DrawnBid($0) }
        default: bidder.map { [DrawnBid($0)] } ?? []
        }
    }

    /// The name of the kind of act, in documents and commands.
    public var word: String {
        switch kind {
        case .draw: "draw"
        case .exclude: "exclude"
        case .withdraw: "withdraw"
        case .affiliate: "affiliate"
        case .revive: "revive"
        case .offer: "offer"
        case .close: "close"
        case .commit: "commit"
        case .reveal: "reveal"
        case .pick: "pick"
        case .fail: "default"
        case .reselect: "reselect"
        }
    }
}

/// A region that a winner picked.
public struct RegionPick: Sendable, Hashable {
    /// Who picked.
    public var bidder: Bidder.ID
    /// What it picked.
    public var region: String
    /// As what.
    public var role: RegionRole

    /// Creates a pick.
    public init(_ bidder: Bidder.ID, region: String, role: RegionRole = .primary) {
        self.bidder = bidder
        self.region = region
        self.role = role
    }
}

/// A supplier that failed to deliver.
public struct SupplierDefault: Sendable, Hashable {
    /// Who failed.
    public var bidder: Bidder.ID
    /// Where; nil for every region that it supplies.
    public var region: String?
    /// The first day on which it no longer delivers.
    public var from: CalendarDate
    /// For what.
    public var cause: String

    /// Creates a default.
    public init(_ bidder: Bidder.ID, region: String? = nil, from: CalendarDate, cause: String) {
        self.bidder = bidder
        self.region = region
        self.from = from
        self.cause = cause
    }
}

/// A winner that was selected for a region which nobody supplies any more.
public struct Reselection: Sendable, Hashable {
    /// Who was selected.
    public var bidder: Bidder.ID
    /// Where.
    public var region: String
    /// The first day on which it delivers.
    public var from: CalendarDate

    /// Creates a re-selection.
    public init(_ bidder: Bidder.ID, region: String, from: CalendarDate) {
        self.bidder = bidder
        self.region = region
        self.from = from
    }
}

/// A bid in the order of a draw.
public struct DrawnBid: Sendable, Hashable {
    /// The bidder.
    public var bidder: Bidder.ID
    /// The lot, where bids of several lots are drawn.
    public var lot: Lot.ID?

    /// Creates a drawn bid.
    public init(_ bidder: Bidder.ID, lot: Lot.ID? = nil) {
        self.bidder = bidder
        self.lot = lot
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
