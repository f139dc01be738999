import Glibc

/// Finds texts of a list by their bytes.
///
/// Nearly always a text is written with the very bytes of another document; finding these is several times faster than
/// by canonical equivalence, as `String` compares.
package struct TextIndex: Sendable {
    /// The texts, one after the other.
    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`; it begins where the one before ends.
    private var ends: [Int] = []
    /// Open addressing: a part of the hash, and the position of the text; −1 is free.
    private var slots: [(tag: UInt32, position: Int32)]
    /// Whether a text came twice.
    package private(set) var hasRepetition = false

    /// - Parameter texts: of texts with the same bytes the first counts.
    package init(_ texts: some Collection<String>) {
        var size = 16
        while size < texts.count * 2 { size *= 2 }
        slots = Array(repeating: (0, -1), count: size)
        ends.reserveCapacity(texts.count)
        bytes.reserveCapacity(texts.count * 16)
        for text in texts { append(text) }
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { own in
            let hash = TextIndex.hash(own)
            let slot = slot(of: own, hash)
            if slots[slot].position >= 0 {
                hasRepetition = true
            } else {
                slots[slot] = (UInt32(truncatingIfNeeded: hash), Int32(ends.count))
            }
            bytes.append(contentsOf: own)
            ends.append(bytes.count)
        }
    }

    /// The texts.
    var texts: [String] {
        ends.indices.map { position in
            String(decoding: bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]], as: UTF8.self)
        }
    }

    /// The position of a text with these bytes; nil where there is none.
    package func position(of text: String) -> Int? {
        let found = text.utf8.withContiguousStorageIfAvailable { position(of: $0) }
        if let found { return found }
        var copy = text
        return copy.withUTF8 { position(of: $0) }
    }

    private func position(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        let position = slots[slot(of: text, TextIndex.hash(text))].position
        return position < 0 ? nil : Int(position)
    }

    /// The slot of a text, or the free one where it belongs.
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let tag = UInt32(truncatingIfNeeded: hash)
        var slot = Int(hash >> 32) & (slots.count - 1)
        while slots[slot].position >= 0, slots[slot].tag != tag || !isEqual(Int(slots[slot].position), text) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isEqual(_ position: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = position == 0 ? 0 : ends[position - 1]
        guard ends[position] - start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { own in
            guard let own = own.baseAddress, let text = text.baseAddress else { return true }
            return memcmp(own + start, text, ends[position] - start) == 0
        }
    }

    /// A hash of bytes that is the same in every process.
    @inlinable package static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(text.count)
        guard let base = text.baseAddress else { return 0 }
        let raw = UnsafeRawPointer(base)
        var index = 0
        while index + 8 <= text.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        var rest: UInt64 = 0
        while index < text.count {
            rest = rest << 8 | UInt64(text[index])
            index += 1
        }
        hash = (hash ^ rest) &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 32
    }
}
