/// Receives the elements of a document in order; each kind of document has a class of its own.
class TagHandler {
    /// Parsing begins; names can be looked up.
    func begin(_ names: XMLNames) {}
    /// An element begins.
    ///
    /// Returns whether its text is wanted as it is, white space included.
    func open(_ tag: StartTag) -> Bool { false }
    /// Text in the innermost open element, in one or more pieces; white space alone only when it is wanted.
    func text(_ text: String) {}
    /// The innermost open element ends.
    ///
    /// Returns whether the text of the one around it is wanted.
    func close() -> Bool { false }
}
