/// A value on the heap that its only owner changes in place.
///
/// A property of a class would be guarded against overlapping access at run time, at each of millions of elements.
final class InPlace<Value> {
    private let pointer: UnsafeMutablePointer<Value>

    init(_ value: Value) {
        pointer = .allocate(capacity: 1)
        pointer.initialize(to: value)
    }

    deinit {
        pointer.deinitialize(count: 1)
        pointer.deallocate()
    }

    /// The value; it may not be asked for while it is being changed.
    var value: Value {
        @inline(__always) get { pointer.pointee }
        @inline(__always) _modify { yield &pointer.pointee }
    }
}
