/// How long an agreement runs (采购周期).
public struct TermRule: Sendable, Hashable {
    /// What it rests on.
    public var citation: Citation
    /// Months by number of winners.
    public var rows: [Row]

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
    public init(citation: Citation, rows: [Row]) {
        self.citation = citation
        self.rows = rows
    }

    /// Months for that many winners.
    public func months(winners: Int) -> Int? {
        rows.first { $0.winners.contains(winners) }?.months
    }
}
