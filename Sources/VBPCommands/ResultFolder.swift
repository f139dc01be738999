import CLinux
import Glibc
import Reporter

/// A folder of results that is replaced whole or not at all.
///
/// The new files are written into a folder beside it and flushed; then the two folders change places in one step
/// (`renameat2` with `RENAME_EXCHANGE`), and the old one is removed. Whatever the tool did not write stays: files are
/// linked into the new folder before that step, folders are moved after it.
///
/// Where the folders can't change places (another file system, one without that step, a folder above that can't be
/// written to), files are replaced one by one, each whole; `manifest.json` is removed first and comes last, so that a
/// report without one is known to be unfinished.
struct ResultFolder {
    /// Asked before every step that changes the disk, for tests.
    ///
    /// A number other than 0 makes the step fail with it.
    typealias Fault = (_ step: String) -> Int32

    /// Names that some version of the tool writes.
    static let ownNames: Set<String> = [
        "result.json", "decisions.csv", "winners.csv", "allocation.csv", "figures.csv", "summary.md", "report.html",
        "report.xlsx", "ocds.json", Manifest.fileName,
    ]

    /// The folder, with links resolved when it is there.
    private let target: String
    private let fault: Fault

    init(_ path: String, fault: @escaping Fault = { _ in 0 }) {
        self.fault = fault
        target = FileTree.real(path)
    }

    /// Replaces what the folder holds.
    ///
    /// - Returns: what the user should know about leftovers that were found; empty as a rule.
    func replace(with files: [OutputFile]) throws(OutputProblem) -> [String] {
        try Interruption.postponed { () throws(OutputProblem) in
            let (parent, name) = FileTree.split(target)
            let isThere = FileTree.kind(of: target) != .nothing
            // Makes the folders above, or says why there can be none.
            _ = try OutputFolder(isThere ? target : parent)
            let canBeBeside = !isThere || FileTree.device(of: target) == FileTree.device(of: parent)
            if canBeBeside, let lock = try lock("\(parent)/.\(name).vbp-lock", orElse: isThere) {
                return try replace(with: files, by: "\(parent)/.\(name).vbp-new", lock, isBeside: true)
            }
            guard let lock = try lock("\(target)/.vbp-lock", orElse: false) else { return [] }
            return try replace(with: files, by: "\(target)/.vbp-new", lock, isBeside: false)
        }
    }

    /// Takes a lock; nil where there can't be one and there is another way.
    private func lock(_ path: String, orElse hasOtherWay: Bool) throws(OutputProblem) -> FolderLock? {
        do throws(LockProblem) {
            return try FolderLock(path)
        } catch {
            switch error {
            case .held(let process):
                throw OutputProblem(
                    status: .cannotCreate,
                    message:
                        "\(target): another run (process \(process)) is writing this folder; wait until it has ended"
                )
            case .unwritable(let number):
                if hasOtherWay { return nil }
                throw OutputProblem(status: .cannotCreate, message: "\(target): \(OutputFolder.words(number))")
            }
        }
    }

    // MARK: - Under the lock

    /// - Parameter work: the folder in which the new files are made; on the target's file system.
    private func replace(
        with files: [OutputFile], by work: String, _ lock: FolderLock, isBeside: Bool
    ) throws(OutputProblem) -> [String] {
        var notes: [String] = []
        if FileTree.kind(of: work) != .nothing {
            try drain(work)
            let who = lock.abandonedBy.map { "process \($0)" } ?? "an earlier run"
            notes.append("\(target): \(who) was stopped while it wrote; what it left behind was removed")
        }
        var isChanged = false
        do throws(OutputProblem) {
            try write(files, into: work)
            try checkNames(files)
            if isBeside { isChanged = try changePlaces(with: work) }
            if !isChanged {
                isChanged = true
                try moveOneByOne(files, from: work)
            }
        } catch {
            if !isChanged { cleanUp(work) }
            throw error
        }
        if FileTree.kind(of: work) != .nothing { try drain(work) }
        return notes
    }

    /// Removes an unfinished new folder; what can't be removed now, the next run removes.
    private func cleanUp(_ work: String) {
        do throws(OutputProblem) { try drain(work) } catch {}
    }

    /// Does a step, unless a test or a signal is against it.
    private func step(_ name: String, _ path: String, _ action: () -> Int32) throws(OutputProblem) {
        var number = fault(name)
        if number == 0, Interruption.isRequested { number = EINTR }
        if number == 0, action() != 0 { number = errno }
        guard number == 0 else {
            throw OutputProblem(status: .inputOutput, message: "\(path): \(OutputFolder.words(number))")
        }
    }

    private func write(_ files: [OutputFile], into work: String) throws(OutputProblem) {
        try step("make the new folder", work) { mkdir(work, 0o777) }
        try OutputFolder(work).write(files, shownIn: target) { (does, name) throws(OutputProblem) in
            try step("\(does) \(name)", "\(target)/\(name)") { 0 }
        }
        try step("flush the new folder", work) { FileTree.flush(work) }
    }

    /// A folder under a name of ours is nobody's result; it must not get lost.
    private func checkNames(_ files: [OutputFile]) throws(OutputProblem) {
        for name in Self.ownNames.union(files.map(\.name)).sorted()
        where FileTree.kind(of: "\(target)/\(name)") == .folder {
            throw OutputProblem(
                status: .cannotCreate, message: "\(target)/\(name): there is a folder of this name, not a file")
        }
    }

    /// Puts the new folder in the target's place; false where the file system can't do that in one step.
    private func changePlaces(with work: String) throws(OutputProblem) -> Bool {
        let isThere = FileTree.kind(of: target) != .nothing
        if isThere {
            for name in FileTree.names(in: target) where isForeign(name) {
                guard FileTree.kind(of: "\(target)/\(name)") == .file else { continue }
                try step("keep \(name)", "\(target)/\(name)") {
                    linkat(AT_FDCWD, "\(target)/\(name)", AT_FDCWD, "\(work)/\(name)", 0)
                }
            }
            try step("flush the new folder again", work) { FileTree.flush(work) }
        }
        var cannot = false
        try step("change places", target) {
            let result = vbp_rename(work, target, Int32(isThere ? VBP_RENAME_EXCHANGE : VBP_RENAME_NOREPLACE))
            cannot = result != 0 && [ENOSYS, EINVAL, EXDEV, EBUSY].contains(errno)
            return cannot ? 0 : result
        }
        guard !cannot else {
            if !isThere { try step("make the folder", target) { mkdir(target, 0o777) } }
            return false
        }
        _ = FileTree.flush(FileTree.split(target).parent)
        return true
    }

    /// The stated fallback: file by file, the manifest removed first and written last.
    private func moveOneByOne(_ files: [OutputFile], from work: String) throws(OutputProblem) {
        let manifest = "\(target)/\(Manifest.fileName)"
        if FileTree.kind(of: manifest) != .nothing {
            try step("remove the manifest", manifest) { unlink(manifest) }
            _ = FileTree.flush(target)
        }
        let names = Set(files.map(\.name))
        for file in files where file.name != Manifest.fileName { try move(file.name, from: work) }
        for name in Self.ownNames.subtracting(names).sorted() where FileTree.kind(of: "\(target)/\(name)") == .file {
            try step("remove \(name)", "\(target)/\(name)") { unlink("\(target)/\(name)") }
        }
        _ = FileTree.flush(target)
        if names.contains(Manifest.fileName) { try move(Manifest.fileName, from: work) }
        _ = FileTree.flush(target)
    }

    private func move(_ name: String, from work: String) throws(OutputProblem) {
        try step("move \(name)", "\(target)/\(name)") { rename("\(work)/\(name)", "\(target)/\(name)") }
    }

    private func isForeign(_ name: String) -> Bool {
        !Self.ownNames.contains(name) && name != ".vbp-lock" && name != ".vbp-new"
    }

    /// Empties a folder of ours, old or unfinished, and removes it; what is not ours goes to the target.
    private func drain(_ work: String) throws(OutputProblem) {
        for name in FileTree.names(in: work) {
            let (from, to) = ("\(work)/\(name)", "\(target)/\(name)")
            let isOwn = !isForeign(name) || name.hasSuffix(".tmp") && name.hasPrefix(".")
            if isOwn || FileTree.identity(of: from) == FileTree.identity(of: to) {
                guard unlink(from) == 0 else { throw leftover(from) }
            } else {
                guard vbp_rename(from, to, Int32(VBP_RENAME_NOREPLACE)) == 0 else { throw leftover(from) }
            }
        }
        guard rmdir(work) == 0 else { throw leftover(work) }
    }

    private func leftover(_ path: String) -> OutputProblem {
        OutputProblem(
            status: .cannotCreate,
            message: "\(path): \(OutputFolder.words(errno)); it is left over from a run that was stopped: move it away")
    }
}
