public import Procurement

/// The price that a winning price is compared with; "the average price drop" has none until one is named.
public enum Baseline: Sendable, Hashable {
    /// The ceiling of the winning bid's own specification and pack, converted where only another one's is known.
    case ceiling
    /// The ceiling as the source prints it beside the bid, even where it is another specification's.
    case ceilingAsPrinted
    /// The ceiling per smallest unit, only where the bid's own specification has one: nothing is converted.
    case ownCeilingPerUnit
    /// The winner's own price before the round, from a secondary source; not the official baseline.
    case previousPrice
    /// The lowest price before the round that a bidder of the lot states, converted by content.
    case lowestPreviousPrice
    /// The median of the prices before the round that the bidders of the lot state, converted by content.
    case medianPreviousPrice
    /// Their mean weighted by what was sold at them, where each of them says how much.
    case weightedPreviousPrice
    /// The winning price of the round before, where the round's ceilings are those prices.
    case previousRound
    /// The prices of a list of `baselines.xml`.
    case list(PriceList.ID)

    /// The baselines that need no list, in the order in which they are shown.
    public static let builtIn: [Baseline] = [
        .ceiling, .ceilingAsPrinted, .ownCeilingPerUnit, .previousPrice, .lowestPreviousPrice, .medianPreviousPrice,
        .weightedPreviousPrice, .previousRound,
    ]
}

// Not `RawRepresentable`, whose values are compared and hashed by their words.
extension Baseline {
    /// The word in identifiers: `previous-price`, `list=who-2019`.
    public var rawValue: String {
        switch self {
        case .ceiling: "ceiling"
        case .ceilingAsPrinted: "ceiling-as-printed"
        case .ownCeilingPerUnit: "own-ceiling-per-unit"
        case .previousPrice: "previous-price"
        case .lowestPreviousPrice: "lowest-previous-price"
        case .medianPreviousPrice: "median-previous-price"
        case .weightedPreviousPrice: "weighted-previous-price"
        case .previousRound: "previous-round"
        case .list(let id): "list=\(id)"
        }
    }

    /// Reads the word; nil for one that is no baseline.
    public init?(rawValue: String) {
        if rawValue.hasPrefix("list="), rawValue.utf8.count > 5 {
            self = .list(String(rawValue.dropFirst(5)))
        } else if let known = Baseline.builtIn.first(where: { $0.rawValue == rawValue }) {
            self = known
        } else {
            return nil
        }
    }
}

/// Who named the winners.
public enum PopulationKind: String, Sendable, CaseIterable {
    /// The winners that the authority published.
    case published
    /// The winners that the rules name.
    case computed
}
