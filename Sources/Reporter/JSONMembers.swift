/// Writes the members of an object one after the other, without the object as a value; keys come in byte order.
struct JSONMembers {
    /// How many levels deep they stand; nil for all in one line.
    private let indent: Int?
    private var last = ""

    init(indent: Int?) { self.indent = indent }

    mutating func add(_ key: String, _ value: JSON, to bytes: inout [UInt8]) {
        begin(key, &bytes)
        value.write(to: &bytes, indent: indent ?? 0)
    }

    mutating func add(_ key: String, to bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        begin(key, &bytes)
        write(&bytes)
    }

    private mutating func begin(_ key: String, _ bytes: inout [UInt8]) {
        assert(last.utf8.lexicographicallyPrecedes(key.utf8), "\(key) does not follow \(last)")
        bytes.append(UInt8(ascii: last.isEmpty ? "{" : ","))
        last = key
        if let indent {
            bytes.append(UInt8(ascii: "\n"))
            JSON.indent(indent, &bytes)
        } else if bytes.last == UInt8(ascii: ",") {
            bytes.append(UInt8(ascii: " "))
        }
        bytes.append(UInt8(ascii: "\""))
        bytes += key.utf8
        bytes += "\": ".utf8
    }

    /// Ends the object, which has a member at least.
    func end(_ bytes: inout [UInt8]) {
        if let indent {
            bytes.append(UInt8(ascii: "\n"))
            JSON.indent(indent - 1, &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
