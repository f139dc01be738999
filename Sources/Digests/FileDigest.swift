/// What a file held: its name, its size, and the SHA-256 of its bytes.
public struct FileDigest: Sendable, Hashable {
    /// The name within its folder.
    public var name: String
    /// How many bytes it has.
    public var bytes: Int
    /// The SHA-256 in lower-case hexadecimal.
    public var sha256: String

    /// Creates a digest that is known.
    public init(name: String, bytes: Int, sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }

    /// Digests a content.
    public init(name: String, content: [UInt8]) {
        self.init(name: name, bytes: content.count, sha256: Digest.sha256(content))
    }
}
