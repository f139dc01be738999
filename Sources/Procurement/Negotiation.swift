/// Bids win by an offer that meets a condition (谈判, 询价).
///
/// Offers are recorded in order. The talks go on to the first offer that succeeds, unless the first offers all fail to
/// enter, or the offers are used up, or people record that the talks ended.
public struct Negotiation: Sendable, Hashable {
    /// What an offer must meet for the talks to go on; nil when every bid may go on.
    public var enter: Condition?
    /// Within how many offers one must enter.
    public var openingOffers: Int
    /// The most offers in all; nil for no limit.
    public var mostOffers: Int?
    /// What an offer must meet to win.
    public var succeed: Condition

    /// Creates a negotiation.
    public init(enter: Condition? = nil, openingOffers: Int = 1, mostOffers: Int? = nil, succeed: Condition) {
        self.enter = enter
        self.openingOffers = openingOffers
        self.mostOffers = mostOffers
        self.succeed = succeed
    }
}
