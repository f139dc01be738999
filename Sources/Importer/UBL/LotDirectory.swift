import Procurement

/// Finds the lots of a round by what a foreign document calls them.
struct LotDirectory {
    private let lots: [Lot.ID: Lot]
    /// By folded identifiers and names; nil where two lots have the same.
    private var folded: [String: Lot.ID?] = [:]

    init(_ round: Round) {
        lots = Dictionary(round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for lot in round.lots {
            for name in Set([lot.id, lot.name ?? lot.id].map { Name.folded($0).lowercased() }) {
                folded[name] = .some(folded[name] == nil ? lot.id : nil)
            }
        }
    }

    /// The lot of that identifier, or the only one of that name.
    func lot(_ text: String) -> Lot? {
        if let lot = lots[text] { return lot }
        return (folded[Name.folded(text).lowercased()] ?? nil).flatMap { lots[$0] }
    }
}
