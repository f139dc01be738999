public import Procurement

/// How far the picking of a lot's regions has come.
///
/// A function of who picks, of the regions and of the picks made so far: `turn` says who is next and what is open.
public struct RegionDraft: Sendable, Identifiable {
    /// The lot.
    public var id: Lot.ID
    /// The rule.
    public var rule: DraftRule
    /// Those who pick, the first one first.
    public var order: [Bidder]
    /// The regions, in the order of the round's document.
    public var regions: [String]
    /// The picks in their order; of a single winner none is needed.
    public private(set) var picks: [RegionPick] = []
    private var primaries: [String: Bidder.ID] = [:]
    private var backups: [String: Bidder.ID] = [:]
    /// Turns for back-up regions that were taken or passed over.
    private var backupTurns = 0

    /// Whose turn it is.
    public struct Turn: Sendable {
        /// Who picks.
        public var bidder: Bidder
        /// As what.
        public var role: RegionRole
        /// What it may pick.
        public var open: [String]
    }

    /// A draft before its first pick.
    ///
    /// - Parameter order: the winners that pick, by rank; one of them alone supplies every region.
    public init(_ id: Lot.ID, by rule: DraftRule, order: [Bidder], regions: [String]) {
        self.id = id
        self.rule = rule
        self.order = order
        self.regions = regions
        if order.count == 1 { for region in regions { primaries[region] = order[0].id } }
    }

    /// The supplier of a region, or its back-up; nil while it is not picked.
    public func supplier(of region: String, as role: RegionRole = .primary) -> Bidder.ID? {
        role == .primary ? primaries[region] : backups[region]
    }

    /// The regions of a winner, in the order of the round's document.
    public func regions(of bidder: Bidder.ID, as role: RegionRole = .primary) -> [String] {
        regions.filter { supplier(of: $0, as: role) == bidder }
    }

    /// Whether a region has a supplier.
    public var isBegun: Bool { !primaries.isEmpty }

    /// Who picks next; nil when everything is picked.
    public var turn: Turn? {
        guard order.count > 1 else { return nil }
        let open = regions.filter { primaries[$0] == nil }
        if !open.isEmpty { return Turn(bidder: picker(at: primaries.count), role: .primary, open: open) }
        return backupTurn.map { Turn(bidder: picker(at: $0), role: .backup, open: openBackups(to: picker(at: $0).id)) }
    }

    /// The next turn for back-up regions of somebody to whom one is open.
    private var backupTurn: Int? {
        guard rule.hasBackups, backups.count < regions.count else { return nil }
        // The priority picks and one round of turns reach everybody.
        return (backupTurns...(backupTurns + priorityPicks + order.count)).first {
            !openBackups(to: picker(at: $0).id).isEmpty
        }
    }

    private var priorityPicks: Int { rule.priorityPicks(winners: order.count) }

    private func picker(at turn: Int) -> Bidder {
        order[turn < priorityPicks ? 0 : (turn - priorityPicks) % order.count]
    }

    private func openBackups(to bidder: Bidder.ID) -> [String] {
        regions.filter { backups[$0] == nil && primaries[$0] != bidder }
    }

    /// Makes the next pick, or leaves everything as it is and says why it is not allowed.
    public mutating func take(_ pick: RegionPick) -> String? {
        if let reason = refusal(of: pick) { return reason }
        switch pick.role {
        case .primary: primaries[pick.region] = pick.bidder
        case .backup:
            backupTurns = (backupTurn ?? backupTurns) + 1
            backups[pick.region] = pick.bidder
        }
        picks.append(pick)
        return nil
    }

    private func refusal(of pick: RegionPick) -> String? {
        guard let turn else {
            return order.count == 1
                ? "the only winner of lot '\(id)' supplies every region" : "the regions of lot '\(id)' are all picked"
        }
        if turn.bidder.id != pick.bidder {
            return "it is the turn of bidder '\(turn.bidder.id)', not of '\(pick.bidder)'"
        }
        if turn.role != pick.role {
            return pick.role == .backup
                ? "back-up regions are picked once every region has its primary supplier"
                : "every region has its primary supplier; back-up regions are being picked"
        }
        guard regions.contains(pick.region) else {
            return "the round has no region '\(pick.region)'"
        }
        if let other = supplier(of: pick.region, as: pick.role) {
            return "bidder '\(other)' has picked region '\(pick.region)' already"
        }
        if !turn.open.contains(pick.region) {
            return "bidder '\(pick.bidder)' supplies region '\(pick.region)' and can't be its back-up"
        }
        return nil
    }

    /// The picks that would end the draft if everybody took the first open region of its list, or else of the round's.
    ///
    /// - Parameter preferences: the regions that a bidder would like, the dearest first.
    public func proposal(_ preferences: (Bidder.ID) -> [String]) -> [RegionPick] {
        var draft = self
        while let turn = draft.turn {
            let open = Set(turn.open)
            let region = preferences(turn.bidder.id).first(where: open.contains) ?? turn.open[0]
            let refusal = draft.take(RegionPick(turn.bidder.id, region: region, role: turn.role))
            precondition(refusal == nil, "an open region of whose turn it is can be picked")
        }
        return Array(draft.picks.dropFirst(picks.count))
    }
}
