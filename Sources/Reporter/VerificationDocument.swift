import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders what `vbp verify` found.
public enum VerificationDocument {
    /// The JSON document.
    public static func json(_ verification: Verification) -> JSON {
        .object([
            "format": .string("vbp-verification-1"), "round": .string(verification.round),
            "published": .integer(verification.published),
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
            "consistency": .array(verification.coherence.checks.map(check)),
            "implied": .array(verification.coherence.implied.map(implied)),
        ])
    }

    /// The published figures alone, as `result.json` has them.
    static func publishedFigures(_ verification: Verification) -> JSON {
        .object([
            "headlines": .array(verification.headlines.map(headline)),
            "consistency": .array(verification.coherence.checks.map(check)),
            "implied": .array(verification.coherence.implied.map(implied)),
        ])
    }

    // MARK: - Published figures among themselves

    private static func check(_ check: Coherence.Check) -> JSON {
        .object([
            "relation": .string(check.relation.rawValue), "inputs": .array(check.inputs.map(stated)),
            "stated": stated(check.stated), "low": .string(Numbers.exact(check.derived.low, digits: 4)),
            "high": .text(check.derived.high.map { Numbers.exact($0, digits: 4) }), "holds": .bool(check.holds),
        ])
    }

    private static func implied(_ implied: Coherence.Implied) -> JSON {
        .object([
            "quantity": .string(implied.quantity.rawValue), "of": .string(implied.group.rawValue),
            "status": .string("implied"), "value": .string(Numbers.exact(implied.value, digits: 4)),
            "low": .string(Numbers.exact(implied.range.low, digits: 4)),
            "high": .text(implied.range.high.map { Numbers.exact($0, digits: 4) }),
            "inputs": .array(implied.inputs.map(stated)),
        ])
    }

    private static func stated(_ headline: Headline) -> JSON {
        .object([
            "measure": .string(headline.measure.rawValue), "of": .string(headline.group.rawValue),
            "value": .string(headline.value.description), "at_least": .bool(headline.isLowerBound),
            "source": .text(headline.provenance.source),
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
            "measure": .string(headline.measure.rawValue), "of": .string(headline.group.rawValue),
            "published": .string(headline.value.description),
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
                + (!verification.hasRegions
                    ? "none published"
                    : verification.unsupplied.isEmpty
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
        lines += verification.coherence.checks.map { "  consistency \(PublishedFigureText.text($0, .english))" }
        lines += verification.coherence.implied.map { "  implied     \(PublishedFigureText.text($0, .english))" }
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
            switch headline.measure.unit {
            case .percent: " %"
            case .yuan: " yuan"
            case .count: ""
            }
        let shown = { (number: String) in headline.measure.unit == .percent ? number : Numbers.grouped(number) }
        var line = "  headline    \(PublishedFigureText.text(headline, .english))"
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
