import Glibc

/// Looks at files and folders without reading them; links are not followed.
enum FileTree {
    enum Kind { case nothing, folder, file }

    /// What stands at a path; whatever is no folder is taken for a file, and reading it says what it is.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// Whether a folder is a round's.
    static func isRound(_ folder: String) -> Bool { kind(of: "\(folder)/round.xml") != .nothing }

    /// The names in a folder in byte order, or the system's words.
    static func entries(of folder: String) -> (names: [String], problem: String?) {
        guard let directory = opendir(folder) else { return ([], String(cString: strerror(errno)).lowercased()) }
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
