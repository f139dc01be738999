internal import CCrypto
import Procurement

/// SHA-256 by OpenSSL.
public enum Digest {
    /// The digest of a byte sequence in lower-case hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        let succeeded = bytes.withUnsafeBytes { vbp_sha256($0.baseAddress, UInt($0.count), &digest) }
        precondition(succeeded == 1, "libcrypto has no SHA-256")
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: digest.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Digest {
    /// A bidder's stable identifier: the same firm name gives the same one in every round.
    static func bidderIdentifier(_ name: String) -> String {
        "B-" + sha256(Array(Name.folded(name).utf8)).prefix(12)
    }
}
