import Decimals
public import PriceImpact
import Procurement

/// Renders what `vbp portfolio` found.
public struct PortfolioDocument {
    private let portfolio: Portfolio

    /// Prepares to render.
    public init(_ portfolio: Portfolio) { self.portfolio = portfolio }

    /// The text for a terminal.
    public var text: String {
        var table = TextTable(
            header: [
                "round", "date", "lots", "volumes", "renewed later", "value, yuan", "saves at least, yuan", "against",
                "at most, yuan", "against", "published, yuan",
            ], leading: [0, 1, 7, 9])
        for entry in portfolio.adding {
            let lots = entry.publishedLots.map { "\($0.value) (published)" } ?? String(entry.lots)
            table.row([
                entry.round, entry.date?.description ?? "–", lots, String(entry.volumes), String(entry.superseded),
                entry.volumes == 0 ? "–" : money(entry.value), entry.low.map { money($0.savings) } ?? "–",
                entry.low.map(against) ?? "", entry.high.map { money($0.savings) } ?? "–",
                entry.high.map(against) ?? "",
                entry.publishedSavings.map { ($0.isLowerBound ? "≥ " : "") + Numbers.grouped($0.value.description) }
                    ?? "",
            ])
        }
        var text = (portfolio.region.map { "region \($0)\n" } ?? "") + table.text
        text +=
            portfolio.lots == 0
            ? "\nnone of these rounds has a volume with a known supplier, so nothing can be computed\n"
            : "\n\(portfolio.lots) different lots; \(money(portfolio.value)) yuan a year; saves \(money(portfolio.low)) "
                + "to \(money(portfolio.high)) yuan a year, by the baseline\n"
        let silent = portfolio.entries.count - portfolio.adding.count
        if silent > 0 { text += "\(silent) further rounds add nothing that can be computed\n" }
        if portfolio.entries.contains(where: { $0.publishedSavings != nil }) {
            text += "published savings are those of rounds that can't be computed; they overlap and are not added\n"
        }
        for entry in portfolio.entries {
            for note in entry.notes { text += "note on volumes of \(entry.round): \(note)\n" }
        }
        return text + chains
    }

    private var chains: String {
        guard !portfolio.chains.isEmpty else { return "" }
        var table = TextTable(
            header: ["lot", "reference", "round", "price", "drop", "cumulative", "left", "came"],
            leading: [0, 1, 2, 6, 7])
        for chain in portfolio.chains {
            for (index, cycle) in chain.cycles.enumerated() {
                table.row([
                    index == 0 ? chain.lot : "", index == 0 ? chain.reference : "",
                    cycle.round + (cycle.isPartial ? " (some winners)" : ""),
                    Numbers.exact(cycle.price, digits: 6), cycle.drop.map(Numbers.percent) ?? "–",
                    cycle.cumulative.map(Numbers.percent) ?? "–", cycle.left.joined(separator: ", "),
                    cycle.came.joined(separator: ", "),
                ])
            }
        }
        return "\nlots bought more than once\n" + table.text
    }

    private func money(_ value: Ratio) -> String { Numbers.grouped(Numbers.money(value)) }

    private func against(_ amount: Portfolio.Amount) -> String {
        amount.baseline.rawValue
            + (amount.volumesWithoutBaseline == 0 ? "" : " (\(amount.volumesWithoutBaseline) volumes lack it)")
    }

    /// The table: one row a round.
    public var csv: String {
        var table = CSV(header: [
            "round", "date", "lots", "volumes", "superseded", "value", "low", "low_baseline",
            "low_volumes_without_baseline",
            "high", "high_baseline", "high_volumes_without_baseline", "published_savings", "published_lots", "partial",
            "notes",
        ])
        for entry in portfolio.entries {
            table.row([
                entry.round, entry.date?.description ?? "", String(entry.lots), String(entry.volumes),
                String(entry.superseded), entry.volumes == 0 ? "" : Numbers.money(entry.value),
                entry.low.map { Numbers.money($0.savings) } ?? "", entry.low?.baseline.rawValue ?? "",
                entry.low.map { String($0.volumesWithoutBaseline) } ?? "",
                entry.high.map { Numbers.money($0.savings) } ?? "", entry.high?.baseline.rawValue ?? "",
                entry.high.map { String($0.volumesWithoutBaseline) } ?? "",
                entry.publishedSavings?.value.description ?? "", entry.publishedLots?.value.description ?? "",
                String(entry.isPartial), entry.notes.joined(separator: "|"),
            ])
        }
        return table.text
    }

    /// The JSON document.
    public var json: JSON {
        .object([
            "format": .string("vbp-portfolio-1"), "region": .text(portfolio.region), "lots": .integer(portfolio.lots),
            "value": .string(Numbers.money(portfolio.value)), "low": .string(Numbers.money(portfolio.low)),
            "high": .string(Numbers.money(portfolio.high)),
            "rounds": .array(
                portfolio.entries.map { entry in
                    .object([
                        "round": .string(entry.round), "title": .text(entry.title),
                        "date": .text(entry.date?.description), "lots": .integer(entry.lots),
                        "volumes": .integer(entry.volumes), "superseded": .integer(entry.superseded),
                        "value": .string(Numbers.money(entry.value)), "low": json(entry.low), "high": json(entry.high),
                        "published_savings": .text(entry.publishedSavings?.value.description),
                        "published_lots": .text(entry.publishedLots?.value.description),
                        "partial": .bool(entry.isPartial), "notes": .array(entry.notes.map { .string($0) }),
                    ])
                }),
            "chains": .array(
                portfolio.chains.map { chain in
                    .object([
                        "lot": .string(chain.lot), "reference_specification": .string(chain.reference),
                        "cycles": .array(
                            chain.cycles.map { cycle in
                                .object([
                                    "round": .string(cycle.round), "partial": .bool(cycle.isPartial),
                                    "price": .string(Numbers.exact(cycle.price)),
                                    "drop": .text(cycle.drop.map(Numbers.fraction)),
                                    "baseline": .text(cycle.baseline?.rawValue),
                                    "cumulative": .text(cycle.cumulative.map(Numbers.fraction)),
                                    "left": .array(cycle.left.map { .string($0) }),
                                    "came": .array(cycle.came.map { .string($0) }),
                                ])
                            }),
                    ])
                }),
        ])
    }

    private func json(_ amount: Portfolio.Amount?) -> JSON {
        guard let amount else { return .null }
        return .object([
            "savings": .string(Numbers.money(amount.savings)), "baseline": .string(amount.baseline.rawValue),
            "volumes_without_baseline": .integer(amount.volumesWithoutBaseline),
        ])
    }
}
