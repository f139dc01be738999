import Glibc
public import Procurement

/// Lists folders.
public enum Directory {
    /// Whether a file is named as a document is, in capitals or not.
    public static func isDocumentName(_ name: String) -> Bool { name.lowercased().hasSuffix(".xml") }

    /// The names in a folder in byte order, without `.` and `..`; with the finding that says why there are none.
    public static func entries(of path: String) -> (names: [String], problem: Finding?) {
        guard let directory = opendir(path) else {
            let code: FindingCode = errno == ENOENT ? .fileMissing : .fileUnreadable
            let words = InputFile.systemWords(errno)
            return ([], Finding(.error, code, words, at: SourceLocation(file: path)))
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return (names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, nil)
    }
}
