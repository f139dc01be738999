import Glibc
import Reporter
import Synchronization

/// Writes files part by part as these are made, each to its place.
///
/// Where a part stands is known when those before it are made; one that is made earlier waits for them.
final class PartsWriter: Sendable {
    private struct File {
        let descriptor: Int32
        /// The part that is written next, and where.
        var next = 0
        var end = 0
        var waiting: [Int: [UInt8]] = [:]
        /// The number of the first error; 0 for none.
        var failure: Int32 = 0

        /// Where the next part stands, which has so many bytes.
        mutating func place(_ count: Int) -> (descriptor: Int32, start: Int) {
            defer {
                next += 1
                end += count
            }
            return (descriptor, end)
        }
    }

    private let files: Mutex<[File]>

    private init(_ descriptors: [Int32]) { files = Mutex(descriptors.map { File(descriptor: $0) }) }

    /// Makes the parts of files and writes them to new files; gives the number of each file's first error, 0 for none.
    static func write(_ files: [FileParts], to descriptors: [Int32]) -> [Int32] {
        let writer = PartsWriter(descriptors)
        FileParts.each(files) { file, part, bytes in
            writer.take(file, part, &bytes)
            return !Interruption.isRequested && writer.failures.allSatisfy { $0 == 0 }
        }
        return zip(writer.files.withLock { $0 }, files).map { written, file in
            // What was not made because a signal came is not written either.
            written.failure == 0 && written.next < file.count ? EINTR : written.failure
        }
    }

    private var failures: [Int32] { files.withLock { $0.map(\.failure) } }

    private func take(_ file: Int, _ part: Int, _ bytes: inout [UInt8]) {
        let place = files.withLock { files -> (descriptor: Int32, start: Int)? in
            guard files[file].next == part else {
                swap(&files[file].waiting[part, default: []], &bytes)
                return nil
            }
            return files[file].place(bytes.count)
        }
        guard let place else { return }
        write(bytes, file, place)
        while true {
            let waiting = files.withLock { files -> ([UInt8], (descriptor: Int32, start: Int))? in
                files[file].waiting.removeValue(forKey: files[file].next).map { ($0, files[file].place($0.count)) }
            }
            guard let (bytes, place) = waiting else { return }
            write(bytes, file, place)
        }
    }

    private func write(_ bytes: [UInt8], _ file: Int, _ place: (descriptor: Int32, start: Int)) {
        let failure = OutputFolder.write(bytes, to: place.descriptor, at: place.start)
        if failure != 0 { files.withLock { if $0[file].failure == 0 { $0[file].failure = failure } } }
    }
}
