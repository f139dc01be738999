/// Keeps the first bids of a competition, up to a number of places that depends on the number of firms.
public struct Shortlist: Sendable, Hashable {
    /// What becomes of the bids outside the places.
    public enum Outside: String, Sendable, CaseIterable {
        /// They lose.
        case lose
        /// They stay in; the places only name a population.
        case stay
    }

    /// Which firms the table counts: `filed`, or a population that an earlier stage handed on.
    public var counting: Population
    /// What the bids are ranked by.
    public var measure: Measure
    /// Whether the highest measure comes first: cuts and scores.
    public var highestFirst: Bool
    /// Which bids are ranked together.
    public var scope: Scope
    /// What becomes of the bids outside the places.
    public var outside: Outside
    /// The step table, ascending.
    public var places: [Places]
    /// How equal measures are ordered, where that changes who gets a place; ends in a draw.
    public var tieBreaks: [TieBreak]

    /// A row of the step table.
    public struct Places: Sendable, Hashable {
        /// The bidding unit that the row is for; nil for every one.
        public var unit: String?
        /// The numbers of firms that the row is for.
        public var bidders: ClosedRange<Int>
        /// How many places there are.
        public var count: Count

        /// How many places there are.
        public enum Count: Sendable, Hashable {
            /// So many.
            case places(Int)
            /// All but so many, at least none.
            case allBut(Int)
        }

        /// Creates a row.
        public init(unit: String? = nil, bidders: ClosedRange<Int>, places: Int) {
            self.init(unit: unit, bidders: bidders, count: .places(places))
        }

        /// Creates a row.
        public init(unit: String? = nil, bidders: ClosedRange<Int>, count: Count) {
            self.unit = unit
            self.bidders = bidders
            self.count = count
        }

        /// The places for a number of firms.
        public func places(for bidders: Int) -> Int {
            switch count {
            case .places(let places): places
            case .allBut(let dropped): max(bidders - dropped, 0)
            }
        }
    }

    /// Creates a shortlist.
    public init(
        counting: Population, by measure: Measure = .comparablePrice, highestFirst: Bool = false,
        scope: Scope = .competition, outside: Outside = .lose, places: [Places], tieBreaks: [TieBreak]
    ) {
        self.counting = counting
        self.measure = measure
        self.highestFirst = highestFirst
        self.scope = scope
        self.outside = outside
        self.places = places
        self.tieBreaks = tieBreaks
    }

    /// How many places there are for that many firms of a unit; the last row holds for more than it names.
    ///
    /// The unit's own rows go before those that are for every unit.
    public func places(for bidders: Int, unit: String? = nil) -> Int {
        let own = places.filter { $0.unit == unit }
        let rows = own.isEmpty ? places.filter { $0.unit == nil } : own
        if let row = rows.first(where: { $0.bidders.contains(bidders) }) { return row.places(for: bidders) }
        guard let first = rows.first, let last = rows.last, bidders >= first.bidders.lowerBound else { return 0 }
        return last.places(for: bidders)
    }
}

/// What decides between bids that are equal.
public struct TieBreak: Sendable, Hashable {
    /// What is compared.
    public var measure: Measure
    /// Whether the larger value comes first.
    public var largerFirst: Bool

    /// Creates a tie-break.
    public init(_ measure: Measure, largerFirst: Bool) {
        self.measure = measure
        self.largerFirst = largerFirst
    }

    /// Creates a tie-break by a fact.
    public init(fact: String, largerFirst: Bool) { self.init(.fact(fact), largerFirst: largerFirst) }
}
