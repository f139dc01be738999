import Digests
import Reporter

/// A file that a command writes.
struct OutputFile {
    /// Its name in the output folder.
    let name: String
    /// How it is made.
    let parts: FileParts

    init(_ name: String, _ parts: FileParts) {
        self.name = name
        self.parts = parts
    }

    init(_ name: String, _ text: String) { self.init(name, FileParts(made: [Array(text.utf8)])) }

    /// What it holds, in one piece.
    var bytes: [UInt8] { parts.bytes }

    /// What the manifest says of it; of an archive the members are what is compared.
    var output: Manifest.Output {
        let bytes = bytes
        let members = name.hasSuffix(".xlsx") ? ZipArchive.members(of: bytes) : nil
        return Manifest.Output(
            file: FileDigest(name: name, content: bytes),
            members: members?.map { FileDigest(name: $0.name, content: $0.content) })
    }
}
