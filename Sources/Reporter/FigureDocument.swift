import Decimals
public import PriceImpact
public import Procurement
import Ranking

/// Renders what `vbp explain --figure` says: a figure, each term that went into it, and what had to stay out.
public enum FigureDocument {
    /// The text for a terminal.
    public static func text(_ explanation: FigureExplanation, _ dossier: Dossier) -> String {
        let figure = explanation.figure
        var lines = [
            "figure      \(figure.id)",
            "definition  \(Definitions.text(figure, .english, dossier.priceLists))",
            "value       \(shown(figure))",
            "rests on    \(figure.bids) bids of \(figure.lots) lots; without the baseline: \(figure.bidsWithoutBaseline) bids, "
                + "\(figure.lotsWithoutBaseline) lots, \(figure.linesWithoutBaseline) volumes",
            "computed    \(computation(figure.statistic, terms: explanation.terms.count))",
        ]
        if !figure.items.isEmpty {
            lines.append(
                "reached by  "
                    + figure.items.map { [$0.lot, $0.bidder].compactMap { $0 }.joined(separator: ", ") }
                    .joined(separator: "; "))
        }
        lines += figure.notes.map { "note        \($0)" }
        var text = lines.joined(separator: "\n") + "\n\n" + table(explanation.terms, figure)
        if !explanation.missing.isEmpty {
            text += "\nleft out, \(explanation.missing.count):\n" + table(explanation.missing, figure)
        }
        return text
    }

    /// The table of the terms, and of what is missing.
    public static func csv(_ explanation: FigureExplanation) -> String {
        var table = CSV(header: columns + ["enters"])
        for (terms, enters) in [(explanation.terms, "true"), (explanation.missing, "false")] {
            for term in terms { table.row(cells(term, explanation.figure) + [enters]) }
        }
        return table.text
    }

    /// The JSON document.
    public static func json(_ explanation: FigureExplanation, _ dossier: Dossier) -> String {
        let figure = explanation.figure
        return String { bytes in
            var members = JSONMembers(indent: 1)
            members.add("computation", computation(figure.statistic, terms: explanation.terms.count), to: &bytes)
            members.add("figure", to: &bytes) {
                ResultDocument.write(PrintedFigures.Printed(figure), dossier, to: &$0, indent: 2)
            }
            members.add("format", "vbp-figure-1", to: &bytes)
            members.add("missing", .array(explanation.missing.map { json($0, figure) }), to: &bytes)
            members.add("notes", .array(figure.notes.map { .string($0) }), to: &bytes)
            members.add("round", dossier.round.id, to: &bytes)
            members.add("terms", .array(explanation.terms.map { json($0, figure) }), to: &bytes)
            members.end(&bytes)
            bytes += "\n"
        }
    }

    private static func shown(_ figure: Figure) -> String {
        switch figure.statistic.unit {
        case .fraction: Numbers.percent(figure)
        case .ratio: Numbers.exact(figure.value, digits: 4)
        case .yuan: "\(Numbers.grouped(Numbers.money(figure))) yuan"
        }
    }

    /// How the terms make the figure.
    private static func computation(_ statistic: Statistic, terms: Int) -> String {
        switch statistic {
        case .meanOverBids, .meanOverLots: "sum of the amounts ÷ \(terms)"
        case .volumeWeighted, .quantityWeighted: "sum of amount × weight ÷ sum of the weights"
        case .value, .marketValue, .savings: "sum of the amounts"
        case .minimum, .minimumOverLots, .minimumPriceRatio: "smallest of the amounts"
        case .maximum, .maximumOverLots, .maximumPriceRatio: "largest of the amounts"
        case .medianOverBids, .medianOverLots, .medianPriceRatio:
            "median of the amounts: position (n − 1) ÷ 2 of \(terms) in order"
        case .lowerQuartileOverBids, .lowerQuartileOverLots, .lowerQuartilePriceRatio:
            "lower quartile of the amounts: position (n − 1) ÷ 4 of \(terms) in order"
        case .upperQuartileOverBids, .upperQuartileOverLots, .upperQuartilePriceRatio:
            "upper quartile of the amounts: position 3 × (n − 1) ÷ 4 of \(terms) in order"
        }
    }

    private static let columns = [
        "lot", "region", "bidder", "specification", "bids", "quantity", "price", "baseline", "amount", "weight",
    ]

    private static func cells(_ term: FigureExplanation.Term, _ figure: Figure) -> [String] {
        let isYuan = figure.statistic.unit == .yuan
        return [
            term.lot, term.region ?? "", term.bidder?.name ?? "", term.specification ?? "",
            term.bids.map { String($0) } ?? "", term.quantity.map(Numbers.quantity) ?? "",
            term.price.map { Numbers.exact($0) } ?? "", term.baseline.map { Numbers.exact($0) } ?? "",
            term.amount.map { isYuan ? Numbers.money($0) : Numbers.fraction($0) } ?? "",
            term.weight.map { Numbers.exact($0, digits: 4) } ?? "",
        ]
    }

    private static func json(_ term: FigureExplanation.Term, _ figure: Figure) -> JSON {
        var members: [String: JSON] = ["bidder_id": .text(term.bidder?.id)]
        for (name, cell) in zip(columns, cells(term, figure)) { members[name] = .text(cell.isEmpty ? nil : cell) }
        members["bids"] = .number(term.bids)
        return .object(members)
    }

    /// Only the columns that some term fills.
    private static func table(_ terms: [FigureExplanation.Term], _ figure: Figure) -> String {
        let rows = terms.map { cells($0, figure) }
        let used = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        var table = TextTable(
            header: used.map { columns[$0] }, leading: Set(used.indices.filter { used[$0] < 4 }))
        for row in rows { table.row(used.map { row[$0] }) }
        return table.text
    }
}
