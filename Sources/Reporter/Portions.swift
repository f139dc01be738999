import Dispatch
import Synchronization

/// Makes the parts of a text on all cores; they stand in order, whatever the number of cores.
enum Portions {
    /// What `make` gives for each portion of a range, in order.
    static func map<Part: Sendable>(
        _ count: Int, portion: Int = 512, _ make: @escaping @Sendable (Range<Int>) -> Part
    ) -> [Part] {
        let portions = (count + portion - 1) / portion
        let parts = Mutex<[Int: Part]>([:])
        DispatchQueue.concurrentPerform(iterations: portions) { number in
            let part = make(number * portion..<min((number + 1) * portion, count))
            parts.withLock { $0[number] = part }
        }
        return parts.withLock { parts in (0..<portions).compactMap { parts[$0] } }
    }
}
