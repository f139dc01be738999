internal import CLibXML2
import Procurement

/// Drives libxml2's SAX2 parser over a file.
///
/// Entities, external documents, catalogues and the network are never touched, any DOCTYPE is refused, and what goes
/// beyond the limits is refused with the limit's name.
final class XMLDriver {
    let name: String
    private let diagnostics: Diagnostics
    private let limits: ImportLimits
    private let chooseHandler: (Tag) -> TagHandler?
    private let chooseSchema: (Tag) -> SchemaValidator?

    private var handler: TagHandler?
    /// The handler again: `handler` keeps it, so that it need not be retained for each call.
    private var receiver: Unmanaged<TagHandler>?
    private var parser: xmlParserCtxtPtr?
    /// The tag whose place was found last.
    let knownTag = InPlace(TagPlaces.Known())
    /// The names that were met.
    let texts = InPlace(NameTexts())
    private var input = Input()
    private var byteGuard: ByteGuard
    private var refusal: ByteGuard.Refusal?
    private var depth = 0
    private var elements = 0
    private var textLength = 0
    private var isStopped = false
    private var textIsWanted = false
    private var validation: SchemaValidation?
    /// Whether the element comes from the validator, which was told of it by us.
    private var isRepeated = false
    /// What the schema has against the document.
    private(set) var schemaFindings: [Finding] = []
    /// What libxml2 complained of first; what follows is mostly a consequence.
    private var firstError: (words: String, line: Int, column: Int)?

    /// Creates a driver.
    ///
    /// - Parameters:
    ///   - name: the file's name in findings.
    ///   - limits: how much the document may hold.
    ///   - schema: says which schema the document is held against too, given its root tag.
    ///   - choose: says who handles the document, given its root tag; nil refuses it (and has said why).
    init(
        name: String, diagnostics: Diagnostics, limits: ImportLimits,
        schema: @escaping (Tag) -> SchemaValidator? = { _ in nil }, choose: @escaping (Tag) -> TagHandler?
    ) {
        self.name = name
        self.diagnostics = diagnostics
        self.limits = limits
        chooseHandler = choose
        chooseSchema = schema
        byteGuard = ByteGuard(limits)
    }

    /// Where the parser stands.
    var position: vbp_position? { parser.map { vbp_parser_position($0) } }

    /// The callbacks that hand libxml2's events to the driver that is its user data.
    static func callbacks() -> xmlSAXHandler {
        var callbacks = vbp_sax_handler()
        callbacks.startElementNs = { context, localName, prefix, uri, namespaces, list, count, defaulted, attributes in
            guard let context, let localName else { return }
            let driver = Unmanaged<XMLDriver>.fromOpaque(context)
            let tag = StartTag(driver: driver, name: localName, uri: uri, count: Int(count), attributes: attributes)
            driver._withUnsafeGuaranteedRef { driver in
                guard driver.start(tag), let parser = driver.parser else { return }
                // The validator has to hear of the root element too, which it hands on as everything else.
                driver.isRepeated = true
                parser.pointee.sax.pointee.startElementNs(
                    parser.pointee.userData, localName, prefix, uri, namespaces, list, count, defaulted, attributes)
                driver.isRepeated = false
            }
        }
        callbacks.endElementNs = { context, _, _, _ in XMLDriver.with(context) { $0.end() } }
        callbacks.characters = { context, bytes, count in XMLDriver.with(context) { $0.text(bytes, count) } }
        callbacks.cdataBlock = { context, bytes, count in XMLDriver.with(context) { $0.text(bytes, count) } }
        callbacks.internalSubset = { context, _, _, _ in XMLDriver.with(context) { $0.refuseDoctype() } }
        callbacks.serror = { _, error in
            // The user data may be the validator's.
            guard let error, let parser = error.pointee.ctxt?.assumingMemoryBound(to: xmlParserCtxt.self) else {
                return
            }
            XMLDriver.with(parser.pointee._private) { $0.noteError(error.pointee) }
        }
        return callbacks
    }

    /// Parses to the end of the file or to the first place where it is not XML.
    @discardableResult
    func parse(
        _ file: borrowing InputFile, with context: XMLContext?,
        observing observer: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) -> Bool {
        guard let context else {
            diagnostics.error(.fileUnreadable, "the XML parser could not be started", at: SourceLocation(file: name))
            return false
        }
        parser = context.parser
        input = Input(file, context.buffer, observer)
        let unmanaged = Unmanaged.passUnretained(self).toOpaque()
        context.parser.pointee.userData = unmanaged
        context.parser.pointee._private = unmanaged
        let read: xmlInputReadCallback = { context, buffer, count in
            guard let context, let buffer else { return -1 }
            return Unmanaged<XMLDriver>.fromOpaque(context)._withUnsafeGuaranteedRef { Int32($0.read(buffer, count)) }
        }
        let options = Int32(XML_PARSE_NONET.rawValue)
        xmlFreeDoc(xmlCtxtReadIO(context.parser, read, nil, unmanaged, nil, nil, options))
        schemaFindings = validation?.findings ?? []
        validation = nil
        if input.isBroken {
            diagnostics.error(
                .fileUnreadable, "the file could not be read to its end", at: SourceLocation(file: name))
        }
        reportWellFormedness(context.parser)
        parser = nil
        return !input.isBroken
    }

    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (XMLDriver) -> Void) {
        guard let context else { return }
        Unmanaged<XMLDriver>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }

    /// Hands libxml2 the next bytes; 0 at the end, -1 when it gets no more.
    private func read(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int32) -> Int {
        let bytes = input.next(atMost: Int(count))
        guard bytes.count > 0, let start = bytes.baseAddress else { return input.isBroken ? -1 : 0 }
        refusal = byteGuard.check(bytes)
        if refusal != nil { return -1 }
        buffer.withMemoryRebound(to: UInt8.self, capacity: bytes.count) {
            UnsafeMutableRawPointer($0).copyMemory(from: start, byteCount: bytes.count)
        }
        return bytes.count
    }

    /// The bytes of a file, read in large pieces and handed on in small ones.
    private struct Input {
        private var descriptor: Int32 = -1
        private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        private var expected = 0
        private var total = 0
        private var waiting = 0..<0
        private(set) var isBroken = false
        private var observer: ((UnsafeRawBufferPointer) -> Void)?

        init() {}

        init(
            _ file: borrowing InputFile, _ buffer: UnsafeMutableRawBufferPointer,
            _ observer: ((UnsafeRawBufferPointer) -> Void)?
        ) {
            self.observer = observer
            descriptor = file.descriptor
            expected = file.expectedBytes
            self.buffer = buffer
        }

        /// The next bytes, valid until the next call; none at the end, or when reading failed.
        mutating func next(atMost count: Int) -> UnsafeRawBufferPointer {
            if waiting.isEmpty { fill() }
            let piece = waiting.lowerBound..<min(waiting.upperBound, waiting.lowerBound + count)
            waiting = piece.upperBound..<waiting.upperBound
            return UnsafeRawBufferPointer(rebasing: buffer[piece])
        }

        private mutating func fill() {
            // What the file had when it was opened is read; nobody has to be asked whether there is more.
            guard !isBroken, total == 0 || total != expected else { return }
            let count = InputFile.read(descriptor, into: buffer)
            isBroken = count < 0
            waiting = 0..<max(count, 0)
            if let observer, count > 0 { observer(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            total += max(count, 0)
        }
    }

    // MARK: - Events

    /// Says whether a validator has begun that has to be told of this element.
    private func start(_ tag: StartTag) -> Bool {
        guard !isStopped, !isRepeated else { return false }
        depth += 1
        elements += 1
        textLength = 0
        if depth > limits.depth { return refuse("depth", limits.depth, tag) }
        if elements > limits.elements { return refuse("elements", limits.elements, tag) }
        if tag.count > limits.attributes { return refuse("attributes", limits.attributes, tag) }
        for index in 0..<tag.count where tag.value(index).count > limits.attributeLength {
            return refuse("attribute-length", limits.attributeLength, tag)
        }
        if depth == 1 {
            let root = tag.owned()
            handler = isEncodingKnown(tag) ? chooseHandler(root) : nil
            guard let handler, let parser else {
                stop()
                return false
            }
            handler.begin(XMLNames(parser))
            receiver = Unmanaged.passUnretained(handler)
            validation = chooseSchema(root)?.begin(
                on: parser, shownAs: name, beside: diagnostics, limits: limits)
        }
        textIsWanted = receiver?._withUnsafeGuaranteedRef { $0.open(tag) } ?? false
        return depth == 1 && validation != nil
    }

    private func end() {
        guard !isStopped else { return }
        depth -= 1
        textLength = 0
        textIsWanted = receiver?._withUnsafeGuaranteedRef { $0.close() } ?? false
    }

    private func text(_ characters: UnsafePointer<UInt8>?, _ count: Int32) {
        guard !isStopped, let characters else { return }
        let bytes = UnsafeBufferPointer(start: characters, count: Int(count))
        textLength += bytes.count
        if textLength > limits.textLength {
            report(limit: "text-length", limits.textLength, at: place)
            return stop()
        }
        if !textIsWanted, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }) { return }
        handler?.text(String(decoding: bytes, as: UTF8.self))
    }

    /// The line where the parser stands.
    var place: SourceLocation {
        SourceLocation(file: name, line: Int(position?.line ?? 0))
    }

    private func refuseDoctype() {
        diagnostics.error(
            .forbiddenConstruct, "the document has a DOCTYPE; document type definitions and entities are not read",
            remedy: "remove the DOCTYPE", at: place)
        stop()
    }

    private func refuse(_ limit: String, _ value: Int, _ tag: StartTag) -> Bool {
        report(limit: limit, value, at: tag.owned().location)
        stop()
        return false
    }

    private func report(limit: String, _ value: Int, at location: SourceLocation) {
        diagnostics.error(
            .limitExceeded, "the document goes beyond the limit '\(limit)' of \(value)",
            remedy: "if it is sound, raise the limit with --limit \(limit)=…", at: location)
    }

    private func stop() {
        isStopped = true
        if let parser { xmlStopParser(parser) }
    }

    private static let encodings: Set<String> = [
        "UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "GB18030", "GBK", "GB2312", "CP936", "US-ASCII", "ASCII",
    ]

    private func isEncodingKnown(_ tag: StartTag) -> Bool {
        guard let declared = parser?.pointee.encoding ?? parser?.pointee.input?.pointee.encoding else { return true }
        let encoding = String(cString: declared)
        if Self.encodings.contains(encoding.uppercased()) { return true }
        refuseEncoding("'\(encoding)'", at: tag.owned().location)
        return false
    }

    private func refuseEncoding(_ words: String, at location: SourceLocation) {
        diagnostics.error(
            .forbiddenConstruct, "the encoding \(words) is not read", remedy: "save it as UTF-8, UTF-16 or GB18030",
            at: location)
    }

    private func reportWellFormedness(_ context: xmlParserCtxtPtr) {
        switch refusal {
        case .limit(let limit, let value)?: return report(limit: limit, value, at: place)
        case .encoding?: return refuseEncoding("of the first bytes", at: SourceLocation(file: name))
        case nil: break
        }
        guard !isStopped, vbp_is_well_formed(context) == 0 else { return }
        diagnostics.error(
            .notWellFormed, "not well-formed XML: \(firstError?.words ?? "unknown error")",
            remedy: "the rest of the file was not read",
            at: SourceLocation(file: name, line: firstError?.line ?? 0, column: firstError?.column ?? 0))
    }

    private func noteError(_ error: xmlError) {
        guard firstError == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        firstError = (Self.words(of: error), Int(error.line), Int(error.int2))
    }

    private static func words(of error: xmlError) -> String {
        guard let message = error.message else { return "unknown error" }
        var text = String(cString: message)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text.isEmpty ? "unknown error" : text.prefix(1).lowercased() + text.dropFirst()
    }
}
