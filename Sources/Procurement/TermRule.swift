/// How long the agreements run (采购周期): so many months by number of winners, or to a fixed day.
public struct TermRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// Months by number of winners.
    public var rows: [Row]
    /// The last day of every agreement, where the rulebook fixes one.
    public var until: CalendarDate?

    /// A row of the table.
    public struct Row: Sendable, Hashable {
        /// The numbers of winners that the row is for.
        public var winners: ClosedRange<Int>
        /// Months.
        public var months: Int

        /// Creates a row.
        public init(winners: ClosedRange<Int>, months: Int) {
            self.winners = winners
            self.months = months
        }
    }

    /// Creates a rule.
    public init(citation: Citation, rows: [Row], until: CalendarDate? = nil) {
        self.citation = citation
        self.rows = rows
        self.until = until
    }

    /// Months for that many winners.
    public func months(winners: Int) -> Int? {
        rows.first { $0.winners.contains(winners) }?.months
    }
}

/// How long the agreements of a lot run.
public enum Term: Sendable, Hashable {
    /// So many months from the first day.
    case months(Int)
    /// Up to and including a day.
    case until(CalendarDate)
}

extension Dossier {
    /// The term of a lot: its own, else the rulebook's fixed day, else by the number of winners; nil when none is known.
    public func term(of lot: Lot, winners: Int) -> Term? {
        if let until = lot.termUntil { return .until(until) }
        if let months = lot.termMonths { return .months(months) }
        if let until = rulebook.term?.until { return .until(until) }
        return rulebook.term?.months(winners: winners).map { .months($0) }
    }

    /// The months of a lot's term, a begun one counted whole; nil when they are not known, as those to a fixed day are
    /// where nobody says when the agreements began.
    public func termMonths(of lot: Lot, winners: Int) -> Int? {
        switch term(of: lot, winners: winners) {
        case .months(let months): return months
        case .until(let last):
            guard let first = round.agreementStart, first <= last else { return nil }
            return (1...).first { first.adding(months: $0) > last }
        case nil: return nil
        }
    }
}
