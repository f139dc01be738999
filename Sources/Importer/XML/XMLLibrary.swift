internal import CLibXML2

/// libxml2's process-wide state.
enum XMLLibrary {
    private static let initialized: Void = {
        xmlInitParser()
        vbp_silence()
        // A catalogue could redirect names to files; none is ever read.
        xmlSetExternalEntityLoader { _, _, _ in nil }
    }()

    /// Initializes libxml2 once; safe from any thread.
    static func prepare() { _ = initialized }
}
