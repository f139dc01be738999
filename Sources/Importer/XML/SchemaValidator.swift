internal import CLibXML2
import Procurement

/// One of our schemas, compiled by libxml2.
final class SchemaValidator {
    private let schema: xmlSchemaPtr
    private let parser: xmlSchemaParserCtxtPtr

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

    /// Holds what a parser reads from now on against the schema.
    ///
    /// - Parameter reader: what the reader has found, who hears of each element first. On a line of which it has spoken
    ///   the schema is not heard.
    func begin(
        on parser: xmlParserCtxtPtr, shownAs name: String, beside reader: Diagnostics, limits: ImportLimits
    ) -> SchemaValidation {
        SchemaValidation(schema, self, parser, name, reader, FindingList(limit: limits.findings))
    }
}

/// Holds a document against its schema while it is parsed.
///
/// libxml2's validator stands between the parser and its callbacks, and hands every event on: the document is parsed
/// once for both.
final class SchemaValidation {
    private let context: xmlSchemaValidCtxtPtr
    private let plug: xmlSchemaSAXPlugPtr
    private let schema: SchemaValidator
    private let parser: xmlParserCtxtPtr
    private let name: String
    private let reader: Diagnostics
    private var list: FindingList

    /// What the schema has against the document so far.
    var findings: [Finding] { list.all }

    fileprivate init(
        _ schema: xmlSchemaPtr, _ owner: SchemaValidator, _ parser: xmlParserCtxtPtr, _ name: String,
        _ reader: Diagnostics, _ list: FindingList
    ) {
        guard let context = xmlSchemaNewValidCtxt(schema), let plug = vbp_plug_schema(context, parser) else {
            preconditionFailure("there is no memory for a validator")
        }
        (self.context, self.plug, self.schema, self.parser, self.name) = (context, plug, owner, parser, name)
        (self.reader, self.list) = (reader, list)
        // The validator does not hand on libxml2's own complaints.
        parser.pointee.sax.pointee.serror = XMLDriver.callbacks().serror
        xmlSchemaSetValidStructuredErrors(
            context,
            { validation, error in
                guard let validation, let error else { return }
                Unmanaged<SchemaValidation>.fromOpaque(validation).takeUnretainedValue().add(error.pointee)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Gives the parser its own callbacks back.
    deinit {
        xmlSchemaSAXUnplug(plug)
        xmlSchemaFreeValidCtxt(context)
    }

    private func add(_ error: xmlError) {
        let line = Int(vbp_parser_position(parser).line)
        guard line != reader.lastLine else { return }
        var words = error.message.map { String(cString: $0) } ?? "the schema is violated"
        while let last = words.last, last.isWhitespace || last == "." { words.removeLast() }
        words = words.replacingNamespaces()
        list.append(
            Finding(
                .error, .schemaViolation, words.prefix(1).lowercased() + words.dropFirst(),
                at: SourceLocation(file: name, line: line)))
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
