public import Dispatch
import Glibc
import Synchronization

/// Makes the parts of a whole on all cores; they stand in order, whatever the number of cores.
///
/// It is public so that it is compiled with what it makes: an element of an unknown type costs as much to write as to
/// make.
public enum Portions {
    /// How many items a portion has as a rule.
    public static let size = 512

    /// How many portions so many items make.
    @inlinable
    public static func count(of items: Int, portion: Int) -> Int { (items + portion - 1) / portion }

    /// What `make` gives for each position below a count, in order.
    @inlinable
    public static func each<Element: Sendable>(
        _ count: Int, portion: Int = size, _ make: @Sendable (Int) -> Element
    ) -> [Element] {
        Array(unsafeUninitializedCapacity: count) { elements, initialized in
            // Each position is written once, by the core that has its portion.
            nonisolated(unsafe) let elements = elements
            DispatchQueue.concurrentPerform(iterations: Portions.count(of: count, portion: portion)) { number in
                for position in number * portion..<min((number + 1) * portion, count) {
                    elements.initializeElement(at: position, to: make(position))
                }
            }
            initialized = count
        }
    }

    /// Gives each core a worker, who takes one position below a count after the other.
    package static func work(_ count: Int, _ worker: @Sendable (_ next: () -> Int?) -> Void) {
        let taken = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(count, cores)) { _ in
            worker {
                let position = taken.add(1, ordering: .relaxed).oldValue
                return position < count ? position : nil
            }
        }
    }

    /// How many cores there are.
    package static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// The elements that `make` gives for each portion of a range, one for each position, and what else it gives.
    @inlinable
    public static func joined<Element: Sendable, Rest: Sendable>(
        _ count: Int, portion: Int = size, _ make: @Sendable (Range<Int>) -> (elements: [Element], rest: Rest)
    ) -> (elements: [Element], rest: [Rest]) {
        var rest: [Rest] = []
        let elements = Array<Element>(unsafeUninitializedCapacity: count) { elements, initialized in
            // Each position is written once, by the core that has its portion.
            nonisolated(unsafe) let elements = elements
            rest = map(count, portion: portion) { positions in
                let made = make(positions)
                precondition(made.elements.count == positions.count, "each position has its element")
                for (position, element) in zip(positions, made.elements) {
                    elements.initializeElement(at: position, to: element)
                }
                return made.rest
            }
            initialized = count
        }
        return (elements, rest)
    }

    /// What `make` gives for each portion of a range, in order.
    @inlinable
    public static func map<Part: Sendable>(
        _ count: Int, portion: Int = size, _ make: @Sendable (Range<Int>) -> Part
    ) -> [Part] {
        each(Portions.count(of: count, portion: portion), portion: 1) { number in
            make(number * portion..<min((number + 1) * portion, count))
        }
    }
}
