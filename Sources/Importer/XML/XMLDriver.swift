internal import CLibXML2
import Procurement

/// Receives the elements of a document in order.
protocol TagHandler: AnyObject {
    /// An element begins.
    func open(_ tag: Tag)
    /// The innermost open element ends; `text` is its own text.
    func close(_ name: String, text: String)
}

/// Drives libxml2's SAX2 parser over a file.
///
/// Entities, external documents, catalogues and the network are never touched, and any DOCTYPE is refused.
final class XMLDriver {
    private let name: String
    private let diagnostics: Diagnostics
    private var handler: (any TagHandler)?
    private let chooseHandler: (Tag) -> (any TagHandler)?

    private var parser: xmlParserCtxtPtr?
    private var readBytes: (UnsafeMutableRawBufferPointer) -> Int = { _ in 0 }
    private var texts: [String] = []
    private var isStopped = false

    /// Creates a driver.
    ///
    /// - Parameters:
    ///   - name: the file's name in findings.
    ///   - choose: says who handles the document, given its root tag; nil refuses it (and has said why).
    init(name: String, diagnostics: Diagnostics, choose: @escaping (Tag) -> (any TagHandler)?) {
        self.name = name
        self.diagnostics = diagnostics
        self.chooseHandler = choose
    }

    /// Parses to the end of the input or to the first place where it is not XML.
    func parse(reading: @escaping (UnsafeMutableRawBufferPointer) -> Int) {
        XMLLibrary.prepare()
        readBytes = reading
        var handler = vbp_sax_handler()
        handler.startElementNs = { context, localName, _, uri, _, _, count, _, attributes in
            XMLDriver.from(context)?.start(localName, uri, count, attributes)
        }
        handler.endElementNs = { context, localName, _, _ in XMLDriver.from(context)?.end(localName) }
        handler.characters = { context, characters, count in XMLDriver.from(context)?.text(characters, count) }
        handler.cdataBlock = { context, characters, count in XMLDriver.from(context)?.text(characters, count) }
        handler.internalSubset = { context, _, _, _ in XMLDriver.from(context)?.refuseDoctype() }
        handler.serror = { _, _ in }

        let unmanaged = Unmanaged.passUnretained(self).toOpaque()
        let read: xmlInputReadCallback = { context, buffer, count in
            guard let driver = XMLDriver.from(context), let buffer else { return -1 }
            return Int32(driver.readBytes(UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
        }
        let context = xmlCreateIOParserCtxt(&handler, unmanaged, read, { _ in 0 }, unmanaged, XML_CHAR_ENCODING_NONE)
        guard let context else {
            diagnostics.error(.fileUnreadable, "the XML parser could not be started", at: SourceLocation(file: name))
            return
        }
        parser = context
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        xmlParseDocument(context)
        reportWellFormedness(context)
        parser = nil
        vbp_free_parser(context)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> XMLDriver? {
        context.map { Unmanaged<XMLDriver>.fromOpaque($0).takeUnretainedValue() }
    }

    // MARK: - Events

    private func start(
        _ localName: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ count: Int32,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard !isStopped, let localName else { return }
        let tag = makeTag(localName, uri, Int(count), attributes)
        if texts.isEmpty {
            handler = chooseHandler(tag)
            if handler == nil { return stop() }
        }
        texts.append("")
        handler?.open(tag)
    }

    private func end(_ localName: UnsafePointer<xmlChar>?) {
        guard !isStopped, let text = texts.popLast(), let localName else { return }
        handler?.close(String(cString: localName), text: text)
    }

    private func text(_ characters: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard !isStopped, let characters, !texts.isEmpty else { return }
        texts[texts.count - 1] += String(
            decoding: UnsafeBufferPointer(start: characters, count: Int(count)), as: UTF8.self)
    }

    private func refuseDoctype() {
        let position = parser.map { vbp_parser_position($0) }
        diagnostics.error(
            .forbiddenConstruct, "the document has a DOCTYPE; document type definitions and entities are not read",
            remedy: "remove the DOCTYPE", at: SourceLocation(file: name, line: Int(position?.line ?? 0)))
        stop()
    }

    private func stop() {
        isStopped = true
        if let parser { xmlStopParser(parser) }
    }

    // MARK: - Tags and places

    private func makeTag(
        _ localName: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?, _ count: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> Tag {
        var places = TagPlaces(file: name, position: parser.map { vbp_parser_position($0) })
        var list: [Tag.Attribute] = []
        list.reserveCapacity(count)
        for index in 0..<count {
            guard let attributes, let attributeName = attributes[index * 5], let begin = attributes[index * 5 + 3],
                let end = attributes[index * 5 + 4]
            else { continue }
            if attributes[index * 5 + 2] != nil { continue }  // xml:… and xsi:… attributes carry no data of ours
            let bytes = UnsafeBufferPointer(start: begin, count: end - begin)
            // Without entity substitution libxml2 hands on an ampersand as its character reference.
            let raw = String(decoding: bytes, as: UTF8.self)
            let value = bytes.contains(UInt8(ascii: "&")) ? raw.replacingAmpersandReferences() : raw
            list.append(
                Tag.Attribute(name: String(cString: attributeName), value: value, location: places.location(of: begin)))
        }
        return Tag(
            name: String(cString: localName), namespace: uri.map { String(cString: $0) } ?? "", attributes: list,
            location: places.tag)
    }

    private func reportWellFormedness(_ context: xmlParserCtxtPtr) {
        guard !isStopped, vbp_is_well_formed(context) == 0 else { return }
        let error = xmlCtxtGetLastError(context)
        let line = error.map { Int($0.pointee.line) } ?? 0
        let column = error.map { Int($0.pointee.int2) } ?? 0
        diagnostics.error(
            .notWellFormed, "not well-formed XML: \(Self.words(of: error))",
            remedy: "the rest of the file was not read", at: SourceLocation(file: name, line: line, column: column))
    }

    private static func words(of error: UnsafePointer<xmlError>?) -> String {
        guard let message = error?.pointee.message else { return "unknown error" }
        var text = String(cString: message)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.isEmpty ? "unknown error" : text.prefix(1).lowercased() + text.dropFirst()
    }
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
