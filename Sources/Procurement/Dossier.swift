/// Everything that is known of one round: what its folder holds.
public struct Dossier: Sendable {
    /// What is tendered.
    public var round: Round
    /// How it is decided.
    public var rulebook: Rulebook
    /// What was reported, when there is a demand document.
    public var demand: Demand?
    /// What the bidders sent in and was accepted, ordered by bidder.
    public var submissions: [Submission]
    /// What people decided or drew.
    public var record: Record
    /// What is borrowed from other rounds.
    public var borrowed: BorrowedFacts
    /// What the authority published.
    public var published: PublishedResult?
    /// Prices from outside the round to compare with.
    public var priceLists: [PriceList]
    /// Who pays, when there is a payment document.
    public var payment: Payment?
    /// Files of bidders that were left out wholly or in part, with what was wrong.
    public var refused: [RefusedSubmission]

    /// Creates a dossier.
    public init(
        round: Round, rulebook: Rulebook, demand: Demand? = nil, submissions: [Submission] = [],
        record: Record? = nil, borrowed: BorrowedFacts = BorrowedFacts(), published: PublishedResult? = nil,
        priceLists: [PriceList] = [], payment: Payment? = nil, refused: [RefusedSubmission] = []
    ) {
        self.round = round
        self.rulebook = rulebook
        self.demand = demand
        self.submissions = submissions
        self.record = record ?? Record(round: round.id)
        self.borrowed = borrowed
        self.published = published
        self.priceLists = priceLists
        self.payment = payment
        self.refused = refused
    }
}

/// A submission, or a part of one, that does not take part, and why.
public struct RefusedSubmission: Sendable, Hashable {
    /// The file's path within the round's folder.
    public var file: String
    /// Whether the whole submission was refused, or single bids only.
    public var isWhole: Bool
    /// What was wrong.
    public var findings: [Finding]

    /// Creates a refused submission.
    public init(file: String, isWhole: Bool, findings: [Finding]) {
        self.file = file
        self.isWhole = isWhole
        self.findings = findings
    }
}
