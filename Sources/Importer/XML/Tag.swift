import Decimals
import Procurement

/// A line and a column in a file; there may be millions of them.
struct Place {
    let line: Int32
    let column: Int32

    init(line: Int, column: Int) {
        self.line = Int32(clamping: line)
        self.column = Int32(clamping: column)
    }

    func location(in file: String) -> SourceLocation {
        SourceLocation(file: file, line: Int(line), column: Int(column))
    }
}

/// An element's start tag as it stands in the file.
struct Tag {
    /// An attribute with the place of its value.
    struct Attribute {
        let name: String
        let value: String
        let place: Place
    }

    let name: String
    let namespace: String
    var attributes: [Attribute]
    let file: String
    let place: Place

    /// Where it stands.
    var location: SourceLocation { place.location(in: file) }

    /// Where the value of one of its attributes stands.
    func location(of attribute: Attribute) -> SourceLocation { attribute.place.location(in: file) }
}

/// Collects what is wrong with one file.
final class Diagnostics {
    private var list: FindingList
    /// How much the file may hold.
    let limits: ImportLimits

    init(limits: ImportLimits = ImportLimits()) {
        self.limits = limits
        list = FindingList(limit: limits.findings)
    }

    /// What was found, and how much of it is not listed.
    var findings: [Finding] { list.all }
    /// How much was found.
    var count: Int { list.count }
    /// Whether something was found after which the file's content is not known.
    var isUnreadable: Bool { list.kept.contains { FindingList.unreadable.contains($0.code) } }

    /// The line of what was found last.
    private(set) var lastLine = 0

    func report(_ finding: Finding) {
        list.append(finding)
        lastLine = finding.location?.line ?? 0
    }

    func error(_ code: FindingCode, _ message: String, remedy: String? = nil, at location: SourceLocation) {
        report(Finding(.error, code, message, remedy: remedy, at: location))
    }
}
