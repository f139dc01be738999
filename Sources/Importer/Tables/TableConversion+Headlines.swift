import Decimals
import Procurement

extension TableConversion {
    /// The published headline figures of this round, one assertion a figure and source.
    mutating func readHeadlines(_ path: String) {
        let rows = rows(path, required: ["average_drop_pct", "max_drop_pct", "drop_baseline", "source"])
        for row in rows {
            if round.date == nil { round.date = CalendarDate(row["date"]) }
            let provenance = Provenance(
                source: row["source"].isEmpty ? nil : row["source"], confidence: confidence(row), note: note(row))
            let baseline = TableConversion.baseline(row["drop_baseline"])
            let text = row["drop_baseline"].isEmpty ? nil : row["drop_baseline"]
            let columns: [(String, Headline.Measure)] = [
                ("average_drop_pct", .averageDrop), ("max_drop_pct", .maximumDrop),
                ("projected_savings_yuan_per_year", .savings), ("n_products_tendered", .lotsTendered),
                ("n_products_selected", .lotsWon), ("n_winning_items", .winningBids), ("winning_firms", .winningFirms),
                ("bidder_firms", .biddingFirms), ("bid_items", .bids),
            ]
            for (column, measure) in columns {
                guard let value = number(row, column) else { continue }
                let isDrop = measure == .averageDrop || measure == .maximumDrop
                let isLowerBound = measure == .maximumDrop && row["note"].contains("\(value) % and more")
                published.headlines.append(
                    Headline(
                        measure: measure, value: value, isLowerBound: isLowerBound,
                        baseline: isDrop ? baseline : .unstated, baselineText: isDrop ? text : nil,
                        provenance: provenance))
            }
            for (column, measure) in [
                ("agreed_or_demand_volume", Headline.Measure.volume), ("value_of_the_market_yuan", .marketValue),
            ] {
                guard let value = TableConversion.roundNumber(row[column]) else { continue }
                published.headlines.append(Headline(measure: measure, value: value, provenance: provenance))
            }
        }
    }

    /// A number as people write it: `1,075,000`, or `1.6 billion` with words after it; nil for other text.
    static func roundNumber(_ text: String) -> FixedDecimal? {
        let words = text.split(separator: " ", maxSplits: 2)
        guard let first = words.first else { return nil }
        let groups = first.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), let number = FixedDecimal(groups.joined()) else {
            return nil
        }
        let power: Int
        switch words.dropFirst().first {
        case "billion": power = 9
        case "million": power = 6
        case nil: power = 0
        default: return nil
        }
        return FixedDecimal(number.shifted(byPowerOfTen: power).shortestDescription)
    }

    /// What kind of price the words of a source speak of.
    static func baseline(_ words: String) -> Headline.Baseline {
        let text = words.lowercased()
        if text.isEmpty { return .unstated }
        if text.contains("winning price") || text.contains("first round") || text.contains("first cycle") {
            return .previousRound
        }
        if text.contains("ceiling") || text.contains("price limit") { return .ceiling }
        let earlier = ["lowest", "purchase price", "previous", "before", "in 2019", "same firm"]
        return earlier.contains { text.contains($0) } ? .previous : .other
    }
}
