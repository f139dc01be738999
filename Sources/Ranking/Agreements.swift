public import Procurement

/// How the agreed volumes of a round's lots are divided.
public struct Agreements: Sendable {
    private let lots: NameIndex
    private let agreements: [Agreement?]
    private let winners: [[Int]]
    /// The lots with winners for which the rulebook has no share.
    let lotsWithoutShare: [Lot.ID]

    /// - Parameter dossier: with its corrections applied.
    init(of awards: [Award], in dossier: Dossier) {
        let round = dossier.round
        let index = round.lotIndex
        var winners = Array(repeating: [Int](), count: round.lots.count)
        for award in awards.indices {
            if let lot = awards[award].lotPosition { winners[lot].append(award) }
        }
        let regions = NameIndex(round.regions)
        let agreements = zip(round.lots, winners).map { lot, winners in
            winners.isEmpty ? nil : Agreement(lot, winners: winners, of: awards, regions, in: dossier)
        }
        lots = index
        lotsWithoutShare = round.lots.indices.filter { !winners[$0].isEmpty && agreements[$0] == nil }
            .map { round.lots[$0].id }
        self.agreements = agreements
        self.winners = winners
    }

    /// That of a lot; nil where it has no winner, or the rulebook no share for it.
    public subscript(lot: Lot.ID) -> Agreement? { lots.position(of: lot).flatMap { agreements[$0] } }

    /// Whether a lot of the round has a winner.
    func isWon(_ lot: Lot.ID) -> Bool { lots.position(of: lot).map { !winners[$0].isEmpty } ?? false }
}
