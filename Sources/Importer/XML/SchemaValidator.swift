internal import CLibXML2
import Procurement

/// Validates a document against one of our schemas with libxml2.
final class SchemaValidator {
    private let schema: xmlSchemaPtr
    private let parser: xmlSchemaParserCtxtPtr
    private var findings: [Finding] = []
    private var name = ""

    /// Compiles a schema; nil when the text is no schema, which the tests rule out for ours.
    init?(text: String) {
        XMLLibrary.prepare()
        var bytes = Array(text.utf8.map { CChar(bitPattern: $0) })
        guard let parser = xmlSchemaNewMemParserCtxt(&bytes, Int32(bytes.count)) else { return nil }
        guard let schema = xmlSchemaParse(parser) else {
            xmlSchemaFreeParserCtxt(parser)
            return nil
        }
        self.parser = parser
        self.schema = schema
    }

    deinit {
        xmlSchemaFree(schema)
        xmlSchemaFreeParserCtxt(parser)
    }

    /// What the schema has against the document at `path`.
    ///
    /// The document must have been parsed without a finding about its XML before: only then is it known
    /// to have no DOCTYPE.
    func findings(path: String, shownAs name: String) -> [Finding] {
        guard let context = xmlSchemaNewValidCtxt(schema),
            let input = xmlParserInputBufferCreateFilename(path, XML_CHAR_ENCODING_NONE)
        else { return [] }
        defer { xmlSchemaFreeValidCtxt(context) }
        findings = []
        self.name = name
        let unmanaged = Unmanaged.passUnretained(self).toOpaque()
        xmlSchemaSetValidStructuredErrors(
            context,
            { validator, error in
                guard let validator, let error else { return }
                Unmanaged<SchemaValidator>.fromOpaque(validator).takeUnretainedValue().add(error.pointee)
            }, unmanaged)
        var handler = vbp_sax_handler()
        handler.serror = { _, _ in }
        xmlSchemaValidateStream(context, input, XML_CHAR_ENCODING_NONE, &handler, nil)
        return findings
    }

    private func add(_ error: xmlError) {
        var words = error.message.map { String(cString: $0) } ?? "the schema is violated"
        while let last = words.last, last.isWhitespace || last == "." { words.removeLast() }
        words = words.replacingNamespaces()
        findings.append(
            Finding(
                .error, .schemaViolation, words.prefix(1).lowercased() + words.dropFirst(),
                at: SourceLocation(file: name, line: Int(error.line))))
    }
}

extension String {
    /// Without the `{namespace}` before names.
    fileprivate func replacingNamespaces() -> String {
        var result = ""
        var depth = 0
        for character in self {
            if character == "{" {
                depth += 1
            } else if character == "}", depth > 0 {
                depth -= 1
            } else if depth == 0 {
                result.append(character)
            }
        }
        return result
    }
}
