import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders the table that ends an evaluation on the terminal: one line a round.
public enum OverviewTable {
    /// The text; average and maximum drop are the mean over lots and the maximum, and say against what.
    public static func text(_ assessments: [Assessment]) -> String {
        var rows = [
            [
                "round", "lots", "bids", "won", "pending", "published", "average drop", "maximum", "savings, yuan",
                "baseline, population",
            ]
        ]
        rows += assessments.filter { !isOutline($0) }.map(row)
        return Text.table(rows, alignedRight: Set(1..<rows[0].count - 1)).joined(separator: "\n") + "\n"
            + (assessments.contains { !$0.impacts.allSatisfy(\.figures.isEmpty) }
                ? "average drop: mean over lots of the mean over the lot's winning bids that have the baseline\n" : "")
            + assessments.map(warnings).joined() + outlines(assessments)
    }

    /// Whether a round is known from published figures alone: nothing of it can be computed.
    private static func isOutline(_ assessment: Assessment) -> Bool {
        assessment.outcome.isEmpty && assessment.impacts.isEmpty
            && assessment.dossier.published?.headlines.isEmpty == false
    }

    private static func outlines(_ assessments: [Assessment]) -> String {
        let names = assessments.filter(isOutline).map(\.dossier.round.id)
        guard !names.isEmpty else { return "" }
        return "known from published figures alone, see vbp verify: \(names.joined(separator: ", "))\n"
    }

    /// Regions whose volumes carry a note: no figure of theirs without it.
    private static func warnings(_ assessment: Assessment) -> String {
        let notes = (assessment.published ?? assessment.computed)?.supply.notesByRegion ?? [:]
        return notes.sorted { $0.key < $1.key }.map { region, notes in
            let more = notes.count > 1 ? " (and \(notes.count - 1) more in summary.md)" : ""
            return "\(assessment.dossier.round.id), volumes of \(region): \(notes.first ?? "")\(more)\n"
        }.joined()
    }

    private static func row(_ assessment: Assessment) -> [String] {
        let outcome = assessment.outcome
        let impact = assessment.published ?? assessment.computed
        let counts = outcome.counts
        // Lots with pending bids stay out of totals.
        let won = outcome.lots.filter { !$0.isPending }.reduce(0) { $0 + $1.winners.count }
        let published = assessment.dossier.published?.winners.count
        let baseline = impact?.baselines.first { impact?.figure($0, .meanOverLots) != nil }
        let figure = { (statistic: Statistic) -> String in
            baseline.flatMap { impact?.figure($0, statistic) }.map { Numbers.percent($0) } ?? "–"
        }
        let savings = baseline.flatMap { impact?.savings(against: $0) }
        let hasSupply = impact?.supply.lines.contains { $0.supplier != nil } == true
        let round = assessment.dossier.round
        return [
            round.id + (round.isSynthetic ? " (synthetic)" : ""), String(round.lots.count),
            counts.total == 0 ? "none" : String(counts.total), counts.total == 0 ? "–" : String(won),
            counts.total == 0 ? "–" : String(counts[.pending]),
            published.map { String($0) } ?? "–",
            figure(.meanOverLots), figure(.maximum), hasSupply ? savings.map { Numbers.large($0.total) } ?? "–" : "–",
            baseline.map { name in
                "\(Definitions.name(name, .english)), \(Definitions.name(impact?.population ?? .computed, .english))"
                    + (assessment.dossier.published?.isPartial == true ? ", only those that are known" : "")
            } ?? "–",
        ]
    }
}

/// Text on a terminal.
public enum Text {
    /// The columns that a text takes: two for a Chinese character.
    public static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }

    /// Rows as lines, each column as wide as its widest cell.
    static func table(_ rows: [[String]], alignedRight: Set<Int> = []) -> [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - width(cell))
                return alignedRight.contains(column) ? padding + cell : cell + padding
            }.joined(separator: "  ").trimmingTrailingSpaces()
        }
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}
