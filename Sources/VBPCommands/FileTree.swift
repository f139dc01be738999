import Glibc

/// Looks at files and folders without reading them; links are not followed.
enum FileTree {
    enum Kind { case nothing, folder, file }

    /// What stands at a path; whatever is no folder is taken for a file, and reading it says what it is.
    static func kind(of path: String) -> Kind {
        guard let status = status(of: path) else { return .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// Whether a folder is a round's.
    static func isRound(_ folder: String) -> Bool { kind(of: "\(folder)/round.xml") != .nothing }

    /// The file system that a path is on; nil when there is nothing.
    static func device(of path: String) -> UInt? { status(of: path).map { UInt($0.st_dev) } }

    /// Which file a path stands for; nil when there is nothing.
    static func identity(of path: String) -> FileIdentity? { status(of: path).map(FileIdentity.init) }

    /// A path without links; the path itself when there is nothing.
    static func real(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// A path's folder and its last part.
    static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// Everything in a folder but itself and the one above, hidden or not, in byte order; empty when it can't be listed.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Makes sure that a folder's entries are on the disk; 0 when they are.
    static func flush(_ folder: String) -> Int32 {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return -1 }
        defer { close(descriptor) }
        return fsync(descriptor)
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
