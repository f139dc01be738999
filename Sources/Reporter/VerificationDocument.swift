import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders what `vbp verify` found.
public enum VerificationDocument {
    /// The JSON document.
    public static func json(_ verification: Verification) -> JSON {
        .object([
            "round": .string(verification.round), "published": .integer(verification.published),
            "has_bids": .bool(verification.hasBids), "agrees": .bool(verification.agrees),
            "reproduced": .integer(verification.reproduced),
            "reproduced_by_rules": .integer(verification.reproducedByRules),
            "unexpected_by_rules": .integer(verification.unexpectedByRules),
            "recorded_acts": .integer(verification.recordedActs), "corrections": .integer(verification.corrections),
            "missing": .array(verification.missing.map(difference)),
            "unexpected": .array(verification.unexpected.map(difference)),
            "prices": .array(
                verification.prices.map {
                    .object([
                        "lot": .string($0.lot), "bidder": .string($0.bidder), "filed": .string($0.filed.description),
                        "published": .string(Numbers.exact($0.published)),
                    ])
                }),
            "regions": .array(
                verification.unsupplied.map {
                    .object(["lot": .string($0.lot), "unsupplied": .array($0.regions.map { .string($0) })])
                }),
            "headlines": .array(verification.headlines.map(headline)),
        ])
    }

    private static func difference(_ difference: Verification.Difference) -> JSON {
        .object([
            "lot": .string(difference.lot), "bidder": .string(difference.bidder.name),
            "bidder_id": .string(difference.bidder.id),
            "decision": .text(difference.decision?.decision.rawValue),
            "specification": .text(difference.decision?.bid.specification),
            "rank": .number(difference.decision?.rank),
            "reason": .string(cause(difference, .english)), "reason_zh": .string(cause(difference, .chinese)),
            "note": .text(difference.decision?.bid.provenance.note),
        ])
    }

    private static func cause(_ difference: Verification.Difference, _ language: Language) -> String {
        difference.decision.map { Reason.text($0, language) }
            ?? (language == .english ? "no bid of this firm is known" : "无该企业申报数据")
    }

    private static func headline(_ check: HeadlineCheck) -> JSON {
        let headline = check.headline
        return .object([
            "measure": .string(headline.measure.rawValue), "published": .string(headline.value.description),
            "at_least": .bool(headline.isLowerBound), "baseline": .string(headline.baseline.rawValue),
            "baseline_text": .text(headline.baselineText), "source": .text(headline.provenance.source),
            "confidence": .text(headline.provenance.confidence?.rawValue), "tried": .integer(check.tried.count),
            "reproduced": .bool(!check.reproducing.isEmpty),
            "reproduced_by": .array(check.reproducing.map { .string($0.definition) }),
            "nearest": check.nearest.map {
                .object([
                    "definition": .string($0.definition), "value": .string(value($0.value, headline)),
                    "difference": .string(value($0.value - Ratio(headline.value), headline)),
                ])
            } ?? .null,
        ])
    }

    private static func value(_ value: Ratio, _ headline: Headline) -> String {
        value.rounded(to: max(headline.value.scale + 2, 2), .halfUp).shortestDescription
    }

    // MARK: - For people

    /// The text for a terminal.
    public static func text(_ verification: Verification) -> String {
        var lines = ["round \(verification.round)"]
        if verification.hasBids {
            lines += [
                "  winners     \(verification.reproduced) of \(verification.published) published ones reproduced, "
                    + "\(verification.unexpected.count) unexpected",
                "  rules alone \(verification.reproducedByRules) of \(verification.published), "
                    + "\(verification.unexpectedByRules) unexpected "
                    + "(no recorded act but draws between exactly tied bids)",
            ]
        } else {
            lines.append("  winners     \(verification.published) published; the round has no bids to evaluate")
        }
        lines.append("  record      acts \(verification.recordedActs), corrections \(verification.corrections)")
        lines.append(
            "  prices      "
                + (verification.prices.isEmpty
                    ? (verification.hasBids ? "as published" : "not compared, there are no bids")
                    : "\(verification.prices.count) differ"))
        lines.append(
            "  regions     "
                + (verification.unsupplied.isEmpty
                    ? "each has one supplier in each lot"
                    : "\(verification.unsupplied.count) lots have regions without a supplier"))
        for difference in verification.missing { lines.append("  missing     " + describe(difference)) }
        for difference in verification.unexpected { lines.append("  unexpected  " + describe(difference)) }
        for price in verification.prices {
            lines.append(
                "  price       \(price.lot), \(price.bidder): filed \(price.filed), published \(Numbers.exact(price.published))"
            )
        }
        for item in verification.unsupplied {
            lines.append("  region      \(item.lot): nobody supplies \(item.regions.joined(separator: ", "))")
        }
        lines += verification.headlines.map(describe)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func describe(_ difference: Verification.Difference) -> String {
        let specification = difference.decision.map { " \($0.bid.specification)" } ?? ""
        let note = difference.decision?.bid.provenance.note.map { " [\($0)]" } ?? ""
        return "\(difference.lot)\(specification), \(difference.bidder.name) — \(cause(difference, .english))\(note)"
    }

    private static func describe(_ check: HeadlineCheck) -> String {
        let headline = check.headline
        let unit =
            switch headline.measure {
            case .averageDrop, .maximumDrop: " %"
            case .savings: " yuan"
            default: ""
            }
        let bound = headline.isLowerBound ? "≥ " : ""
        let shown = { (number: String) in headline.measure == .savings ? Numbers.grouped(number) : number }
        var line = "  headline    \(headline.measure.rawValue) \(bound)\(shown(headline.value.description))\(unit)"
        if let words = headline.baselineText { line += " (\(words))" }
        if !check.reproducing.isEmpty {
            let names = check.reproducing.map { "\($0.definition) = \(shown(value($0.value, headline)))" }
            return line + ": \(check.reproducing.count) of \(check.tried.count) definitions: "
                + names.joined(separator: ", ")
        }
        guard let nearest = check.nearest else { return line + ": the data has no figure of a compatible definition" }
        return line + ": none of \(check.tried.count) definitions; nearest \(nearest.definition) = "
            + "\(shown(value(nearest.value, headline)))\(unit)"
    }
}
