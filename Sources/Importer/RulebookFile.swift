public import Procurement

/// Reads a rulebook that does not stand in a round's folder yet.
public enum RulebookFile {
    /// Reads the rulebook at `path`; nil when it has errors.
    ///
    /// - Parameter settings: attributes that are set to another value before it is understood.
    public static func read(
        path: String, setting settings: [RulebookSetting] = []
    ) -> (rulebook: Rulebook?, findings: [Finding]) {
        let result = DocumentReader(validatesSchema: true, settings: settings).read(
            path: path, shownAs: path, expecting: .rulebook)
        guard !result.findings.contains(where: { $0.severity == .error }),
            case .rulebook(let rulebook)? = result.document
        else { return (nil, result.findings) }
        return (rulebook, result.findings)
    }

    /// The text of the file as it stands; nil when it can't be read.
    public static func text(path: String) -> String? {
        guard let bytes = try? InputFile(path: path, shownAs: path).bytes() else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
