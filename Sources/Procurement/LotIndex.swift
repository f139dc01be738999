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

    /// Whether two lots have identifiers of the same bytes.
    package var hasRepetition: Bool { exact.hasRepetition }

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

/// An index of lots that is made when it is asked for; it says nothing that the lots do not say.
final class LazyLotIndex: Sendable, Hashable {
    private let made = Mutex<LotIndex?>(nil)

    /// - Parameter lots: always the same.
    func index(of lots: [Lot]) -> LotIndex {
        made.withLock { made in
            let index = made ?? LotIndex(lots)
            made = index
            return index
        }
    }

    static func == (left: LazyLotIndex, right: LazyLotIndex) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}
