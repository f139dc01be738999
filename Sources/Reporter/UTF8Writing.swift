import Decimals

/// How renderers write text: bytes of UTF-8 at the end of those that stand already.
extension [UInt8] {
    /// Adds a text that stands in the code.
    @inline(__always)
    static func += (bytes: inout [UInt8], text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Adds a text.
    @inline(__always)
    static func += (bytes: inout [UInt8], text: String.UTF8View) {
        text.withBytes { bytes.append(contentsOf: $0) }
    }

    /// Adds a whole number in decimal digits.
    mutating func append(digitsOf value: Int) {
        // Counts are mostly short.
        if (0..<10).contains(value) { return append(UInt8(ascii: "0") + UInt8(value)) }
        FixedDecimal(value).appendDescription(to: &self)
    }
}

extension [UInt8] {
    /// Adds bytes that `write` puts one after the other at a place; it gives the place after them.
    ///
    /// - Parameter count: how many there are at most; more must not be put.
    @inline(__always)
    mutating func append(
        atMost count: Int, _ write: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    ) {
        append(addingCapacity: count) { room in
            room.withUnsafeMutableBufferPointer { room, written in
                guard let start = room.baseAddress else { return }
                written = write(start + written) - start
            }
        }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Puts bytes here; gives the place after them.
    @inline(__always)
    func putting(_ text: UnsafeBufferPointer<UInt8>) -> Self {
        if let start = text.baseAddress { update(from: start, count: text.count) }
        return self + text.count
    }

    @inline(__always)
    func putting(_ text: StaticString) -> Self {
        update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        return self + text.utf8CodeUnitCount
    }

    @inline(__always)
    func putting(_ byte: UInt8, count: Int = 1) -> Self {
        update(repeating: byte, count: count)
        return self + count
    }
}

extension String {
    /// A text that is written as bytes.
    init(_ write: (inout [UInt8]) -> Void) {
        var bytes: [UInt8] = []
        write(&bytes)
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension String.UTF8View {
    /// Gives the bytes where they are.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // A text of Swift's own always has its bytes in one place.
        withContiguousStorageIfAvailable(body) ?? Array(self).withUnsafeBufferPointer(body)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether one of the bytes is a control character or one of three others; eight bytes are looked at at a time.
    @inline(__always)
    func containsControl(or first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let (first, second, third) = (UInt64(first) &* ones, UInt64(second) &* ones, UInt64(third) &* ones)
        /// Sets the highest bit of some byte if and only if one of the eight is such a byte.
        @inline(__always)
        func found(_ word: UInt64) -> UInt64 {
            let (a, b, c) = (word ^ first, word ^ second, word ^ third)
            let equal = (a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c
            let below = (word &- (0x20 &* ones)) & ~word
            return (equal | below) & (0x80 &* ones)
        }
        var position = 0
        let raw = UnsafeRawBufferPointer(self)
        while position &+ 8 <= count {
            if found(raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)) != 0 { return true }
            position &+= 8
        }
        // What is missing of the last word is filled with a byte that is looked for by nobody.
        var rest: UInt64 = 0
        var filled: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        while position < count {
            rest = rest << 8 | UInt64(self[position])
            filled <<= 8
            position &+= 1
        }
        return found(rest | filled) != 0
    }
}
