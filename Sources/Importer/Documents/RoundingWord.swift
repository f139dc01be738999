import Decimals

/// How documents name the modes of rounding.
enum RoundingWord: String, CaseIterable {
    case halfUp = "half-up"
    case halfEven = "half-even"
    case down
    case up

    var rounding: Rounding {
        switch self {
        case .halfUp: .halfUp
        case .halfEven: .halfEven
        case .down: .down
        case .up: .up
        }
    }
}
