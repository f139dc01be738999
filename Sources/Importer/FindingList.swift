import Procurement

/// Findings, of which each file may have so many errors, warnings and notes; what goes beyond is counted.
struct FindingList {
    private struct Key: Hashable {
        var file: String
        var severity: Finding.Severity
    }

    /// What is listed.
    private(set) var kept: [Finding] = []
    /// How many there were.
    private(set) var count = 0
    private var counts: [Key: Int] = [:]
    private var leftOut: [Key: Int] = [:]
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Findings after which a file's content is not known; they are always listed.
    static let unreadable: Set<FindingCode> = [
        .notWellFormed, .forbiddenConstruct, .unknownDocument, .fileUnreadable, .limitExceeded,
    ]

    mutating func append(_ finding: Finding) {
        count += 1
        let key = Key(file: finding.location?.file ?? "", severity: finding.severity)
        if finding.leftOut > 0 {
            leftOut[key, default: 0] += finding.leftOut
        } else if counts[key, default: 0] < limit || Self.unreadable.contains(finding.code) {
            counts[key, default: 0] += 1
            kept.append(finding)
        } else {
            leftOut[key, default: 0] += 1
        }
    }

    static func += (list: inout FindingList, findings: some Sequence<Finding>) {
        for finding in findings { list.append(finding) }
    }

    /// What is listed, and how much is not.
    var all: [Finding] {
        let rests = leftOut.map { key, number in
            let noun = "\(key.severity.rawValue)\(number == 1 ? "" : "s")"
            var finding = Finding(
                key.severity, .limitExceeded,
                "the file has \(number) more \(noun) than the limit 'findings' of \(limit), which are not listed",
                remedy: "mend those that are listed, or raise the limit with --limit findings=…",
                at: SourceLocation(file: key.file))
            finding.leftOut = number
            return finding
        }
        return kept + rests.sorted()
    }
}
