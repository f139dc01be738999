/// A value on the heap that copies share until one of them changes it; compared by what it says.
///
/// A large value is copied by copying each of its references; a shared one by copying one.
package struct Shared<Value: Sendable>: Sendable {
    private var storage: Storage

    /// The only owner may change it; `mutable` sees to that.
    private final class Storage: @unchecked Sendable {
        /// Not checked for overlapping accesses at run time: only the sole owner changes it, by a value of its own.
        @exclusivity(unchecked) var value: Value

        init(_ value: Value) { self.value = value }
    }

    package init(_ value: Value) { storage = Storage(value) }

    /// The value.
    package var value: Value {
        @inline(__always) _read { yield storage.value }
    }

    /// The value, to be changed for this copy alone.
    package var mutable: Value {
        @inline(__always) get { storage.value }
        @inline(__always) _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}

extension Shared: Equatable where Value: Equatable {
    package static func == (left: Shared, right: Shared) -> Bool {
        left.storage === right.storage || left.value == right.value
    }
}

extension Shared: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
