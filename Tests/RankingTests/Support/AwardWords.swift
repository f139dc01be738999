import Decimals
import Procurement

extension AwardTerms.Volume {
    /// The word in tables of expected decisions.
    var word: String {
        switch self {
        case .shared: "shared"
        case .own: "own"
        case .none: "none"
        case .part(let part): part.shifted(byPowerOfTen: 2).shortestDescription + "%"
        }
    }
}
