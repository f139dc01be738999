/// The price that a winning price is compared with; "the average price drop" has none until one is named.
public enum Baseline: String, Sendable, CaseIterable {
    /// The ceiling of the winning bid's own specification and pack, converted where only another one's is known.
    case ceiling
    /// The ceiling as the source prints it beside the bid, even where it is another specification's.
    case ceilingAsPrinted = "ceiling-as-printed"
    /// The ceiling per smallest unit, only where the bid's own specification has one: nothing is converted.
    case ownCeilingPerUnit = "own-ceiling-per-unit"
    /// The winner's own price before the round, from a secondary source; not the official baseline.
    case previousPrice = "previous-price"
    /// The winning price of the round before, where the round's ceilings are those prices.
    case previousRound = "previous-round"
}

/// Whose prices a figure is about.
public enum PopulationKind: String, Sendable, CaseIterable {
    /// The winners that the authority published.
    case published
    /// The winners that the rules name.
    case computed
}

/// How single drops become one figure.
public enum Statistic: String, Sendable, CaseIterable {
    /// The plain mean over winning bids that have the baseline.
    case meanOverBids = "mean-over-bids"
    /// The plain mean over lots of the lot's plain mean over its winning bids that have the baseline.
    case meanOverLots = "mean-over-lots"
    /// 1 − Σ quantity × price ÷ Σ quantity × baseline over the supplied volumes that have both.
    case volumeWeighted = "volume-weighted"
    /// The largest drop of a winning bid.
    case maximum
}
