internal import CCrypto

/// SHA-256 by OpenSSL.
public struct Digest: ~Copyable {
    private let crypto: vbp_crypto
    private let context: OpaquePointer

    /// Starts a digest that bytes are fed to.
    public init() {
        crypto = LibCrypto.functions
        guard let context = withUnsafePointer(to: crypto, vbp_sha256_begin) else {
            preconditionFailure("libcrypto has no SHA-256")
        }
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
        let succeeded = withUnsafePointer(to: crypto) { vbp_sha256_end($0, context, &digest) }
        precondition(succeeded == 1, "libcrypto's SHA-256 failed")
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
        withUnsafePointer(to: LibCrypto.functions, vbp_openssl_version).map { String(cString: $0) } ?? "unknown"
    }
}

private enum LibCrypto {
    /// Loaded when the first digest is made; never changed after.
    static let functions = {
        var functions = vbp_crypto()
        if let problem = vbp_crypto_load(&functions) { stop(withoutLibrary: String(cString: problem)) }
        return functions
    }()
}
