import Decimals
import Procurement

/// A number written in a test.
func decimal(_ text: String) -> FixedDecimal {
    guard let value = FixedDecimal(text) else { preconditionFailure("'\(text)' is no number") }
    return value
}

/// Rulebooks for tests, built from `handbook/rules.md`.
enum SampleRules {
    static let citation = Citation(clause: "a test", basis: .document, confidence: .high)

    /// The factors of 发改价格〔2011〕2452号.
    static func comparablePrice(rounding: NamedRounding? = nil) -> ComparablePriceRule {
        ComparablePriceRule(
            citation: citation,
            conversions: [
                .init(dimension: .content, base: decimal("1.7")), .init(dimension: .fill, base: decimal("1.9")),
                .init(dimension: .pack, base: decimal("1.95"), dosageClasses: ["oral-solid"]),
                .init(dimension: .pack, base: decimal("2")),
            ], rounding: rounding)
    }

    /// Places for one firm, two firms, and so on; the last holds for every larger number.
    static let secondBatchPlaces = [1, 2, 2, 3, 4, 4, 5, 5, 6]

    static let ceilingStage = Stage(
        id: "ceiling", citation: citation,
        action: .screen(.test(Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))), population: "valid")

    static func shortlistStage(_ places: [Int], firstRow: Int = 1, tieBreaks: [TieBreak] = []) -> Stage {
        let rows = places.enumerated().map { index, count in
            Shortlist.Places(
                bidders: (index + firstRow)...(index == places.count - 1 ? 1_000 : index + firstRow), places: count)
        }
        return Stage(
            id: "shortlist", citation: citation,
            action: .shortlist(Shortlist(counting: "filed", places: rows, tieBreaks: tieBreaks)),
            population: "shortlisted")
    }

    /// At most 1.8 × the lowest valid price, or at most 0.1000 yuan, or a cut of at least 50.00 %.
    static func gateStage(absolute: FixedDecimal = decimal("0.1000")) -> Stage {
        let condition = Condition.any([
            .test(
                Test(
                    measure: .comparablePrice, relation: .atMost,
                    bound: .reference(.lowest("valid"), factor: decimal("1.8")))),
            .test(Test(measure: .comparablePrice, relation: .atMost, bound: .constant(absolute))),
            .test(Test(measure: .cutFromCeiling, relation: .atLeast, bound: .constant(decimal("0.5000")))),
        ])
        return Stage(id: "gate", citation: citation, action: .select(condition), population: "winners")
    }

    /// The facts of the tie-break chain.
    static let tieBreaks = [
        TieBreak(fact: "regions-supplied", largerFirst: true),
        TieBreak(fact: "passing-date", largerFirst: false),
    ]

    /// The rules of the second batch (`handbook/rules.md` §2.3 and §2.4).
    static func secondBatch(
        places: [Int] = secondBatchPlaces, firstRow: Int = 1, absolute: FixedDecimal = decimal("0.1000"),
        tieBreaks: [TieBreak] = tieBreaks, rounding: NamedRounding? = nil
    ) -> Rulebook {
        Rulebook(
            id: "sample", comparablePrice: comparablePrice(rounding: rounding),
            stages: [
                ceilingStage, shortlistStage(places, firstRow: firstRow, tieBreaks: tieBreaks),
                gateStage(absolute: absolute),
            ])
    }

    /// The ceiling and the places alone, without a gate.
    static func withoutGate(places: [Int], tieBreaks: [TieBreak] = tieBreaks) -> Rulebook {
        Rulebook(
            id: "sample", comparablePrice: comparablePrice(),
            stages: [ceilingStage, shortlistStage(places, tieBreaks: tieBreaks)])
    }
}
