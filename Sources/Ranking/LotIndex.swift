import Procurement

/// Finds lots by their identifiers.
///
/// Nearly always bids write an identifier with the very bytes of the round's document; hashing these is several times
/// faster than hashing by canonical equivalence, as `String` does, which is asked only where no bytes agree.
struct LotIndex {
    private var exact: [Bytes: Int32] = [:]
    private var equivalent: [Lot.ID: Int32] = [:]
    private let lots: [Lot]

    /// - Parameter lots: of lots with the same identifier the first counts.
    init(_ lots: [Lot]) {
        exact.reserveCapacity(lots.count)
        for (position, lot) in lots.enumerated() where exact[Bytes(text: lot.id)] == nil {
            exact[Bytes(text: lot.id)] = Int32(position)
        }
        self.lots = lots
    }

    /// The position of a lot; nil when there is none.
    mutating func position(of id: Lot.ID) -> Int? {
        if let found = exact[Bytes(text: id)] { return Int(found) }
        if equivalent.isEmpty {
            for (position, lot) in lots.enumerated() where equivalent[lot.id] == nil {
                equivalent[lot.id] = Int32(position)
            }
        }
        return equivalent[id].map { Int($0) }
    }

    /// A text that is hashed by its bytes: equivalent texts of other bytes are mostly not found.
    private struct Bytes: Hashable {
        var text: String

        func hash(into hasher: inout Hasher) {
            let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
                hasher.combine(bytes: UnsafeRawBufferPointer($0))
            }
            if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
        }
    }
}
