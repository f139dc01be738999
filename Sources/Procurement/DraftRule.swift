/// How the winners of a lot pick the regions that they supply (供应地区确认).
///
/// The first by comparable price makes its priority picks. Then all of them pick one region a turn, in the order of
/// their prices, until none is left. A single winner supplies every region.
public struct DraftRule: Sendable, Hashable, Identifiable {
    /// The rule's identifier, which recorded picks and draws name as their stage.
    public var id: Stage.ID
    /// What it rests on.
    public var citation: Citation
    /// The priority picks of the first winner by the number of those who pick; none where no row is for it.
    public var priorities: [Priority]
    /// Whether back-up suppliers (备供) are picked afterwards in the same way; nobody backs itself up.
    public var hasBackups: Bool
    /// How equal comparable prices are ordered; ends in a draw.
    public var tieBreaks: [TieBreak]

    /// A row of the table of priority picks.
    public struct Priority: Sendable, Hashable {
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// How many regions the first one picks before the turns begin.
        public var picks: Int

        /// Creates a row.
        public init(winners: ClosedRange<Int>, picks: Int) {
            self.winners = winners
            self.picks = picks
        }
    }

    /// Creates a rule.
    public init(
        id: Stage.ID, citation: Citation, priorities: [Priority] = [], hasBackups: Bool = false,
        tieBreaks: [TieBreak] = []
    ) {
        self.id = id
        self.citation = citation
        self.priorities = priorities
        self.hasBackups = hasBackups
        self.tieBreaks = tieBreaks
    }

    /// Whether people may record an act of a kind for it.
    public func allows(_ kind: RecordedAct.Kind) -> Bool {
        switch kind {
        case .draw, .pick: true
        default: false
        }
    }

    /// How many regions the first of so many winners picks before the turns begin.
    public func priorityPicks(winners: Int) -> Int {
        priorities.first { $0.winners.contains(winners) }?.picks ?? 0
    }
}

/// What a supplier is to a region.
public enum RegionRole: String, Sendable, CaseIterable {
    /// It delivers (主供).
    case primary
    /// It takes over when the primary supplier fails (备供).
    case backup
}
