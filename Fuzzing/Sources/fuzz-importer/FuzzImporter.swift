import Glibc
import Importer
import Procurement

/// One file in memory-backed storage that every input is written to: the importer reads files and nothing else.
private let scratch: (path: String, descriptor: Int32) = {
    let path = "/dev/shm/vbp-fuzz-\(getpid()).xml"
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    precondition(descriptor >= 0, "can't write \(path)")
    return (path, descriptor)
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    ftruncate(scratch.descriptor, 0)
    var written = 0
    while written < count {
        let step = pwrite(scratch.descriptor, bytes + written, count - written, off_t(written))
        precondition(step > 0, "can't write \(scratch.path)")
        written += step
    }
    let (summary, findings) = FileCheck().check(path: scratch.path, shownAs: "input.xml")
    // A file of which nothing is kept has to say why.
    precondition(summary.holds != nil || findings.contains { $0.severity == .error }, "dropped in silence")
    return 0
}
