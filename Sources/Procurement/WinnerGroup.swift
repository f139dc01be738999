/// Which of the winners, or of what they deliver, a figure is about.
public enum WinnerGroup: Sendable, Hashable {
    /// All winners.
    case all
    /// Products of the originator.
    case originator
    /// Products that are not the originator's.
    case generic
    /// Domestic firms.
    case domestic
    /// Foreign firms.
    case foreign
    /// One bidder.
    case bidder(Bidder.ID)
    /// The winners that supply a region, and what they deliver there.
    case region(String)
    /// One lot.
    case lot(Lot.ID)
    /// What is delivered in one month of the term, from 1; amounts only.
    case month(Int)

    /// The parts by kind of product and of firm.
    public static let kinds: [WinnerGroup] = [.originator, .generic, .domestic, .foreign]
}

// Not `RawRepresentable`, whose values are compared and hashed by their words.
extension WinnerGroup {
    /// The word in identifiers: `all`, `foreign`, `region=北京`.
    public var rawValue: String {
        switch self {
        case .all: "all"
        case .originator: "originator"
        case .generic: "generic"
        case .domestic: "domestic"
        case .foreign: "foreign"
        case .bidder(let id): "bidder=\(id)"
        case .region(let name): "region=\(name)"
        case .lot(let id): "lot=\(id)"
        case .month(let number): "month=\(number)"
        }
    }

    /// Reads the word; nil for one that is no group.
    public init?(rawValue: String) {
        if let known = ([.all] + WinnerGroup.kinds).first(where: { $0.rawValue == rawValue }) {
            self = known
            return
        }
        guard let sign = rawValue.firstIndex(of: "=") else { return nil }
        let name = String(rawValue[rawValue.index(after: sign)...])
        switch rawValue[..<sign] {
        case "bidder" where !name.isEmpty: self = .bidder(name)
        case "region" where !name.isEmpty: self = .region(name)
        case "lot" where !name.isEmpty: self = .lot(name)
        case "month":
            guard let number = Int(name), number >= 1, String(number) == name else { return nil }
            self = .month(number)
        default: return nil
        }
    }
}
