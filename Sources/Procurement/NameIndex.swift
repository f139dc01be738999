import Synchronization

/// Finds names of a list: by their bytes, and only where no bytes agree by canonical equivalence.
package final class NameIndex: Sendable {
    private let exact: TextIndex
    private let equivalent = Mutex<[String: Int]?>(nil)

    /// - Parameter names: of equal names the first counts.
    package init(_ names: some Collection<String>) { exact = TextIndex(names) }

    /// Whether two names have the same bytes.
    package var hasRepetition: Bool { exact.hasRepetition }

    /// The position of a name; nil when there is none.
    package func position(of name: String) -> Int? {
        if let found = exact.position(of: name) { return found }
        return equivalent.withLock { equivalent in
            let known =
                equivalent
                ?? Dictionary(exact.texts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            equivalent = known
            return known[name]
        }
    }
}

/// An index of lots that is made when it is asked for; it says nothing that the lots do not say.
final class LazyLotIndex: Sendable, Hashable {
    private let made = Mutex<NameIndex?>(nil)

    /// - Parameter lots: always the same.
    func index(of lots: [Lot]) -> NameIndex {
        made.withLock { made in
            let index = made ?? NameIndex(lots.lazy.map(\.id))
            made = index
            return index
        }
    }

    static func == (left: LazyLotIndex, right: LazyLotIndex) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}
