import Decimals

extension JSON {
    /// Why a text is no JSON.
    public struct SyntaxProblem: Error {
        /// The byte at which it is not, from 0.
        public let offset: Int
    }

    /// Reads a document of RFC 8259; an object with the same key twice is refused.
    ///
    /// - Throws: `SyntaxProblem` at the first byte that does not belong there. Nesting beyond 100 levels is refused too.
    public init(parsing bytes: [UInt8]) throws(SyntaxProblem) {
        var parser = Parser(bytes: bytes)
        self = try parser.document()
    }

    /// The member of an object; nil for other values and missing members.
    public subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The elements of an array; empty for other values.
    public var elements: [JSON] {
        guard case .array(let items) = self else { return [] }
        return items
    }

    /// The text of a string; nil for other values.
    public var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a whole number; nil for other values.
    public var integerValue: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }

    private struct Parser {
        let bytes: [UInt8]
        var offset = 0
        var depth = 0

        private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

        mutating func document() throws(SyntaxProblem) -> JSON {
            let value = try value()
            skipSpace()
            guard offset == bytes.count else { throw SyntaxProblem(offset: offset) }
            return value
        }

        private mutating func skipSpace() {
            while let byte = next, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D { offset += 1 }
        }

        private mutating func take(_ text: StaticString) throws(SyntaxProblem) {
            let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            guard bytes[offset...].starts(with: expected) else { throw SyntaxProblem(offset: offset) }
            offset += expected.count
        }

        private mutating func value() throws(SyntaxProblem) -> JSON {
            skipSpace()
            depth += 1
            defer { depth -= 1 }
            guard depth <= 100 else { throw SyntaxProblem(offset: offset) }
            switch next {
            case UInt8(ascii: "{"): return try object()
            case UInt8(ascii: "["): return try array()
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"):
                try take("true")
                return .bool(true)
            case UInt8(ascii: "f"):
                try take("false")
                return .bool(false)
            case UInt8(ascii: "n"):
                try take("null")
                return .null
            default: return try number()
            }
        }

        private mutating func object() throws(SyntaxProblem) -> JSON {
            var members: [String: JSON] = [:]
            try list(from: "{", to: UInt8(ascii: "}")) { parser throws(SyntaxProblem) in
                parser.skipSpace()
                let start = parser.offset
                let key = try parser.string()
                parser.skipSpace()
                try parser.take(":")
                let value = try parser.value()
                guard members.updateValue(value, forKey: key) == nil else { throw SyntaxProblem(offset: start) }
            }
            return .object(members)
        }

        private mutating func array() throws(SyntaxProblem) -> JSON {
            var items: [JSON] = []
            try list(from: "[", to: UInt8(ascii: "]")) { parser throws(SyntaxProblem) in
                items.append(try parser.value())
            }
            return .array(items)
        }

        private mutating func list(
            from open: StaticString, to close: UInt8, _ item: (inout Parser) throws(SyntaxProblem) -> Void
        ) throws(SyntaxProblem) {
            try take(open)
            skipSpace()
            if next == close { return offset += 1 }
            while true {
                try item(&self)
                skipSpace()
                if next == close { return offset += 1 }
                try take(",")
            }
        }

        private mutating func number() throws(SyntaxProblem) -> JSON {
            let start = offset
            let allowed = Array("-0123456789.".utf8)
            while let byte = next, allowed.contains(byte) { offset += 1 }
            let text = String(decoding: bytes[start..<offset], as: UTF8.self)
            let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
            guard !digits.hasPrefix("0") || digits == "0" || digits.hasPrefix("0."), let value = FixedDecimal(text)
            else {
                throw SyntaxProblem(offset: start)
            }
            if let whole = Int(text) { return .integer(whole) }
            return .decimal(value)
        }

        private mutating func string() throws(SyntaxProblem) -> String {
            let start = offset
            try take("\"")
            var content: [UInt8] = []
            while let byte = next {
                offset += 1
                switch byte {
                case UInt8(ascii: "\""):
                    guard let text = String(validating: content, as: UTF8.self) else {
                        throw SyntaxProblem(offset: start)
                    }
                    return text
                case UInt8(ascii: "\\"): content += Array(String(try escape()).utf8)
                case 0..<0x20: throw SyntaxProblem(offset: offset - 1)
                default: content.append(byte)
                }
            }
            throw SyntaxProblem(offset: offset)
        }

        private mutating func escape() throws(SyntaxProblem) -> Unicode.Scalar {
            guard let byte = next else { throw SyntaxProblem(offset: offset) }
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return "\""
            case UInt8(ascii: "\\"): return "\\"
            case UInt8(ascii: "/"): return "/"
            case UInt8(ascii: "b"): return "\u{8}"
            case UInt8(ascii: "f"): return "\u{C}"
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "t"): return "\t"
            case UInt8(ascii: "u"):
                let first = try codeUnit()
                if let scalar = Unicode.Scalar(first) { return scalar }
                try take("\\u")
                let second = try codeUnit()
                guard UTF16.isLeadSurrogate(UInt16(first)), UTF16.isTrailSurrogate(UInt16(second)),
                    let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                else { throw SyntaxProblem(offset: offset) }
                return scalar
            default: throw SyntaxProblem(offset: offset - 1)
            }
        }

        private mutating func codeUnit() throws(SyntaxProblem) -> UInt32 {
            guard offset + 4 <= bytes.count,
                let text = String(validating: bytes[offset..<offset + 4], as: UTF8.self),
                text.utf8.allSatisfy({ $0.isHexadecimalDigit }), let value = UInt32(text, radix: 16)
            else { throw SyntaxProblem(offset: offset) }
            offset += 4
            return value
        }
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(self)
    }
}
