import Decimals
public import PriceImpact
public import Procurement
import Ranking

/// A replay with what it was made from, for rendering.
public struct ReplayRun: Sendable {
    /// What was set to another value in the other rules, as `path=value`.
    public var settings: [String]
    /// The replay, or both extremes.
    public var replays: [Replay]

    /// Creates a run.
    public init(settings: [String], replays: [Replay]) {
        self.settings = settings
        self.replays = replays
    }
}

/// Renders what `vbp what-if` found.
public struct ReplayDocument {
    private let round: Round
    private let other: String
    private let first: String
    private let runs: [ReplayRun]
    private let keepsPlaces: Bool

    /// What has to be read with every replay.
    static let caveats = [
        "these are the bids that were filed; under other rules firms would have bid differently",
        "cost is value × change of the mean winning price, at the volume that the first rules agree",
    ]

    /// Prepares to render.
    ///
    /// - Parameters:
    ///   - other: the identifier of the other rules.
    ///   - first: the identifier of the rules that they are held against.
    ///   - runs: one, or one a value of a sweep.
    public init(round: Round, other: String, first: String, runs: [ReplayRun], keepsPlaces: Bool) {
        self.round = round
        self.other = other
        self.first = first
        self.runs = runs
        self.keepsPlaces = keepsPlaces
    }

    // MARK: - Text

    /// The text for a terminal.
    public var text: String {
        var lines = [
            "\(round.id) under '\(other)' against '\(first)'"
                + (keepsPlaces ? ", with the round's own table of places" : "")
        ]
        if runs.count == 1 {
            for replay in runs[0].replays { lines += ["", summary(runs[0], replay), table(replay)] }
        } else {
            lines += ["", sweepTable]
        }
        return lines.joined(separator: "\n") + Self.caveats.map { "note: \($0)\n" }.joined()
    }

    private func summary(_ run: ReplayRun, _ replay: Replay) -> String {
        func side(_ lots: [Replay.LotChange], _ word: String, _ extreme: Replay.LotChange?) -> String {
            guard let mean = replay.meanChange(lots), let extreme, let change = extreme.change else {
                return "no lot \(word)s"
            }
            let count = Ratio(lots.count) / Ratio(replay.compared.count)
            return
                "\(lots.count) \(word) (\(Numbers.percent(count))), by \(signed(mean)) on average and \(signed(change)) "
                + "at most (\(extreme.lot))"
        }
        let most = replay.rising.max { ($0.change ?? .zero) < ($1.change ?? .zero) }
        let least = replay.falling.min { ($0.change ?? .zero) < ($1.change ?? .zero) }
        let obstacles = replay.lots.filter { $0.obstacle != nil }
        let won = replay.lots.reduce(0) { $0 + $1.before.count }
        let wins = replay.lots.reduce(0) { $0 + $1.after.count }
        var lines: [String] = run.settings.map { "set      \($0)" }
        if let words = consentWords(replay.consents) { lines.append("consents \(words)") }
        lines += [
            "lots     \(replay.compared.count) compared: " + side(replay.rising, "rise", most) + "; "
                + side(replay.falling, "fall", least),
            "winners  \(won) → \(wins): \(replay.lots.reduce(0) { $0 + $1.gained.count }) gain, "
                + "\(replay.lots.reduce(0) { $0 + $1.lost.count }) lose",
            "cost     \(signedMoney(replay.cost)) yuan for the agreed volume"
                + (replay.lotsWithoutValue == 0 ? "" : "; \(replay.lotsWithoutValue) changed lots have no known value"),
        ]
        if !obstacles.isEmpty {
            lines.append(
                "left out "
                    + obstacles.map { "\($0.lot) (\($0.obstacle?.rawValue ?? ""))" }.joined(separator: ", "))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func consentWords(_ consents: Consents) -> String? {
        switch consents {
        case .recorded: nil
        case .refused: "nobody comes back at a lower price"
        case .given: "everybody who may comes back, at the highest price that the rule allows"
        }
    }

    private func table(_ replay: Replay) -> String {
        guard !replay.changed.isEmpty else { return "nothing changes\n" }
        var table = TextTable(
            header: ["lot", "winners", "mean before", "mean after", "change", "cost, yuan", "gain", "lose"],
            leading: [0, 6, 7])
        for lot in replay.changed {
            table.row([
                lot.lot, "\(lot.before.count) → \(lot.after.count)",
                lot.meanBefore.map { Numbers.exact($0, digits: 4) } ?? "–",
                lot.meanAfter.map { Numbers.exact($0, digits: 4) } ?? "–", lot.change.map(signed) ?? "–",
                lot.cost.map(signedMoney) ?? "–", names(lot.gained), names(lot.lost),
            ])
        }
        return table.text
    }

    private func names(_ decisions: [BidDecision]) -> String {
        decisions.map { $0.bidder.shortName ?? $0.bidder.name }.joined(separator: ", ")
    }

    private var sweepTable: String {
        var table = TextTable(
            header: [
                "value", "consents", "winners", "lots", "rise", "mean rise", "most", "fall", "mean fall", "cost, yuan",
            ], leading: [0, 1])
        for run in runs {
            for replay in run.replays {
                table.row([
                    run.settings.last ?? "", replay.consents.rawValue,
                    String(replay.lots.reduce(0) { $0 + $1.after.count }), String(replay.compared.count),
                    String(replay.rising.count), replay.meanChange(replay.rising).map(signed) ?? "–",
                    replay.rising.compactMap(\.change).max().map(signed) ?? "–", String(replay.falling.count),
                    replay.meanChange(replay.falling).map(signed) ?? "–", signedMoney(replay.cost),
                ])
            }
        }
        return table.text
    }

    private func signed(_ value: Ratio) -> String { (value > .zero ? "+" : "") + Numbers.percent(value) }

    private func signedMoney(_ value: Ratio) -> String {
        (value > .zero ? "+" : "") + Numbers.grouped(Numbers.money(value))
    }

    // MARK: - For programs

    /// The table: one row a setting, assumption about consents, and lot.
    public var csv: String {
        var table = CSV(header: [
            "settings", "consents", "lot", "winners_before", "winners_after", "mean_before", "mean_after", "change",
            "value",
            "cost", "gained", "lost", "obstacle",
        ])
        for run in runs {
            for replay in run.replays {
                for lot in replay.lots {
                    table.row([
                        run.settings.joined(separator: "|"), replay.consents.rawValue, lot.lot,
                        String(lot.before.count),
                        String(lot.after.count), lot.meanBefore.map { Numbers.exact($0) } ?? "",
                        lot.meanAfter.map { Numbers.exact($0) } ?? "", lot.change.map(Numbers.fraction) ?? "",
                        lot.value.map(Numbers.money) ?? "", lot.cost.map(Numbers.money) ?? "",
                        lot.gained.map(\.bidder.name).joined(separator: "|"),
                        lot.lost.map(\.bidder.name).joined(separator: "|"), lot.obstacle?.rawValue ?? "",
                    ])
                }
            }
        }
        return table.text
    }

    /// The JSON document.
    public var json: JSON {
        .object([
            "format": .string("vbp-what-if-1"), "round": .string(round.id), "rulebook": .string(other),
            "against": .string(first), "own_places": .bool(keepsPlaces),
            "caveats": .array(Self.caveats.map { .string($0) }),
            "runs": .array(
                runs.map { run in
                    .object([
                        "settings": .array(run.settings.map { .string($0) }),
                        "replays": .array(run.replays.map(json)),
                    ])
                }),
        ])
    }

    private func json(_ replay: Replay) -> JSON {
        .object([
            "consents": .string(replay.consents.rawValue), "lots_compared": .integer(replay.compared.count),
            "rising": .integer(replay.rising.count),
            "mean_rise": .text(replay.meanChange(replay.rising).map(Numbers.fraction)),
            "largest_rise": .text(replay.rising.compactMap(\.change).max().map(Numbers.fraction)),
            "falling": .integer(replay.falling.count),
            "mean_fall": .text(replay.meanChange(replay.falling).map(Numbers.fraction)),
            "largest_fall": .text(replay.falling.compactMap(\.change).min().map(Numbers.fraction)),
            "cost": .string(Numbers.money(replay.cost)),
            "changed_lots_without_value": .integer(replay.lotsWithoutValue),
            "lots": .array(
                replay.lots.map { lot in
                    .object([
                        "lot": .string(lot.lot), "winners_before": .array(lot.before.map(winner)),
                        "winners_after": .array(lot.after.map(winner)),
                        "mean_before": .text(lot.meanBefore.map { Numbers.exact($0) }),
                        "mean_after": .text(lot.meanAfter.map { Numbers.exact($0) }),
                        "change": .text(lot.change.map(Numbers.fraction)), "value": .text(lot.value.map(Numbers.money)),
                        "cost": .text(lot.cost.map(Numbers.money)), "obstacle": .text(lot.obstacle?.rawValue),
                    ])
                }),
        ])
    }

    private func winner(_ decision: BidDecision) -> JSON {
        .object([
            "bidder": .string(decision.bidder.name), "bidder_id": .string(decision.bidder.id),
            "comparable_price": .text(decision.comparablePrice.map { Numbers.exact($0) }),
        ])
    }
}
