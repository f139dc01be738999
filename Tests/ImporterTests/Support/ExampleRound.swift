import Importer
import Procurement
import Testing

/// A small sound round whose documents a test replaces or adds to.
///
/// The files' texts may hold `↓` where a finding is due.
struct ExampleRound {
    /// File names and texts.
    var files: [String: String] = [
        "round.xml": """
        <?xml version="1.0" encoding="UTF-8"?>
        <round xmlns="urn:vbp:round:1" id="R" deadline="2020-01-17T10:00:00+08:00">
          <region id="北京"/>
          <region id="上海"/>
          <lot id="甲" reference="10mg">
            <specification id="10mg"><content amount="10" unit="mg"/></specification>
            <specification id="20mg"><content amount="20" unit="mg"/></specification>
            <ceiling specification="10mg" price="5.00"/>
          </lot>
          <lot id="乙" reference="1g">
            <specification id="1g"><content amount="1" unit="g"/></specification>
            <ceiling specification="1g" price="8.00"/>
          </lot>
        </round>

        """,
        "rulebook.xml": """
        <?xml version="1.0" encoding="UTF-8"?>
        <rulebook xmlns="urn:vbp:rulebook:1" id="R">
          <comparable-price clause="1" basis="document" confidence="high"/>
          <screen id="ceiling" clause="2" basis="document" confidence="high">
            <at-most of="unit-price" to="ceiling"/>
          </screen>
          <shortlist id="shortlist" clause="3" basis="document" confidence="high">
            <places bidders="1-" places="1"/>
            <tie-break><draw/></tie-break>
          </shortlist>
          <volume clause="4" basis="document" confidence="high">
            <share tier="normal" winners="1-" value="50%"/>
          </volume>
        </rulebook>

        """,
        "demand.xml": """
        <?xml version="1.0" encoding="UTF-8"?>
        <demand xmlns="urn:vbp:demand:1" round="R" kind="base">
          <line region="北京" lot="甲" specification="10mg" quantity="1000"/>
          <line region="上海" lot="甲" specification="10mg" quantity="500"/>
        </demand>

        """,
        "submissions/sound.xml": ExampleRound.submission(
            bidder: "sound", "<bid lot=\"甲\" specification=\"10mg\" price=\"1.00\"/>"),
    ]

    /// A submission that holds `content` beside its bidder.
    static func submission(
        round: String = "R", bidder: String, submitted: String = "2020-01-17T09:00:00+08:00", _ content: String
    ) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <submission xmlns="urn:vbp:submission:1" round="\(round)" submitted="\(submitted)">
          <bidder id="\(bidder)" name="\(bidder)"/>
          \(content)
        </submission>

        """
    }

    /// Writes the files to the test's folder and reads them as a round.
    func read() throws -> ImportedRound {
        for (name, text) in files { try TemporaryFolder.current.write(MarkedText(text).text, to: name) }
        return RoundFolder(path: TemporaryFolder.current.path).read()
    }

    /// Reads the round and expects exactly these findings, each at the mark of that number in its file.
    ///
    /// A finding is written as it is printed, with `①` to `⑨` for line and column of a mark.
    ///
    /// - Parameters:
    ///   - findings: the findings in order.
    ///   - errorsOnly: whether warnings and notes that follow from the errors are left aside.
    @discardableResult
    func expect(
        _ findings: [String], errorsOnly: Bool = false, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> ImportedRound {
        let imported = try read()
        var expected: [String] = []
        for finding in findings {
            let file = String(finding.prefix { $0 != ":" })
            let places = MarkedText(files[file] ?? "").places
            var line = finding
            for (index, mark) in "①②③④⑤⑥⑦⑧⑨".enumerated() where line.contains(mark) {
                try #require(index < places.count, "\(file) has no mark \(mark)", sourceLocation: sourceLocation)
                line = line.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
                    .joined(separator: "\(places[index].line):\(places[index].column)")
            }
            expected.append(line)
        }
        let found = imported.findings.filter { $0.severity == .error || !errorsOnly }
        #expect(found.map(\.line) == expected, sourceLocation: sourceLocation)
        return imported
    }
}
