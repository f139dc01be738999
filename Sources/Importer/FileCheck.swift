public import Procurement

/// Says what a single file is and what is wrong with it, without the round that it belongs to.
public struct FileCheck {
    private let reader: DocumentReader

    /// Prepares to check files, held against their XSDs too.
    public init(limits: ImportLimits = ImportLimits()) {
        reader = DocumentReader(validatesSchema: true, limits: limits)
    }

    /// Reads the file at `path`.
    public func check(path: String, shownAs name: String) -> (summary: DocumentSummary, findings: [Finding]) {
        let result = reader.read(path: path, shownAs: name)
        var findings = result.findings
        if case .submission(let submission, let places)? = result.document, let offered = places.offered {
            // Which currency is asked for, only the round says; nearly all of them ask for this one.
            let usual = Round(id: submission.round).currency
            let lines = places.bids
            for index in submission.bids.indices {
                if let finding = offered.currencyFinding(ofBid: index, expected: usual) {
                    findings.append(finding(lines.location(places.kept.ordinal(ofBid: index))))
                }
            }
        }
        return (DocumentSummary(file: name, result), findings.sorted())
    }
}

extension OfferedItems {
    /// What to say at the place of a bid whose price is in another currency than the round's.
    func currencyFinding(ofBid index: Int, expected: String) -> ((SourceLocation) -> Finding)? {
        guard let currency = currency(ofBid: index), currency != expected else { return nil }
        return {
            Finding(
                .error, .currencyUnsupported, "the price is in '\(currency)', the round asks for '\(expected)'",
                remedy: "state the price in \(expected); nothing is converted", at: $0)
        }
    }
}
