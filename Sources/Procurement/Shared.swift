/// A value on the heap that copies share until one of them changes it; compared by what it says.
///
/// A large value is copied by copying each of its references; a shared one by copying one.
struct Shared<Value: Sendable & Hashable>: Sendable, Hashable {
    private var storage: Storage

    /// The only owner may change it; `mutable` sees to that.
    private final class Storage: @unchecked Sendable {
        var value: Value

        init(_ value: Value) { self.value = value }
    }

    init(_ value: Value) { storage = Storage(value) }

    var value: Value {
        @inline(__always) _read { yield storage.value }
    }

    /// The value, to be changed for this copy alone.
    var mutable: Value {
        @inline(__always) get { storage.value }
        @inline(__always) _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }

    static func == (left: Shared, right: Shared) -> Bool {
        left.storage === right.storage || left.value == right.value
    }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
