import Glibc

/// A file of our own that is removed when nobody holds it any more.
final class TemporaryFile {
    /// Where it is.
    let path: String

    /// Copies what a descriptor has to give; nil when it can't be read or kept.
    init?(copyOf source: Int32) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(folder)/vbp-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return nil }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count == 0 { return }
            guard count > 0 else { return nil }
            var rest = buffer[..<count]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                guard written > 0 else { return nil }
                rest = rest.dropFirst(written)
            }
        }
    }

    deinit { unlink(path) }
}
