/// A place in an input file.
public struct SourceLocation: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The file's path as the user would write it.
    public var file: String
    /// The line, from 1; 0 when only the file is known.
    public var line: Int
    /// The column in characters, from 1; 0 when only the line is known.
    public var column: Int

    /// Creates a location.
    public init(file: String, line: Int = 0, column: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`, as far as known.
    public var description: String {
        if line == 0 { return file }
        return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    }

    /// Orders by file, line, column.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        if left.file != right.file { return left.file < right.file }
        return (left.line, left.column) < (right.line, right.column)
    }
}

/// Something about the user's data that the user should know.
///
/// Findings are collected, many in one run; they never stop the reading of what comes after.
public struct Finding: Sendable, Hashable {
    /// How much a finding matters.
    public enum Severity: String, Sendable, CaseIterable {
        /// The data can't be used as it is.
        case error
        /// The data can be used, and is probably not what was meant.
        case warning
        /// Worth knowing.
        case note
    }

    /// How much it matters.
    public var severity: Severity
    /// The rule that raised it; the code never changes its meaning.
    public var code: FindingCode
    /// What was found and what was expected, lower case, no full stop.
    public var message: String
    /// What to do about it, when that is known.
    public var remedy: String?
    /// Where.
    public var location: SourceLocation?
    /// For how many findings it stands that were left out; 0 for one that stands for itself.
    public var leftOut = 0

    /// Creates a finding.
    public init(
        _ severity: Severity, _ code: FindingCode, _ message: String, remedy: String? = nil,
        at location: SourceLocation? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.remedy = remedy
        self.location = location
    }

    /// `file:line:column: error: [VBP0101] message`, with the remedy after a semicolon.
    public var line: String {
        let place = location.map { "\($0): " } ?? ""
        let advice = remedy.map { "; \($0)" } ?? ""
        return "\(place)\(severity.rawValue): [\(code.rawValue)] \(message)\(advice)"
    }
}

extension [Finding] {
    /// How many findings of a severity there are, with those that were left out.
    public func count(of severity: Finding.Severity) -> Int {
        reduce(0) { $1.severity == severity ? $0 + Swift.max($1.leftOut, 1) : $0 }
    }
}

extension Finding: Comparable {
    /// Orders by place, then by code and words, so that a run prints the same order every time.
    public static func < (left: Finding, right: Finding) -> Bool {
        switch (left.location, right.location) {
        case (let a?, let b?) where a != b: return a < b
        case (nil, _?): return false
        case (_?, nil): return true
        default: return (left.code.rawValue, left.message) < (right.code.rawValue, right.message)
        }
    }
}
