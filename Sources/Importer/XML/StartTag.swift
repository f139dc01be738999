internal import CLibXML2
import Glibc
import Procurement

/// An element's start tag in libxml2's own memory; valid only during the call that hands it on.
///
/// Names are interned by libxml2, so they are compared as pointers (`XMLNames`).
struct StartTag {
    fileprivate let driver: Unmanaged<XMLDriver>
    let name: UnsafePointer<UInt8>
    fileprivate let uri: UnsafePointer<UInt8>?
    let count: Int
    fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(
        driver: Unmanaged<XMLDriver>, name: UnsafePointer<UInt8>, uri: UnsafePointer<UInt8>?, count: Int,
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        self.driver = driver
        self.name = name
        self.uri = uri
        self.count = count
        self.attributes = attributes
    }

    /// The interned name of an attribute; nil when it has a prefix.
    @inline(__always)
    func attributeName(_ index: Int) -> UnsafePointer<UInt8>? {
        guard let attributes, attributes[index * 5 + 2] == nil else { return nil }
        return attributes[index * 5]
    }

    /// The bytes of an attribute's value; an ampersand stands there as its character reference.
    @inline(__always)
    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let attributes, let begin = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: begin, count: end - begin)
    }

    /// The interned namespace.
    var namespace: UnsafePointer<UInt8>? { uri }

    /// Where the tag stands in its file.
    var place: Place {
        driver._withUnsafeGuaranteedRef { TagPlaces(position: $0.position, after: &$0.knownTag.value).tag }
    }

    /// Where the tag stands, and where the value of one of its attributes does.
    func places(ofValueOf name: UnsafePointer<UInt8>?) -> (tag: Place, value: Place) {
        driver._withUnsafeGuaranteedRef {
            var places = TagPlaces(position: $0.position, after: &$0.knownTag.value)
            return (places.tag, name.map { places.place(ofValueOf: $0) } ?? places.tag)
        }
    }

    /// Where a place stands in the tag's file.
    func location(_ place: Place) -> SourceLocation { driver._withUnsafeGuaranteedRef { place.location(in: $0.name) } }

    /// Where the tag stands.
    var location: SourceLocation { driver._withUnsafeGuaranteedRef { place.location(in: $0.name) } }

    /// Says where the parser stands, as long as it parses.
    var reading: () -> SourceLocation {
        { [driver] in driver._withUnsafeGuaranteedRef { $0.place } }
    }

    /// The tag with its texts and places, to be kept or spoken of.
    func owned() -> Tag {
        driver._withUnsafeGuaranteedRef { driver in
            var places = TagPlaces(position: driver.position, after: &driver.knownTag.value)
            var list: [Tag.Attribute] = []
            list.reserveCapacity(count)
            for index in 0..<count {
                // xml:… and xsi:… attributes carry no data of ours.
                guard let attributeName = attributeName(index) else { continue }
                list.append(
                    Tag.Attribute(
                        name: driver.texts.value.name(attributeName), value: text(ofValue: index),
                        place: places.place(ofValueOf: attributeName)))
            }
            return Tag(
                name: driver.texts.value.name(name), namespace: uri.map { driver.texts.value.name($0) } ?? "",
                attributes: list,
                file: driver.name, place: places.tag)
        }
    }

    private func text(ofValue index: Int) -> String {
        let bytes = value(index)
        let text = String(decoding: bytes, as: UTF8.self)
        guard let start = bytes.baseAddress, memchr(start, Int32(UInt8(ascii: "&")), bytes.count) != nil else {
            return text
        }
        return text.replacingAmpersandReferences()
    }
}

extension StartTag: AttributeSource {
    var elementName: String { String(cString: name) }

    @inline(__always)
    func isNamed(_ name: StaticString, at index: Int) -> Bool {
        guard let written = attributeName(index) else { return false }
        let wanted = name.utf8Start
        for place in 0..<name.utf8CodeUnitCount where written[place] != wanted[place] { return false }
        return written[name.utf8CodeUnitCount] == 0
    }

    // xml:… and xsi:… attributes carry no data of ours.
    func nameOfAttribute(at index: Int) -> String? { attributeName(index).map { String(cString: $0) } }

    func valueOfAttribute(at index: Int) -> String { text(ofValue: index) }

    func locationOfAttribute(at index: Int) -> SourceLocation {
        attributeName(index).map { location(places(ofValueOf: $0).value) } ?? location
    }
}

/// The texts of names that libxml2 interned; a document has few of them.
struct NameTexts {
    private var texts: [(name: UnsafePointer<UInt8>?, text: String)] = []
    private var asked = 0

    /// How often is asked before the texts are kept: most submissions ask less often.
    private static let fewest = 64

    /// The text of an interned name.
    mutating func name(_ pointer: UnsafePointer<UInt8>) -> String {
        if texts.isEmpty {
            asked += 1
            if asked < NameTexts.fewest { return String(cString: pointer) }
            texts = Array(repeating: (nil, ""), count: 64)
        }
        // Names stand apart by the bytes that they take.
        let slot = Int(bitPattern: pointer) >> 3 & (texts.count - 1)
        if texts[slot].name != pointer { texts[slot] = (pointer, String(cString: pointer)) }
        return texts[slot].text
    }
}

/// Names as libxml2 interns them for one document.
struct XMLNames {
    private let dictionary: xmlDictPtr?

    init(_ parser: xmlParserCtxtPtr) { dictionary = parser.pointee.dict }

    /// The pointer by which every occurrence of the name in this document is known.
    subscript(_ name: StaticString) -> UnsafePointer<UInt8>? {
        xmlDictLookup(dictionary, name.utf8Start, Int32(name.utf8CodeUnitCount))
    }

    /// The pointer of a name that is not known when this is compiled.
    func pointer(_ name: String) -> UnsafePointer<UInt8>? {
        var name = name
        return name.withUTF8 { xmlDictLookup(dictionary, $0.baseAddress, Int32($0.count)) }
    }
}

/// Whether two byte ranges of one length are equal.
@inline(__always)
func memoryIsEqual(_ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?, _ count: Int) -> Bool {
    guard let left, let right else { return count == 0 }
    return memcmp(left, right, count) == 0
}

extension String {
    fileprivate func replacingAmpersandReferences() -> String {
        var result = ""
        var rest = self[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            result += "&"
            rest = rest[mark...].hasPrefix("&#38;") ? rest[mark...].dropFirst(5) : rest[mark...].dropFirst()
        }
        return result + rest
    }
}
