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

/// The libraries that documents are read with.
public enum ImportLibraries {
    /// The version of libxml2 that runs, as `2.9.14`.
    public static var libxml2: String {
        // The number is 10000 × major + 100 × minor + micro, then perhaps words.
        let digits = String(cString: vbp_libxml2_version()).prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return String(digits) }
        return "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }
}
