internal import CCrypto

/// The functions of libcrypto, loaded when the first digest is made.
private let crypto = loaded(vbp_crypto(), vbp_crypto_load)

/// SHA-256 by OpenSSL.
public struct Digest: ~Copyable {
    private let context: OpaquePointer

    /// Starts a digest that bytes are fed to.
    public init() {
        guard let context = crypto.EVP_MD_CTX_new(), crypto.EVP_DigestInit_ex(context, crypto.EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto has no SHA-256") }
        self.context = context
    }

    deinit { crypto.EVP_MD_CTX_free(context) }

    /// Takes more bytes.
    public func feed(_ bytes: UnsafeRawBufferPointer) {
        let succeeded = crypto.EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(succeeded == 1, "libcrypto's SHA-256 failed")
    }

    /// The digest of everything that was fed: 32 bytes.
    public consuming func bytes() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let succeeded = crypto.EVP_DigestFinal_ex(context, &digest, &length)
        precondition(succeeded == 1 && length == 32, "libcrypto's SHA-256 failed")
        return digest
    }

    /// The same in lower-case hexadecimal.
    public consuming func text() -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: bytes().flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension Digest {
    /// The digest of a byte sequence in lower-case hexadecimal.
    public static func sha256(_ bytes: [UInt8]) -> String {
        let digest = Digest()
        bytes.withUnsafeBytes { digest.feed($0) }
        return digest.text()
    }

    /// The digest of a text's UTF-8 in base 64 (RFC 4648, with padding), as a Content-Security-Policy states it.
    public static func sha256Base64(_ text: String) -> String {
        let running = Digest()
        Array(text.utf8).withUnsafeBytes { running.feed($0) }
        let digest = running.bytes()
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
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

    /// The version of OpenSSL that runs.
    public static var libraryVersion: String {
        crypto.OpenSSL_version(OPENSSL_VERSION_STRING).map { String(cString: $0) } ?? "unknown"
    }
}
