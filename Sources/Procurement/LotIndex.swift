import Synchronization

/// Finds lots by their identifiers: by their bytes, and only where no bytes agree by canonical equivalence.
package final class LotIndex: Sendable {
    private let exact: TextIndex
    private let equivalent = Mutex<[Lot.ID: Int]?>(nil)
    private let lots: [Lot]

    /// - Parameter lots: of lots with the same identifier the first counts.
    package init(_ lots: [Lot]) {
        exact = TextIndex(lots.lazy.map(\.id))
        self.lots = lots
    }

    /// The position of a lot; nil when there is none.
    package func position(of id: Lot.ID) -> Int? {
        if let found = exact.position(of: id) { return found }
        return equivalent.withLock { equivalent in
            let known =
                equivalent
                ?? Dictionary(lots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
            equivalent = known
            return known[id]
        }
    }
}
