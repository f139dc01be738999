import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders what `vbp compare` found.
public struct ComparisonDocument {
    private let comparison: RoundComparison

    /// Prepares to render.
    public init(_ comparison: RoundComparison) { self.comparison = comparison }

    private func price(_ value: Ratio?) -> String { value.map { Numbers.exact($0, digits: 6) } ?? "–" }
    private func multiple(_ value: Ratio?) -> String {
        value.map { $0.rounded(to: 3, .halfUp).description + " ×" } ?? "–"
    }

    /// The text for a terminal.
    public var text: String {
        let rounds = comparison.rounds
        var text =
            "\(comparison.lots.count) common lots of \(rounds.joined(separator: ", ")); prices are yuan for the smallest unit of "
            + "the reference, mean over the winners\n\n"
        var header = ["lot", "reference"]
        for round in rounds { header += [round, "winners"] }
        var table = TextTable(
            header: header + ["highest ÷ lowest", "pays most"], leading: [0, 1, 3 + 2 * rounds.count])
        for lot in comparison.lots {
            var row = [lot.lot, lot.reference]
            for side in lot.sides { row += [price(side?.price), side.map { String($0.winners.count) } ?? "–"] }
            let highest = lot.priced.max { $0.price < $1.price }
            let payers = lot.priced.filter { $0.price == highest?.price }
            let most =
                payers.count == lot.priced.count ? "equal" : payers.map { rounds[$0.round] }.joined(separator: ", ")
            table.row(row + [multiple(highest.flatMap { lot.ratio($0.round) }), most])
        }
        text += table.text
        for (index, round) in rounds.enumerated() {
            let most = comparison.lots.count { lot in
                Set(lot.priced.map(\.price)).count > 1
                    && lot.priced.max { $0.price < $1.price }?.round == index
            }
            text +=
                "\(round): pays most in \(most) lots; with the lowest price of the set in each lot "
                + "\(Numbers.grouped(Numbers.money(comparison.left(index)))) yuan less"
                + " (value known of \(comparison.lots.count { $0.left(index) != nil }) lots); "
                + "lots that no other has: \(comparison.lotsOfOneRound[index].count)\n"
        }
        for round in comparison.partialRounds { text += "\(round): only some of its winners are known\n" }
        return text + firms + winners + conversions
    }

    private var firms: String {
        let firms = comparison.firmsAtDifferentPrices
        guard !firms.isEmpty else { return "" }
        var table = TextTable(header: ["firm", "lot"] + comparison.rounds + ["highest ÷ lowest"], leading: [0, 1])
        for firm in firms { table.row([firm.name, firm.lot] + firm.prices.map(price) + [multiple(firm.ratio)]) }
        return "\nthe same firm at different prices\n" + table.text
    }

    private var winners: String {
        var lines: [String] = []
        for lot in comparison.lots {
            let names = lot.sides.map { side in
                side.map { side in
                    Dictionary(
                        side.winners.map { (Name.folded($0.bidder.name), $0.bidder.name) },
                        uniquingKeysWith: { first, _ in first })
                }
            }
            let everywhere = names.compactMap { $0 }.map { Set($0.keys) }.reduce(nil as Set<String>?) { all, some in
                all.map { $0.intersection(some) } ?? some
            }
            let parts = names.enumerated().compactMap { index, side -> String? in
                guard let side else { return nil }
                let own = side.keys.filter { everywhere?.contains($0) != true }.sorted().compactMap { side[$0] }
                return own.isEmpty ? nil : "\(comparison.rounds[index]): \(own.joined(separator: ", "))"
            }
            if !parts.isEmpty { lines.append("  \(lot.lot): \(parts.joined(separator: "; "))") }
        }
        return lines.isEmpty ? "" : "\nwinners that not every round has\n" + lines.joined(separator: "\n") + "\n"
    }

    private var conversions: String {
        var table = TextTable(
            header: [
                "round", "lot", "firm", "pack price", "units", "unit price", "of", "factor", "price of reference",
            ],
            leading: [0, 1, 2, 6])
        var isEmpty = true
        for lot in comparison.lots {
            for (index, side) in lot.sides.enumerated() {
                for winner in side?.winners ?? [] where winner.factor?.value != .one {
                    isEmpty = false
                    table.row([
                        comparison.rounds[index], lot.lot, winner.bidder.name, winner.pack?.price.description ?? "–",
                        winner.pack.map { String($0.units) } ?? "–", price(winner.unitPrice), winner.specification,
                        factor(winner), price(winner.referencePrice),
                    ])
                }
            }
        }
        return isEmpty ? "" : "\nconverted from another specification\n" + table.text
    }

    private func factor(_ winner: RoundComparison.Winner) -> String {
        guard let factor = winner.factor else { return "not comparable" }
        let steps = factor.steps.compactMap { step -> String? in
            guard case .formula(_, let base, let multiple) = step.kind else { return nil }
            return "\(base.shortestDescription)^log2(\(multiple.reduced().description))"
        }
        return ([Numbers.exact(factor.value, digits: 6)] + steps).joined(separator: " = ")
    }

    /// The table: one row a lot, round and winner.
    public var csv: String {
        var table = CSV(header: [
            "lot", "reference", "round", "bidder", "bidder_id", "specification", "pack", "pack_price", "unit_price",
            "factor",
            "reference_price", "lot_price", "ratio_to_lowest", "lot_value", "left",
        ])
        for lot in comparison.lots {
            for (index, side) in lot.sides.enumerated() {
                for winner in side?.winners ?? [] {
                    table.row([
                        lot.lot, lot.reference, comparison.rounds[index], winner.bidder.name, winner.bidder.id,
                        winner.specification, winner.pack.map { String($0.units) } ?? "",
                        winner.pack?.price.description ?? "", Numbers.exact(winner.unitPrice),
                        winner.factor.map { Numbers.exact($0.value) } ?? "",
                        winner.referencePrice.map { Numbers.exact($0) } ?? "",
                        side?.price.map { Numbers.exact($0) } ?? "", lot.ratio(index).map { Numbers.exact($0) } ?? "",
                        side?.value.map(Numbers.money) ?? "", lot.left(index).map(Numbers.money) ?? "",
                    ])
                }
            }
        }
        return table.text
    }

    /// The JSON document.
    public var json: JSON {
        .object([
            "format": .string("vbp-comparison-1"), "differs": .bool(comparison.differs),
            "rounds": .array(
                comparison.rounds.enumerated().map { index, round in
                    .object([
                        "round": .string(round),
                        "partial": .bool(comparison.partialRounds.contains(round)),
                        "left": .string(Numbers.money(comparison.left(index))),
                        "lots_with_value": .integer(comparison.lots.count { $0.left(index) != nil }),
                        "own_lots": .array(comparison.lotsOfOneRound[index].map { .string($0) }),
                    ])
                }),
            "lots": .array(comparison.lots.map(json)),
            "firms_at_different_prices": .array(
                comparison.firmsAtDifferentPrices.map { firm in
                    .object([
                        "firm": .string(firm.name), "lot": .string(firm.lot),
                        "prices": .array(firm.prices.map { .text($0.map { Numbers.exact($0) }) }),
                        "ratio": .string(Numbers.exact(firm.ratio)),
                    ])
                }),
        ])
    }

    private func json(_ lot: RoundComparison.LotComparison) -> JSON {
        .object([
            "lot": .string(lot.lot), "reference_specification": .string(lot.reference), "differs": .bool(lot.differs),
            "sides": .array(
                lot.sides.enumerated().map { index, side in
                    guard let side else { return .null }
                    return .object([
                        "round": .string(comparison.rounds[index]),
                        "price": .text(side.price.map { Numbers.exact($0) }),
                        "ratio_to_lowest": .text(lot.ratio(index).map { Numbers.exact($0) }),
                        "value": .text(side.value.map(Numbers.money)),
                        "left": .text(lot.left(index).map(Numbers.money)),
                        "winners": .array(
                            side.winners.map { winner in
                                .object([
                                    "bidder": .string(winner.bidder.name), "bidder_id": .string(winner.bidder.id),
                                    "specification": .string(winner.specification),
                                    "pack": .number(winner.pack?.units),
                                    "pack_price": .text(winner.pack?.price.description),
                                    "unit_price": .string(Numbers.exact(winner.unitPrice)),
                                    "factor": .text(winner.factor.map { Numbers.exact($0.value) }),
                                    "reference_price": .text(winner.referencePrice.map { Numbers.exact($0) }),
                                ])
                            }),
                    ])
                }),
        ])
    }
}
