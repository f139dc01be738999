internal import CLibXML2

/// Looks at the bytes of a document before libxml2 sees them.
///
/// Refuses encodings that are not ours, files beyond the limit of bytes, and elements with more attributes than the
/// limit, which libxml2 would compare pair by pair.
struct ByteGuard {
    private let limits: ImportLimits
    private var total = 0
    private var equalsSigns: UInt = 0
    private var width: Int32 = 1
    private var isBigEndian: Int32 = 0

    init(_ limits: ImportLimits) { self.limits = limits }

    /// What is wrong with the next bytes; nil when nothing is.
    mutating func check(_ bytes: UnsafeRawBufferPointer) -> Refusal? {
        if total == 0, let refusal = lookAtEncoding(bytes) { return refusal }
        total += bytes.count
        if total > limits.bytes { return .limit("bytes", limits.bytes) }
        let pointer = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        // An '=' may stand in a text or a value too, so the bytes may have more of them than a tag attributes; libxml2
        // compares a few hundred attributes in no time. The attributes themselves are counted when the tag is read.
        let hasMany = vbp_has_many_attributes(
            pointer, UInt(bytes.count), 8 * UInt(limits.attributes), &equalsSigns, width, isBigEndian)
        return hasMany == 0 ? nil : .limit("attributes", limits.attributes)
    }

    private mutating func lookAtEncoding(_ bytes: UnsafeRawBufferPointer) -> Refusal? {
        func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        switch (byte(0), byte(1)) {
        case (0xFF, 0xFE), (0x3C, 0x00):
            // UTF-32; a document in UTF-16 has more than one character.
            if bytes.count >= 4, byte(2) == 0, byte(3) == 0 { return .encoding }
            width = 2
        case (0xFE, 0xFF), (0x00, 0x3C):
            width = 2
            isBigEndian = 1
        case (0x00, 0x00), (0x4C, 0x6F): return .encoding
        default: break
        }
        return nil
    }

    /// Why a document is not read on.
    enum Refusal {
        case limit(String, Int)
        case encoding
    }
}
