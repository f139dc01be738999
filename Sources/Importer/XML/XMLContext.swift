internal import CLibXML2

/// libxml2's parser with a buffer for its input, which read one document after the other.
///
/// To make one takes as long as to read a short submission. Its dictionary keeps every name that it met, so one that
/// met too many is not used again, nor is one that did not come to the end of a document.
final class XMLContext {
    let parser: xmlParserCtxtPtr
    let buffer: UnsafeMutableRawBufferPointer

    /// Names in the dictionary of a parser that is used again; our own documents have some 50, UBL's some 500.
    private static let mostNames = 2_000

    /// Makes a parser whose callbacks are handed an `XMLDriver`; nil when there is no memory for one.
    init?() {
        XMLLibrary.prepare()
        var callbacks = XMLDriver.callbacks()
        guard let parser = vbp_new_parser(&callbacks) else { return nil }
        self.parser = parser
        buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    }

    deinit {
        xmlFreeParserCtxt(parser)
        buffer.deallocate()
    }

    /// Whether the parser can read another document.
    var isFresh: Bool {
        parser.pointee.wellFormed == 1 && parser.pointee.disableSAX == 0
            && xmlDictSize(parser.pointee.dict) <= Self.mostNames
    }
}
