internal import CCrypto

/// SHA-256 by OpenSSL.
public enum Digest {
    /// The digest of a byte sequence: 32 bytes.
    public static func sha256Bytes(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let succeeded = bytes.withUnsafeBytes { vbp_sha256($0.baseAddress, UInt($0.count), &digest) }
        precondition(succeeded == 1, "libcrypto has no SHA-256")
        return digest
    }

    /// The digest of a byte sequence in lower-case hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        let digits = sha256Bytes(bytes).flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The digest of a text's UTF-8 in base 64 (RFC 4648, with padding), as a Content-Security-Policy states it.
    public static func sha256Base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let digest = sha256Bytes(Array(text.utf8))
        var result: [UInt8] = []
        for start in stride(from: 0, to: digest.count, by: 3) {
            let group = (0..<3).map { start + $0 < digest.count ? digest[start + $0] : 0 }
            let bits = UInt32(group[0]) << 16 | UInt32(group[1]) << 8 | UInt32(group[2])
            for position in 0..<4 {
                let isPadding = start + position > digest.count
                result.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> (18 - 6 * UInt32(position)) & 63)])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
