import Decimals

/// Writes the members of an object one after the other, without the object as a value; keys come in byte order.
struct JSONMembers {
    /// How many levels deep they stand; nil for all in one line.
    private let indent: Int?
    private var last: StaticString = ""

    /// - Parameter last: the member that another part of the file ends with; empty for none.
    init(indent: Int?, after last: StaticString = "") {
        self.indent = indent
        self.last = last
    }

    mutating func add(_ key: StaticString, _ value: JSON, to bytes: inout [UInt8]) {
        begin(key, &bytes)
        value.write(to: &bytes, indent: indent ?? 0)
    }

    mutating func add(_ key: StaticString, _ value: String, to bytes: inout [UInt8]) {
        value.utf8.withBytes { text in
            guard JSON.isPlain(text) else {
                begin(key, &bytes)
                return JSON.write(value, to: &bytes)
            }
            begin(key, &bytes, and: text.count + 2) { $0.putting("\"").putting(text).putting("\"") }
        }
    }

    /// Adds a string, or null.
    mutating func add(_ key: StaticString, _ value: String?, to bytes: inout [UInt8]) {
        if let value { return add(key, value, to: &bytes) }
        begin(key, &bytes)
        bytes += "null"
    }

    /// Adds a number, or null.
    mutating func add(_ key: StaticString, _ value: Int?, to bytes: inout [UInt8]) {
        begin(key, &bytes)
        if let value { JSON.write(value, to: &bytes) } else { bytes += "null" }
    }

    /// Adds yuan with two decimals.
    mutating func addMoney(_ key: StaticString, _ value: Ratio, to bytes: inout [UInt8]) {
        begin(key, &bytes)
        ResultDocument.money(value, to: &bytes)
    }

    mutating func add(_ key: StaticString, to bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        begin(key, &bytes)
        write(&bytes)
    }

    /// Adds a list whose items are written one after the other.
    mutating func add<Item>(
        _ key: StaticString, _ items: [Item], to bytes: inout [UInt8], _ write: (borrowing Item, inout [UInt8]) -> Void
    ) {
        begin(key, &bytes)
        JSON.writeArray(items, to: &bytes, indent: indent ?? 0, write)
    }

    /// Begins a member, and puts what follows its name where that needs so many bytes at most.
    @inline(__always)
    private mutating func begin(
        _ key: StaticString, _ bytes: inout [UInt8], and count: Int = 0,
        _ value: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> = { $0 }
    ) {
        assert(
            last.description.utf8.lexicographicallyPrecedes(key.description.utf8), "\(key) does not follow \(last)")
        let isFirst = last.utf8CodeUnitCount == 0
        last = key
        let spaces = indent.map { 2 * $0 }
        bytes.append(atMost: key.utf8CodeUnitCount + (spaces ?? 0) + 6 + count) { place in
            var place = place.putting(isFirst ? UInt8(ascii: "{") : UInt8(ascii: ","))
            if let spaces {
                place = place.putting("\n").putting(UInt8(ascii: " "), count: spaces)
            } else if !isFirst {
                place = place.putting(" ")
            }
            return value(place.putting("\"").putting(key).putting("\": "))
        }
    }

    /// Ends the object, which has a member at least.
    func end(_ bytes: inout [UInt8]) {
        if let indent {
            bytes += "\n"
            JSON.indent(indent - 1, &bytes)
        }
        bytes += "}"
    }
}
