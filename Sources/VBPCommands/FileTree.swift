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
}
