import Synchronization

/// Finds lots by their identifiers.
///
/// Nearly always bids write an identifier with the very bytes of the round's document; hashing these is several times
/// faster than hashing by canonical equivalence, as `String` does, which is asked only where no bytes agree.
package final class LotIndex: Sendable {
    private let exact: [Bytes: Int32]
    private let equivalent = Mutex<[Lot.ID: Int32]?>(nil)
    private let lots: [Lot]

    /// - Parameter lots: of lots with the same identifier the first counts.
    package init(_ lots: [Lot]) {
        var exact: [Bytes: Int32] = [:]
        exact.reserveCapacity(lots.count)
        for (position, lot) in lots.enumerated() where exact[Bytes(text: lot.id)] == nil {
            exact[Bytes(text: lot.id)] = Int32(position)
        }
        self.exact = exact
        self.lots = lots
    }

    /// The position of a lot; nil when there is none.
    package func position(of id: Lot.ID) -> Int? {
        if let found = exact[Bytes(text: id)] { return Int(found) }
        return equivalent.withLock { equivalent in
            let known =
                equivalent
                ?? Dictionary(lots.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
            equivalent = known
            return known[id].map { Int($0) }
        }
    }

    /// A text that is known by its bytes.
    private struct Bytes: Hashable {
        var text: String

        static func == (left: Bytes, right: Bytes) -> Bool {
            let isEqual = left.text.utf8.withContiguousStorageIfAvailable { left in
                right.text.utf8.withContiguousStorageIfAvailable { right in
                    left.count == right.count && left.elementsEqual(right)
                }
            }
            return (isEqual ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
        }

        func hash(into hasher: inout Hasher) {
            let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
                hasher.combine(bytes: UnsafeRawBufferPointer($0))
            }
            if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
        }
    }
}
