/// How much of anything a document may hold; a document that holds more is refused with the limit's name.
public struct ImportLimits: Sendable, Hashable {
    /// Bytes of the file.
    public var bytes = 4 << 30
    /// Elements of the document.
    public var elements = 50_000_000
    /// Attributes of one element.
    ///
    /// libxml2 compares each attribute of an element with every other before it tells anybody of the element, so the
    /// bytes are counted before they reach it.
    public var attributes = 64
    /// Bytes of one attribute's value.
    public var attributeLength = 16 << 10
    /// Bytes of one element's own text.
    public var textLength = 1 << 20
    /// Elements inside each other.
    public var depth = 32
    /// Errors, warnings and notes of one file, each; what goes beyond is counted and not listed.
    public var findings = 1_000

    /// The usual limits.
    public init() {}

    /// How high a limit can be set; libxml2 goes no further in depth, in text and in attribute values.
    public static func highest(_ name: String) -> Int {
        switch name {
        case "depth": 256
        case "attribute-length", "text-length": 10_000_000
        default: .max
        }
    }

    /// The limits by the names that are printed and set.
    public static var names: [(name: String, path: WritableKeyPath<ImportLimits, Int>)] {
        [
            ("bytes", \.bytes), ("elements", \.elements), ("attributes", \.attributes),
            ("attribute-length", \.attributeLength), ("text-length", \.textLength), ("depth", \.depth),
            ("findings", \.findings),
        ]
    }
}
