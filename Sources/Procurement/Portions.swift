import Dispatch
import Synchronization

/// Makes the parts of a whole on all cores; they stand in order, whatever the number of cores.
package enum Portions {
    /// How many items a portion has as a rule.
    package static let size = 512

    /// How many portions so many items make.
    package static func count(of items: Int) -> Int { (items + size - 1) / size }

    /// What `make` gives for each position below a count, in order.
    package static func each<Element: Sendable>(
        _ count: Int, portion: Int = size, _ make: @escaping @Sendable (Int) -> Element
    ) -> [Element] {
        map(count, portion: portion) { $0.map(make) }.flatMap { $0 }
    }

    /// What `make` gives for each portion of a range, in order.
    package static func map<Part: Sendable>(
        _ count: Int, portion: Int = size, _ make: @escaping @Sendable (Range<Int>) -> Part
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
