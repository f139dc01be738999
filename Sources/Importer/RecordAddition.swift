import Glibc
public import Procurement

/// Adds an act to the text of `record.xml`, and leaves everything else in it as it is.
public enum RecordAddition {
    /// Why an act can't be added.
    public struct Problem: Error {
        /// For people, with what to do.
        public let message: String
    }

    /// The record with an act at its end.
    ///
    /// - Parameters:
    ///   - text: the document as it is; nil where there is none yet.
    ///   - round: the round that it is of.
    public static func adding(_ act: RecordedAct, to text: String?, of round: Round.ID) throws(Problem) -> String {
        let text = text ?? RecordDocument.text(Record(round: round)).replacingEmptyRoot()
        guard let end = text.lastRange(of: "</record>") else {
            throw Problem(message: "record.xml has no end tag </record>; write it as <record …></record>")
        }
        var sourceID: String?
        var addition = ""
        if let source = act.provenance.source {
            if let known = identifier(of: source, in: text) {
                sourceID = known
            } else {
                let taken = (1...).lazy.map { "S\($0)" }.first { !text.contains("id=\"\($0)\"") } ?? "S0"
                addition += "  <source id=\"\(taken)\">\(XMLWriter.escaped(source))</source>\n"
                sourceID = taken
            }
        }
        addition += RecordDocument.element(act, source: sourceID)
        var head = String(text[..<end.lowerBound])
        if !head.hasSuffix("\n") { head += "\n" }
        return head + addition + text[end.lowerBound...]
    }

    /// The identifier under which a source stands in the document already.
    private static func identifier(of source: String, in text: String) -> String? {
        let element = "\">\(XMLWriter.escaped(source))</source>"
        guard let range = text.range(ofFirst: element) else { return nil }
        let before = text[..<range.lowerBound]
        return before.lastIndex(of: "\"").map { String(before[before.index(after: $0)...]) }
    }
}

extension String {
    /// A document whose root holds nothing, with an end tag of its own.
    fileprivate func replacingEmptyRoot() -> String {
        contains("</record>") ? self : replacing("/>", with: ">\n</record>")
    }

    fileprivate func range(ofFirst part: String) -> Range<String.Index>? { firstRange(of: part) }

    fileprivate func lastRange(of part: String) -> Range<String.Index>? { ranges(of: part).last }
}
