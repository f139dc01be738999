internal import CXLSXWriter

/// The members of a ZIP archive such as an XLSX file, unpacked.
public enum ZipArchive {
    /// A member.
    public struct Member: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// What it holds.
        public var content: [UInt8]
    }

    /// No byte of a deflated member unpacks to more than this.
    private static let largestRatio = 1032

    /// The members in the order of their names; nil when the bytes are no archive that can be read.
    ///
    /// Stored and deflated members are read, without encryption and without the extension for large archives.
    public static func members(of bytes: [UInt8]) -> [Member]? {
        func number(_ offset: Int, _ width: Int) -> Int? {
            guard offset >= 0, offset + width <= bytes.count else { return nil }
            return (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
        }
        // The end record is the last thing in the archive but for a comment, which ours has not.
        let end = bytes.count - 22
        guard number(end, 4) == 0x0605_4B50, let count = number(end + 10, 2), var offset = number(end + 16, 4) else {
            return nil
        }
        var members: [Member] = []
        for _ in 0..<count {
            guard number(offset, 4) == 0x0201_4B50, let method = number(offset + 10, 2),
                let packed = number(offset + 20, 4), let unpacked = number(offset + 24, 4),
                let nameLength = number(offset + 28, 2), let extra = number(offset + 30, 2),
                let comment = number(offset + 32, 2), let local = number(offset + 42, 4),
                let localName = number(local + 26, 2), let localExtra = number(local + 28, 2),
                offset + 46 + nameLength <= bytes.count, unpacked <= packed * largestRatio
            else { return nil }
            let start = local + 30 + localName + localExtra
            guard start + packed <= bytes.count else { return nil }
            let name = String(decoding: bytes[offset + 46..<offset + 46 + nameLength], as: UTF8.self)
            guard let content = unpack(bytes[start..<start + packed], method, unpacked) else { return nil }
            members.append(Member(name: name, content: content))
            offset += 46 + nameLength + extra + comment
        }
        return members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func unpack(_ bytes: ArraySlice<UInt8>, _ method: Int, _ count: Int) -> [UInt8]? {
        switch method {
        case 0: return bytes.count == count ? Array(bytes) : nil
        case 8:
            var content = [UInt8](repeating: 0, count: count)
            let succeeded = bytes.withUnsafeBufferPointer { source in
                content.withUnsafeMutableBufferPointer { target in
                    vbp_inflate(source.baseAddress, UInt(source.count), target.baseAddress, UInt(count))
                }
            }
            return succeeded == 1 ? content : nil
        default: return nil
        }
    }
}
