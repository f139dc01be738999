import Procurement

/// Keeps each distinct text once and finds it again by its bytes.
struct StringTable {
    private(set) var strings: [String] = []
    /// The UTF-8 of all texts, one after the other.
    private var bytes: [UInt8] = []
    /// Where each text ends in `bytes`; it begins where the one before ends.
    private var ends: [Int32] = []
    /// Open addressing: the hash of a text, and its index; −1 is free.
    private var slots: [(hash: UInt32, index: Int32)]
    /// The text found last, and for each text the one that was asked for after it: tables of data go in cycles.
    private var last: Int32 = -1
    private var next: [Int32] = []

    init() { slots = Array(repeating: (0, -1), count: 64) }

    /// The index of a text; nil for a text that has to be looked at more closely.
    ///
    /// That is an empty one, one with an ampersand (libxml2 hands on a reference), or one with a forbidden character.
    mutating func index(of text: UnsafeBufferPointer<UInt8>) -> Int? { find(text, isAdded: true) }

    /// The index of a text that is there already; nil for any other.
    mutating func knownIndex(of text: UnsafeBufferPointer<UInt8>) -> Int? { find(text, isAdded: false) }

    @inline(__always)
    private mutating func find(_ text: UnsafeBufferPointer<UInt8>, isAdded: Bool) -> Int? {
        if last >= 0 {
            if isEqual(last, text) { return Int(last) }
            let guess = next[Int(last)]
            if guess >= 0, isEqual(guess, text) {
                last = guess
                return Int(guess)
            }
        }
        let hash = UInt32(truncatingIfNeeded: TextIndex.hash(text))
        let slot = self.slot(of: text, hash)
        var found = slots[slot].index
        if found < 0 {
            guard isAdded, StringTable.isPlain(text) else { return nil }
            found = insert(text, hash, at: slot)
        }
        if last >= 0 { next[Int(last)] = found }
        last = found
        return Int(found)
    }

    /// The index of a text that was looked at already.
    mutating func add(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            let hash = UInt32(truncatingIfNeeded: TextIndex.hash(bytes))
            let slot = self.slot(of: bytes, hash)
            return Int(slots[slot].index >= 0 ? slots[slot].index : insert(bytes, hash, at: slot))
        }
    }

    /// The slot of a text, or the free one where it belongs.
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot].index >= 0, slots[slot].hash != hash || !isEqual(slots[slot].index, text) {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32, at slot: Int) -> Int32 {
        let index = Int32(strings.count)
        strings.append(String(decoding: text, as: UTF8.self))
        bytes.append(contentsOf: text)
        ends.append(Int32(bytes.count))
        next.append(-1)
        slots[slot] = (hash, index)
        if strings.count * 2 > slots.count { grow() }
        return index
    }

    private mutating func grow() {
        let former = slots
        slots = Array(repeating: (0, -1), count: slots.count * 4)
        for entry in former where entry.index >= 0 {
            var slot = Int(entry.hash) & (slots.count - 1)
            while slots[slot].index >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }

    @inline(__always)
    private func isEqual(_ index: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = index == 0 ? 0 : Int(ends[Int(index) - 1])
        let count = Int(ends[Int(index)]) - start
        guard count == text.count else { return false }
        return bytes.withUnsafeBufferPointer { own in
            memoryIsEqual(own.baseAddress.map { $0 + start }, text.baseAddress, count)
        }
    }

    private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.isEmpty || text.contains(UInt8(ascii: "&")) { return false }
        return !Invisible.mayBe(in: text) || Invisible.first(in: String(decoding: text, as: UTF8.self)) == nil
    }
}
