/// What is tendered: regions, lots, specifications, ceilings.
public struct Round: Sendable, Hashable, Identifiable {
    /// The round's identifier, its file number where it has one.
    public var id: String
    /// The title for people.
    public var title: String?
    /// The ISO 4217 code of every price in the round.
    public var currency: String
    /// The last instant at which a submission counts.
    public var deadline: Timestamp?
    /// The day of the bid opening or of the result.
    public var date: CalendarDate?
    /// The first day of the agreements (执行日).
    public var agreementStart: CalendarDate?
    /// The earlier round whose winning prices are this round's ceilings, where that is so.
    public var ceilingsFromRound: Round.ID?
    /// Whether it never took place: a worked example, which is marked wherever it shows.
    public var isSynthetic: Bool
    /// The regions that buy.
    public var regions: [String]
    /// The lots in the order of the round's document.
    public var lots: [Lot] {
        // A copy of the round with the lots as they were keeps the index as it was.
        didSet { index = LazyLotIndex() }
    }
    /// Where the round's description comes from.
    public var provenance: Provenance

    private var index = LazyLotIndex()

    /// Finds lots by their identifiers; made once for all copies of a round.
    package var lotIndex: NameIndex { index.index(of: lots) }

    /// Creates a round.
    public init(
        id: String, title: String? = nil, currency: String = "CNY", deadline: Timestamp? = nil,
        date: CalendarDate? = nil, agreementStart: CalendarDate? = nil, ceilingsFromRound: Round.ID? = nil,
        isSynthetic: Bool = false, regions: [String] = [], lots: [Lot] = [],
        provenance: Provenance = Provenance()
    ) {
        self.id = id
        self.title = title
        self.currency = currency
        self.deadline = deadline
        self.date = date
        self.agreementStart = agreementStart
        self.ceilingsFromRound = ceilingsFromRound
        self.isSynthetic = isSynthetic
        self.regions = regions
        self.lots = lots
        self.provenance = provenance
    }
}
